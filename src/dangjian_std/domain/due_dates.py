"""Times as dates: when a step is done in a given year, as far as the calendar alone can tell.

One meaning of `When` for every reader of it:

- A period without a day is a span. It is listed once, in the last month of the span, because only then is it due
  and because who did it earlier ticks it off there. A year ends in December, when the appraisal, the reports and
  the files rest on all that was done before: what has the whole year, or a span up to its end, is listed in
  November.
- Without `months`, a day of a quarter, a half-year or a year stands in its last month; `of: next` puts it into the
  month that follows.
- The months of a year bound one span, which may reach over the turn of the year (12月至次年2月) and then belongs
  to the year that it ends in; those of a shorter period are each a time of their own, as in wording.
- A day stays in its week, month, quarter or year: one that is moved out of it goes back to the last, or first,
  working day inside it. In a week without a working day nothing is moved.
- A week begins on Monday and belongs to the month and year that it ends in.
- A weekday without `nth` fixes no date but in a week: which week it is, is for the unit to say.
- Of several years, the first one decides: where it is not stated, no calendar knows when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache
from typing import assert_never

from dangjian_std.domain import workdays
from dangjian_std.domain.rates import PER_YEAR
from dangjian_std.domain.timing import After, Before, ByDay, Every, Offset, On, OnDay
from dangjian_std.domain.vocabulary import Nth, Period, PeriodOffset, Shift, TimeUnit, Weekday
from dangjian_std.domain.workdays import ONE_DAY, Calendar

NOVEMBER, DECEMBER = 11, 12
HALF_MONTH_DAYS = 15
"""Days of the first half of a month."""
HOURS_A_DAY = 24
WEEKDAYS = tuple(Weekday)
DaySpan = tuple[dt.date, dt.date]
"""First and last day."""
MOST_CACHED_DATES = 8192
"""Dates that are kept: the plans of units of all shapes ask for the same ones."""


class Bound(StrEnum):
    """What is known of a date."""

    DAY = auto()
    """The day itself."""
    BY = auto()
    """The last day; it may be done before."""
    SPAN = auto()
    """The first and the last day between which the unit chooses."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The day or the days on which something is done."""

    bound: Bound
    first: dt.date
    last: dt.date
    listed: dt.date
    """Where it stands in a list by date: its day, the last working day up to its last, or the end of a month."""

    @property
    def deadline(self) -> dt.date:
        """Its last day, or the end of the month that a span is listed in."""
        return self.listed if self.bound is Bound.SPAN else self.last


def dates_on(day: dt.date) -> Dates:
    """Return the dates of what is done on a day."""
    return Dates(Bound.DAY, day, day, day)


def dates_by(first: dt.date, last: dt.date, calendar: Calendar) -> Dates:
    """Return the dates of what is done up to a day; when people work no more until then, it is listed before."""
    return Dates(Bound.BY, min(first, last), last, calendar.on_or_before(last))


@lru_cache(maxsize=MOST_CACHED_DATES)
def recurring_dates(when: Every, year: int, calendar: Calendar) -> tuple[Dates, ...]:
    """Return the dates of a time that recurs, for each period that ends in the year.

    There are none for a term of office, nor where several years are counted from an unknown one.
    """
    return tuple(_recurring(when, year, calendar))


def _recurring(when: Every, year: int, calendar: Calendar) -> Iterator[Dates]:
    for first, last in periods(when, year):
        if when.fixes_day:
            yield dates_on(_moved(when, _day(when, first, last, calendar), calendar))
        elif isinstance(when.day, ByDay):
            yield dates_by(first, _moved(when, _day(when, first, last, calendar), calendar), calendar)
        else:
            whole = when.every is Period.YEAR and last.month == DECEMBER != first.month
            yield Dates(Bound.SPAN, first, last, workdays.last_of(year, NOVEMBER) if whole else last)


def _day(when: Every, first: dt.date, last: dt.date, calendar: Calendar) -> dt.date:
    """Return the day that is meant in a period, or in the month after it.

    Of fewer like days than are counted the last one is meant; of none, the last day.
    """
    if when.of is PeriodOffset.NEXT:
        first = last + ONE_DAY
        last = workdays.last_of(first.year, first.month)
    match when.day:
        case OnDay(number=number) | ByDay(number=number):
            longest = workdays.last_of(last.year, last.month)
            return longest.replace(day=min(number, longest.day))
        case Weekday():
            found = [day for day in workdays.days(first, last) if fits(day, when.day, calendar)] or [last]
            number = len(found) if when.nth is Nth.LAST else tuple(Nth).index(when.nth or Nth.FIRST) + 1
            return found[min(number, len(found)) - 1]
        case None:
            return last
        case _:
            assert_never(when.day)


