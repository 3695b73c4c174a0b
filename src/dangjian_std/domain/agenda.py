"""年历: what the catalogue asks a unit to do in a year, each with its day or the days in which it is done.

A standard asks for nothing on a day on which it is not in force.

Only time decides: what waits for an event (but one whose day the calendar knows) or for a term of office
stands in the lists by role, not here. What is done before or after a step hangs on it: from a day or a deadline it
is counted; where the step itself has only a span, so has what hangs on it.

A meeting that needs a common form and has a choice of days takes the day of the month's meeting that has a fixed
one, if the same person calls the same people to it: one sign-in, one record. So does what may begin on that day.

An organ settles what is due in a month at its one meeting. What it settles there is due on that day, and what
hangs on it is counted from there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due_dates import Bound, Dates, counted_dates, dates_by, dates_on, recurring_dates
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import After, Before, Every, When, offset, reference
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Fill, RoleKind, TimeUnit

A_YEAR = {TimeUnit.HOURS: 365 * 24, TimeUnit.DAYS: 365, TimeUnit.WORKDAYS: 240, TimeUnit.MONTHS: 12}
"""How many of each unit a year has at least."""
Time = tuple[str, dt.date]
"""One time of a step: its name, and the last day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step that is due once, or `times` in its span."""

    standard: Standard
    step: Step
    who: str
    """Who acts in a unit of this shape."""
    dates: Dates
    times: int
    sent: CountedPer
    """For whom one counts of each paper that it sends."""
    copies: int
    """How many of the form that it opens are filled at one time; 0 where it opens none."""
    record: str | None = None
    """The form that the unit adds to, and does not open."""
    hangs_on: Due | None = None
    """What it is done before or after."""
    joins: str = ""
    """The step whose meeting it shares, as DJ401.hold."""

    @property
    def key(self) -> str:
        """Name of the step, as DJ401.hold."""
        return f"{self.standard.code}.{self.step.id}"

    @property
    def in_force(self) -> bool:
        """Whether its standard is in force when it is due; what it hangs on may have come before that."""
        return self.standard.in_force(self.dates.listed, self.dates.listed)

    @property
    def month(self) -> tuple[int, int]:
        """Year and month in which it is listed."""
        return self.dates.listed.year, self.dates.listed.month


def meeting_kinds(record: Record, step: Step) -> tuple[str, ...]:
    """Return the kinds of meeting of a form that a step is; the box for any other occasion is none."""
    fields = record.fields_filled(Fill.KINDS)
    return tuple(kind for each in fields for kind in each.options if kind in step.kinds and kind != each.other)


@lru_cache(maxsize=8)
def year_agenda(unit: Unit, year: int) -> tuple[Due, ...]:
    """Return what is listed in a year, by date, then by standard; the years before and after reach into it.

    A unit asked again for a year is given what was worked out: neither changes.
    """
    reach = _reach(unit)
    years = tuple(range(year - reach, year + reach + 1))
    around = _Agenda(unit, years)
    around = _Agenda(unit, years, _meeting_days(unit.catalog, around.all()))
    found = (due for due in around.all() if due.dates.listed.year == year and due.in_force)
    return tuple(sorted(found, key=lambda due: (due.dates.listed, due.dates.last)))


def _reach(unit: Unit) -> int:
    """Return how many years the longest offset reaches, at least one."""
    steps = (step for standard in unit.catalog.standards.values() for step in standard.steps)
    offsets = (offset(step.when) for step in steps)
    return max(1, 1, *(ceil(each.number / A_YEAR[each.unit]) for each in offsets if each))


def settled_by(catalog: Catalog, meeting: Due, listed: Iterable[Due]) -> Iterator[Due]:
    """Yield what the meeting of an organ settles: it meets by the first deadline, so nothing that starts later."""
    items = [each for each in listed if each is not meeting and _settles(catalog, meeting, each)]
    deadline = min((each.dates.deadline for each in items), default=meeting.dates.deadline)
    for each in items:
        if each.hangs_on is None or isinstance(each.step.when, Before) or each.hangs_on.dates.last <= deadline:
            yield each


def _settles(catalog: Catalog, meeting: Due, item: Due) -> bool:
    """Whether an organ meets in the month and the item is one that it settles, or that its record notes."""
    code, step = meeting.step.opens, item.step
    if code is None or not catalog.records[code].common or meeting.dates.bound is not Bound.SPAN:
        return False
    if not meeting.dates.first <= item.dates.listed <= meeting.dates.last:  # the meeting of another week
        return False
    organs = {who for who in meeting.step.with_ if catalog.roles[who].kind is RoleKind.ORGAN}
    acts = step.who in organs and catalog.everyone.isdisjoint(step.with_)
    noted = item.record == code and step.who == meeting.step.who and step.with_ == meeting.step.with_
    return bool(organs) and (acts or noted) and item.dates.bound is not Bound.DAY


def _meeting_days(catalog: Catalog, dues: Iterable[Due]) -> Mapping[Time, dt.date]:
    """The day of the meeting for each time that an organ settles at one, by the date that it has of its own."""
    months: dict[tuple[int, int], list[Due]] = {}
    for due in dues:
        if due.step.when.per is not CountedPer.CASE:
            months.setdefault(due.month, []).append(due)
    days: dict[Time, dt.date] = {}
    for listed in months.values():
        for meeting in listed:
            settled = tuple(settled_by(catalog, meeting, listed))
            day = min((each.dates.deadline for each in settled), default=meeting.dates.deadline)
            days.update({(each.key, each.dates.last): day for each in settled if each.dates.bound is Bound.BY})
    return days


def _on_a_day(when: When) -> bool:
    return isinstance(when, Every) and when.fixes_day


class _Agenda:
    """Finds the dates of steps; what hangs on another step asks for that one first."""

    def __init__(
        self, unit: Unit, years: tuple[int, ...], meeting_days: Mapping[Time, dt.date] | None = None
    ) -> None:
        self._unit = unit
        self._records = unit.catalog.records
        self._calendar = unit.catalog.calendar
        self._years = years
        self._meeting_days = meeting_days or {}
        self._found: dict[StepRef, tuple[Due, ...]] = {}
        self.steps: Mapping[StepRef, tuple[Standard, Step]] = {
            StepRef(code, step.id): (standard, step)
            for code, standard in sorted(unit.catalog.standards.items())
            if standard.status.binding
            for step in standard.steps
        }

    def all(self) -> Iterator[Due]:
        """Yield every time of every step."""
        return (due for key in self.steps for due in self.of(key))

    def of(self, key: StepRef) -> tuple[Due, ...]:
        """Return every time that a step is due; none for one that waits for itself."""
        if key not in self._found:
            self._found[key] = ()
            self._found[key] = tuple(map(self._seated, self._dues(key)))
        return self._found[key]

    @cached_property
    def _hosts(self) -> Mapping[tuple[str, int, int], tuple[Due, ...]]:
        """Meetings that have a day of their own, by form and month."""
        hosts: dict[tuple[str, int, int], tuple[Due, ...]] = {}
        for key, (_, step) in self.steps.items():
            if step.opens and self._records[step.opens].common and _on_a_day(step.when):
                for due in self._dues(key):
                    place = (step.opens, *due.month)
                    hosts[place] = (*hosts.get(place, ()), due)
        return hosts

    def _dues(self, key: StepRef) -> Iterator[Due]:
        if key not in self.steps:
            return
        standard, step = self.steps[key]
        actor, held = self._unit.actor(step.who), self._unit.holder(step.who)
        if actor is None or held is None or not self._unit.does(standard.code, step):
            return
        for dates, anchor in self._dates(key.standard, step.when):
            yield Due(
                standard=standard,
                step=step,
                who=held,
                dates=dates,
                times=step.when.times or 1 if isinstance(step.when, Every) else 1,
                sent=self._unit.sent_per(actor),
                copies=self._unit.copies(step),
                record=self._unit.form(step.record),
                hangs_on=anchor,
            )

    def _dates(self, code: str, when: When) -> Iterator[tuple[Dates, Due | None]]:
        if isinstance(when, Every):
            for year in self._years:
                yield from ((each, None) for each in recurring_dates(when, year, self._calendar))
        elif isinstance(target := reference(when), StepRef):
            for due in self.of(target.qualified(code)):
                if last := self._last(code, when, due):
                    yield counted_dates(when, last.dates, self._calendar), last
        elif target in self._unit.catalog.calendar_days:
            for year in self._years:
                day = dates_on(self._calendar.after_spring_festival(year))
                yield counted_dates(when, day, self._calendar), None

    def _last(self, code: str, when: When, due: Due) -> Due | None:
        """Return the last of all that is waited for, each at its time next to `due`; None if one has none."""
        found = [due]
        for name in when.also if isinstance(when, After) else ():
            times = self.of(name.qualified(code))
            if not times:
                return None
            found.append(min(times, key=lambda each: abs(each.dates.deadline - due.dates.deadline)))
        return max(found, key=lambda each: each.dates.deadline)

    def _seated(self, due: Due) -> Due:
        """Give the day of the meeting that settles it, or one that it can share if it needs a common form."""
        if (day := self._meeting_days.get((due.key, due.dates.last))) and day < due.dates.last:
            return dataclasses.replace(due, dates=dates_by(due.dates.first, day, self._calendar))
        code = due.step.opens or due.record
        if due.dates.bound is Bound.DAY or code is None:
            return due
        for host in self._hosts.get((code, *due.month), ()):
            day = host.dates.last
            after = due.hangs_on if isinstance(due.step.when, After) else None
            starts = after.dates.last if after else due.dates.first
            if max(starts, due.dates.first) <= day <= due.dates.last and self._shares(
                due, host, self._records[code]
            ):
                return dataclasses.replace(due, dates=dates_on(day), joins=host.key)
        return due

    def _shares(self, due: Due, host: Due, record: Record) -> bool:
        """Whether the same person calls the same people; what opens a form has a box on it, or begins that day.

        What is asked for shares no meeting that is not.
        """
        called = {*due.step.with_} & {*host.step.with_}
        if due.in_force and not host.in_force:
            return False
        if due.who != host.who or self._unit.catalog.everyone.isdisjoint(called):
            return False
        if (due.step.when.per or CountedPer.BRANCH) is not (host.step.when.per or record.per):
            return False
        begins = due.hangs_on is not None and due.hangs_on.dates == host.dates
        return due.step.opens is None or begins or bool(meeting_kinds(record, due.step))
