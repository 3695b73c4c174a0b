"""已定日期: days that a unit has fixed for steps of a year. They win over what is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dangjian_std.domain.due_dates import Dates
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDate(Node):
    """The day of one time of a step."""

    step: StepRef
    on: dt.date
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedDates(Node):
    """The days that a unit has fixed in a year."""

    year: int
    dates: tuple[FixedDate, ...]


def chosen(days: Iterable[dt.date], times: Sequence[Dates]) -> Mapping[int, dt.date]:
    """Return the fixed day of each time of a step, by its place: of the time whose span or limit is nearest."""
    found: dict[int, dt.date] = {}

    def distance(place: int, day: dt.date) -> tuple[bool, bool, int]:
        each = times[place]
        month = (each.listed.year, each.listed.month) != (day.year, day.month)
        return not each.first <= day <= each.last, month, abs((each.deadline - day).days)

    for day in sorted(days):
        free = [place for place in range(len(times)) if place not in found]
        if free:
            found[min(free, key=lambda place: distance(place, day))] = day
    return found
