"""What a year asks of a unit: the frozen set, and small changes to a small one."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

import pytest

from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.due import meeting_kinds
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.rates import PER_YEAR
from dangjian_std.domain.timing import Every, On
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Period
from dangjian_std.reading import load, project


@pytest.fixture(scope="module")
def year(catalog):
    """What is due in 2027, by the shape of the unit."""
    return {name: year_agenda(Unit.of(catalog, name), 2027) for name in catalog.profiles}


def of(dues, key):
    return [due for due in dues if due.key == key]


def read(root):
    catalog = load.load(project.sources(root)).catalog
    assert catalog is not None
    return catalog


def small(root, year=2027, name="总支"):
    return year_agenda(Unit.of(read(root), name), year)


def test_the_fixed_day_of_each_month(year):
    found = of(year["总支"], "DJ401.hold")
    assert [due.dates.last.day for due in found] == [11, 11, 10, 12, 10, 10, 12, 10, 10, 11, 10, 10]
    assert {due.dates.bound for due in found} == {Bound.DAY}
    assert {(due.sent, due.copies) for due in found} == {(CountedPer.BRANCH, 2)}


def test_meetings_that_may_choose_their_day_join_the_one_that_has_one(year):
    for key in ("DJ201.general-meeting", "DJ201.lesson"):
        found = of(year["总支"], key)
        assert [due.month for due in found] == [(2027, 3), (2027, 6), (2027, 9), (2027, 12)]
        assert {due.joins for due in found} == {"DJ401.hold"}
    assert [due.dates.last for due in of(year["总支"], "DJ202.meeting")] == [dt.date(2027, 11, 10)]


def test_what_may_begin_on_the_day_of_a_meeting_of_the_same_people_joins_it(year):
    (study,) = of(year["总支"], "DJ603.theory")
    assert (study.joins, study.dates.last) == ("DJ401.hold", dt.date(2027, 2, 11))


def test_other_people_or_another_caller_do_not_join(year):
    for key in ("DJ201.committee-meeting", "DJ201.group-meeting", "DJ406.serve", "DJ406.join"):
        found = of(year["总支"], key)
        assert found
        assert not any(due.joins for due in found)


def test_steps_before_and_after_are_counted_in_working_days(year):
    march = [due for due in year["总支"] if due.month == (2027, 3)]
    by_key = {due.key: due.dates.last for due in march if due.dates.bound is Bound.BY}
    assert by_key["DJ401.notify"] == dt.date(2027, 3, 5)
    assert by_key["DJ401.sign"] == dt.date(2027, 3, 17)
    assert by_key["DJ201.collect"] == dt.date(2027, 3, 1)


def test_what_prepares_a_meeting_may_stand_in_the_month_before(year):
    (first, *_) = of(year["总支"], "DJ201.lesson-arrange")
    assert first.dates.last == dt.date(2027, 2, 24)
    assert first.hangs_on is not None
    assert first.hangs_on.month == (2027, 3)


def test_what_follows_a_step_that_the_committee_settles_early_may_be_held_in_the_same_month(year):
    (hear,) = of(year["总支"], "DJ104.hear")
    assert hear.hangs_on is not None
    assert hear.hangs_on.dates.last == dt.date(2027, 12, 3)  # not 31 December: the committee meets by the 3rd
    assert hear.joins == "DJ401.hold"
    assert hear.dates.last == dt.date(2027, 12, 10)


def test_the_one_event_that_the_calendar_knows(catalog, year):
    (start,) = of(year["总支"], "DJ603.start")
    assert start.dates.last == dt.date(2027, 2, 11)
    (start,) = of(year_agenda(Unit.of(catalog, "总支"), 2028), "DJ603.start")
    assert start.dates.last == dt.date(2028, 1, 31)
    (theme,) = of(year["总支"], "DJ603.theme")
    assert theme.dates.last < dt.date(2027, 2, 1)


def test_events_and_terms_are_not_listed(catalog, year):
    listed = {due.key for due in year["总支"]}
    waiting = {
        f"{code}.{step.id}"
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if (isinstance(step.when, On) and step.when.on not in catalog.calendar_days)
        or (isinstance(step.when, Every) and step.when.every is Period.TERM)
    }
    assert waiting
    assert not listed & waiting


def test_every_recurring_step_of_a_shape_is_listed_as_often_as_its_period_comes(catalog, year):
    for name in catalog.profiles:
        for code, standard in catalog.standards.items():
            for step in standard.steps:
                key, when = f"{code}.{step.id}", step.when
                if (
                    not isinstance(when, Every)
                    or when.every not in PER_YEAR
                    or not Unit.of(catalog, name).does(code, step)
                ):
                    continue
                once = when.every is Period.YEAR
                number = len(when.months) if when.months and not once else PER_YEAR[when.every]
                assert len(of(year[name], key)) == number, (name, key)


def test_roles_that_a_unit_lacks_fall_to_others(year):
    assert of(year["小支部"], "DJ401.choose")[0].who == "支部书记"
    assert not of(year["小支部"], "DJ201.group-meeting")
    assert of(year["机关党委"], "DJ501.check-branch")[0].who == "机关党委书记"


def test_one_person_holding_two_posts_is_named_once(copy):
    path = copy / "standards" / "profiles" / "总支.yaml"
    path.write_text(path.read_text("utf-8") + "doubling:\n  - {role: 组织委员, by: 支部书记}\n", "utf-8")
    assert {due.who for due in of(small(copy), "DJ401.notify")} == {"支部书记"}


def test_a_step_that_does_not_apply_takes_what_hangs_on_it_along(copy):
    path = copy / "standards" / "profiles" / "总支.yaml"
    text = path.read_text("utf-8") + "not_applicable:\n  - {step: DJ401.hold, reason: 示例}\n"
    path.write_text(text, "utf-8")
    listed = {due.key for due in small(copy)}
    assert "DJ401.choose" in listed
    assert not listed & {"DJ401.hold", "DJ401.notify", "DJ401.tell", "DJ401.count"}


def test_steps_that_wait_for_each_other_are_not_listed(edit):
    edit("DJ401", "{before: hold, at_least_workdays: 3}", "{before: tell, at_least_workdays: 3}")
    root = edit("DJ401", "{after: hold, within_workdays: 3}", "{after: notify, within_workdays: 3}")
    assert not {"DJ401.notify", "DJ401.tell"} & {due.key for due in small(root)}


def test_a_step_after_several_is_counted_from_the_one_that_is_done_last(edit):
    root = edit("DJ401", "{after: assign, within_months: 1}", "{after: tell, also: [sign], within_workdays: 5}")
    found = of(small(root), "DJ401.close")
    assert {due.hangs_on.key for due in found if due.hangs_on} == {"DJ401.sign"}
    assert [due.hangs_on for due in found] == of(small(root), "DJ401.sign")[: len(found)]
    last = {due.hangs_on.dates.last: due.dates.last for due in found if due.hangs_on}
    assert last[dt.date(2027, 3, 17)] == dt.date(2027, 3, 24)


def test_a_step_that_waits_for_an_event_as_well_is_not_listed(edit):
    root = edit("DJ401", "{after: assign, within_months: 1}", "{after: tell, also: [assign], within_months: 1}")
    assert "DJ401.close" not in {due.key for due in small(root)}


def test_what_comes_twice_in_its_span_says_so(edit):
    root = edit("DJ401", "every: month, times: 1, day: 10", "every: month, times: 2, day: 10")
    assert {due.times for due in of(small(root), "DJ401.hold")} == {2}


def test_the_box_for_any_other_occasion_is_no_kind_of_meeting(catalog):
    steps = {step.id: step for step in catalog.standards["DJ201"].steps}
    meeting = steps["general-meeting"]
    assert meeting_kinds(catalog.records["R201"], meeting) == ("党员大会",)
    for kinds, expected in ((("其他",), ()), (("其他", "党课"), ("党课",)), (("没有的",), ())):
        other = dataclasses.replace(meeting, kinds=kinds)
        assert meeting_kinds(catalog.records["R201"], other) == expected


def test_sorted_and_the_same_every_time(catalog, year):
    dates = [due.planned for due in year["总支"]]
    assert dates == sorted(dates)
    assert {day.year for day in dates} == {2027}
    assert year_agenda(Unit.of(catalog, "总支"), 2027) == year["总支"]


HOLD = "{every: month, times: 1, day: 10, shift: next-workday}"


def times_of(root, key, year=2027):
    return [due.dates.last for due in of(small(root, year), key)]


def test_a_weekday_of_a_month_is_a_day_of_its_own(edit):
    """The notice is counted from it, and what needs the same people on the same form joins it."""
    root = edit("DJ401", HOLD, "{every: month, times: 1, nth: 第一个, weekday: 周五, shift: next-workday}")
    held = of(small(root), "DJ401.hold")
    assert [f"{due.dates.last:%m-%d}" for due in held][:4] == ["01-04", "02-11", "03-05", "04-02"]
    assert {due.dates.bound for due in held} == {Bound.DAY}
    assert dt.date(2027, 3, 2) in times_of(root, "DJ401.notify")
    assert dt.date(2027, 3, 10) in times_of(root, "DJ401.tell")


def test_a_weekday_that_fixes_no_week_is_a_choice(edit):
    root = edit("DJ401", HOLD, "{every: month, times: 1, weekday: 周五}")
    assert {due.dates.bound for due in of(small(root), "DJ401.hold")} == {Bound.SPAN}


def test_what_follows_is_counted_from_the_day_that_was_moved(edit):
    """10 October 2027 is a Sunday: three working days after 11 October, not after the 10th."""
    root = edit("DJ401", HOLD, HOLD)
    assert dt.date(2027, 10, 11) in times_of(root, "DJ401.hold")
    assert dt.date(2027, 10, 14) in times_of(root, "DJ401.tell")


@pytest.mark.parametrize("number", [1, 28, 29, 30, 31])
@pytest.mark.parametrize("shift", ["next-workday", "previous-workday"])
def test_no_month_loses_its_meeting_and_none_has_two(edit, number, shift):
    unit = Unit.of(read(edit("DJ401", HOLD, f"{{every: month, times: 1, day: {number}, shift: {shift}}}")), "总支")
    for year in range(2027, 2039):
        held = of(year_agenda(unit, year), "DJ401.hold")
        assert [due.dates.last.month for due in held] == list(range(1, 13))


def test_what_comes_every_week_comes_as_often_as_the_year_has_weeks(edit):
    root = edit("DJ401", HOLD, "{every: week, times: 1, weekday: 周五}")
    for year in (2027, 2028, 2032):
        held = times_of(root, "DJ401.hold", year)
        assert {day.weekday() for day in held} == {4}
        assert len(held) in {52, 53}
        assert all((after - before).days == 7 for before, after in pairwise(held))


def test_what_comes_every_second_year_is_due_in_its_years(edit):
    root = edit("DJ401", HOLD, "{every: year, times: 1, years: 2, first_year: 2027, months: [9], day: 10}")
    assert [len(times_of(root, "DJ401.hold", year)) for year in (2026, 2027, 2028, 2029)] == [0, 1, 0, 1]
    catalog = load.load(project.sources(root)).catalog
    step = next(each for each in catalog.standards["DJ401"].steps if each.id == "hold")
    assert Unit.of(catalog).frequency("DJ401", step) == (1, Period.YEAR)


def test_hours_are_counted_in_whole_days(edit):
    root = edit("DJ401", "{after: hold, within_workdays: 3}", "{after: hold, within_hours: 24}")
    assert times_of(root, "DJ401.tell")[2] == dt.date(2027, 3, 11)


def test_what_is_prepared_years_before_is_not_lost(edit):
    """Twenty months before the meeting of October 2028 is February 2027."""
    edit("DJ401", HOLD, "{every: year, times: 1, months: [10], day: 10}")
    root = edit("DJ401", "{before: hold, at_least_workdays: 3}", "{before: hold, at_least_months: 20}")
    for year in (2027, 2028):
        assert times_of(root, "DJ401.notify", year) == [dt.date(year, 2, 10)]


@pytest.mark.parametrize("offset", ["at_least_months: 13", "at_least_days: 366"])
def test_what_is_prepared_more_than_a_year_before_is_not_lost(edit, offset):
    """For 1 January 2030 it is prepared in December 2028."""
    edit("DJ401", HOLD, "{every: year, times: 1, months: [1], day: 1}")
    root = edit("DJ401", "{before: hold, at_least_workdays: 3}", f"{{before: hold, {offset}}}")
    (day,) = times_of(root, "DJ401.notify", 2028)
    assert (day.year, day.month) == (2028, 12)
