"""督查: whether a branch was inspected in a month, what its list says, and what two inspections found undone.

Which forms say so, the catalogue names (`inspection`). Nothing here is a list of persons, and nothing follows of
itself: somebody reads it and decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.assessment import readings, windows
from dangjian_std.assessment.answers import Answer, Evidence, State
from dangjian_std.assessment.facts import DateSpan, Fact, Word, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.assessment.readings import FormLine, UnsureError
from dangjian_std.domain.inspection import Inspection
from dangjian_std.domain.references import FieldRef
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import last_of

INSPECTIONS_IN_A_ROW = 2
"""Inspections in a row that found an item undone."""


@dataclass(frozen=True, slots=True)
class Undone:
    """An item of an inspection that was not done when its limit was over and two inspections had come."""

    line: FormLine
    limit: dt.date
    found: dt.date | None
    """The day of the inspection that it came from, where it is written."""
    inspections: tuple[dt.date, ...]
    """The last two."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """What the forms of a branch say of a month."""

    inspected: State
    on: dt.date | None
    """The day of the inspection."""
    listed: bool
    """Whether there is a list."""
    done: int
    """Items of the list that were done in the month."""
    open: int
    overdue: int
    """Items that are not done, and those of them of which the limit is over."""
    unsure: int
    """Items of which it cannot be said."""


@dataclass(frozen=True, slots=True)
class Leader:
    """Whether a branch has one leader, and the cells that say so."""

    answer: Answer
    evidence: tuple[Evidence, ...] = ()


def leader_due(unit: Unit, inspection: Inspection, year: int) -> dt.date | None:
    """Return the day up to which the leader of a branch has to be written down in a year; None where none has.

    Where the holidays of the year are not published it is the last that it may be.
    """
    name = inspection.leader_by
    standard = unit.catalog.standards.get(name.standard) if name else None
    step = standard.steps_by_id.get(name.step) if standard and name else None
    if standard is None or step is None or not unit.does(standard.code, step):
        return None
    times = windows.windows(unit, standard.code, step, year, period_only=False)
    if not times:
        return None
    last = times[0].last
    return last if windows.certain(unit, step, last, last) else last + windows.UNCERTAIN


@dataclass(frozen=True, slots=True)
class Inspections:
    """What is known of the inspections of a branch on a day."""

    inspection: Inspection
    facts: Facts
    branch: str
    as_of: dt.date

    def month(self) -> Month:
        """Return what is known of the month of the day."""
        first = self.as_of.replace(day=1)
        states = [self._item(line) for line in self._list()]
        ended = (self._done(line) for line in self._lines(self.inspection.items))
        inspected, on = self._inspected()
        return Month(
            inspected=inspected,
            on=on,
            listed=any(True for _ in self._filings(self.inspection.items)),
            done=sum(day is not None and first <= day <= self.as_of for day in ended),
            open=sum(each in {State.MISSING, State.COMING} for each in states),
            overdue=states.count(State.MISSING),
            unsure=states.count(State.UNSURE),
        )

    def undone(self) -> Iterator[Undone]:
        """Yield what people may ask for a talk about: only what the forms say for certain."""
        days = sorted({day for line in self._lines(self.inspection.checks) if (day := self._checked(line))})
        for line in self._list():
            if self._item(line) is not State.MISSING or not self._of_inspection(line):
                continue
            fact = self._fact(line, self.inspection.items, self.inspection.due)
            limit = readings.day(fact)
            after = [day for day in days if limit and limit < day <= self.as_of][-INSPECTIONS_IN_A_ROW:]
            if limit and len(after) == INSPECTIONS_IN_A_ROW and self.facts.complete(self.branch, self.as_of):
                yield Undone(line, limit, self._found(line), tuple(after), line.evidence(fact))

    # -- the month -------------------------------------------------------------------------------------------

    def _inspected(self) -> tuple[State, dt.date | None]:
        days: list[dt.date] = []
        unsure = False
        for line in self._lines(self.inspection.checks):
            try:
                month = self._fact(line, self.inspection.checks, self.inspection.month)
                day = readings.day(self._fact(line, self.inspection.checks, self.inspection.on))
            except UnsureError:
                unsure = True
                continue
            span = month.value if month else None
            of_month = isinstance(span, DateSpan) and span.first <= self.as_of <= span.last
            days += [day] if day and of_month and day <= self.as_of else []
        if days:
            return State.DONE, max(days)
        last = last_of(self.as_of.year, self.as_of.month)
        if self.as_of < last:
            return State.COMING, None
        return State.MISSING if self.facts.complete(self.branch, last) and not unsure else State.UNSURE, None

    def leader(self, due: dt.date | None) -> Leader:
        """Return whether the form of the year names one leader; `due` is the day up to which it has to.

        A form that is not there says nothing: many fill it in by hand.
        """
        year = str(self.as_of.year)
        lines = [FormLine(each) for each in self._filings(self.inspection.leader) if each.key[:4] == year]
        try:
            facts = [(line, line.fact(self.inspection.leader.field)) for line in lines]
        except UnsureError:
            return Leader(Answer.UNKNOWN)
        named = tuple(line.evidence(fact) for line, fact in facts if fact)
        if named:
            return Leader(_of_one(facts[0][1]) if len(facts) == 1 else Answer.UNKNOWN, named)
        if due is None or not facts or (due <= self.as_of and not self.facts.complete(self.branch, due)):
            return Leader(Answer.UNKNOWN)
        empty = tuple(line.evidence(fact) for line, fact in facts)
        return Leader(Answer.NOTHING_DUE if self.as_of < due else Answer.NO, empty)

    # -- the list --------------------------------------------------------------------------------------------

    def _list(self) -> Iterator[FormLine]:
        """Yield the rows of the newest list: what an older one leaves open was moved into it, with a new limit."""
        lists = [(span.first, each) for each in self._filings(self.inspection.items) if (span := _span(each))]
        newest = max((first for first, _ in lists if first <= self.as_of), default=None)
        for first, each in lists:
            if first == newest:
                yield from readings.lines(each, f"{self.inspection.items.field}.")

    def _item(self, line: FormLine) -> State:
        """Return how an item stands; a row without a limit or with one that is not known cannot be told."""
        try:
            limit = readings.day(self._fact(line, self.inspection.items, self.inspection.due))
            day = readings.day(self._fact(line, self.inspection.items, self.inspection.done))
        except UnsureError:
            return State.UNSURE
        if day and day <= self.as_of:
            return State.DONE
        if limit is None:
            return State.UNSURE
        if limit >= self.as_of:
            return State.COMING
        return State.MISSING if self.facts.complete(self.branch, limit) else State.UNSURE

    def _done(self, line: FormLine) -> dt.date | None:
        try:
            return readings.day(self._fact(line, self.inspection.items, self.inspection.done))
        except UnsureError:
            return None

    def _of_inspection(self, line: FormLine) -> bool:
        return any(word.word in self.inspection.from_ for word in _words(line))

    def _found(self, line: FormLine) -> dt.date | None:
        return next((word.day for word in _words(line) if word.day), None)

    def _checked(self, line: FormLine) -> dt.date | None:
        try:
            return readings.day(self._fact(line, self.inspection.checks, self.inspection.on))
        except UnsureError:
            return None

    # -- cells -----------------------------------------------------------------------------------------------

    def _filings(self, part: FieldRef) -> Iterator[Filing]:
        return (each for each in self.facts.of(part.record) if each.branch == self.branch)

    def _lines(self, table: FieldRef) -> Iterator[FormLine]:
        for each in self._filings(table):
            yield from readings.lines(each, f"{table.field}.")

    @staticmethod
    def _fact(line: FormLine, table: FieldRef, column: str) -> Fact | None:
        return line.fact(table.below(column).field)


def _of_one(fact: Fact | None) -> Answer:
    """Return whether a field names one person; where nobody could count them, that is not known."""
    persons = fact.value.persons if fact and isinstance(fact.value, Written) else 0
    return Answer.UNKNOWN if not persons else Answer.YES if persons == 1 else Answer.NO


def _span(filing: Filing) -> DateSpan | None:
    """Return the time that a form is of."""
    return next((each.value for each in filing.fields.values() if isinstance(each.value, DateSpan)), None)


def _words(line: FormLine) -> Iterator[Word]:
    yield from (each.value for each in (line.row or {}).values() if isinstance(each.value, Word))
