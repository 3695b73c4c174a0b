"""What is asked of the days of a year, as constraints: spans, distances, shared meetings, what comes first."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from dangjian_std.domain import meetings, workdays
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.difference_constraints import Constraint, DayWindow, Limit, MoveDay, unmoved
from dangjian_std.domain.due import Due, has_the_year
from dangjian_std.domain.due_dates import Bound, fits, moved_by
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Before, Every, Offset, offset
from dangjian_std.domain.vocabulary import RoleKind, Weekday

Constraints = Iterator[Constraint]


class Orders:
    """The constraints of a year: one variable for all that is done on one day because it is one meeting."""

    def __init__(self, catalog: Catalog, around: Iterable[Due], year: int) -> None:
        """Take what is listed in a year out of what is due `around` it."""
        self._catalog = catalog
        self._calendar = catalog.calendar
        self._year = year
        self.days = dt.date(year, 1, 1), dt.date(year, 12, 31)
        self._around = tuple(around)
        listed = list(filter(self._listed, self._around))
        settled = {item.time: host for host, items in meetings.settlements(catalog, listed) for item in items}
        self.dues = [
            dataclasses.replace(due, host=host) if not due.host and (host := settled.get(due.time)) else due
            for due in listed
            if due.in_force
        ]
        self._last = list(map(self.last_day, self.dues))
        self.place = {due.time: place for place, due in enumerate(self.dues)}
        self._places: dict[str, list[int]] = {}
        for place, due in enumerate(self.dues):
            self._places.setdefault(due.key, []).append(place)
        self._groups = list(range(len(self.dues)))
        for place, due in enumerate(self.dues):
            for other in self._same_day(due):
                if other.time in self.place:
                    self._groups[self.group(place)] = self.group(self.place[other.time])
        self._move = cache(self._moving)

    def group(self, place: int) -> int:
        """Return the variable of what stands at a place."""
        while self._groups[place] != place:
            place = self._groups[place]
        return place

    def constraints(self) -> tuple[Constraint, ...]:
        """Return all that is asked of the days."""
        return (*self._windows(), *self._distances(), *self._notices(), *self._forms())

    def own_days(self) -> Mapping[int, frozenset[dt.date]]:
        """Return the days of each variable that is not done on any working day, but on such a day of the week."""
        found: dict[int, frozenset[dt.date]] = {}
        days: dict[Weekday, frozenset[dt.date]] = {}
        for place, due in enumerate(self.dues):
            weekday = due.step.when.day if isinstance(due.step.when, Every) else None
            if isinstance(weekday, Weekday) and due.dates.bound is Bound.SPAN:
                if weekday not in days:
                    year = workdays.days(*self.days)
                    days[weekday] = frozenset(day for day in year if fits(day, weekday, self._calendar))
                found[self.group(place)] = days[weekday]
        return found

    def preferred(self, place: int) -> Iterator[list[int]]:
        """Yield the variables of each step on whose day something is best done, within its month or year."""
        due = self.dues[place]
        month = due.dates.listed.replace(day=1)
        first = due.dates.first if has_the_year(due) else month
        for name in due.step.prefers:
            yield [
                self.group(other)
                for other in self._places.get(str(name.qualified(due.standard.code)), ())
                if first <= self.dues[other].dates.listed <= due.dates.listed
                or self.dues[other].dates.listed.replace(day=1) == month
            ]

    def only_meeting(self, place: int) -> int | None:
        """Return the variable of the meeting that something is done at: the one held of those that it prefers.

        None where it prefers but one step, which is a wish, or where there are others.
        """
        if not self.dues[place].step.prefers[1:]:
            return None
        found = {each for hosts in self.preferred(place) for each in hosts}
        return found.pop() if len(found) == 1 else None

    # -- days --------------------------------------------------------------------------------------------------

    def last_day(self, due: Due) -> dt.date:
        """Return the last day on which something is done: a working day, if its span has one."""
        if due.dates.bound is Bound.DAY:
            return due.dates.last
        worked = self._calendar.on_or_before(due.dates.listed)
        return worked if worked >= due.dates.first else due.dates.listed

    def until(self, due: Due, anchor: Due | None) -> dt.date:
        """Return the last day of what hangs on something else, counted from the day that is proposed for that.

        What hangs on a step with no day of its own has no other limit: the end of that step's period is none.
        """
        asked = offset(due.step.when)
        if anchor is None or not asked or not asked.number or due.dates.bound is Bound.DAY:
            return due.dates.deadline
        sign = -1 if isinstance(due.step.when, Before) else 1
        day = self._move(asked, sign)(anchor.planned)
        return day if due.dates.bound is Bound.SPAN else min(due.dates.deadline, day)

    def _listed(self, due: Due) -> bool:
        return due.dates.listed.year == self._year

    def _same_day(self, due: Due) -> Iterator[Due]:
        """Yield what is done on the day of something because it is one meeting, or happens then.

        The limits of a day that the unit has fixed are none: whoever fixed it is told of them elsewhere.
        """
        if due.limits:
            return
        if due.host:
            yield due.host
        asked = offset(due.step.when)
        if due.hangs_on and asked and not asked.number:
            yield due.hangs_on

    def _windows(self) -> Constraints:
        reached = {
            other.time
            for due in self._around
            if not self._listed(due)
            for other in (due.hangs_on, *due.waits_for)
            if other and self._listed(other)
        }
        for place, due in enumerate(self.dues):
            if due.dates.bound is Bound.DAY and any(each.time in self.place for each in self._same_day(due)):
                continue  # the day is that of the meeting
            last = self._last[place]
            free = isinstance(due.step.when, Before)
            first = (
                last
                if due.dates.bound is Bound.DAY
                else self.days[0]
                if free
                else max(due.dates.first, self.days[0])
            )
            yield DayWindow(self.group(place), min(first, last), last, place)
            if due.time in reached:
                pinned = min(last for at, last in enumerate(self._last) if self.group(at) == self.group(place))
                yield DayWindow(self.group(place), pinned, pinned, place)

    # -- distances ---------------------------------------------------------------------------------------------

    def _distances(self) -> Constraints:
        """Keep what hangs on something at its distance, and let what is waited for come first."""
        for place, due in enumerate(self.dues):
            when, asked, other = due.step.when, offset(due.step.when), due.hangs_on
            waits = () if due.limits else due.waits_for
            yield from (self._limit(each, due, unmoved, place) for each in waits)
            if other is None or asked is None or due.limits:
                continue
            if isinstance(when, Before):
                yield self._limit(due, other, self._move(asked, -1), place)
            elif isinstance(when, After):
                yield self._limit(other, due, unmoved, place)
                yield self._limit(due, other, self._move(asked, 1), place)

    def _limit(self, first: Due, then: Due, move: MoveDay, owner: int) -> Constraint:
        """Let one day come no later than another one, moved; what is done in another year has its day."""
        if first.time not in self.place:
            return DayWindow(
                self.group(self.place[then.time]), min(self.last_day(first), self.days[1]), self.days[1], owner
            )
        one = self.group(self.place[first.time])
        if then.time not in self.place:
            return DayWindow(one, self.days[0], max(move(self.last_day(then)), self.days[0]), owner)
        return Limit(one, self.group(self.place[then.time]), move, owner)

    def _moving(self, asked: Offset, sign: int) -> MoveDay:
        return cache(lambda day: moved_by(day, asked, sign, self._calendar))

    # -- what comes first --------------------------------------------------------------------------------------

    def _notices(self) -> Constraints:
        """Send a notice once all that goes into it is ready, and what the meeting is about is settled."""
        days: dict[dt.date, list[int]] = {}
        for place, due in enumerate(self.dues):
            if due.hangs_on and due.hangs_on.dates.bound is Bound.DAY and isinstance(due.step.when, Before):
                days.setdefault(due.hangs_on.dates.last, []).append(place)
        for places in days.values():
            for notice in places:
                for part in places:
                    if part != notice and self._goes_before(self.dues[part], self.dues[notice]):
                        yield Limit(self.group(part), self.group(notice), unmoved, part)

    def _goes_before(self, part: Due, notice: Due) -> bool:
        if not notice.step.papers or part.step.papers or self._decides(notice) or part.limits:
            return False
        return self._decides(part) or part.step.into in notice.step.papers

    def _decides(self, due: Due) -> bool:
        return self._catalog.roles[due.step.who].kind is RoleKind.ORGAN

    def _forms(self) -> Constraints:
        """Open a form that lies open before it is added to."""
        opened: dict[str, list[int]] = {}
        for place, due in enumerate(self.dues):
            if due.step.opens and not self._catalog.records[due.step.opens].common:
                opened.setdefault(due.step.opens, []).append(place)
        for place, due in enumerate(self.dues):
            before = [each for each in opened.get(due.record or "", ()) if self._last[each] <= self._last[place]]
            if before and not due.limits:
                latest = max(before, key=self._last.__getitem__)
                yield Limit(self.group(latest), self.group(place), unmoved, place)

    # -- what cannot be ----------------------------------------------------------------------------------------

    def without_meeting(self) -> Iterator[tuple[Due, ...]]:
        """Yield what is to be done at a meeting that the unit holds, but not in time, and the nearest such one."""
        for due in self.dues:
            if due.host or due.limits or not (due.step.joins or due.step.at_):
                continue
            named = [each.qualified(due.standard.code) for each in (*due.step.joins, *due.step.at_)]
            held = [each for each in self._around if StepRef(each.standard.code, each.step.id) in named]
            if held:
                nearest = min(held, key=lambda each: abs(each.dates.deadline - due.dates.deadline))
                yield (due, *((due.hangs_on,) if due.hangs_on else ()), nearest)
