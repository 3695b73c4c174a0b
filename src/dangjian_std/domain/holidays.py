"""放假安排: the days off that the State Council arranged for a year, as an office types them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.domain import workdays
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOff(Node):
    """Days off in a row; one day where there is no last one."""

    first: dt.date
    last: dt.date | None = None

    @property
    def days(self) -> Iterator[dt.date]:
        """Yield each day."""
        return workdays.days(self.first, self.last or self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays(Node):
    """The arrangement of one year; its first days may lie in the December before."""

    year: int
    source: str
    """The notice that was read."""
    off: tuple[DaysOff, ...]
    worked: tuple[dt.date, ...] = ()
    """Days of a weekend that are worked in exchange."""


def arranged_calendar(arranged: Iterable[Holidays]) -> Calendar:
    """Return the calendar of an office that typed in some years."""
    years = tuple(arranged)
    return Calendar(
        years=frozenset(each.year for each in years),
        off=frozenset(day for each in years for span in each.off for day in span.days),
        worked=frozenset(day for each in years for day in each.worked),
    )
