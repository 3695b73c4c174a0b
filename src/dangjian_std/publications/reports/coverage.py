"""覆盖: the core regulations article by article, for the report: cited, set aside with a reason, or missing."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.document.blocks import Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Regulation, ordinal, ordinals

NOT_APPLICABLE_WORD, GAP_WORD = "不适用", "缺口"
NOT_REGISTERED_NOTE = "没有登记，要先读条文。"


@dataclass(frozen=True, slots=True)
class Open:
    """An article, or a registered part of one, that no standard cites."""

    article: int
    name: str
    standing: str
    told: str
    """The reason why it does not apply, or what it asks."""


def tables(catalog: Catalog, first: int) -> Iterator[Table]:
    """Yield two tables, numbered from `first`: the count of each regulation, then everything not cited."""
    columns = (
        column("规范性文件", 20),
        column("共有", 8, Align.CENTRE),
        column("有标准引用", 12, Align.CENTRE),
        column("其中缺款项", 12, Align.CENTRE),
        column(NOT_APPLICABLE_WORD, 10, Align.CENTRE),
        column(GAP_WORD, 8, Align.CENTRE),
    )
    yield table(
        first,
        "核心法规的条文",
        (*columns, column("缺口的条款", 30)),
        _counts(catalog),
        "核心法规，指登记时写明全文共有几条的。除缺口的条款，各栏数的是条。",
        "引用了一条中的一款、一项，就算引用了这一条；这一条中登记了、没有标准引用的款和项，也列为缺口。",
        empty="没有写明全文共有几条的规范性文件。",
    )
    yield table(
        first + 1,
        "没有标准引用的条款",
        (
            column("规范性文件", 18),
            column("条款", 20),
            column("怎样处理", 9, Align.CENTRE),
            column("不适用的理由，或者缺口的大意", 53),
        ),
        _uncited(catalog),
        "缺口，指同本单位有关、还没有写进标准的，以及没有读到条文、不能判断的。",
        empty="每一条都有标准引用。",
    )


def _counts(catalog: Catalog) -> Rows:
    for regulation, length, entries in _accounts(catalog):
        gaps = [each for each in entries if each.standing == GAP_WORD]
        aside = len(entries) - len(gaps)
        missing = {each.article for each in gaps} - _covered(catalog, regulation)
        partly = {each.article for each in gaps} - missing
        counts = (length, length - aside - len(missing), len(partly), aside, len(missing))
        yield regulation.name, *map(str, counts), "、".join(name for name, _ in _runs(gaps)) or "没有"


def _uncited(catalog: Catalog) -> Rows:
    for regulation, _, entries in _accounts(catalog):
        for name, each in _runs(entries):
            yield regulation.name, name, each.standing, each.told


def _covered(catalog: Catalog, regulation: Regulation) -> frozenset[int]:
    return regulation.covered(each for standard in catalog.standards.values() for each in standard.citations)


def _accounts(catalog: Catalog) -> Iterator[tuple[Regulation, int, list[Open]]]:
    """Yield each regulation of known length, its length, and what no standard cites, in order."""
    citations = {(each.regulation, each.article) for one in catalog.standards.values() for each in one.citations}
    for regulation in catalog.regulations.values():
        if regulation.length is not None:
            cited = {article for name, article in citations if name == regulation.name}
            numbers = range(1, regulation.length + 1)
            yield regulation, regulation.length, list(_open(catalog, regulation, numbers, cited))


def _open(catalog: Catalog, regulation: Regulation, numbers: Iterable[int], cited: set[str]) -> Iterator[Open]:
    covered = _covered(catalog, regulation)
    aside = ((text, entry.reason) for entry in regulation.aside for text in entry.articles)
    reasons = {number: reason for text, reason in aside for number in ordinals(text)}
    known = {number for each in regulation.articles for number in ordinals(each.number)}
    for number in numbers:
        if number in reasons:
            yield Open(number, ordinal(number), NOT_APPLICABLE_WORD, reasons[number])
            continue
        for each in regulation.articles:
            if each.number not in cited and ordinals(each.number)[:1] == (number,):
                yield Open(number, each.number, GAP_WORD, each.gist)
        if number not in covered and number not in known:
            yield Open(number, ordinal(number), GAP_WORD, NOT_REGISTERED_NOTE)


def _runs(entries: Iterable[Open]) -> Iterator[tuple[str, Open]]:
    """Join consecutive articles with the same reason under one name: 第十五条至第十九条."""
    place = itertools.count()
    for _, group in itertools.groupby(entries, lambda each: (each.told, each.article - next(place))):
        run = list(group)
        names = [each.name for each in run]
        yield f"{names[0]}至{names[-1]}" if names[2:] else "、".join(names), run[0]
