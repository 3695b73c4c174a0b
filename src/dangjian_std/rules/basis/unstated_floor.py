"""引用了读过原文的条文，没有写它最低要求什么。

为什么
------
写得松不松，要同条文的最低要求（floor）比。没有写，松了也比不出来。条文没有可以比较的要求的（只讲原则、只列举内容），
写 floorless 和理由，看的人就知道是想过的，不是漏了。两样只写一样。
一件事一项，每项至少写一样：谁来做、谁参加、何时、多少。写了时间的，应、宜、可写在时间里。

反例
----
    # 支部条例 第十四条
    floorless: 讲由谁召集。
    # 支部条例 第十四条.checked
    seal: 4b6a-0dd9-95a6-9fd1

正例
----
    # 支部条例 第十四条
    floor:
      - {who: [支部书记]}
    # 支部条例 第十四条.checked
    seal: 4b6a-0dd9-5ae0-9fd1

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article, Citation, Floor
from dangjian_std.domain.vocabulary import Modal, Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS308"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each cited article, read in full, that says nothing of what it asks; and each that says it wrongly."""
    uses: dict[tuple[str, str], Citation] = {}
    for standard in catalog.standards.values():
        for citation in standard.citations:
            uses.setdefault((citation.regulation, citation.article), citation)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            use = uses.get((regulation.name, article.number))
            read = article.checked.level is Trust.FULL_TEXT
            if use and read and not article.floor and article.floorless is None:
                yield Problem(
                    place=article.at("number"),
                    message=f"{regulation.name}{article.number}没有写最低要求",
                    help="照大意写 floor；没有可以比较的要求的，写 floorless 和理由",
                    related=(Related(use.at("article"), "这里引用"),),
                )
            yield from _wrong(article)


def _wrong(article: Article) -> Iterator[Problem]:
    if article.floor and article.floorless is not None:
        yield Problem(
            place=article.key("floorless"),
            message="写了最低要求，又写没有可以比较的要求",
            help="留一个，删去另一个",
            related=(Related(article.key("floor"), "写在这里"),),
        )
    for floor in article.floor:
        if not _asks(floor):
            yield Problem(place=floor.at(), message="这一项什么也没有要求", help="写谁来做、谁参加、何时或者多少")
        elif floor.when and floor.modal is not Modal.SHALL:
            help_ = "移到 when 里：when: {…, modal: …}"
            yield Problem(place=floor.at("modal"), message="写了时间的，能愿动词写在时间里", help=help_)


def _asks(floor: Floor) -> bool:
    numbers = floor.bounds and dict(floor.bounds.stated())
    return bool(floor.sets_up or floor.who or floor.with_ or floor.when or numbers)
