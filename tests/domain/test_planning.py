"""A day for everything that is due: for units of any shape, in any year, with days and months moved about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_std.domain.agenda import year_plan
from dangjian_std.domain.due import HALF_YEAR, MOST_DAYS_OF_MONTH, has_the_year, is_long
from dangjian_std.domain.due_dates import Bound, Dates
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import ByDay, Every, OnDay
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ, Period, Shift, Weekday
from support.kept import broken, changed, timed

THEME, GENERAL, GROUP = (
    StepRef.parse(name) for name in ("DJ401.hold", "DJ201.general-meeting", "DJ201.group-meeting")
)
SAID = {
    "DJ603.close": {"joins": (THEME,)},
    "DJ104.hear": {"joins": (GENERAL,), "after": (StepRef.parse("DJ104.summarize"),)},
    "DJ104.half-year": {"at_": (StepRef.parse("DJ201.committee-meeting"), THEME)},
    "DJ501.attendance": {"at_": (THEME,)},
    "DJ202.study": {"at_": (THEME, GROUP)},
    "DJ202.appraise": {"joins": (StepRef.parse("DJ202.meeting"),)},
    "DJ603.arrange": {"after": (StepRef.parse("DJ603.theme"),)},
}
"""What steps of the frozen set say of themselves in words."""
MOVED = ("DJ202.meeting", "DJ104.half-year")
"""Steps whose month a unit may move."""
years = st.integers(2024, 2035)
organs = st.sets(st.sampled_from([Organ.COMMITTEE, Organ.GROUPS]))
days = st.integers(1, 28)
shifts = st.sampled_from([Shift.NEXT, Shift.PREVIOUS])
months = st.fixed_dictionaries({key: st.integers(1, 12) for key in MOVED})
plans = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def moved(catalog, day, shift, other):
    """The set with what its steps say of themselves, the day of the month's meeting and some months moved."""
    steps = {key: dict(values) for key, values in SAID.items()}
    steps["DJ401.hold"] = {"when": timed(catalog, "DJ401.hold", day=OnDay(day), shift=shift)}
    for key, month in other.items():
        steps.setdefault(key, {})["when"] = timed(catalog, key, months=(month,))
    return changed(catalog, steps)


def shaped(catalog, found):
    """A unit with some organs, as one of the registered shapes that has them."""
    profile = catalog.profiles[
        "总支" if Organ.GROUPS in found else "支部" if Organ.COMMITTEE in found else "小支部"
    ]
    return Unit(catalog, dataclasses.replace(profile, has=(*profile.has, *found)))


@plans
@given(years, organs, st.tuples(days, shifts, months))
def test_every_limit_and_every_order_is_kept(catalog, year, found, change):
    unit = shaped(moved(catalog, *change), found)
    plan = year_plan(unit, year)
    if not plan.contradictions:
        assert list(broken(unit, plan)) == []
    again = year_plan(shaped(moved(catalog, *change), found), year)
    assert [(due.key, due.planned) for due in again.dues] == [(due.key, due.planned) for due in plan.dues]


@plans
@given(years, organs, days)
def test_wherever_the_meeting_of_the_month_stands_the_set_can_be_kept(catalog, year, found, day):
    """Only a meeting so early or late that what is done at it comes too late for its own limit is told."""
    unit = shaped(moved(catalog, min(day, 20), Shift.NEXT, {}), found)
    assert [[due.key for due in each] for each in year_plan(unit, year).contradictions] == []


@plans
@given(years, organs, days)
def test_what_reaches_into_another_year_is_the_same_in_both(catalog, year, found, day):
    unit = shaped(moved(catalog, day, Shift.NEXT, {}), found)
    before = {due.time: due for due in year_plan(unit, year).dues}
    for due in year_plan(unit, year + 1).dues:
        for other in (due.hangs_on, *due.waits_for):
            if other and other.time in before:
                assert before[other.time].planned == other.planned, (due.key, other.key)


@plans
@given(years, organs, st.integers(0, 10**6), st.integers(-20, 20))
def test_a_day_that_the_unit_has_fixed_is_the_day(catalog, year, found, place, later):
    base = moved(catalog, 10, Shift.NEXT, {})
    dues = year_plan(shaped(base, found), year).dues
    due = dues[place % len(dues)]
    chosen = due.planned + dt.timedelta(later)
    if chosen.year != year:
        return
    entry = FixedDate(anchor=base.system.anchor, step=StepRef.parse(due.key), on=chosen)
    file = FixedDates(anchor=base.system.anchor, year=year, dates=(entry,))
    fixed = shaped(dataclasses.replace(base, dates={str(year): file}), found)
    plan = year_plan(fixed, year)
    told = {each.key for several in plan.contradictions for each in several}
    kept = {each.planned for each in plan.dues if each.key == due.key and each.limits}
    assert chosen in kept or due.key in told, "a day that cannot be is told"
    if not plan.contradictions:
        assert list(broken(fixed, plan)) == []


