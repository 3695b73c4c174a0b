"""Every period has its meeting: none is lost, none comes twice, none falls outside, 2024 to 2035."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_std.domain.due_dates import Bound, recurring_dates
from dangjian_std.domain.vocabulary import Nth, Period, PeriodOffset, Shift, Weekday
from dangjian_std.domain.workdays import Calendar, last_of
from support.times import when

CALENDAR = Calendar()
YEARS = range(2024, 2036)
LENGTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
FIRST, SECOND, THIRD, FOURTH, LAST = Nth


def whole(every):
    """Every period that ends in one of the years, counted here from the calendar alone."""
    day = dt.date(YEARS[0], 1, 1)
    while day.year <= YEARS[-1]:
        after = day + dt.timedelta(days=1)
        if every is Period.WEEK and day.weekday() == 6:
            yield day - dt.timedelta(days=6), day
        if every is Period.HALF_MONTH and 15 in {day.day, 15 if after.day == 1 else 0}:
            yield day.replace(day=1 if day.day == 15 else 16), day
        if every in LENGTHS and after.day == 1 and day.month % LENGTHS[every] == 0:
            yield dt.date(day.year, day.month - LENGTHS[every] + 1, 1), day
        day = after


PERIODS = {every: list(whole(every)) for every in Period if every is not Period.TERM}


def found(**keys):
    return [each for year in YEARS for each in recurring_dates(when(**keys), year, CALENDAR)]


@pytest.mark.parametrize("every", PERIODS)
def test_a_span_is_its_period(every):
    assert [(each.first, each.last) for each in found(every=every, times=1)] == PERIODS[every]


def test_weeks_are_neither_lost_nor_doubled_at_the_turn_of_the_year():
    spans = [(each.first, each.last) for each in found(every=Period.WEEK)]
    assert all(after[0] - before[1] == dt.timedelta(days=1) for before, after in pairwise(spans))
    assert len(spans) == 626


@given(
    st.sampled_from(list(PERIODS)),
    st.sampled_from(Nth),
    st.sampled_from(Weekday),
    st.sampled_from(Shift),
)
def test_a_weekday_comes_once_in_every_period(every, nth, weekday, shift):
    dates = found(every=every, nth=nth, weekday=weekday, shift=shift)
    assert {each.bound for each in dates} == {Bound.DAY}
    assert len(dates) == len(PERIODS[every])
    for each, (first, last) in zip(dates, PERIODS[every], strict=True):
        assert first <= each.last <= last
        if shift is not Shift.NONE and any(
            CALENDAR.is_workday(first + dt.timedelta(days=number)) for number in range((last - first).days + 1)
        ):
            assert CALENDAR.is_workday(each.last)


@given(
    st.sampled_from(list(LENGTHS)), st.integers(1, 31), st.sampled_from(Shift), st.sampled_from(["day", "by_day"])
)
def test_a_numbered_day_comes_once_in_every_period(every, number, shift, key):
    dates = found(every=every, shift=shift, **{key: number})
    assert len(dates) == len(PERIODS[every])
    for each, (first, last) in zip(dates, PERIODS[every], strict=True):
        assert first <= each.last <= last


@given(
    st.lists(st.integers(1, 12), min_size=1, unique=True).map(sorted), st.integers(1, 31), st.sampled_from(Shift)
)
def test_named_months_have_one_day_each(months, number, shift):
    dates = found(every=Period.MONTH, months=months, day=number, shift=shift)
    assert Counter((each.last.year, each.last.month) for each in dates) == Counter(
        (year, month) for year in YEARS for month in months
    )


@pytest.mark.parametrize(("years", "first", "number"), [(2, 2025, 6), (2, 2024, 6), (3, 2026, 4), (5, 2040, 0)])
def test_of_several_years_one_has_it(years, first, number):
    dates = found(every=Period.YEAR, years=years, first_year=first, months=[9], day=10)
    assert [each.last.year for each in dates] == list(range(first, 2036, years))
    assert len(dates) == number


def test_of_several_years_none_has_it_where_nobody_says_when_it_began():
    assert found(every=Period.YEAR, years=2) == []


def days(year=2027, **keys):
    return [f"{each.last:%m-%d}" for each in recurring_dates(when(**keys), year, CALENDAR)]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"every": Period.MONTH, "nth": FIRST, "weekday": "周五"}, ["01-01", "02-05", "03-05"]),
        ({"every": Period.MONTH, "nth": SECOND, "weekday": "周三"}, ["01-13", "02-10", "03-10"]),
        ({"every": Period.MONTH, "nth": LAST, "weekday": "周五"}, ["01-29", "02-26", "03-26"]),
        (
            {"every": Period.MONTH, "nth": FIRST, "weekday": "周五", "shift": Shift.NEXT},
            ["01-04", "02-11", "03-05"],
        ),
        ({"every": Period.QUARTER, "nth": LAST, "weekday": "工作日"}, ["03-31", "06-30", "09-30"]),
        ({"every": Period.QUARTER, "nth": FIRST, "weekday": "周五"}, ["01-01", "04-02", "07-02"]),
        ({"every": Period.MONTH, "nth": FIRST, "weekday": "工作日", "of": PeriodOffset.NEXT}, ["02-01", "03-01"]),
        ({"every": Period.HALF_MONTH, "nth": LAST, "weekday": "工作日"}, ["01-15", "01-29", "02-15"]),
        ({"every": Period.WEEK, "weekday": "周五"}, ["01-01", "01-08", "01-15"]),
        ({"every": Period.YEAR, "months": [9], "nth": THIRD, "weekday": "周二"}, ["09-21"]),
    ],
)
def test_a_weekday_is_the_day_that_people_mean(keys, expected):
    assert days(**keys)[: len(expected)] == expected


def test_a_week_without_a_working_day_keeps_its_meeting():
    """In 2026 the break of the Spring Festival takes a whole week, Monday to Sunday."""
    monday = dt.date(2026, 2, 16)
    assert not any(CALENDAR.is_workday(monday + dt.timedelta(days=number)) for number in range(7))
    for keys in ({"weekday": "周三", "shift": Shift.NEXT}, {"weekday": "工作日", "nth": LAST}):
        assert any("02-16" <= day <= "02-22" for day in days(2026, every=Period.WEEK, **keys))


def test_days_that_a_month_lacks_are_its_last():
    assert days(every=Period.MONTH, day=31)[:4] == ["01-31", "02-28", "03-31", "04-30"]
    assert last_of(2028, 2).day == 29
