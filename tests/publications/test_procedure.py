from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from dangjian_std.composition import actors, role_duties
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Cell, Items, Row, Table
from dangjian_std.document.charts import Flow, FlowStep
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import NotApplicable
from dangjian_std.domain.timing import Before, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Medium, Organ
from dangjian_std.publications.handbook import flow_chart, procedure
from dangjian_std.renderers.layout import plain_text


def book(catalog: Catalog, code: str) -> Clauses:
    return Clauses(catalog, catalog.standards[code])


def duties(catalog: Catalog, code: str) -> list[str]:
    (items,) = (
        block for block in procedure.duties(Unit.of(catalog), book(catalog, code)) if isinstance(block, Items)
    )
    return [plain_text.line(item) for item in items.items]


def kept(catalog: Catalog, code: str) -> dict[str, str]:
    """What the last line of 怎么做 says of what is left, by clause."""
    (table,) = (
        block for block in procedure.chapter(Unit.of(catalog), book(catalog, code)) if isinstance(block, Table)
    )
    rows = [row.cells for row in table.rows if isinstance(row, Row)]
    lines = {said(cells[0]): plain_text.line(cells[3].lines[-1]) for cells in rows}
    return {
        clause: line.removeprefix(procedure.LEAVES_PREFIX).partition("。")[0]
        for clause, line in lines.items()
        if line.startswith(procedure.LEAVES_PREFIX)
    }


def said(cell: Cell) -> str:
    return "".join(map(plain_text.line, cell.lines)).rstrip("◇")


def boxes(catalog: Catalog, code: str) -> dict[str, FlowStep]:
    flow = flow_chart.flow(Unit.of(catalog), book(catalog, code), "流程", "flow")
    return {step.number: step for stage in flow.stages for step in stage.steps}


def test_the_name_of_a_lane_is_divided_before_what_somebody_is(catalog: Catalog):
    lanes = {
        lane
        for code in catalog.standards
        for lane in flow_chart.flow(Unit.of(catalog), book(catalog, code), "", "").lanes
    }
    assert {("组织", "委员"), ("支部", "书记"), ("党员",)} <= lanes


def test_an_arrow_means_then(catalog: Catalog):
    found = boxes(catalog, "DJ302")
    assert found["6.2.2"].after == ("6.2.1",)  # 6.2.1后
    assert found["6.4.3"].after == found["6.4.4"].after == ()  # each has an event of its own
    assert found["6.2.1"].after == ()  # a stage that stands beside the one before it
    assert not found["6.2.1"].opens
    assert boxes(catalog, "DJ401")["6.2.2"].after == ("6.2.1",)  # 6.2.1 is done before it
    assert boxes(catalog, "DJ104")["6.4.1"].opens  # its stage follows, not the step above it
    assert boxes(catalog, "DJ202")["6.1.6"].after == ("6.1.5",)  # both get ready for the meeting


def test_every_step_that_is_waited_for_leads_to_the_one_that_waits(catalog: Catalog):
    """Two may wait for one, and one for two; what an outcome leads to is led to from there."""
    far = 0
    for code, standard in catalog.standards.items():
        numbers, found = book(catalog, code).clauses, boxes(catalog, code)
        for before, step in pairwise((None, *standard.steps)):
            assert step
            waits = {each for each in references(step.when) if isinstance(each, StepRef) and not each.standard}
            own = {numbers[each.step] for each in waits if not isinstance(step.when, Before)}
            led = {
                numbers[one.id] for one in standard.steps for to in one.outcomes if to.to == StepRef("", step.id)
            }
            after = set(found[numbers[step.id]].after)
            near = {numbers[before.id]} if before else set()
            assert own | led <= after <= own | led | near, (code, step.id)
            far += len((own | led) - near)
    assert far > 10


def test_a_chart_in_which_most_boxes_stand_alone_is_not_drawn(catalog: Catalog):
    drawn = 0
    for code, standard in catalog.standards.items():
        led = sum(bool(each.after) for each in boxes(catalog, code).values())
        branching = flow_chart.branches(standard)
        assert flow_chart.is_drawn(Unit.of(catalog), standard) is (branching and led > len(standard.steps) / 2), (
            code
        )
        drawn += branching and led <= len(standard.steps) / 2
    assert drawn


def test_nothing_leads_to_the_first_box(catalog: Catalog):
    for code in catalog.standards:
        first = boxes(catalog, code)["6.1.1"]
        assert not first.opens
        assert "6.1.1" not in first.after


def test_who_acts_for_a_role_that_the_unit_lacks(catalog: Catalog):
    lines = duties(catalog, "DJ304")
    (line,) = (line for line in lines if line.startswith("机关党委"))
    assert line.startswith("机关党委（本单位不设，由上级党组织办理）：")
    assert "本单位不适用：" in line
    assert lines[-1].endswith("。")
    assert all(line.endswith("；") for line in lines[:-1])
    assert any(line.startswith("支部书记：") for line in lines)


def test_who_comes_for_a_role_that_the_unit_lacks(catalog: Catalog):
    (line,) = (line for line in duties(catalog, "DJ501") if line.startswith("机关纪委"))
    assert line.startswith("机关纪委（本单位不设，由纪检委员办理）：参加6.")


def test_a_unit_that_has_it_reads_nothing_of_it(catalog: Catalog):
    whole = replace(catalog, system=replace(catalog.system, profile="机关党委"))
    assert role_duties.absence_note(Unit.of(whole), "机关党委") == ""
    assert any(line.startswith("机关党委：") for line in duties(whole, "DJ304"))


