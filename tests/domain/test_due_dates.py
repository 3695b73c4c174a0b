"""Every kind of time, as dates."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.domain.due_dates import Bound, Dates, counted_dates, dates_by, dates_on, recurring_dates
from dangjian_std.domain.vocabulary import Period, PeriodOffset, Shift, Weekday
from dangjian_std.domain.workdays import Calendar
from support.times import when

CALENDAR = Calendar()
MONTH, QUARTER, HALF, YEAR = Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR


def dates(year: int = 2027, **keys: object) -> list[Dates]:
    return list(recurring_dates(when(**keys), year, CALENDAR))


def said(each: Dates) -> tuple[str, str, str]:
    return each.bound.name, f"{each.first:%m-%d}", f"{each.last:%m-%d}"


@pytest.mark.parametrize(
    ("keys", "number", "first"),
    [
        ({"every": MONTH}, 12, ("SPAN", "01-01", "01-31")),
        ({"every": QUARTER}, 4, ("SPAN", "01-01", "03-31")),
        ({"every": HALF}, 2, ("SPAN", "01-01", "06-30")),
        ({"every": YEAR}, 1, ("SPAN", "01-01", "12-31")),
        ({"every": Period.TERM}, 0, None),
        ({"every": MONTH, "day": 15}, 12, ("DAY", "01-15", "01-15")),
        ({"every": MONTH, "by_day": 25}, 12, ("BY", "01-01", "01-25")),
        ({"every": MONTH, "weekday": Weekday.FRIDAY}, 12, ("SPAN", "01-01", "01-31")),
        ({"every": MONTH, "months": (3, 9), "by_day": 5}, 2, ("BY", "03-01", "03-05")),
        ({"every": QUARTER, "by_day": 20}, 4, ("BY", "01-01", "03-20")),
        ({"every": QUARTER, "months": (1, 4, 7, 10), "by_day": 15}, 4, ("BY", "01-01", "01-15")),
        ({"every": HALF, "months": (1, 7)}, 2, ("SPAN", "01-01", "01-31")),
        ({"every": YEAR, "months": (10, 11, 12)}, 1, ("SPAN", "10-01", "12-31")),
        ({"every": YEAR, "months": (1,), "by_day": 31}, 1, ("BY", "01-01", "01-31")),
        ({"every": MONTH, "day": 5, "of": PeriodOffset.NEXT}, 12, ("DAY", "02-05", "02-05")),
        ({"every": QUARTER, "by_day": 10, "of": PeriodOffset.NEXT}, 4, ("BY", "01-01", "04-10")),
    ],
)
def test_what_recurs(keys, number, first):
    found = dates(**keys)
    assert len(found) == number
    if first:
        assert said(found[0]) == first


def test_a_day_of_the_next_month_may_fall_into_the_next_year():
    assert dates(every=MONTH, day=5, of=PeriodOffset.NEXT)[-1].last == dt.date(2028, 1, 5)


def test_a_month_without_that_day_ends_earlier():
    assert dates(every=MONTH, day=31)[1].last == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("shift", "day"), [(Shift.NEXT, "10-08"), (Shift.PREVIOUS, "09-30"), (Shift.NONE, "10-04")]
)
def test_a_day_off_is_moved_or_stays(shift, day):
    (found,) = dates(2024, every=YEAR, months=(10,), day=4, shift=shift)
    assert f"{found.last:%m-%d}" == day


def test_a_span_is_listed_in_its_last_month_and_a_year_in_november():
    assert dates(every=QUARTER)[0].listed == dt.date(2027, 3, 31)
    assert dates(every=YEAR)[0].listed == dt.date(2027, 11, 30)
    assert dates(every=YEAR, months=(10, 11, 12))[0].listed == dt.date(2027, 11, 30)
    assert dates(every=YEAR, months=(12,))[0].listed == dt.date(2027, 12, 31)
    assert dates(every=YEAR, months=(3, 4))[0].listed == dt.date(2027, 4, 30)


def test_a_last_day_off_is_listed_on_the_working_day_before():
    new_year = dates_by(dt.date(2026, 12, 1), dt.date(2027, 1, 1), CALENDAR)
    assert (new_year.deadline, new_year.listed) == (dt.date(2027, 1, 1), dt.date(2026, 12, 31))


START = dates_on(dt.date(2026, 2, 14))


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ({"after": "x", "within_workdays": 1}, "02-24"),
        ({"after": "x", "within_days": 5}, "02-19"),
        ({"on": "x", "within_months": 1}, "03-14"),
        ({"before": "x", "at_least_workdays": 3}, "02-11"),
        ({"before": "x", "at_least_days": 1}, "02-13"),
        ({"before": "x", "at_least_months": 1}, "01-14"),
    ],
)
def test_counting_from_a_day(keys, day):
    found = counted_dates(when(**keys), START, CALENDAR)
    assert found.bound is Bound.BY
    assert f"{found.last:%m-%d}" == day


@pytest.mark.parametrize("keys", [{"after": "x", "within_days": 0}, {"before": "x", "at_least_workdays": 0}])
def test_a_bound_of_nothing_is_the_day_itself(keys):
    assert counted_dates(when(**keys), START, CALENDAR) == START


def test_from_a_span_there_is_nothing_to_count():
    (year,) = dates(every=YEAR)
    assert counted_dates(when(after="x", within_workdays=3), year, CALENDAR) == year
