"""要求的句子说“宜”“可”，所引的条文说“应当”。

为什么
------
条文说“应当”，句子改成“宜”，就从必须做成了可以不做。没有标为自己定的要求，印出来就是条文的话，强弱要同条文一样。
所引的条文里有“一般”“可以”“原则上”这样的话，或者最低要求是宜、可的，不比：分不出说的是哪一句。
句子里有“应”的也不比。

反例
----
    # DJ401 fixed-day
    text: 主题党日宜每月开展1次，日期宜相对固定。

正例
----
    # DJ401 fixed-day
    text: 主题党日应每月开展1次，日期应相对固定。

依据
----
GB/T 1.1—2020，附录C：应是要求，宜是推荐，可是允许。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article
from dangjian_std.domain.standard import Requirement
from dangjian_std.domain.vocabulary import Modal, Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS314"
SEVERITY = Severity.ERROR
SAID = re.compile("(?<![适便相权])[宜可](?!能|靠|行|见)")
LENIENT = re.compile("一般|可以|可[^能靠行见]|宜|原则上|鼓励|提倡|引导|必要时|注重|根据需要")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each requirement that only recommends or permits what all that it cites demands."""
    for standard in catalog.standards.values():
        for requirement in standard.requirements:
            articles = list(filter(None, map(catalog.article, requirement.basis)))
            said = SAID.search(requirement.text)
            weak = "应" not in requirement.text and not _own(requirement)
            if said and weak and articles and all(map(_strict, articles)):
                yield _problem(requirement, said, articles[0])


def _own(requirement: Requirement) -> bool:
    return requirement.local or bool(requirement.unread)


def _strict(article: Article) -> bool:
    """Whether an article that somebody has read demands all that it says."""
    demands = all(floor.strength is Modal.SHALL for floor in article.floor)
    return demands and article.checked.level is Trust.FULL_TEXT and not LENIENT.search(article.gist)


def _problem(requirement: Requirement, said: re.Match[str], article: Article) -> Problem:
    citation = requirement.basis[0]
    return Problem(
        place=requirement.part(("text",), requirement.text, said.span()),
        message=f"这里说“{said[0]}”，{citation.regulation}{citation.article}说的是应当",
        help="改成“应”；本单位自己定的，写 local: true，引的条文另有步骤去做",
        related=(Related(article.at("gist"), f"{citation.regulation}{citation.article}"),),
    )
