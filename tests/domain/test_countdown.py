"""What a case is counted from, and by when each of its steps has to be done."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest

from dangjian_std.domain.catalog import Case, CaseEvent
from dangjian_std.domain.countdown import countdown, stages
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Before, Offset, offset, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import TimeUnit
from support import kept

STAGES = ("DJ202.prepare", "DJ202.session", "DJ202.appraise-stage", "DJ202.evaluate", "DJ202.rectify")
TOGETHER = ("DJ202.appraise",)
MEETING = ("DJ202.meeting", STAGES, TOGETHER)
JOINING = ("收到入党申请", ("DJ301.application", "DJ301.activist-stage", "DJ301.admission-stage"))
MOVING = ("党员需要转出组织关系", ("DJ302.out",))
DAY = dt.date(2027, 11, 10)


def case(catalog, start, parts, together=()):
    named = tuple(map(StepRef.parse, parts))
    return Case(
        anchor=catalog.system.anchor,
        name="试",
        from_=start,
        parts=named,
        together=tuple(map(StepRef.parse, together)),
    )


def turns(catalog, start, parts, together=(), **more):
    found = countdown(
        Unit.of(catalog), case(catalog, start, parts, together), more.get("day", DAY), more.get("stage", "")
    )
    return {turn.step.id: turn for turn in found}


def test_days_before_and_after_a_meeting_are_counted_from_it(catalog):
    found = turns(catalog, *MEETING)
    calendar = catalog.calendar
    assert found["meeting"].latest == DAY
    assert found["meeting"].exact
    assert not found["meeting"].together
    for id_, turn in found.items():
        if isinstance(turn.step.when, Before):
            assert turn.latest <= calendar.before(DAY, offset(turn.step.when).number), id_
        elif isinstance(turn.step.when, After) and offset(turn.step.when).number == 0:
            assert (turn.latest, turn.together) == (DAY, True), id_


def test_what_is_done_last_day_by_last_day_keeps_every_limit(catalog):
    calendar = catalog.calendar
    for day in (DAY + dt.timedelta(days=number) for number in range(0, 400, 13)):
        found = turns(catalog, *MEETING, day=day)
        for turn in found.values():
            for target in references(turn.step.when) if isinstance(turn.step.when, After) else ():
                first = found[target.step].latest
                assert first <= turn.latest, (day, turn.step.id)
                most = offset(turn.step.when)
                if most.unit == "workdays":
                    assert turn.latest <= calendar.after(first, most.number), (day, turn.step.id)
            if not turn.exact:
                assert calendar.is_workday(turn.latest), (day, turn.step.id)


def test_a_stage_is_over_before_the_next_one_begins(catalog):
    for day in (DAY + dt.timedelta(days=number) for number in range(0, 400, 29)):
        found = [turn for turn in turns(catalog, *MEETING, day=day).values() if not turn.stage.parallel]
        for one, other in itertools.product(found, found):
            if STAGES.index(f"DJ202.{one.stage.id}") < STAGES.index(f"DJ202.{other.stage.id}"):
                assert one.latest <= other.latest


def test_what_waits_for_another_event_has_no_day(catalog):
    found = turns(catalog, *JOINING)
    assert found["receive"].latest
    assert found["choose"].latest is None
    assert found["mentor"].latest is None


def test_a_stage_is_counted_from_what_its_first_step_waits_for(catalog):
    found = turns(catalog, *JOINING, stage="预备党员的接收")
    assert [*found] == [step.id for step in catalog.standards["DJ301"].stages[3].steps if step.id in found]
    first = next(iter(found.values()))
    assert first.latest
    assert first.latest > DAY


def test_steps_of_the_same_day_share_it(catalog):
    apart = turns(catalog, *MEETING[:2])
    assert apart["appraise"].latest is None
    found = turns(catalog, *MEETING)
    assert (found["appraise"].latest, found["appraise"].exact) == (DAY, True)
    assert found["ballot"].latest == DAY


def test_what_the_calendar_brings_anyway_is_no_part_of_a_case_that_an_event_starts(catalog):
    whole = turns(catalog, "党务岗位变动", ("DJ104.list-stage",))
    assert [*whole] == ["relist"]
    assert "derive" in turns(catalog, "党务岗位变动", ("DJ104.list-stage", "DJ104.derive"))


@pytest.mark.parametrize("profile", ["小支部", "支部"])
def test_a_unit_does_only_what_it_has_somebody_for(catalog, profile):
    unit = Unit.of(catalog, profile)
    found = countdown(unit, case(catalog, *JOINING), DAY)
    assert found
    assert all(unit.does(turn.standard.code, turn.step) for turn in found)
    assert all(turn.who == unit.holder(turn.step.who) for turn in found)


def test_a_case_of_a_standard_that_is_gone_is_empty(catalog):
    gone = dataclasses.replace(catalog, standards={})
    assert countdown(Unit.of(gone), case(catalog, *MOVING), DAY) == ()


def test_the_stages_of_a_case_are_those_that_it_has_steps_of(catalog):
    own = catalog.standards["DJ202"].stages
    named = case(catalog, "DJ202.meeting", (f"DJ202.{own[1].steps[0].id}", f"DJ202.{own[0].id}", "DJ999.gone"))
    assert stages(catalog, named) == (own[1].title, own[0].title)


# -- at the meetings of the plan ---------------------------------------------------------------------------

HOLD = StepRef.parse("DJ401.hold")


def met(catalog, steps):
    """The set, in which the meeting of the month has a name and some steps are done at it."""
    return kept.changed(catalog, {"DJ401.hold": {"meeting": "主题党日"}, **steps})


def test_what_is_done_before_at_a_meeting_is_done_at_the_last_one_in_time(catalog):
    found = turns(met(catalog, {"DJ202.study": {"at_": (HOLD,)}}), *MEETING, day=dt.date(2027, 11, 26))["study"]
    assert (found.latest, found.meeting, found.exact) == (dt.date(2027, 11, 10), "主题党日", True)


def test_what_follows_something_is_done_at_the_next_meeting_or_the_thing_is_done_sooner(catalog):
    early = {"DJ202.announce": {"at_": (HOLD,)}}
    for day, feedback, announce in (
        (dt.date(2027, 11, 26), dt.date(2027, 12, 17), dt.date(2028, 1, 10)),
        (dt.date(2027, 11, 5), dt.date(2027, 11, 26), dt.date(2027, 12, 10)),
    ):
        found = turns(met(catalog, early), *MEETING, day=day)
        assert (found["feedback"].latest, found["announce"].latest) == (feedback, announce)
    short = {"DJ202.announce": {"at_": (HOLD,), "when": kept.timed(catalog, "DJ202.announce", within=days(5))}}
    found = turns(met(catalog, short), *MEETING, day=dt.date(2027, 11, 26))
    assert (found["feedback"].latest, found["announce"].latest) == (dt.date(2027, 12, 10), dt.date(2027, 12, 10))


def days(number):
    return Offset(number, TimeUnit.WORKDAYS)


def test_what_the_given_day_brings_waits_for_no_meeting_that_comes_too_late(catalog):
    at = {"DJ302.tell": {"at_": (HOLD,), "when": kept.timed(catalog, "DJ302.tell", within=days(3))}}
    found = turns(met(catalog, at), *MOVING, day=dt.date(2027, 5, 12))["tell"]
    assert (found.latest, found.meeting, found.exact) == (dt.date(2027, 5, 17), "", False)
    found = turns(met(catalog, at), *MOVING, day=dt.date(2027, 5, 6))["tell"]
    assert (found.latest, found.meeting) == (dt.date(2027, 5, 10), "主题党日")


@pytest.mark.parametrize(("on", "taken"), [((2027, 10, 12), True), ((2027, 11, 20), True), ((2027, 2, 1), False)])
def test_a_day_that_the_unit_has_fixed_is_the_day_of_a_step(catalog, on, taken):
    own = catalog.system.anchor
    entry = FixedDate(anchor=own, step=StepRef.parse("DJ202.talk"), on=dt.date(*on))
    fixed = dataclasses.replace(catalog, dates={"2027": FixedDates(anchor=own, year=2027, dates=(entry,))})
    before, found = turns(catalog, *MEETING)["talk"], turns(fixed, *MEETING)["talk"]
    assert not before.exact
    assert (found.latest == entry.on, found.exact) == (taken, taken)
    assert found.limit == (before.latest if taken else None)


def test_what_is_done_on_the_day_of_an_event_is_done_on_that_very_day(catalog):
    saturday = dt.date(2027, 6, 26)
    for number, latest, exact in (
        (0, saturday, True),
        (1, dt.date(2027, 6, 27), False),
        (3, dt.date(2027, 6, 29), False),
    ):
        when = kept.timed(catalog, "DJ302.tell", within=Offset(number, TimeUnit.DAYS))
        found = turns(kept.changed(catalog, {"DJ302.tell": {"when": when}}), *MOVING, day=saturday)["tell"]
        assert (found.latest, found.exact) == (latest, exact)


@pytest.mark.parametrize("with_step", [True, False])
def test_an_event_that_the_case_brings_about_comes_with_its_step_or_on_the_first_day(catalog, with_step):
    step = StepRef.parse("DJ302.verify") if with_step else None
    brought = CaseEvent(anchor=catalog.system.anchor, event="组织关系不能在系统办理", step=step)
    plain = case(catalog, *MOVING)
    days = [
        {turn.step.id: turn.latest for turn in countdown(Unit.of(catalog), each, DAY)}
        for each in (plain, dataclasses.replace(plain, brings=(brought,)))
    ]
    assert days[0]["letter"] is None
    begins = days[1]["verify"] if with_step else DAY
    assert days[1]["letter"] == catalog.calendar.after(begins, 5)
    assert {**days[1], "letter": None} == days[0]


@pytest.mark.parametrize("named", [("feedback", "talk"), ("talk", "feedback")])
def test_what_follows_two_things_is_done_at_the_next_meeting_after_the_later_one(catalog, named):
    first, other = (StepRef("", each) for each in named)
    when = dataclasses.replace(kept.timed(catalog, "DJ202.announce"), after=first, also=(other,))
    both = {"DJ202.announce": {"at_": (HOLD,), "when": when}}
    found = turns(met(catalog, both), *MEETING, day=dt.date(2027, 11, 26))
    assert found["talk"].latest < dt.date(2027, 12, 10) < found["feedback"].latest
    assert (found["announce"].latest, found["announce"].meeting) == (dt.date(2028, 1, 10), "主题党日")