def test_meetings_that_can_be_one_are_one(catalog):
    plan = year_plan(shaped(moved(catalog, 10, Shift.NEXT, {}), {*Organ}), 2027)
    dues = {(due.key, due.planned.month): due for due in plan.dues}
    for key, month in (("DJ603.close", 3), ("DJ501.attendance", 6), ("DJ104.hear", 12), ("DJ202.study", 10)):
        assert dues[key, month].planned == dues["DJ401.hold", month].planned
    assert dues["DJ104.half-year", 7].planned == dues["DJ201.committee-meeting", 7].planned
    assert dues["DJ202.appraise", 11].host.key == "DJ202.meeting"


def test_an_agenda_is_settled_at_a_meeting_that_is_on_the_plan_before_the_notice(catalog):
    plan = year_plan(shaped(moved(catalog, 10, Shift.NEXT, {}), {*Organ}), 2027)
    screens = [due for due in plan.dues if due.key == "DJ201.screen"]
    assert len(screens) == 4
    for due in screens:
        assert due.host.key == "DJ201.committee-meeting"
        (notice,) = (
            each
            for each in plan.dues
            if each.key == "DJ401.notify" and each.hangs_on.planned == due.hangs_on.planned
        )
        assert due.planned < notice.planned < due.hangs_on.planned


def test_a_meeting_that_does_not_come_in_time_is_told_with_the_step(catalog):
    late = changed(catalog, {"DJ603.close": {"at_": (StepRef.parse("DJ202.meeting"),)}})
    told = [{due.key for due in each} for each in year_plan(shaped(late, {*Organ}), 2027).contradictions]
    assert {"DJ603.close", "DJ603.assign", "DJ202.meeting"} in told


def test_what_cannot_come_first_is_told_with_what_waits_for_it(catalog):
    late = {"DJ603.close": {"joins": (THEME,), "after": (StepRef.parse("DJ104.half-year"),)}}
    told = [
        [due.key for due in each]
        for each in year_plan(shaped(changed(catalog, late), {*Organ}), 2027).contradictions
    ]
    assert [sorted(each) for each in told] == [["DJ104.half-year", "DJ401.hold", "DJ603.close"]]


def test_a_meeting_before_what_its_step_follows_is_told_with_both(catalog):
    late = {"DJ104.summarize": {"when": timed(catalog, "DJ104.summarize", day=OnDay(20))}}
    unit = shaped(changed(catalog, {"DJ104.hear": {"joins": (GENERAL,)}, **late}), {*Organ})
    told = [{due.key for due in each} for each in year_plan(unit, 2027).contradictions]
    assert told == [{"DJ104.hear", "DJ104.summarize", "DJ201.general-meeting"}]


@pytest.mark.parametrize("year", [2027, 2028])
def test_nobody_has_more_to_do_on_a_day_than_needs_be(catalog, year):
    """What the limits of a month leave free is spread: at most a few acts of one person on a day."""
    plan = year_plan(shaped(moved(catalog, 10, Shift.NEXT, {}), {*Organ}), year)
    acts = {}
    for due in plan.dues:
        if due.dates.bound is Bound.BY and due.host is None and not due.hangs_on:
            acts.setdefault((due.who, due.planned), []).append(due.key)
    assert max(map(len, acts.values())) <= 4


@pytest.mark.parametrize(("last", "planned"), [(20, 10), (10, 10), (9, 5), (5, 3)])
def test_what_prefers_a_meeting_is_done_on_its_day_unless_that_is_past_its_limit(catalog, last, planned):
    when = timed(catalog, "DJ304.collect", day=ByDay(last))
    steps = {"DJ304.collect": {"prefers": (THEME,), "when": when}}
    plan = year_plan(shaped(changed(catalog, steps), {*Organ}), 2027)
    (due,) = (due for due in plan.dues if due.key == "DJ304.collect" and due.planned.month == 3)
    assert due.planned == dt.date(2027, 3, planned)
    assert due.host is None
    assert plan.contradictions == ()


def test_what_is_preferred_beats_no_order(catalog):
    """Dues are collected after the sheet is handed in: on the day of the meeting no more."""
    steps = {"DJ304.collect": {"prefers": (THEME,), "after": (StepRef.parse("DJ501.check-group"),)}}
    steps["DJ501.check-group"] = {"when": timed(catalog, "DJ501.check-group", day=OnDay(17))}
    unit = shaped(changed(catalog, steps), {*Organ})
    plan = year_plan(unit, 2027)
    (due,) = (due for due in plan.dues if due.key == "DJ304.collect" and due.planned.month == 3)
    assert due.planned >= dt.date(2027, 3, 17)
    assert list(broken(unit, plan)) == []


