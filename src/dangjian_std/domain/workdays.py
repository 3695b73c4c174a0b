"""Working days of China: weekends, statutory holidays, and the days that are worked in exchange (调休).

The State Council publishes each year's arrangement late in the year before. A year that neither the office has
typed in nor the package knows is computed from weekends and statutory holidays alone; `published` tells.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays.countries.china import China

SPRING_FESTIVAL = "春节"
MONTHS_IN_YEAR = 12
MONTH_NUMBERS = range(1, MONTHS_IN_YEAR + 1)
SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)
_LANGUAGE = "zh_CN"
"""Named, so that the system's language decides nothing."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Knows working days. What an office typed in for a year wins over the package."""

    years: frozenset[int] = frozenset()
    """Years whose arrangement is typed in."""
    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()

    def published(self, year: int) -> bool:
        """Whether the arrangement of a year is known: every published one names days to be worked in exchange."""
        return year in self.years or any(day.year == year for day in _year(year).weekend_workdays)

    def is_workday(self, day: dt.date) -> bool:
        """Whether people work on this day."""
        if day in self.worked or day in self.off:
            return day in self.worked
        if day.year in self.years:
            return day.weekday() < SATURDAY
        return day in _worked(day.year)

    def workdays(self, year: int) -> frozenset[dt.date]:
        """Return the days of a year on which people work."""
        return _workdays(self, year)

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return this day if it is a working day, else the next one."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: dt.date) -> dt.date:
        """Return this day if it is a working day, else the one before."""
        while not self.is_workday(day):
            day -= ONE_DAY
        return day

    def after(self, day: dt.date, number: int) -> dt.date:
        """Return the working day that comes `number` working days after `day`; 0 is the day itself."""
        for _ in range(number):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def before(self, day: dt.date, number: int) -> dt.date:
        """Return the working day that comes `number` working days before `day`; 0 is the day itself."""
        for _ in range(number):
            day = self.on_or_before(day - ONE_DAY)
        return day

    def after_spring_festival(self, year: int) -> dt.date:
        """春节后首个工作日: the first working day after the break; a day worked in exchange is one too."""
        first = min(day for day, name in _year(year).items() if name == SPRING_FESTIVAL)
        return self.on_or_after(first)


def statutory(year: int) -> Iterator[tuple[dt.date, str]]:
    """Yield the statutory holidays of a year and their names; days in lieu (补假) and exchanged ones are none."""
    yield from sorted((day, name) for day, name in _year(year).items() if "（" not in name)


def months_after(day: dt.date, number: int) -> dt.date:
    """Return the same day `number` months later (earlier, if negative), or the last day of a shorter month."""
    years, month = divmod(day.year * MONTHS_IN_YEAR + day.month - 1 + number, MONTHS_IN_YEAR)
    return dt.date(years, month + 1, min(day.day, last_of(years, month + 1).day))


def last_of(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield every day of a span."""
    yield from (first + ONE_DAY * number for number in range((last - first).days + 1))


@lru_cache(maxsize=64)
def _workdays(known: Calendar, year: int) -> frozenset[dt.date]:
    return frozenset(filter(known.is_workday, days(dt.date(year, 1, 1), dt.date(year, 12, 31))))


@cache
def _worked(year: int) -> frozenset[dt.date]:
    """The days of a year on which people work, as the package knows them."""
    return frozenset(filter(_year(year).is_working_day, days(dt.date(year, 1, 1), dt.date(year, 12, 31))))


@cache
def _year(year: int) -> China:
    return _china()(years=year, language=_LANGUAGE, expand=False)


def load() -> None:
    """Load the package that knows the days, for who can do that before a day is asked for: it takes a while."""
    _china()


@cache
def _china() -> type[China]:
    """Return the calendar of China alone: its package would read those of all countries with it.

    A release that keeps it in another file is asked for it by name.
    """
    import holidays

    name, file = "holidays.countries.china", Path(holidays.__file__).with_name("countries") / "china.py"
    module: Any = ModuleType(name)
    try:
        SourceFileLoader(name, str(file)).exec_module(module)
    except FileNotFoundError:
        module = holidays
    found: type[China] = module.China
    return found
