"""Working days, held against what the State Council published for three years (国办发明电), day by day."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest

from dangjian_std.domain import workdays

CALENDAR = workdays.Calendar()
SATURDAY = 5


def days(*spans: tuple[int, int, int]) -> set[tuple[int, int]]:
    """Days of a month, each span from its first to its last: (month, first, last)."""
    return {(month, day) for month, first, last in spans for day in range(first, last + 1)}


OFF = {
    2024: days((1, 1, 1), (2, 10, 17), (4, 4, 6), (5, 1, 5), (6, 10, 10), (9, 15, 17), (10, 1, 7)),
    2025: days((1, 1, 1), (1, 28, 31), (2, 1, 4), (4, 4, 6), (5, 1, 5), (5, 31, 31), (6, 1, 2), (10, 1, 8)),
    2026: days((1, 1, 3), (2, 15, 23), (4, 4, 6), (5, 1, 5), (6, 19, 21), (9, 25, 27), (10, 1, 7)),
}
"""Days off as the notices list them; the weekends beside them are off anyway."""
WORKED = {
    2024: {(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)},
    2025: {(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)},
    2026: {(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)},
}
"""Saturdays and Sundays that the notices make working days."""


@pytest.mark.parametrize("year", OFF)
def test_every_day_of_a_published_year(year):
    assert CALENDAR.published(year)
    day = dt.date(year, 1, 1)
    while day.year == year:
        key = (day.month, day.day)
        expected = key in WORKED[year] or (day.weekday() < SATURDAY and key not in OFF[year])
        assert CALENDAR.is_workday(day) is expected, day
        day += dt.timedelta(days=1)


def test_a_year_that_nobody_published_is_computed_and_says_so():
    assert not CALENDAR.published(2027)
    assert not CALENDAR.is_workday(dt.date(2027, 10, 1))
    assert not CALENDAR.is_workday(dt.date(2027, 3, 6))
    assert CALENDAR.is_workday(dt.date(2027, 3, 8))


@pytest.mark.parametrize(
    ("year", "day"), [(2024, (2, 18)), (2025, (2, 5)), (2026, (2, 24)), (2027, (2, 11)), (2028, (1, 31))]
)
def test_first_working_day_after_spring_festival(year, day):
    assert CALENDAR.after_spring_festival(year) == dt.date(year, *day)


def test_next_and_previous_working_day():
    saturday = dt.date(2026, 3, 7)
    assert CALENDAR.on_or_after(saturday) == dt.date(2026, 3, 9)
    assert CALENDAR.on_or_before(saturday) == dt.date(2026, 3, 6)
    worked = dt.date(2026, 10, 10)
    assert CALENDAR.on_or_after(worked) == CALENDAR.on_or_before(worked) == worked


def test_counting_passes_over_a_break():
    before, after = dt.date(2026, 2, 14), dt.date(2026, 2, 24)
    assert CALENDAR.after(before, 1) == after
    assert CALENDAR.before(after, 1) == before
    assert CALENDAR.before(after, 3) == dt.date(2026, 2, 12)
    assert CALENDAR.after(dt.date(2026, 2, 16), 0) == dt.date(2026, 2, 16)


def test_months_end_where_they_end():
    assert workdays.last_of(2028, 2) == dt.date(2028, 2, 29)
    assert workdays.months_after(dt.date(2027, 1, 31), 1) == dt.date(2027, 2, 28)
    assert workdays.months_after(dt.date(2027, 12, 20), 1) == dt.date(2028, 1, 20)
    assert workdays.months_after(dt.date(2027, 1, 15), -1) == dt.date(2026, 12, 15)


def test_the_language_of_the_system_decides_nothing(monkeypatch):
    workdays._year.cache_clear()
    monkeypatch.setenv("LANGUAGE", "en_US")
    assert CALENDAR.after_spring_festival(2026) == dt.date(2026, 2, 24)
    workdays._year.cache_clear()


def test_a_release_that_keeps_the_calendar_elsewhere_gives_the_same_days(monkeypatch, tmp_path):
    made = [workdays._china.__wrapped__()]
    monkeypatch.setattr(holidays, "__file__", str(tmp_path / "__init__.py"))
    made.append(workdays._china.__wrapped__())
    first, second = (dict(each(years=2026, language="zh_CN", expand=False)) for each in made)
    assert made[0] is not made[1]
    assert first == second
