"""条文说不做的，这里说可以做，或者说成了“不宜”。

为什么
------
条文说“不收缴党费”，写成“不宜收缴党费”，就从不许做成了最好不做；写成“可收缴”，意思就反了。
没有标▲的做法和要求，“可”“不宜”后面的话，同所引条文里“不”“不得”“不能”后面的话比，一样的才报。
条文说“一般不”的，可以写“不宜”。

反例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 与流动党员逐人联系，说明参加方式。
      - 对年老体弱、失能党员可作硬性要求。

正例
----
    # DJ401 notify
    how:
      - 写明时间、地点、主题和需要准备的内容。
      - 与流动党员逐人联系，说明参加方式。
      - 对年老体弱、失能党员不作硬性要求。

依据
----
GB/T 1.1—2020，附录C：不应是禁止，不宜是不推荐，可是允许。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.claims import Claim, claims
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS316"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "weaker-wording")

PERMITTED_WORDS = re.compile("(?:(?<!不)可以?|不宜)(?=([\u4e00-\u9fff0-9]{4}))")
"""What is permitted, or only advised against, and the first words of it."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each sentence that permits, or only advises against, what a cited article forbids."""
    for standard in catalog.standards.values():
        for claim in claims(standard):
            for found in PERMITTED_WORDS.finditer(claim.text):
                yield from _lifted(catalog, claim, found)


def _lifted(catalog: Catalog, claim: Claim, found: re.Match[str]) -> Iterator[Problem]:
    """Yield the first article that forbids what stands behind a 可 or a 不宜."""
    usual = "一般" if found[0] == "不宜" else "□"
    ban = re.compile(f"(?<!{usual})不(?:得|能|准|应|可以)?{found[1]}")
    for citation in claim.basis:
        article = catalog.article(citation)
        if article and (said := ban.search(article.gist)):
            name = f"{citation.regulation}{citation.article}"
            yield Problem(
                place=claim.holder.part(claim.path, claim.text, found.span()),
                message=f"这里说“{found[0]}{found[1]}”，{name}说的是“{said[0]}”",
                help="照条文改；本单位自己定的，标为自己定的（local），引的条文另有步骤去做",
                related=(Related(article.at("gist"), name),),
            )
            return
