"""What a list of one quarter hands on to that of the next: a row that is not done stands there again.

The texts of rows are not kept, so a row is known again by its source: the same word, of the same day. It counts
once: where it stands now, if its new limit has come, else where it stood.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangjian_std.assessment.answers import Item, State
from dangjian_std.assessment.facts import DateSpan, Word
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.readings import FormLine
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import Fill

PERHAPS_MOVED = "后面季度的清单上有来源或者日期不明的，不知道是不是移过去的"
STATES_LEAST_DONE_FIRST = (State.COMING, State.UNSURE, State.MISSING, State.LATE, State.DONE)
"""Of two rows that may be the one that was moved, the one that says least of what was done comes first."""


@dataclass(slots=True)
class ListedRow:
    """A row of a list and what it says; None where it does not count."""

    line: FormLine
    item: Item | None
    taken: bool = False
    """Whether it is known to be that of an earlier list."""


def is_handed_on(record: Record) -> bool:
    """Whether rows go from quarter to quarter: there is a list for each, and a row says where it comes from."""
    return bool([*record.fields_filled(Fill.QUARTER)]) and any(each.words for each in record.cells.values())


def once(rows: Sequence[ListedRow], record: Record, as_of: dt.date) -> Iterator[Item]:
    """Yield the items of all rows, of those that were moved one."""
    of_lists = sorted({_first(each.line.filing, record) or dt.date.max for each in rows})
    for each in sorted(rows, key=lambda row: _first(row.line.filing, record) or dt.date.max):
        if each.item is None or each.item.state is State.DONE:
            continue
        for first in of_lists:
            start = _first(each.line.filing, record)
            if start and start < first <= as_of and _is_settled(each, rows, record, first):
                break
    yield from (each.item for each in rows if each.item)


def _is_settled(row: ListedRow, rows: Sequence[ListedRow], record: Record, first: dt.date) -> bool:
    """Look for a row on the list that begins on a day; whether it is there, or may be."""
    source = _source(row.line, record)
    if row.item is None:
        return False
    later = [
        each
        for each in rows
        if not each.taken
        and each.line.filing.branch == row.line.filing.branch
        and _first(each.line.filing, record) == first
    ]
    dated = source if source and source.day and source.day < first else None
    sure = [each for each in later if dated and _source(each.line, record) == dated]
    if sure:
        moved = min(sure, key=lambda each: STATES_LEAST_DONE_FIRST.index(each.item.state) if each.item else 0)
        moved.taken = True
        if moved.item and (moved.item.state is not State.COMING or row.item.state is State.COMING):
            row.item = None
        return True
    perhaps = any(_may_be(source, _source(each.line, record), first) for each in later)
    if perhaps and row.item.state is not State.COMING:
        row.item = dataclasses.replace(row.item, state=State.UNSURE, note=PERHAPS_MOVED)
        return True
    return False


def _may_be(source: Word | None, other: Word | None, first: dt.date) -> bool:
    """Whether a row of the list that begins on a day may be an earlier one: nothing known tells them apart."""
    if source is None or other is None:
        return other is None or other.day is None or other.day < first
    return source.word == other.word and (source.day is None or other.day is None)


def _first(filing: Filing, record: Record) -> dt.date | None:
    """Return the first day of the quarter of a list."""
    for each in record.fields_filled(Fill.QUARTER):
        fact = filing.fields.get(each.id)
        if fact and isinstance(fact.value, DateSpan):
            return fact.value.first
    return None


def _source(line: FormLine, record: Record) -> Word | None:
    """Return where a row comes from."""
    for name, cell in record.cells.items():
        if cell.words and name.partition(".")[0] == line.table and name in line.filing.asked:
            found = (line.row or {}).get(name.partition(".")[2])
            return found.value if found and isinstance(found.value, Word) else None
    return None
