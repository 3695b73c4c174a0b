"""要求的句子说“宜”“可”，所引的条文说“应当”。

为什么
------
条文说“应当”，句子改成“宜”，就从必须做成了可以不做。没有标为自己定的要求，印出来就是条文的话，强弱要同条文一样。
所引的条文里有“一般”“可以”“原则上”这样的话的，同说同一件事的那一分句比，找不到的不比；都没有的，整条都是应当。

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
from dangjian_std.domain.regulation import Article, Citation
from dangjian_std.domain.standard import Requirement
from dangjian_std.domain.vocabulary import Modal, Trust
from dangjian_std.rules.sentence_clauses import CLAUSE, alike
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS314"
SEVERITY = Severity.ERROR
ALONE = True
PERMISSIVE_MODAL = re.compile("(?<![适便相权])[宜可](?!能|靠|行|见)")
LENIENT = re.compile("一般|可以|可[^能靠行见]|宜|原则上|鼓励|提倡|引导|必要时|注重|根据需要")
DEMANDS = re.compile("应当?|必须|不得|都要|须")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first clause of each requirement that recommends or permits what its article demands."""
    for standard in catalog.standards.values():
        for requirement in standard.requirements:
            if not requirement.local and not requirement.unread:
                yield from _weak(catalog, requirement)


def _weak(catalog: Catalog, requirement: Requirement) -> Iterator[Problem]:
    cited = [(each, found) for each in requirement.basis if (found := catalog.article(each))]
    strict = bool(cited) and all(_strict(article) for _, article in cited)
    for clause in CLAUSE.finditer(requirement.text):
        said = PERMISSIVE_MODAL.search(requirement.text, *clause.span())
        if said is None or "应" in clause[0].replace("不应", "" if "不宜" in clause[0] else "不应"):
            continue
        whole = strict and (said[0] == "宜" or "应" not in requirement.text)  # 可 beside 应 adds a choice
        for citation, article in cited:
            if whole or (article.checked.level is Trust.FULL_TEXT and _demanded(clause[0], article.gist)):
                yield _problem(requirement, said, (citation, article))
                return


def _strict(article: Article) -> bool:
    """Whether an article that somebody has read demands all that it says."""
    demands = all(floor.strength is Modal.SHALL for floor in article.floor)
    return demands and article.checked.level is Trust.FULL_TEXT and not LENIENT.search(article.gist)


def _demanded(clause: str, gist: str) -> bool:
    """Whether a clause of a gist that says the same demands it."""
    return any(
        alike(clause, each) and DEMANDS.search(each) and not LENIENT.search(each) for each in CLAUSE.findall(gist)
    )


def _problem(requirement: Requirement, said: re.Match[str], source: tuple[Citation, Article]) -> Problem:
    citation, article = source
    return Problem(
        place=requirement.part(("text",), requirement.text, said.span()),
        message=f"这里说“{said[0]}”，{citation.regulation}{citation.article}说的是应当",
        help="改成“应”；本单位自己定的，写 local: true，引的条文另有步骤去做",
        related=(Related(article.at("gist"), f"{citation.regulation}{citation.article}"),),
    )