def test_what_nobody_does_is_said(catalog: Catalog):
    profile = catalog.profiles[catalog.system.profile]
    other = replace(profile, has=(), name=profile.name)
    assert role_duties.absence_note(Unit(catalog, other), "党小组组长").startswith("（本单位不设")
    entry = NotApplicable(anchor=profile.anchor, step=StepRef("DJ401", "hold"), reason="示例理由")
    told = replace(catalog, profiles={profile.name: replace(profile, not_applicable=(entry,))})
    assert any("6.2.2，本单位不适用：示例理由）" in line for line in duties(told, "DJ401"))
    clauses = book(told, "DJ401")
    (table,) = (block for block in procedure.chapter(Unit.of(told), clauses) if isinstance(block, Table))
    said = {
        row.cells[0].anchor: plain_text.cell(row.cells[-1]).endswith(f"\n{procedure.NOT_DONE_SEE_CHAPTER}")
        for row in table.rows
        if isinstance(row, Row)
    }
    assert {anchor for anchor, not_done in said.items() if not_done} == {clauses.anchor("hold")}


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("6.2.4", "在系统办理：组织关系网上转接（R316）"),
        ("6.2.5", "用《中国共产党党员组织关系介绍信》（R317，上级统一印制）"),
    ],
)
def test_what_comes_from_above_is_not_filled(catalog: Catalog, clause: str, words: str):
    assert kept(catalog, "DJ302")[clause] == words


def test_a_form_of_our_own_is_filled(catalog: Catalog):
    assert catalog.records["R307"].medium not in {Medium.SYSTEM, Medium.ISSUED_ABOVE}
    assert kept(catalog, "DJ302")["6.1.1"] == "填《组织关系转接登记簿》（R307，附录A）"


def test_of_many_actors_those_who_do_least_share_a_lane(catalog: Catalog):
    crowded = 0
    for code, standard in catalog.standards.items():
        drawn = flow_chart.flow(Unit.of(catalog), book(catalog, code), "流程", "flow")
        lanes = ["".join(lane) for lane in drawn.lanes]
        placed = [each for stage in drawn.stages for each in stage.steps]
        assert len(lanes) <= flow_chart.MOST_LANES
        crowded += flow_chart.SHARED_LANE in lanes
        for step, box in zip(standard.steps, placed, strict=True):
            own = lanes[box.lane] == step.who
            assert own or lanes[box.lane] == flow_chart.SHARED_LANE
            assert box.text == (step.what if own else f"{step.who}：{step.what}")
    assert crowded


def test_a_chart_is_drawn_where_the_steps_are_no_straight_line(catalog: Catalog):
    found = {code: flow_chart.is_drawn(Unit.of(catalog), each) for code, each in catalog.standards.items()}
    for code, drawn in found.items():
        blocks = tuple(procedure.chapter(Unit.of(catalog), book(catalog, code)))
        assert any(isinstance(block, Flow) for block in blocks) is drawn
        said = plain_text.line(blocks[0].text)
        assert ("流程见图1（箭头表示先后；没有箭头通到的，照表里写的时间办）" in said) is drawn
    assert set(found.values()) == {True, False}


def test_only_what_is_added_to_a_form_goes_elsewhere_where_no_organ_keeps_it(catalog: Catalog):
    steps = [(code, step) for code, each in catalog.standards.items() for step in each.steps]
    opened, added = ({step.opens for _, step in steps} - {None}, {step.record for _, step in steps} - {None})
    needing = {
        code: replace(catalog.records[code], needs=Organ.COMMITTEE, instead=min(opened)) for code in opened | added
    }
    catalog = replace(catalog, records={**catalog.records, **needing})
    without = [
        Unit.of(catalog, name) for name, each in catalog.profiles.items() if Organ.COMMITTEE not in each.has
    ]
    left_out = 0
    for code, step in steps:
        clause = book(catalog, code).clauses[step.id]
        told = kept(catalog, code).get(clause, "")
        done = any(not unit.excuse(code, step) for unit in without)
        assert told.count(f"不设{Organ.COMMITTEE}的，") == bool(step.record and done), (code, step.id)
        left_out += bool(step.record) and not done
    assert left_out  # a unit without the organ does not do these at all


def test_a_book_of_a_units_own_draws_no_step_that_it_does_not_do(catalog: Catalog):
    """Nor a lane for who would do it; what waited for such a step waits for what that one waited for."""
    whole, own, left_out = Unit.of(catalog), Unit.of(catalog, "小支部"), 0
    for code, standard in catalog.standards.items():
        numbering = book(catalog, code)
        done = {numbering.clauses[each.id]: each for each in standard.steps if not own.excuse(code, each)}
        drawn = flow_chart.flow(own, numbering, "", "")
        shown = {each.number: each for stage in drawn.stages for each in stage.steps}
        assert [*shown] == [*done]
        lanes = {"".join(lane) for lane in drawn.lanes}
        assert lanes <= {actors.doer(own, code, each) for each in done.values()} | {flow_chart.SHARED_LANE}
        before = boxes(catalog, code)
        for number, box in shown.items():
            waits, missing = set(before[number].after), set(before[number].after) - done.keys()
            assert set(box.after) >= waits & done.keys()
            assert set(box.after) <= done.keys()
            assert set(box.after) == waits or missing
            left_out += bool(missing)
        if len(shown) < len(standard.steps) and flow_chart.is_drawn(own, standard):
            said = plain_text.line(next(iter(procedure.chapter(own, numbering))).text)
            assert procedure.STEPS_LEFT_OUT_NOTE in said
        assert flow_chart.of_unit(whole, standard) is standard
    assert left_out
