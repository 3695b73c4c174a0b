"""`follows`: what was found in one form has its answer in another."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dangjian_std.assessment import readings
from dangjian_std.assessment.answers import Evidence, Item, State
from dangjian_std.assessment.facts import Fact, Number, Tick
from dangjian_std.assessment.readings import FormLine, UnsureError
from dangjian_std.assessment.scope import NOT_HANDED_IN, BranchScope
from dangjian_std.domain.measures import Follows
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import FieldRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import FieldType

NO_SOURCE_DATE = "清单上有的来源没有写日期，不知道是不是这一次的"
MAYBE_MOVED = "几个季度的清单上都有这一天的，不知道是另外的还是移入的"
NO_DAY_OF_FINDING = "写有发现的问题，没有写哪一天"
NO_NUMBER = "没有写发现了几个问题，是没有，还是漏填，看不出"
"""Of a number: nothing found is 0."""


def of_forms(scope: BranchScope, measure: Follows, steps: Iterable[Step]) -> Iterator[Item]:
    """Yield an item for each filing or row of the year in which something was found."""
    if measure.into is None:
        return
    record = scope.unit.catalog.records[measure.follows.record]
    of_steps = [writes for step in steps for form, writes in step.days if form == record.code]
    found: list[Found] = []
    for line in _asked(scope, measure, record):
        try:
            if all(readings.is_of(FormLine(line.filing), record, each) for each in of_steps):
                found += _found(scope, measure, record, line)
        except UnsureError as error:
            yield Item(subject=line.name, state=State.UNSURE, note=str(error))
    asked = Counter({on: 0 for _, on, _, _ in found})
    for _, on, count, _ in found:
        asked[on] += count
    listed: dict[str, list[dt.date | None]] = {}
    for each, day in _answers(scope, measure):
        listed.setdefault(each, []).append(day)
    answered = tuple(map(Counter, listed.values()))
    for line, on, _, evidence in found:
        if measure.from_:
            yield _item(scope, measure, answered, (line, on, asked[on], evidence))
        else:
            yield _beside(scope, measure.into, (line, on, 1, evidence))


Found = tuple[FormLine, dt.date, int, tuple[Evidence, ...]]
"""Where something was found, on which day, how much, and the cell that says so."""


def _asked(scope: BranchScope, measure: Follows, record: Record) -> Iterator[FormLine]:
    """Yield the filings of the year, or their rows."""
    for filing in scope.filings_of(record.code, scope.year):
        yield from readings.lines(filing, measure.follows.field)


def _answers(scope: BranchScope, measure: Follows) -> Iterator[tuple[str, dt.date | None]]:
    """Yield the list and the day of each row that answers something: of what was found on it, or None."""
    into = measure.into
    record = scope.unit.catalog.records[into.record] if into else None
    for filing in scope.filings(record.code) if record and into else ():
        for line in readings.lines(filing, f"{into.field}." if into else ""):
            try:
                if record and readings.word(line, record) in measure.from_:
                    yield filing.name, _day(line, record)
            except UnsureError:
                yield filing.name, None


def _day(line: FormLine, record: Record) -> dt.date | None:
    """Return the day that stands beside the registered word of a row."""
    for name, cell in record.cells.items():
        if cell.words and name.partition(".")[0] == line.table:
            return readings.day(line.fact(name))
    return None


def _found(scope: BranchScope, measure: Follows, record: Record, line: FormLine) -> Iterator[Found]:
    whole_row = line.row is not None and "." not in measure.follows.field
    fact = None if whole_row else line.fact(measure.follows.field)
    count = 1 if whole_row else _count(fact)
    if fact is None and record.cells[measure.follows.field].type is FieldType.NUMBER:
        if _ahead(scope, record, line):
            return
        raise UnsureError(NO_NUMBER)
    if not count:
        return
    on = _found_on(record, line)
    if on is None:
        raise UnsureError(NO_DAY_OF_FINDING)
    if on <= scope.as_of:
        yield line, on, count, (line.evidence(fact),) if fact else ()


def _ahead(scope: BranchScope, record: Record, line: FormLine) -> bool:
    """Whether the month of a row is not over."""
    for name, cell in record.cells.items():
        inside = line.row is not None and name.partition(".")[0] == line.table
        if inside and cell.type is FieldType.PERIOD and name in line.filing.asked:
            last = readings.day(line.fact(name))
            return last is not None and last > scope.as_of
    return False


def _item(scope: BranchScope, measure: Follows, answered: Sequence[Counter[dt.date | None]], found: Found) -> Item:
    """Return whether as much is listed in time as was found on that day.

    What is not done is moved to the next list: a day that stands on several may be of the same rows.
    """
    line, on, count, evidence = found
    last = scope.unit.catalog.calendar.after(on, measure.within_workdays) if measure.within_workdays else on
    of_each = [sum(number for day, number in each.items() if day and on <= day <= last) for each in answered]
    listed, undated = max(of_each, default=0), any(each[None] for each in answered)
    state, note = State.DONE, ""
    if listed < count <= sum(of_each):
        state, note = State.UNSURE, MAYBE_MOVED
    elif listed < count and last > scope.as_of and measure.within_workdays:
        state = State.COMING
    elif listed < count and scope.complete(last) and not undated:
        state, note = State.MISSING, f"写有{count}条，清单上列了{listed}条"
    elif listed < count:
        state, note = State.UNSURE, NO_SOURCE_DATE if undated else NOT_HANDED_IN
    return Item(subject=line.name, state=state, limit=last, evidence=evidence, note=note)


def _beside(scope: BranchScope, into: FieldRef, found: Found) -> Item:
    """Return whether the answer stands in the same filing, where no word of a source leads to another one."""
    line, on, _, evidence = found
    try:
        fact = line.fact(into.field)
    except UnsureError as error:
        return Item(subject=line.name, state=State.UNSURE, limit=on, evidence=evidence, note=str(error))
    if fact:
        return Item(subject=line.name, state=State.DONE, limit=on, evidence=(*evidence, line.evidence(fact)))
    return dataclasses.replace(scope.lacking(line.name, on), evidence=evidence)


def _count(fact: Fact | None) -> int:
    """Return how many were found: a number, or at least one where a text or a tick says so."""
    match fact.value if fact else None:
        case None | Tick(yes=False):
            return 0
        case Number(is_=number):
            return int(number)
    return 1


def _found_on(record: Record, line: FormLine) -> dt.date | None:
    """Return the day of the row, or of the filing."""
    for name, cell in record.cells.items():
        table, mark, _ = name.rpartition(".")
        inside = table == line.table if mark else True
        dated = inside and cell.type is FieldType.DATE and name in line.filing.asked
        if dated and (found := readings.day(line.fact(name))):
            return found
    return None
