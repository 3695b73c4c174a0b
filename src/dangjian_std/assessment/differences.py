"""What is different in a filing that was handed in again: more rows and cells, or cells that say otherwise."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.assessment.facts import Fact, Value, Written
from dangjian_std.assessment.filings import Filing, RowFacts

IN_A_WORKBOOK = re.compile("![A-Z]")
"""How the place of a cell in a workbook looks, not that of one in a Word table, which nothing works out."""


class DifferenceKind(StrEnum):
    """How a cell or row differs."""

    NEW_ROW = "多了一行"
    FILLED = "填上了"
    CHANGED = "改了"
    EMPTIED = "删去了"
    LOST_ROW = "少了一行"
    SUMMED = "重新算了"


GROWTH = frozenset({DifferenceKind.NEW_ROW, DifferenceKind.FILLED, DifferenceKind.SUMMED})
"""How a register grows; all else needs a reason."""


@dataclass(frozen=True, slots=True)
class FormDifference:
    """A cell that says something else, or a whole row; None where nothing stood or stands."""

    kind: DifferenceKind
    name: str
    """The field, `table.column`, or the table."""
    old: Fact | None = None
    new: Fact | None = None


def between(old: Filing, new: Filing, sums: AbstractSet[str] = frozenset()) -> tuple[FormDifference, ...]:
    """Return what differs. Rows are told by what they say, for they may have been sorted.

    A cell that was looked for in only one of the two is no difference. `sums` names the fields that a workbook
    works out: as a register grows, so do they.
    """
    both = old.asked & new.asked
    singles = frozenset(name for name in both if "." not in name)
    found = [_summed(each, sums) for each in _cells("", old.fields, new.fields, singles)]
    persons: list[_Person] = []
    for table in dict.fromkeys((*old.rows, *new.rows)):
        columns = frozenset(name.partition(".")[2] for name in both if name.startswith(f"{table}."))
        pairs, lost, more = _paired(old.rows.get(table, ()), new.rows.get(table, ()), columns)
        for before, after in pairs:
            found += _cells(table, before, after, columns)
            persons += _persons(table, before, after)
        found += (FormDifference(DifferenceKind.LOST_ROW, table, old=_first(row)) for row in lost)
        found += (FormDifference(DifferenceKind.NEW_ROW, table, new=_first(row)) for row in more)
    return (*found, *_exchanged(persons))


def same(old: Filing, new: Filing) -> bool:
    """Whether a filing says nothing else than before, and was looked at for the same cells."""
    return old.asked == new.asked and old.version == new.version and not between(old, new)


def _said(fact: Fact | None) -> Value | None:
    """Return what a fact says; who is who may be counted anew."""
    value = fact.value if fact else None
    return Written(persons=value.persons) if isinstance(value, Written) else value


def _cells(
    table: str, old: Mapping[str, Fact], new: Mapping[str, Fact], names: frozenset[str]
) -> Iterator[FormDifference]:
    for name in sorted(names):
        before, after = old.get(name), new.get(name)
        if _said(before) == _said(after):
            continue
        kind = (
            DifferenceKind.FILLED
            if before is None
            else DifferenceKind.EMPTIED
            if after is None
            else DifferenceKind.CHANGED
        )
        yield FormDifference(kind, f"{table}.{name}" if table else name, before, after)


def _summed(each: FormDifference, sums: AbstractSet[str]) -> FormDifference:
    worked_out = each.old and each.new and all(IN_A_WORKBOOK.search(fact.at) for fact in (each.old, each.new))
    return dataclasses.replace(each, kind=DifferenceKind.SUMMED) if worked_out and each.name in sums else each


def _paired(
    old: Sequence[RowFacts], new: Sequence[RowFacts], columns: frozenset[str]
) -> tuple[list[tuple[RowFacts, RowFacts]], list[RowFacts], list[RowFacts]]:
    """Pair the rows of two states: those that say the same, those that say more, those that say some of it.

    Return the pairs, the rows that are gone, and those that are new.
    """
    before, after = list(old), list(new)
    pairs: list[tuple[RowFacts, RowFacts]] = []
    for likeness in (_equal, _grown, _alike):
        for row in list(before):
            other = next((each for each in after if likeness(row, each, columns)), None)
            if other is not None:
                _drop(before, row)
                _drop(after, other)
                pairs.append((row, other))
    return pairs, before, after


def _drop(rows: list[RowFacts], row: RowFacts) -> None:
    del rows[next(at for at, each in enumerate(rows) if each is row)]


def _first(row: RowFacts) -> Fact | None:
    return next(iter(row.values()), None)


def _equal(old: RowFacts, new: RowFacts, columns: frozenset[str]) -> bool:
    return all(_said(old.get(each)) == _said(new.get(each)) for each in columns)


def _grown(old: RowFacts, new: RowFacts, columns: frozenset[str]) -> bool:
    """Whether a row says all that it said, and more; one that said nothing is no other row grown."""
    said = [each for each in columns if each in old]
    return bool(said) and all(_said(old[each]) == _said(new.get(each)) for each in said)


def _alike(old: RowFacts, new: RowFacts, columns: frozenset[str]) -> bool:
    return any(each in old and each in new and _said(old[each]) == _said(new[each]) for each in columns)


# -- who is who ------------------------------------------------------------------------------------------

_Person = tuple[str, str, Fact, Fact]
"""The name of a cell, what its row said, and who stands there before and after."""


def _persons(table: str, old: RowFacts, new: RowFacts) -> Iterator[_Person]:
    row = repr(sorted((name, _said(fact)) for name, fact in old.items()))
    for name, before in old.items():
        after = new.get(name)
        if after and _who(before) and _who(after):
            yield f"{table}.{name}", row, before, after


def _who(fact: Fact) -> int:
    return fact.value.who if isinstance(fact.value, Written) else 0


def _exchanged(persons: Sequence[_Person]) -> Iterator[FormDifference]:
    """Yield a difference where the same rows no longer belong to the same person."""
    before: dict[int, list[tuple[str, str]]] = {}
    after: dict[int, list[tuple[str, str]]] = {}
    for name, row, old, new in persons:
        before.setdefault(_who(old), []).append((name, row))
        after.setdefault(_who(new), []).append((name, row))
    if sorted(map(sorted, before.values())) != sorted(map(sorted, after.values())):
        name, _, old, new = persons[0]
        yield FormDifference(DifferenceKind.CHANGED, name, old, new)
