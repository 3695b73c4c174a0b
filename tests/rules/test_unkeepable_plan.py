"""DS224: steps that contradict one another are told, also where a meeting has no day or began before the set."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dangjian_std.domain import planned_view
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import ByDay
from dangjian_std.domain.vocabulary import Shift
from dangjian_std.rules.process import unkeepable_plan
from support import kept

BEFORE_ITSELF = {"DJ401.notify": {"after": (StepRef.parse("DJ401.tell"),)}}
"""A notice that waits for what is told after the meeting."""


def told(catalog):
    return {problem.message.partition("合在一起")[0] for problem in unkeepable_plan.check(catalog)}


def opened(catalog, **values):
    return {"DJ401.hold": {"when": kept.timed(catalog, "DJ401.hold", shift=Shift.NONE, **values)}}


@pytest.mark.parametrize("day", [None, ByDay(25)])
def test_a_meeting_whose_day_is_open_contradicts_nothing_but_what_no_day_can_keep(catalog, day):
    assert told(kept.changed(catalog, opened(catalog, day=day))) == set()
    assert told(kept.changed(catalog, opened(catalog, day=day) | BEFORE_ITSELF)) != set()


def test_what_begins_late_in_the_year_is_planned_as_if_it_had_been_in_force(catalog):
    late = {
        code: dataclasses.replace(each, effective=dt.date(2027, 12, 31))
        for code, each in kept.changed(catalog, BEFORE_ITSELF).standards.items()
    }
    assert any("“通知到每名党员”" in each for each in told(dataclasses.replace(catalog, standards=late)))
    assert told(catalog) == set()


def test_a_committee_that_cannot_meet_in_time_for_what_it_settles_is_told(catalog):
    late = {"meeting": "支委会会议", "after": (StepRef.parse("DJ201.general-meeting"),)}
    changed = kept.changed(catalog, {"DJ201.committee-meeting": late})
    (found,) = unkeepable_plan.check(changed)
    assert found.place == changed.standards["DJ201"].steps_by_id["committee-meeting"].key("after")
    assert found.message == "“召集并主持支委会会议”同另外3步都排不出日子（设党总支，下有两个党支部，分设党小组）"
    assert found.help == "改这里；这里没有写错的，改另外几步的时间、先后或者在哪次会上办"
    assert "“审定党员大会的议题”" in [each.message for each in found.related]


def refs(text):
    return tuple(StepRef("DJ401", each) for each in text)


@pytest.mark.parametrize(
    ("found", "timed", "together"),
    [
        (["ab", "cd"], "", [("ab", False), ("cd", False)]),
        (["ax", "bx", "cx"], "", [("xabc", True)]),
        (["xa", "bxc", "de"], "", [("xabc", True), ("de", False)]),
        (["axy", "bxy"], "y", [("yaxb", True)]),
        (["axy", "bxy"], "x", [("xayb", True)]),
    ],
)
def test_contradictions_that_share_a_step_are_one_of_that_step(found, timed, together):
    told = unkeepable_plan._together([(refs(each), "支部") for each in found], refs(timed).__contains__)
    assert list(told) == [(refs(each), "支部", several) for each, several in together]


def test_units_that_differ_in_their_names_alone_plan_by_the_same_catalogue(catalog):
    other = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, issuer="某局", prefix="MJ"))
    later = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, year=2028))
    assert planned_view.throughout(other) is planned_view.throughout(catalog)
    assert planned_view.throughout(later) is not planned_view.throughout(catalog)
