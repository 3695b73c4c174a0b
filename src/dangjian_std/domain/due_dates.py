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
- A day stays in its month, quarter or year: one that is moved out of it goes back to the last, or first, working
  day inside it.
- A weekday fixes no date: which week it is, is for the unit to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from dangjian_std.domain import workdays
from dangjian_std.domain.rates import PER_YEAR
from dangjian_std.domain.timing import After, Before, ByDay, Every, Offset, On, OnDay
from dangjian_std.domain.vocabulary import Period, PeriodOffset, Shift, TimeUnit

NOVEMBER, DECEMBER = 11, 12


class Bound(Enum):
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


def dates_by(first: dt.date, last: dt.date) -> Dates:
    """Return the dates of what is done up to a day; when people work no more until then, it is listed before."""
    return Dates(Bound.BY, min(first, last), last, workdays.on_or_before(last))


def recurring_dates(when: Every, year: int) -> Iterator[Dates]:
    """Yield the dates of a time that recurs; none for a term of office, which no calendar knows."""
    for start, end in _spans(when):
        first, last = dt.date(year - (start > end), start, 1), workdays.last_of(year, end)
        if not isinstance(when.day, OnDay | ByDay):
            month = NOVEMBER if when.every is Period.YEAR and end == DECEMBER and start < end else end
            yield Dates(Bound.SPAN, first, last, workdays.last_of(year, month))
            continue
        if when.of is PeriodOffset.NEXT:
            last = workdays.months_after(dt.date(year, end, 1), 1)
        longest = workdays.last_of(last.year, last.month)
        day = _moved(when, longest.replace(day=min(when.day.number, longest.day)))
        yield dates_on(day) if isinstance(when.day, OnDay) else dates_by(first, day)


def counted_dates(when: On | Before | After, start: Dates) -> Dates:
    """Count from other dates; a bound of 0 is that date, and from a span there is nothing to count."""
    offset = when.at_least if isinstance(when, Before) else when.within
    if start.bound is Bound.SPAN or offset is None or not offset.number:
        return start
    if isinstance(when, Before):
        day = _counted(start.last, offset, -1)
        return dates_by(day.replace(day=1), day)
    return dates_by(start.first, _counted(start.last, offset, 1))


def _counted(day: dt.date, offset: Offset, sign: int) -> dt.date:
    """Return the day so much later than another one, or earlier where the sign is -1."""
    match offset.unit:
        case TimeUnit.WORKDAYS:
            return (workdays.after if sign > 0 else workdays.before)(day, offset.number)
        case TimeUnit.DAYS:
            return day + dt.timedelta(days=sign * offset.number)
        case TimeUnit.MONTHS:
            return workdays.months_after(day, sign * offset.number)
        case _:
            assert_never(offset.unit)


def _spans(when: Every) -> Iterator[tuple[int, int]]:
    """Yield the first and last month of each period."""
    if when.every not in PER_YEAR:
        return
    if when.every is Period.YEAR and when.months:
        yield when.months[0], when.months[-1]
    elif when.months:
        yield from ((month, month) for month in sorted(set(when.months)))
    else:
        length = workdays.MONTHS // PER_YEAR[when.every]
        yield from ((end - length + 1, end) for end in range(length, workdays.MONTHS + 1, length))


def _moved(when: Every, day: dt.date) -> dt.date:
    """Move a day that is no working day, but not out of the month, quarter or year that it stands in."""
    length = workdays.MONTHS // PER_YEAR[when.every]
    start = (day.month - 1) // length * length + 1
    if when.shift is Shift.NEXT:
        last = workdays.last_of(day.year, start + length - 1)
        return min(workdays.on_or_after(day), workdays.on_or_before(last))
    if when.shift is Shift.PREVIOUS:
        return max(workdays.on_or_before(day), workdays.on_or_after(dt.date(day.year, start, 1)))
    return day
