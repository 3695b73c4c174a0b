"""Working days of China: weekends, statutory holidays, and the days that are worked in exchange (调休).

The State Council publishes each year's arrangement late in the year before. Years that the package does not know
yet are computed from weekends and statutory holidays alone; `published` tells the two apart.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache

from holidays.countries.china import China

SPRING_FESTIVAL = "春节"
MONTHS = 12
_DAY = dt.timedelta(days=1)
_LANGUAGE = "zh_CN"
"""Named, so that the system's language decides nothing."""


def published(year: int) -> bool:
    """Whether the arrangement of this year is known: every published one names days to be worked in exchange."""
    return any(day.year == year for day in _year(year).weekend_workdays)


def is_workday(day: dt.date) -> bool:
    """Whether people work on this day."""
    worked: bool = _year(day.year).is_working_day(day)
    return worked


def on_or_after(day: dt.date) -> dt.date:
    """Return this day if it is a working day, else the next one."""
    while not is_workday(day):
        day += _DAY
    return day


def on_or_before(day: dt.date) -> dt.date:
    """Return this day if it is a working day, else the one before."""
    while not is_workday(day):
        day -= _DAY
    return day


def after(day: dt.date, number: int) -> dt.date:
    """Return the working day that comes `number` working days after `day`; 0 is the day itself."""
    for _ in range(number):
        day = on_or_after(day + _DAY)
    return day


def before(day: dt.date, number: int) -> dt.date:
    """Return the working day that comes `number` working days before `day`; 0 is the day itself."""
    for _ in range(number):
        day = on_or_before(day - _DAY)
    return day


def months_after(day: dt.date, number: int) -> dt.date:
    """Return the same day `number` months later (earlier, if negative), or the last day of a shorter month."""
    years, month = divmod(day.year * MONTHS + day.month - 1 + number, MONTHS)
    return dt.date(years, month + 1, min(day.day, last_of(years, month + 1).day))


def last_of(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def after_spring_festival(year: int) -> dt.date:
    """春节后首个工作日: the first working day after the break; a day worked in exchange is one too."""
    first = min(day for day, name in _year(year).items() if name == SPRING_FESTIVAL)
    return on_or_after(first)


@cache
def _year(year: int) -> China:
    return China(years=year, language=_LANGUAGE, expand=False)  # type: ignore[no-untyped-call]
