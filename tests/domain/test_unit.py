"""What a unit asks the catalogue: who acts, for how many, how often, and what it need not do."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import Absent, Counts, Doubling, NotApplicable
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Organ, Period
from support import kept
from support.times import when


def changed(unit: Unit, **values) -> Unit:
    return dataclasses.replace(unit, profile=dataclasses.replace(unit.profile, **values))


def step(catalog, code, name):
    return next(each for each in catalog.standards[code].steps if each.id == name)


def test_the_set_is_for_one_shape_and_knows_all(catalog):
    assert Unit.of(catalog).profile.name == catalog.system.profile == "总支"
    assert Unit.of(catalog, "小支部").profile is catalog.profiles["小支部"]
    assert [unit.profile.name for unit in Unit.all(catalog)] == list(catalog.profiles)


def test_who_acts_for_a_role_that_is_not_there(catalog):
    assert Unit.of(catalog).has(Organ.COMMITTEE)
    assert not Unit.of(catalog, "小支部").has(Organ.COMMITTEE)
    assert Unit.of(catalog).actor("组织委员") == "组织委员"
    assert Unit.of(catalog, "小支部").actor("组织委员") == "支部书记"
    assert Unit.of(catalog, "小支部").actor("党小组组长") == "支部书记"
    assert Unit.of(catalog).actor("没有登记的") == "没有登记的"


def without_leader(catalog):
    """A set in which nobody acts for 党小组组长 where there are no groups."""
    roles = tuple(
        dataclasses.replace(each, absent=Absent(anchor=each.anchor, reason="示例理由"))
        if each.id == "党小组组长"
        else each
        for each in catalog.vocabulary.roles
    )
    return dataclasses.replace(catalog, vocabulary=dataclasses.replace(catalog.vocabulary, roles=roles))


def test_why_nobody_acts(catalog):
    told = without_leader(catalog)
    assert Unit.of(told, "小支部").actor("党小组组长") is None
    assert Unit.of(told, "小支部").absence("党小组组长") == "示例理由"
    assert Unit.of(told, "总支").absence("党小组组长") == ""
    assert Unit.of(told, "小支部").absence("组织委员") == ""


def test_who_holds_two_posts(catalog):
    unit = Unit.of(catalog)
    doubled = changed(unit, doubling=(Doubling(anchor=unit.profile.anchor, role="组织委员", by="支部书记"),))
    assert (doubled.actor("组织委员"), doubled.holder("组织委员")) == ("组织委员", "支部书记")
    assert doubled.holder("宣传委员") == "宣传委员"


def test_a_step_is_not_done_where_it_is_excused_or_nobody_acts(catalog):
    unit, hold = Unit.of(catalog), step(catalog, "DJ401", "hold")
    entry = NotApplicable(anchor=unit.profile.anchor, step=StepRef("DJ401", "hold"), reason="示例理由")
    excused = changed(unit, not_applicable=(entry,))
    assert (unit.does("DJ401", hold), unit.excuse("DJ401", hold)) == (True, None)
    assert (excused.does("DJ401", hold), excused.excuse("DJ401", hold)) == (False, "示例理由")
    meeting = step(catalog, "DJ201", "group-meeting")
    small = changed(Unit.of(catalog, "小支部"), not_applicable=())
    assert small.does("DJ201", meeting)
    assert not dataclasses.replace(small, catalog=without_leader(catalog)).does("DJ201", meeting)


def test_how_many_of_each(catalog):
    unit = Unit.of(catalog)
    assert [unit.count(per) for per in CountedPer] == [1, 2, 4, 40, 2]
    assert unit.copies(step(catalog, "DJ401", "hold")) == unit.count(CountedPer.BRANCH)
    assert unit.copies(step(catalog, "DJ401", "notify")) == 0


def test_a_branch_has_its_share(catalog):
    branch = changed(Unit.of(catalog), counts=Counts(anchor=None, branches=2, groups=5, members=41)).one_branch()
    assert [branch.count(per) for per in CountedPer] == [1, 1, 3, 21, 1]


@pytest.mark.parametrize(
    ("role", "per"),
    [("支部书记", CountedPer.BRANCH), ("党小组组长", CountedPer.GROUP), ("党员", CountedPer.BRANCH)],
)
def test_for_whom_a_paper_counts(catalog, role, per):
    assert Unit.of(catalog).sent_per(role) is per


def test_what_follows_a_step_comes_as_often(catalog):
    unit = Unit.of(catalog)
    assert unit.frequency("DJ401", step(catalog, "DJ401", "hold")) == (12, Period.YEAR)
    assert unit.frequency("DJ401", step(catalog, "DJ401", "notify")) == (12, Period.YEAR)
    hold = step(catalog, "DJ401", "hold")
    termly = dataclasses.replace(hold, when=dataclasses.replace(hold.when, every=Period.TERM, times=2))
    assert unit.frequency("DJ401", termly) == (2, Period.TERM)


def test_what_waits_for_an_event_or_for_itself_has_no_frequency(catalog):
    unit, hold = Unit.of(catalog), step(catalog, "DJ401", "hold")
    event = dataclasses.replace(hold, when=when(on="新党员入党", within_days=3))
    circle = dataclasses.replace(hold, when=when(after="hold", within_days=3))
    assert unit.frequency("DJ401", event) == (0, None)
    standard = catalog.standards["DJ401"]
    stages = tuple(
        dataclasses.replace(stage, steps=tuple(circle if each.id == "hold" else each for each in stage.steps))
        for stage in standard.stages
    )
    own = {**catalog.standards, "DJ401": dataclasses.replace(standard, stages=stages)}
    unit = Unit.of(dataclasses.replace(catalog, standards=own))
    assert unit.recurrence("DJ401", circle) is None
    assert unit.occasion("DJ401", circle) is None


def test_the_event_that_brings_a_step_itself_or_through_others(catalog):
    unit = Unit.of(catalog)
    assert unit.occasion("DJ401", step(catalog, "DJ401", "assign")) == "形成议定事项"
    assert unit.occasion("DJ401", step(catalog, "DJ401", "close")) == "形成议定事项"
    assert unit.occasion("DJ401", step(catalog, "DJ401", "hold")) is None
    assert unit.occasion("DJ401", step(catalog, "DJ401", "tell")) is None


def kept_by_the_committee(catalog, instead):
    """A set in which only a committee keeps R201."""
    record = dataclasses.replace(catalog.records["R201"], needs=Organ.COMMITTEE, instead=instead)
    return dataclasses.replace(catalog, records={**catalog.records, "R201": record})


def test_a_form_of_an_organ_that_is_not_there_gives_way(catalog):
    held = kept_by_the_committee(catalog, "R211")
    assert Unit.of(held).form("R201") == "R201"
    small = Unit.of(held, "小支部")
    assert [small.form(code) for code in ("R201", "R211", None)] == ["R211", "R211", None]


def test_a_form_that_gives_way_to_itself_leads_nowhere(catalog):
    assert Unit.of(kept_by_the_committee(catalog, "R201"), "小支部").form("R201") is None
    assert Unit.of(kept_by_the_committee(catalog, None), "小支部").form("R201") is None


def test_a_unit_fills_in_what_the_steps_that_it_does_open(catalog):
    unit = Unit.of(catalog)
    opened = [step for standard in catalog.standards.values() for step in standard.steps if step.opens == "R201"]
    assert "R201" in unit.forms
    excused = tuple(
        NotApplicable(anchor=unit.profile.anchor, step=StepRef(code, step.id), reason="不办")
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if step in opened
    )
    assert changed(unit, not_applicable=excused).forms == unit.forms - {"R201"}


def test_a_unit_as_one_has_all_its_members_in_one_branch(catalog):
    whole = Unit.of(catalog, "总支")
    one = whole.as_one()
    assert (one.profile.counts.branches, one.profile.counts.members) == (1, whole.profile.counts.members)
    assert one.profile.counts.groups == whole.profile.counts.groups


@pytest.mark.parametrize(
    ("name", "done"),
    [("DJ202.meeting", True), ("DJ202.nothing", False), ("DJ999.meeting", False)],
)
def test_a_step_that_is_not_there_is_not_done(catalog, name, done):
    assert Unit.of(catalog).does_named(StepRef.parse(name)) is done


def test_of_a_chain_of_steps_the_time_of_the_first_counts_and_of_a_circle_none(catalog):
    unit = Unit.of(catalog)
    steps = catalog.standards["DJ202"].steps_by_id
    first = unit._first("DJ202", steps["announce"])
    assert first == steps["appraise"].when

    def after(name, target):
        return kept.changed(catalog, {name: {"when": kept.timed(catalog, name, after=StepRef.parse(target))}})

    for target in ("DJ202.gone", "DJ999.meeting", "DJ202.announce"):
        changed_set = after("DJ202.feedback", target)
        again = changed_set.standards["DJ202"].steps_by_id["announce"]
        assert Unit.of(changed_set)._first("DJ202", again) is None, target
