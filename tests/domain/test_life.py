"""When a standard is in force: its status and its dates, and what that leaves of a set, a month and a year."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period, Status
from support.life import CODE, changed

DAY = dt.date.fromisoformat
YEAR = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))


@pytest.mark.parametrize(
    ("status", "asks"),
    [("草案", False), ("征求意见", False), ("试行", True), ("发布", True), ("废止", False)],
)
def test_only_what_is_on_trial_or_issued_asks_for_anything(catalog, status, asks):
    standard = dataclasses.replace(catalog.standards[CODE], status=Status(status))
    assert standard.in_force(*YEAR) is asks
    assert (CODE in catalog.in_force(*YEAR).standards) is True
    assert (CODE in changed(catalog, status=Status(status)).in_force(*YEAR).standards) is asks


@pytest.mark.parametrize(
    ("withdrawn", "first", "last", "found"),
    [
        (None, "2027-03-14", "2027-03-14", False),
        (None, "2027-03-15", "2027-03-15", True),
        (None, "2027-03-01", "2027-03-31", True),
        ("2028-07-01", "2028-06-30", "2028-06-30", True),
        ("2028-07-01", "2028-07-01", "2028-07-31", False),
        ("2028-07-01", "2026-01-01", "2029-12-31", True),
    ],
)
def test_it_is_in_force_from_its_first_day_to_the_day_before_it_is_withdrawn(
    catalog, withdrawn, first, last, found
):
    dates = {"effective": dt.date(2027, 3, 15), "withdrawn": withdrawn and DAY(withdrawn)}
    standard = dataclasses.replace(catalog.standards[CODE], **dates)
    assert standard.in_force(DAY(first), DAY(last)) is found


def test_a_set_keeps_what_the_standards_in_force_use(catalog):
    kept = changed(catalog, status=Status.DRAFT).in_force(*YEAR)
    assert set(catalog.records) - set(kept.records) == {"R310", "R311", "R318"}
    assert set(catalog.papers) - set(kept.papers) == {"W314", "W315", "W316"}
    assert catalog.in_force(*YEAR) is catalog


def months(catalog, year):
    return sorted(
        {due.dates.listed.month for due in year_agenda(Unit.of(catalog), year) if due.standard.code == CODE}
    )


@pytest.mark.parametrize(
    ("values", "year", "expected"),
    [
        ({}, 2027, list(range(1, 13))),
        ({}, 2026, []),
        ({"status": Status.DRAFT}, 2027, []),
        ({"status": Status.COMMENT}, 2027, []),
        ({"status": Status.TRIAL}, 2027, list(range(1, 13))),
        ({"status": Status.WITHDRAWN}, 2027, []),
        ({"effective": dt.date(2027, 5, 1)}, 2027, list(range(5, 13))),
        ({"withdrawn": dt.date(2028, 7, 1)}, 2028, list(range(1, 7))),
        ({"withdrawn": dt.date(2028, 7, 1)}, 2029, []),
    ],
)
def test_a_month_asks_for_what_is_in_force_in_it(catalog, values, year, expected):
    assert months(changed(catalog, **values), year) == expected


def test_no_meeting_is_shared_that_is_not_asked_for(catalog):
    early = changed(catalog, "DJ401", effective=dt.date(2027, 3, 15))
    march = [due for due in year_agenda(Unit.of(early), 2027) if due.month == (2027, 3)]
    assert "DJ401.hold" not in {due.key for due in march}
    assert "DJ201.general-meeting" in {due.key for due in march}
    assert not any(due.joins for due in march)


def test_what_follows_from_before_the_first_day_is_asked_for(catalog):
    """The meeting of 2026 was held by the law, and the standard says what becomes of it."""
    (fix,) = (due for due in year_agenda(Unit.of(catalog), 2027) if due.key == "DJ202.fix")
    assert fix.hangs_on
    assert fix.hangs_on.dates.last.year == 2026 or fix.hangs_on.dates.listed.year == 2027


@pytest.mark.parametrize(
    ("values", "times"),
    [
        ({}, 12),
        ({"effective": dt.date(2027, 7, 1)}, 6),
        ({"effective": dt.date(2027, 7, 13)}, 5),
        ({"withdrawn": dt.date(2027, 4, 1)}, 3),
        ({"effective": dt.date(2028, 1, 1)}, 0),
    ],
)
def test_a_step_counts_as_often_as_it_comes_while_its_standard_is_in_force(catalog, values, times):
    later = changed(catalog, "DJ401", **values)
    hold = next(step for step in later.standards["DJ401"].steps if step.id == "hold")
    assert Unit.of(later).frequency("DJ401", hold) == (times, Period.YEAR)


def test_a_unit_is_excused_from_nothing_that_it_need_not_do(catalog):
    small = Unit.of(catalog, "小支部")
    code = next(iter(small.excuses)).standard
    draft = Unit.of(changed(catalog, code, status=Status.DRAFT), "小支部").of_year()
    assert code not in {step.standard for step in draft.excuses}
    assert {step for step in small.excuses if step.standard != code} == set(draft.excuses)
