"""年历: what the catalogue asks a unit to do in a year, each with the days that are allowed and the day proposed.

A standard asks for nothing on a day on which it is not in force.

Only time decides: what waits for an event (but one whose day the calendar knows) or for a term of office
stands in the lists by role, not here. What is done before or after a step hangs on it: from a day or a deadline it
is counted; where the step itself has only a span, so has what hangs on it.

A step that says at which meeting it is done takes the day of that one. So does, without saying so, a meeting that
needs a common form and has a choice of days, if the same person calls the same people to the month's meeting that
has a fixed one: one sign-in, one record. So does what begins that day, or has more than a month and opens no form.
What has the whole year and is not waited for shares the meeting which has the least on it.

An organ settles what is due in a month at its one meeting. What it settles there is due on that day, and what
hangs on it is counted from there. A day that the unit has fixed is the day, and the rest is counted from it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from dangjian_std.domain import meetings, planning
from dangjian_std.domain.due import Due, NamedDay, has_the_year
from dangjian_std.domain.due_dates import Bound, Dates, counted_dates, dates_by, dates_on, recurring_dates
from dangjian_std.domain.fixed_dates import chosen
from dangjian_std.domain.meetings_apart import beside_meetings, holds_meetings
from dangjian_std.domain.planning import Plan
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Every, When, reference, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.unit_steps import UnitSteps


@lru_cache(maxsize=16)  # as a plan is kept: a case asks for it at each of its steps
def year_agenda(unit: Unit, year: int) -> tuple[Due, ...]:
    """Return what is to be done in a year, by its proposed day; also for the first meetings of the next one."""
    plans = (year_plan(unit, each) for each in (year - 1, year, year + 1))
    near = (due for plan in plans if holds_meetings(unit, plan.listed) for due in plan.dues)
    beside = (due for due in beside_meetings(unit, near) if due.planned.year == year)
    return tuple(sorted((*year_plan(unit, year).dues, *beside), key=lambda due: due.planned))


@lru_cache(maxsize=16)
def year_plan(unit: Unit, year: int) -> Plan:
    """Return the plan of a year; the years before and after reach into it.

    A unit asked again for a year is given what was worked out: neither changes.
    """
    if not any(each.in_force(*_days(year)) for each in unit.catalog.standards.values()):
        return planning.plan(unit.catalog, (), year)
    steps = _steps(unit)
    agenda = _Agenda(steps, range(year - steps.reach, year + steps.reach + 1)).settled()
    return planning.plan(unit.catalog, tuple(agenda.all()), year)


def _days(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


@lru_cache(maxsize=16)
def _steps(unit: Unit) -> UnitSteps:
    return UnitSteps(unit)


def _waited_for(step: Step) -> Iterator[StepRef]:
    """Yield what a step says it comes after: what it hangs on, where there is more than one, and beside that."""
    if isinstance(step.when, After) and step.when.also:
        yield from (each for each in references(step.when) if isinstance(each, StepRef))
    yield from step.after


def _on_a_day(when: When) -> bool:
    return isinstance(when, Every) and when.fixes_day


class _Agenda:
    """Finds the dates of steps; what hangs on another step asks for that one first."""

    def __init__(self, steps: UnitSteps, years: Iterable[int]) -> None:
        self._steps = steps
        self._catalog = steps.unit.catalog
        self._calendar = self._catalog.calendar
        self._years = years
        self._meeting_days: Mapping[NamedDay, dt.date] = {}
        self._held: Mapping[NamedDay, int] = {}
        self._found: dict[StepRef, tuple[Due, ...]] = {}
        self._regular: dict[StepRef, tuple[Due, ...]] = {}
        """What recurs and waits for nothing, before it is seated: the same, whatever days meetings have."""
        self._choosing: set[str] = set()
        """Steps that could share more than one meeting."""

    def settled(self) -> _Agenda:
        """Return it with the days of meetings, and how much is done at each: what rests on that is found anew."""
        around = tuple(due for key in self._steps.named for due in self.of(key))
        new = _Agenda(self._steps, self._years)
        new._regular = self._regular
        new._meeting_days = meetings.meeting_days(self._catalog, around)
        new._held = Counter(due.host.time for due in around if due.host and not has_the_year(due))
        names = {name for name, _ in new._meeting_days} | self._choosing
        moved = self._steps.resting_on(map(StepRef.parse, names))
        new._found = {key: dues for key, dues in self._found.items() if key not in moved}
        return new

    def all(self) -> Iterator[Due]:
        """Yield every time of every step, with what it waits for."""
        for key, (_, step) in self._steps.named.items():
            names = [name.qualified(key.standard) for name in _waited_for(step)]
            for due in self.of(key):
                near = (self._next_to(name, due) for name in names)
                waits = tuple(each for each in near if each and each != due.hangs_on)
                yield dataclasses.replace(due, waits_for=waits) if waits else due

    def of(self, key: StepRef) -> tuple[Due, ...]:
        """Return every time that a step is due; none for one that waits for itself."""
        if key not in self._found:
            self._found[key] = ()
            self._found[key] = tuple(map(self._seated, self._dues(key)))
        return self._found[key]

    @cached_property
    def _hosts(self) -> Mapping[str, Mapping[dt.date, list[Due]]]:
        """Meetings that have a day of their own, by form and the first day of their month."""
        hosts: dict[str, dict[dt.date, list[Due]]] = {}
        for key, (_, step) in self._steps.named.items():
            if step.opens and self._catalog.records[step.opens].common and _on_a_day(step.when):
                for due in self._dues(key):
                    month = due.planned.replace(day=1)
                    hosts.setdefault(step.opens, {}).setdefault(month, []).append(due)
        return hosts

    def _dues(self, key: StepRef) -> Iterable[Due]:
        if key not in self._steps.makers:
            return ()
        if not isinstance(self._steps.named[key][1].when, Every):
            return self._made(key)
        if key not in self._regular:
            self._regular[key] = tuple(self._made(key))
        return self._regular[key]

    def _made(self, key: StepRef) -> Iterator[Due]:
        make, found = self._steps.makers[key], list(self._dates(key.standard, self._steps.named[key][1].when))
        days = self._catalog.fixed_dates.get(key)
        fixed = chosen(days, [dates for dates, _ in found]) if days else {}
        for place, (limits, anchor) in enumerate(found):
            dates = dates_on(fixed[place]) if place in fixed else limits
            yield make(
                dates=dates,
                planned=dates.listed,
                until=dates.deadline,
                hangs_on=anchor,
                limits=limits if place in fixed else None,
            )

    def _dates(self, code: str, when: When) -> Iterator[tuple[Dates, Due | None]]:
        if isinstance(when, Every):
            for year in self._years:
                yield from ((each, None) for each in recurring_dates(when, year, self._calendar))
        elif isinstance(target := reference(when), StepRef):
            for due in self.of(target.qualified(code)):
                if last := self._last(code, when, due):
                    yield counted_dates(when, last.dates, self._calendar), last
        elif target in self._catalog.calendar_days:
            for year in self._years:
                day = dates_on(self._calendar.after_spring_festival(year))
                yield counted_dates(when, day, self._calendar), None

    def _last(self, code: str, when: When, due: Due) -> Due | None:
        """Return the last of all that is waited for, each at its time next to `due`; None if one has none."""
        if not isinstance(when, After) or not when.also:
            return due
        found = [due]
        for name in when.also:
            near = self._next_to(name.qualified(code), due)
            if near is None:
                return None
            found.append(near)
        return max(found, key=lambda each: each.dates.deadline)

    def _next_to(self, name: StepRef, due: Due) -> Due | None:
        """Return the time of a step that is next to another one."""
        times = self.of(name)
        return min(times, key=lambda each: abs(each.dates.deadline - due.dates.deadline), default=None)

    def _seated(self, due: Due) -> Due:
        """Give the day of the meeting that it is done at, says so or not, or that of the organ that settles it."""
        said = self._said(due) if due.limits is None else None
        if said and said.dates.bound is Bound.DAY:
            return due.within(dates_on(said.dates.last), said)
        if (day := self._meeting_days.get(due.time)) and day < due.dates.last:
            return due.within(dates_by(due.dates.first, day, self._calendar), said)
        if said:
            return dataclasses.replace(due, host=said)
        return due if due.step.joins or due.step.at_ else self._sharing(due)

    def _said(self, due: Due) -> Due | None:
        """Return the meeting that a step names; of several the first that the unit holds in time."""
        for name in (*due.step.joins, *due.step.at_):
            if found := meetings.occasion(due, self.of(name.qualified(due.standard.code))):
                return found
        return None

    def _sharing(self, due: Due) -> Due:
        """Give the day of a meeting of the same people, in the same form, that has one."""
        code = due.step.opens or due.record or ""
        months = self._hosts.get(code)
        if months is None or due.dates.bound is Bound.DAY:
            return due
        listed = due.dates.listed.replace(day=1)
        near: Iterable[Due] = months.get(listed, ())
        if due.step.opens is None and has_the_year(due) and due.key not in self._steps.followed:
            first = due.dates.first.replace(day=1)
            near = (host for month, each in months.items() if first <= month <= listed for host in each)
        hosts = [host for host in near if self._fits(due, host, code)]
        if hosts[1:]:
            self._choosing.add(due.key)
        emptiest = min(
            hosts, key=lambda host: (self._held.get(host.time, 0), -host.dates.last.toordinal()), default=None
        )
        return due.within(dates_on(emptiest.dates.last), emptiest) if emptiest else due

    def _fits(self, due: Due, host: Due, code: str) -> bool:
        """Whether something can share the meeting of a day: it is due then, with the same people."""
        day = host.dates.last
        after = due.hangs_on if isinstance(due.step.when, After) else None
        starts = after.dates.last if after else due.dates.first
        if not max(starts, due.dates.first) <= day <= due.dates.last:
            return False
        return meetings.shares(due, host, self._catalog.records[code], self._catalog.everyone)
