"""法规的条数、不适用的条文，同实际对不上。

为什么
------
依据清单照 length 和 aside 逐条交代核心法规：引用了、不适用，还是缺口。交代错了，缺口就看不见。
写了 length 的法规，登记的条文不能超出全文的条数；aside 写整条，一条只写一次，标准引用了的不能再写不适用。

反例
----
    # 支部条例
    length: 37
    aside:
      - {articles: [第一条, 第十六条], reason: 没有要支部办的事。}

正例
----
    # 支部条例
    length: 37
    aside:
      - {articles: [第一条, 第三十四条至第三十七条], reason: 没有要支部办的事。}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Citation, Regulation, ordinal, ordinals
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS306"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each registered article that a regulation cannot have, and each that is wrongly set aside."""
    for regulation in catalog.regulations.values():
        if regulation.length is None:
            if regulation.aside:
                message = "写了不适用的条文，没有写全文共有几条"
                yield Problem(place=regulation.key("aside"), message=message, help="照全文数清楚，写 length")
            continue
        for article in regulation.articles:
            if max(ordinals(article.number), default=0) > regulation.length:
                yield _beyond(regulation, article.number, article.at("number"))
        yield from _aside(regulation, _uses(catalog, regulation))


def _uses(catalog: Catalog, regulation: Regulation) -> dict[int, Citation]:
    """Find the first citation of each article."""
    found: dict[int, Citation] = {}
    for standard in catalog.standards.values():
        for citation in standard.citations:
            for number in regulation.covered((citation,)):
                found.setdefault(number, citation)
    return found


def _aside(regulation: Regulation, uses: dict[int, Citation]) -> Iterator[Problem]:
    """Yield what is wrong with each entry, the first thing only."""
    length = regulation.length or 0
    first: dict[int, Place] = {}
    for entry in regulation.aside:
        for index, text in enumerate(entry.articles):
            place, numbers = entry.at("articles", index), ordinals(text)
            cited = next((number for number in numbers if number in uses), None)
            again = next((number for number in numbers if number in first), None)
            if not _whole(text, numbers):
                message = f"“{text}”不是整条"
                yield Problem(place=place, message=message, help="写成第一条，或者第一条至第三条的样子")
            elif numbers[-1] > length:
                yield _beyond(regulation, text, place)
            elif cited is not None:
                yield Problem(
                    place=place,
                    message=f"标准引用了{ordinal(cited)}，这里又写不适用",
                    help=f"从 aside 里删去{ordinal(cited)}；引用错了的，改引用",
                    related=(Related(uses[cited].at("article"), "这里引用"),),
                )
            elif again is not None:
                message = f"{ordinal(again)}写了两次"
                related = (Related(first[again], "第一次写在这里"),)
                yield Problem(place=place, message=message, help="留一处，删去另一处", related=related)
            first = dict.fromkeys(numbers, place) | first


def _whole(text: str, numbers: tuple[int, ...]) -> bool:
    if not numbers:
        return False
    one, last = ordinal(numbers[0]), ordinal(numbers[-1])
    return text == (one if len(numbers) == 1 else f"{one}至{last}")


def _beyond(regulation: Regulation, number: str, place: Place) -> Problem:
    return Problem(
        place=place,
        message=f"{regulation.name}全文只有 {regulation.length} 条，没有“{number}”",
        help="改条号；条数数错了的，改 length",
        related=(Related(regulation.at("length"), f"写的是 {regulation.length}"),),
    )
