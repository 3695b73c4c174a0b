"""Days that wait for each other: the days that are left for each, and the limits that cannot all be kept.

A limit says that one day comes no later than another one, moved: `x <= move(y)`, where `move` never turns the
order of two days round. With a first and a last day for each, these are difference constraints over working days:
the earliest day of each is the longest path to it, found as Bellman and Ford do, by relaxing until nothing moves.
The earliest days of all together keep every limit, and so do the latest; where there are none, some limits
contradict each other. No solver is needed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangjian_std.domain.workdays import ONE_DAY

MoveDay = Callable[[dt.date], dt.date]


@dataclass(frozen=True, slots=True)
class Limit:
    """The day of `first` is no later than that of `then`, moved."""

    first: int
    then: int
    move: MoveDay
    owner: int
    """Which thing the limit belongs to, for those who ask why."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """The first and the last day for one."""

    of: int
    first: dt.date
    last: dt.date
    owner: int


Constraint = Limit | DayWindow


@dataclass(frozen=True, slots=True)
class Days:
    """The days that there are, and those of them on which people work."""

    first: dt.date
    last: dt.date
    worked: Container[dt.date]
    own: Mapping[int, Container[dt.date]] = field(default_factory=dict)
    """On which days those things are done that are not done on any working day."""


def unmoved(day: dt.date) -> dt.date:
    """Move nothing: one comes before the other, or on the same day."""
    return day


class DayBounds:
    """The first and the last day that is left for each of a number of things, by what has been asked so far."""

    def __init__(self, number: int, constraints: Iterable[Constraint], days: Days) -> None:
        """Ask for the constraints; `kept` says whether a day is left for each."""
        self.first = [days.first] * number
        self.last = [days.last] * number
        self._open = [days.own.get(one, days.worked) for one in range(number)]
        self._limits: list[list[Limit]] = [[] for _ in range(number)]
        self.failed: int | None = None
        """The thing for which no day is left."""
        for each in constraints:
            if isinstance(each, DayWindow):
                self.first[each.of] = max(self.first[each.of], each.first)
                self.last[each.of] = min(self.last[each.of], each.last)
            else:
                self._limits[each.first].append(each)
                self._limits[each.then].append(each)
        self._free = [self._holiday(one) for one in range(number)]
        for one in range(number):
            self.first[one] = self._worked_after(one, self.first[one])
            self.last[one] = self._worked_before(one, self.last[one])
        self.kept = self._relax(range(number))

    def days(self, one: int, first: dt.date) -> list[dt.date]:
        """Return the days that are left for one, from the last back to the first, or to a later day."""
        day, found = self.last[one], []
        while day >= max(first, self.first[one]):
            if self._free[one] or day in self._open[one]:
                found.append(day)
            day -= ONE_DAY
        return found

    def put(self, one: int, day: dt.date) -> bool:
        """Do one thing on a day if the others can follow; say whether they can."""
        was = self.first[:], self.last[:]
        self.first[one] = self.last[one] = day
        if self._relax([one]):
            return True
        self.first, self.last = was
        return False

    def _holiday(self, one: int) -> bool:
        """Whether none of its days is left for one from the beginning: then any day will do."""
        day = self.first[one]
        while day <= self.last[one]:
            if day in self._open[one]:
                return False
            day += ONE_DAY
        return True

    def _worked_after(self, one: int, day: dt.date) -> dt.date:
        while not self._free[one] and day <= self.last[one] and day not in self._open[one]:
            day += ONE_DAY
        return day

    def _worked_before(self, one: int, day: dt.date) -> dt.date:
        while not self._free[one] and day >= self.first[one] and day not in self._open[one]:
            day -= ONE_DAY
        return day

    def _relax(self, changed: Iterable[int]) -> bool:
        """Move bounds until every limit is kept at both ends; say whether a day is left for each."""
        waiting = dict.fromkeys(changed)
        while waiting:
            one = next(iter(waiting))
            del waiting[one]
            if self.first[one] > self.last[one]:
                self.failed = one
                return False
            for limit in self._limits[one]:
                for moved in self._moved(limit):
                    if self.first[moved] > self.last[moved]:
                        self.failed = moved
                        return False
                    waiting[moved] = None
        return True

    def _moved(self, limit: Limit) -> Iterator[int]:
        """Keep a limit at both ends, and yield whose bound that moved."""
        first, then = limit.first, limit.then
        if (last := limit.move(self.last[then])) < self.last[first]:
            self.last[first] = self._worked_before(first, last)
            yield first
        start = self.first[then]
        while start <= self.last[then] and limit.move(start) < self.first[first]:
            start += ONE_DAY
        if start > self.first[then]:
            self.first[then] = self._worked_after(then, start)
            yield then


def contradiction(number: int, constraints: Sequence[Constraint], days: Days) -> list[Constraint]:
    """Return some constraints that cannot all be kept, none of which could be spared; nothing if all can be."""
    bounds = DayBounds(number, constraints, days)
    if bounds.kept or bounds.failed is None:
        return []
    kept = _reached(bounds.failed, constraints)
    size = len(kept)
    while size:  # drop what is not needed for it, by halves first, one by one last
        start = 0
        while start < len(kept):
            fewer = [*kept[:start], *kept[start + size :]]
            if DayBounds(number, fewer, days).kept:
                start += size
            else:
                kept = fewer
        size //= 2
    return kept


def _reached(one: int, constraints: Sequence[Constraint]) -> list[Constraint]:
    """Return the constraints that have to do with one, however far off."""
    known, left = {one}, list(constraints)
    found: list[Constraint] = []
    while True:
        near = [each for each in left if known & _ends(each)]
        if not near:
            return found
        found += near
        left = [each for each in left if not known & _ends(each)]
        known |= {end for each in near for end in _ends(each)}


def _ends(each: Constraint) -> set[int]:
    return {each.of} if isinstance(each, DayWindow) else {each.first, each.then}