def fits(day: dt.date, weekday: Weekday, calendar: Calendar) -> bool:
    """Whether a day is such a weekday, a working day or a day off."""
    if weekday in {Weekday.WORKDAY, Weekday.REST}:
        return calendar.is_workday(day) is (weekday is Weekday.WORKDAY)
    return WEEKDAYS[day.weekday()] is weekday


@lru_cache(maxsize=MOST_CACHED_DATES)
def counted_dates(when: On | Before | After, start: Dates, calendar: Calendar) -> Dates:
    """Count from other dates; a bound of 0 is that date, and from a span there is nothing to count."""
    offset = when.at_least if isinstance(when, Before) else when.within
    if start.bound is Bound.SPAN or offset is None or not offset.number:
        return start
    if isinstance(when, Before):
        day = moved_by(start.last, offset, -1, calendar)
        return dates_by(day.replace(day=1), day, calendar)
    return dates_by(start.first, moved_by(start.last, offset, 1, calendar), calendar)


def moved_by(day: dt.date, offset: Offset, sign: int, calendar: Calendar) -> dt.date:
    """Return the day so much later than another one, or earlier where the sign is -1.

    Nobody knows the hour from which hours are counted: less than a day is that day, and before it the day before.
    """
    match offset.unit:
        case TimeUnit.HOURS:
            return day + ONE_DAY * (sign * offset.number // HOURS_A_DAY)
        case TimeUnit.WORKDAYS:
            return (calendar.after if sign > 0 else calendar.before)(day, offset.number)
        case TimeUnit.DAYS:
            return day + ONE_DAY * (sign * offset.number)
        case TimeUnit.MONTHS:
            return workdays.months_after(day, sign * offset.number)
        case _:
            assert_never(offset.unit)


def periods(when: Every, year: int) -> Iterator[DaySpan]:
    """Yield the first and the last day of each period that ends in a year."""
    if when.years and (when.first_year is None or year < when.first_year or (year - when.first_year) % when.years):
        return
    match when.every:
        case Period.TERM:
            return
        case Period.WEEK:
            sunday = dt.date(year, 1, 1) + ONE_DAY * (6 - dt.date(year, 1, 1).weekday())
            while sunday.year == year:
                yield sunday - ONE_DAY * 6, sunday
                sunday += ONE_DAY * 7
        case Period.HALF_MONTH:
            for month in range(1, workdays.MONTHS_IN_YEAR + 1):
                yield dt.date(year, month, 1), dt.date(year, month, HALF_MONTH_DAYS)
                yield dt.date(year, month, HALF_MONTH_DAYS + 1), workdays.last_of(year, month)
        case Period.MONTH | Period.QUARTER | Period.HALF_YEAR | Period.YEAR:
            for start, end in _months(when):
                yield dt.date(year - (start > end), start, 1), workdays.last_of(year, end)
        case _:
            assert_never(when.every)


def _months(when: Every) -> Iterator[tuple[int, int]]:
    """Yield the first and last month of each period that has whole ones."""
    if when.every is Period.YEAR and when.months:
        yield when.months[0], when.months[-1]
    elif when.months:
        yield from ((month, month) for month in sorted(set(when.months)))
    else:
        length = workdays.MONTHS_IN_YEAR // PER_YEAR[when.every]
        yield from ((end - length + 1, end) for end in range(length, workdays.MONTHS_IN_YEAR + 1, length))


def _moved(when: Every, day: dt.date, calendar: Calendar) -> dt.date:
    """Move a day that is no working day, but not out of the period that it stands in."""
    first, last = _around(when.every, day)
    moved = day
    if when.shift is Shift.NEXT:
        moved = min(calendar.on_or_after(day), calendar.on_or_before(last))
    if when.shift is Shift.PREVIOUS:
        moved = max(calendar.on_or_before(day), calendar.on_or_after(first))
    return moved if first <= moved <= last else day


def _around(every: Period, day: dt.date) -> DaySpan:
    """Return the week, half-month, month, quarter … that a day stands in."""
    if every is Period.WEEK:
        monday = day - ONE_DAY * day.weekday()
        return monday, monday + ONE_DAY * 6
    if every is Period.HALF_MONTH:
        first = day.replace(day=1 if day.day <= HALF_MONTH_DAYS else HALF_MONTH_DAYS + 1)
        return first, first.replace(day=HALF_MONTH_DAYS) if first.day == 1 else workdays.last_of(
            day.year, day.month
        )
    length = workdays.MONTHS_IN_YEAR // PER_YEAR[every]
    start = (day.month - 1) // length * length + 1
    return dt.date(day.year, start, 1), workdays.last_of(day.year, start + length - 1)
