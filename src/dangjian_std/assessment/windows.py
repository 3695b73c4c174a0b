"""The times by which something has to be done in a year, as an answer counts them.

- `recurs` asks for the period alone: a meeting of March is one on any day of March, and none in April mends it.
- `on_time` asks for the day too; what is done after it is late, up to the next time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dangjian_std.domain import workdays
from dangjian_std.domain.agenda import year_plan
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound, Dates, counted_dates, dates_on, moved_by, recurring_dates
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Before, Every, offset
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import TimeUnit
from dangjian_std.domain.workdays import ONE_DAY

UNCERTAIN = ONE_DAY * 5
"""How far a limit counted in working days may be out while a year's holidays are not published."""
NAMES_OF_QUARTERS = {1: "第一季度", 4: "第二季度", 7: "第三季度", 10: "第四季度"}


@dataclass(frozen=True, slots=True)
class Window:
    """One time: done from `first` to `last` it is in time, after that up to `end` it is late."""

    first: dt.date
    last: dt.date
    end: dt.date
    times: int = 1
    """On how many different days."""

    @property
    def name(self) -> str:
        """The time as people call it: 3月, 第一季度, 上半年, 全年, 10月至12月."""
        first, last = self.first.month, self.last.month
        length = last - first + 1
        if length == 1:
            return f"{last}月"
        if length == 3 and first in NAMES_OF_QUARTERS:  # noqa: PLR2004 months of a quarter
            return NAMES_OF_QUARTERS[first]
        if length == 6 and first in {1, 7}:  # noqa: PLR2004 months of half a year
            return "上半年" if first == 1 else "下半年"
        return "全年" if length == workdays.MONTHS_IN_YEAR else f"{first}月至{last}月"


def windows(unit: Unit, code: str, step: Step, year: int, *, period_only: bool) -> tuple[Window, ...]:
    """Return the times of a step in a year, in which its standard is in force from the first day to the last."""
    known, asked = _known(unit, year), (code, step.id, period_only)
    if asked not in known:
        known[asked] = _windows(unit, code, step, year, period_only=period_only)
    return known[asked]


@lru_cache(maxsize=16)
def _known(_unit: Unit, _year: int) -> dict[tuple[str, str, bool], tuple[Window, ...]]:
    """The times that were worked out: those of a step are the same for every branch, and every day of the year."""
    return {}


def _windows(unit: Unit, code: str, step: Step, year: int, *, period_only: bool) -> tuple[Window, ...]:
    standard = unit.catalog.standards[code]
    times = step.when.times or 1 if isinstance(step.when, Every) else 1
    spans = [_span(each, period_only=period_only) for each in _dates(unit, code, step, year)]
    ends = [*(first - ONE_DAY for first, _, _ in spans[1:]), dt.date(year, workdays.MONTHS_IN_YEAR, 31)]
    return tuple(
        Window(first, last, max(last, end) if may_be_late else last, times)
        for (first, last, may_be_late), end in zip(spans, ends, strict=False)
        if standard.in_force_throughout(first, last)
    )


def _dates(unit: Unit, code: str, step: Step, year: int) -> Iterator[Dates]:
    """Yield the days that are allowed, not those that a plan proposes."""
    if isinstance(step.when, Every):
        yield from recurring_dates(step.when, year, unit.catalog.calendar)
        return
    for due in year_plan(unit, year).dues:
        if due.standard.code == code and due.step.id == step.id:
            yield _allowed(unit, due)


def _allowed(unit: Unit, due: Due) -> Dates:
    """Return the days that its time allows: not the one day of a meeting that a plan lets it share."""
    when, calendar = due.step.when, unit.catalog.calendar
    if due.limits:
        return due.limits
    if isinstance(when, Every):
        spans = recurring_dates(when, due.planned.year, calendar)
        return next((each for each in spans if each.first <= due.planned <= each.last), due.dates)
    if due.hangs_on:
        return counted_dates(when, _allowed(unit, due.hangs_on), calendar)
    return counted_dates(when, dates_on(calendar.after_spring_festival(due.planned.year)), calendar)


def _span(dates: Dates, *, period_only: bool) -> tuple[dt.date, dt.date, bool]:
    """Return the first and the last day, and whether one may be late at all."""
    if dates.bound is Bound.SPAN:
        return dates.first, dates.last, False
    first = dates.first.replace(day=1) if dates.bound is Bound.DAY else dates.first
    if period_only:
        return first.replace(day=1), workdays.last_of(dates.last.year, dates.last.month), False
    return first, dates.last, True


def limit(unit: Unit, step: Step, since: dt.date) -> dt.date | None:
    """Return the last day of what is counted from another day; None where no number of days is written."""
    bound = offset(step.when)
    if bound is None:
        return None
    return moved_by(since, bound, -1 if isinstance(step.when, Before) else 1, unit.catalog.calendar)


def certain(unit: Unit, step: Step, last: dt.date, day: dt.date) -> bool:
    """Whether a day is surely after a limit: without published holidays, working days are counted only about."""
    bound = offset(step.when)
    counted = bound is not None and bound.unit is TimeUnit.WORKDAYS
    return not counted or unit.catalog.calendar.published(last.year) or day > last + UNCERTAIN