@pytest.mark.parametrize(
    ("key", "planned", "until"),
    [
        ("DJ406.call", "2027-03-22", "2027-03-24"),
        ("DJ406.serve", "2027-03-29", "2027-03-31"),
        ("DJ406.feedback", "2027-03-30", "2027-04-06"),
    ],
)
def test_the_last_day_of_a_preparation_leaves_its_time_before_what_it_prepares(catalog, key, planned, until):
    """Three working days before the proposed day, though that may be put off until the end of the quarter."""
    plan = year_plan(shaped(moved(catalog, 10, Shift.NEXT, {}), {*Organ}), 2027)
    (due,) = (due for due in plan.dues if due.key == key and due.planned.month == 3)
    assert (due.planned.isoformat(), due.until.isoformat()) == (planned, until)


@pytest.mark.parametrize(("weekday", "fitting"), [(Weekday.REST, {5, 6}), (Weekday.FRIDAY, {4})])
def test_what_is_done_on_such_a_day_of_any_week_is_planned_for_one(catalog, weekday, fitting):
    steps = {"DJ406.serve": {"when": timed(catalog, "DJ406.serve", day=weekday)}}
    unit = shaped(changed(catalog, steps), {*Organ})
    plan = year_plan(unit, 2027)
    days = {due.planned for due in plan.dues if due.key == "DJ406.serve"}
    assert len(days) == 4
    assert {day.weekday() for day in days} <= fitting
    assert not any(map(unit.catalog.calendar.is_workday, days)) or weekday is Weekday.FRIDAY
    assert list(broken(unit, plan)) == []


QUARTERLY = ("DJ406.serve", "DJ406.call", "DJ406.feedback")


def test_what_has_a_quarter_takes_the_emptiest_day_of_its_last_month(catalog):
    """Three acts of one person that have the same quarter are on three days, with nothing else of his."""
    base = moved(catalog, 10, Shift.NEXT, {})
    quarter = Every(anchor=base.system.anchor, every=Period.QUARTER, times=1)
    steps = {key: {"who": "活动召集人", "when": quarter} for key in QUARTERLY}
    unit = shaped(changed(base, steps), {*Organ})
    dues = [due for due in year_plan(unit, 2027).dues if due.who == "活动召集人"]
    own = [due.planned for due in dues if due.key in QUARTERLY]
    assert len(own) == 12
    assert {day.month for day in own} == {3, 6, 9, 12}
    assert all([due.planned for due in dues].count(day) == 1 for day in own)


def planned(catalog, **values):
    base = moved(catalog, 10, Shift.NEXT, {})
    unit = shaped(changed(base, {"DJ104.assembly": values} if values else {}), {*Organ})
    plan = year_plan(unit, 2027)
    (day,) = (due.planned for due in plan.dues if due.key == "DJ104.assembly")
    return day, {due.planned for due in plan.dues if due.key == "DJ201.general-meeting"}, plan


def test_what_has_the_year_is_done_on_the_day_of_the_emptiest_meeting_that_it_prefers(catalog):
    alone, meetings, _ = planned(catalog)
    assert alone.month == 11
    assert alone not in meetings
    day, meetings, plan = planned(catalog, prefers=(GENERAL,))
    assert day in meetings
    held = Counter(due.host.planned for due in plan.dues if due.host and due.host.planned in meetings)
    assert held[day] == min(held[each] for each in meetings if each < dt.date(2027, 12, 1))


def test_it_may_prefer_the_day_of_a_step_that_is_no_meeting(catalog):
    collect = StepRef.parse("DJ202.study")
    day, _, plan = planned(catalog, prefers=(collect,))
    assert day in {due.planned for due in plan.dues if due.key == str(collect)}


@pytest.mark.parametrize(
    ("bound", "days", "long", "year"),
    [
        (Bound.SPAN, MOST_DAYS_OF_MONTH, False, False),
        (Bound.SPAN, MOST_DAYS_OF_MONTH + 1, True, False),
        (Bound.SPAN, HALF_YEAR, True, False),
        (Bound.SPAN, HALF_YEAR + 1, True, True),
        (Bound.DAY, MOST_DAYS_OF_MONTH + 1, False, False),
    ],
)
def test_a_span_is_long_beyond_a_month_and_a_year_beyond_half_of_it(catalog, bound, days, long, year):
    first = dt.date(2027, 1, 1)
    last = first + dt.timedelta(days)
    due = next(iter(year_plan(shaped(catalog, {*Organ}), 2027).dues))
    due = dataclasses.replace(due, dates=Dates(bound, first, last, last))
    assert (is_long(due), has_the_year(due)) == (long, year)
