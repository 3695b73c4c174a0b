"""`follows`: what was found in one form has its answer in another."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

from dangjian_std.assessment import readings
from dangjian_std.assessment.answers import Item, State
from dangjian_std.assessment.facts import Fact, Number, Tick
from dangjian_std.assessment.readings import Line, UnsureError
from dangjian_std.assessment.scope import NOT_HANDED_IN, Scope
from dangjian_std.domain.measures import Follows
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import FieldType

NO_DAY = "写有发现的问题，没有写哪一天"
NO_NUMBER = "没有写发现了几个问题，是没有，还是漏填，看不出"
"""Of a number: nothing found is 0."""


def of_forms(scope: Scope, measure: Follows, steps: Iterable[Step]) -> Iterator[Item]:
    """Yield an item for each filing or row in which something was found in the year."""
    if measure.into is None:
        return
    answered = Counter(_answers(scope, measure))
    record = scope.unit.catalog.records[measure.follows.record]
    asked = tuple(writes for step in steps for form, writes in step.days if form == record.code)
    for filing in scope.filings_of(record.code, scope.year):
        if not all(readings.is_of(Line(filing), record, each) for each in asked):
            continue
        for line in readings.lines(filing, measure.follows.field):
            try:
                item = _item(scope, measure, record, line, answered)
            except UnsureError as error:
                item = Item(subject=line.name, state=State.UNSURE, note=str(error))
            if item:
                yield item


def _answers(scope: Scope, measure: Follows) -> Iterator[dt.date | None]:
    """Yield the day of each row that answers something: of what was found on it. None where no day is written."""
    into = measure.into
    record = scope.unit.catalog.records[into.record] if into else None
    for filing in scope.filings(record.code) if record and into else ():
        for line in readings.lines(filing, f"{into.field}." if into else ""):
            try:
                if record and readings.word(line, record) in measure.from_:
                    yield _day(line, record)
            except UnsureError:
                yield None


def _day(line: Line, record: Record) -> dt.date | None:
    """Return the day that stands beside the registered word of a row."""
    for name, cell in record.cells.items():
        if cell.words and name.partition(".")[0] == line.table:
            return readings.day(line.fact(name))
    return None


def _item(
    scope: Scope, measure: Follows, record: Record, line: Line, answered: Counter[dt.date | None]
) -> Item | None:
    fact = line.fact(measure.follows.field)
    count = _count(fact)
    if fact is None and record.cells[measure.follows.field].type is FieldType.NUMBER:
        raise UnsureError(NO_NUMBER)
    if not count:
        return None
    on = _found_on(record, line)
    if on is None:
        raise UnsureError(NO_DAY)
    if on > scope.as_of:
        return None
    last = scope.unit.catalog.calendar.after(on, measure.within_workdays) if measure.within_workdays else on
    evidence = (line.evidence(fact),)
    listed = sum(number for day, number in answered.items() if day and on <= day <= last)
    if listed >= count:
        return Item(subject=line.name, state=State.DONE, limit=last, evidence=evidence)
    if last > scope.as_of and measure.within_workdays:
        return Item(subject=line.name, state=State.COMING, limit=last, evidence=evidence)
    sure = scope.complete(last) and not answered[None]
    state = State.MISSING if sure else State.UNSURE
    return Item(subject=line.name, state=state, limit=last, evidence=evidence, note="" if sure else NOT_HANDED_IN)


def _count(fact: Fact | None) -> int:
    """Return how many were found: a number, or at least one where a text or a tick says so."""
    match fact.value if fact else None:
        case None | Tick(yes=False):
            return 0
        case Number(is_=number):
            return int(number)
    return 1


def _found_on(record: Record, line: Line) -> dt.date | None:
    """Return the day of the row, or of the filing."""
    for name, cell in record.cells.items():
        table, mark, _ = name.rpartition(".")
        inside = table == line.table if mark else True
        dated = inside and cell.type is FieldType.DATE and name in line.filing.asked
        if dated and (found := readings.day(line.fact(name))):
            return found
    return None
