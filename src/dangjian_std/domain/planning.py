"""排日子: a day for everything that is due in a year, such that every limit and every order is kept.

What is asked of the days:

- a day of its own, or the first and the last day that the standards allow;
- what is done before or after something keeps its distance from the day on which that is done, not from its limit;
- what is settled at a meeting, or says that it is done there, is done on its day;
- a notice is sent after what goes into it is ready, and after an organ has settled what the meeting is about;
- a form that lies open for many is opened before it is added to;
- what a step says that it comes after is done before it.

What can be done at one meeting only, as a unit holds no other of those that it prefers, has no later last day.

A year is planned for itself: what reaches into another one is done on its last day there, as the plan of that year
takes it to be. So a day never depends on what is asked about first. Each day stays in the year of its limit.

Then days are chosen, one after the other, each such that all others still can follow: that of the meeting which a
step prefers, else some working days before the last one, on a day on which the same person has little else to do.
What has a quarter or longer stands in its last month, each act on the emptiest day of that.
Where not everything can be kept, a set that contradicts itself and of which nothing can be spared is told, and one
limit in it is dropped.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.difference_constraints import DayBounds, Days, Limit, contradiction
from dangjian_std.domain.due import Due, NamedDay, is_long
from dangjian_std.domain.orders import Orders

SPARE_WORKDAYS = 2
"""Working days that are left between a proposed day and the last one, where there is time."""
MOST_ACTS_A_DAY = 4
"""Acts of one person on one day, beyond which another day is looked for."""


@dataclass(frozen=True, eq=False)
class Plan:
    """What is to be done in a year, and the sets of steps that contradict one another.

    Days are chosen when somebody asks for them.
    """

    contradictions: tuple[tuple[Due, ...], ...]
    _orders: Orders
    _bounds: DayBounds

    @property
    def listed(self) -> Sequence[Due]:
        """What is to be done, before its days are chosen."""
        return self._orders.dues

    @cached_property
    def dues(self) -> tuple[Due, ...]:
        """What is to be done, by its day."""
        renewed = _Renewed(self._orders, _Choice(self._orders, self._bounds).days)
        return tuple(sorted(map(renewed.due, self._orders.dues), key=lambda due: (due.planned, due.dates.last)))


def plan(catalog: Catalog, around: tuple[Due, ...], year: int) -> Plan:
    """Propose days for what is listed in a year."""
    orders = Orders(catalog, around, year)
    constraints = list(orders.constraints())
    days = Days(*orders.days, catalog.calendar.workdays(year), orders.own_days())
    number = len(orders.dues)
    found = list(orders.without_meeting())
    while not (bounds := DayBounds(number, constraints, days)).kept:
        together = contradiction(number, constraints, days)
        owners = dict.fromkeys(each.owner for each in together)
        found.append(tuple(orders.dues[place] for place in owners))
        constraints.remove(next((each for each in together if isinstance(each, Limit)), together[-1]))
    return Plan(tuple(found), orders, bounds)


class _Choice:
    """Chooses a day for each meeting and each act."""

    def __init__(self, orders: Orders, bounds: DayBounds) -> None:
        self._orders, self._bounds = orders, bounds
        self._groups: dict[int, list[Due]] = {}
        for place, due in enumerate(orders.dues):
            self._groups.setdefault(orders.group(place), []).append(due)
        self._busy: Counter[tuple[str, dt.date]] = Counter()
        self._depths: dict[NamedDay, int] = {}

    @cached_property
    def days(self) -> dict[int, dt.date]:
        """The day of each variable."""
        for one in sorted(self._groups, key=self._rank):
            self._choose(one, self._groups[one])
        return {one: self._bounds.last[one] for one in self._groups}

    def _rank(self, one: int) -> tuple[bool, bool, int, dt.date, str]:
        """What has one day comes first, then what others hang on, by its last day; last what hangs on a wish."""
        open_, dues = self._bounds.first[one] < self._bounds.last[one], self._groups[one]
        follows = any(map(self._follows, dues))
        return open_, follows, max(map(self._depth, dues)), self._bounds.last[one], min(due.key for due in dues)

    def _follows(self, due: Due) -> bool:
        """Whether something prefers the day of another, or hangs on what does."""
        prefers = bool(due.step.prefers) and due.host is None
        return prefers or (due.hangs_on is not None and self._follows(due.hangs_on))

    def _depth(self, due: Due) -> int:
        if due.time not in self._depths:
            self._depths[due.time] = 0
            self._depths[due.time] = self._depth(due.hangs_on) + 1 if due.hangs_on else 0
        return self._depths[due.time]

    def _choose(self, one: int, dues: list[Due]) -> None:
        """Put a meeting or an act some days before its last one, in the same month, where a day is not full."""
        actors = dict.fromkeys(due.who for due in dues)
        for day in self._wished(one, dues, actors):
            if self._bounds.put(one, day):
                break
        self._busy.update((who, self._bounds.last[one]) for who in actors)

    def _wished(self, one: int, dues: list[Due], actors: Iterable[str]) -> Iterator[dt.date]:
        """Yield the days that are left for a meeting or an act, the best first."""
        yield from (day for day in self._best(dues) if self._bounds.first[one] <= day <= self._bounds.last[one])
        left = self._bounds.days(one, self._bounds.last[one].replace(day=1))
        aim = min(SPARE_WORKDAYS, len(left) // 2)
        wanted = [*left[aim:], *reversed(left[:aim])]
        if all(map(is_long, dues)):
            wanted.sort(key=lambda day: sum(self._busy[who, day] for who in actors))
        full = {day for day in wanted if any(self._busy[who, day] >= MOST_ACTS_A_DAY for who in actors)}
        yield from (day for day in wanted if day not in full)
        yield from (day for day in wanted if day in full)
        yield from (day for day in reversed(self._bounds.days(one, self._bounds.first[one])) if day not in wanted)

    def _best(self, dues: Iterable[Due]) -> Iterator[dt.date]:
        """Yield the days on which something is best done, as far as those are settled, the emptiest first."""
        for due in dues:
            for hosts in self._orders.preferred(self._orders.place[due.time]):
                days = {host: self._bounds.last[host] for host in hosts}
                settled = [host for host, day in days.items() if self._bounds.first[host] == day]
                settled.sort(key=lambda host: (len(self._groups[host]), -days[host].toordinal()))
                yield from (days[host] for host in settled)


class _Renewed:
    """Says of each due on which day it is done, and of what it hangs on and is done at as well."""

    def __init__(self, orders: Orders, days: dict[int, dt.date]) -> None:
        self._orders, self._days = orders, days
        self._found: dict[NamedDay, Due] = {}

    def due(self, due: Due) -> Due:
        """Return a due with its day; one of another year keeps its last day."""
        if due.time not in self._found:
            day, place = self._day(due), self._orders.place.get(due.time)
            due = due if place is None else self._orders.dues[place]  # which says at whose meeting it is done
            anchor = self.due(due.hangs_on) if due.hangs_on else None
            only = None if place is None else self._orders.only_meeting(place)
            met = only is not None and self._days[only] == day
            self._found[due.time] = dataclasses.replace(
                due,
                planned=day,
                until=day if met else max(day, self._orders.until(due, anchor)),
                hangs_on=anchor,
                host=self.due(due.host) if due.host else None,
                waits_for=tuple(dataclasses.replace(each, planned=self._day(each)) for each in due.waits_for),
            )
        return self._found[due.time]

    def _day(self, due: Due) -> dt.date:
        place = self._orders.place.get(due.time)
        return self._orders.last_day(due) if place is None else self._days[self._orders.group(place)]
