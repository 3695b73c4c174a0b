"""What the frozen set asks for beside each meeting, once its events say that they come with meetings."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.domain import meetings_apart
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import MeetingEvent
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import NotApplicable
from dangjian_std.domain.timing import Offset
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal, Organ, TimeUnit
from support.kept import changed, timed

HELD, OVER = "会议或者党课", "会议或者党课结束"
BESIDE = {"DJ201.notify", "DJ201.keep", "DJ201.tell"}


def unit(catalog, steps=None, **said):
    """A unit whose two events of every meeting say so, with fields of some steps replaced."""
    events = (
        dataclasses.replace(each, **said) if each.name in {HELD, OVER} else each for each in catalog.system.events
    )
    system = dataclasses.replace(catalog.system, events=tuple(events))
    return Unit.of(dataclasses.replace(changed(catalog, steps or {}), system=system), "总支")


def waited_for(found):
    steps = meetings_apart.waiting(found, MeetingEvent.EACH)
    return {f"{standard.code}.{step.id}" for standard, step in steps}


def test_what_has_some_time_before_or_after_a_meeting_waits_for_it(catalog):
    assert (
        waited_for(unit(catalog, meeting=MeetingEvent.EACH)) == BESIDE
    )  # not to count who is there, the same day
    assert waited_for(unit(catalog)) == set()


@pytest.mark.parametrize(
    "said",
    [
        {"within": Offset(0, TimeUnit.DAYS)},
        {"within": None},
        {"modal": Modal.SHOULD},
        {"on": "收到上级批复"},
    ],
)
def test_what_is_at_once_without_a_limit_or_only_recommended_does_not_wait(catalog, said):
    steps = {"DJ201.keep": {"when": timed(catalog, "DJ201.keep", **said)}}
    assert waited_for(unit(catalog, steps, meeting=MeetingEvent.EACH)) == BESIDE - {"DJ201.keep"}


def test_what_the_unit_is_excused_from_does_not_wait(catalog):
    found = unit(catalog, meeting=MeetingEvent.EACH)
    entry = NotApplicable(anchor=found.profile.anchor, step=StepRef("DJ201", "keep"), reason="示例理由")
    profile = dataclasses.replace(found.profile, not_applicable=(entry,))
    assert waited_for(dataclasses.replace(found, profile=profile)) == BESIDE - {"DJ201.keep"}


def test_what_comes_before_is_planned_for_its_last_day_and_what_comes_after_for_the_next_working_day(catalog):
    found = unit(catalog, of=Organ.COMMITTEE)
    calendar = found.catalog.calendar
    dues = [each for each in year_agenda(found, 2027) if each.key in BESIDE]
    assert {each.key for each in dues} == BESIDE
    for each in dues:
        meeting = each.hangs_on.planned
        before, after = calendar.before(meeting, 3), calendar.after(meeting, 1)
        assert each.planned == (before if each.key == "DJ201.notify" else after)
        assert (each.until, each.times, each.copies) == (each.dates.last, 1, 0)
        assert (
            each.until
            == {
                "DJ201.notify": before,
                "DJ201.keep": calendar.after(meeting, 5),
                "DJ201.tell": calendar.after(meeting, 3),
            }[each.key]
        )
    times = [each.time for each in dues]
    assert len(set(times)) == len(times) > len(BESIDE)
    assert {each.planned.year for each in dues} == {2027}


def test_what_must_be_done_the_same_day_is_not_put_off_to_the_next(catalog):
    steps = {"DJ201.keep": {"when": timed(catalog, "DJ201.keep", within=Offset(8, TimeUnit.HOURS))}}
    dues = year_agenda(unit(catalog, steps, of=Organ.COMMITTEE), 2027)
    kept = [each for each in dues if each.key == "DJ201.keep"]
    assert kept
    assert all(each.planned == each.until == each.hangs_on.planned for each in kept)
