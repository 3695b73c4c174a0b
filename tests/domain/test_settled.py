"""What the committee decides is decided at its meeting, and a form ticks the boxes of a step."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import month_forms, tasks
from dangjian_std.reading import load, project

COMMITTEE = """\
      - id: committee
        who: 支部书记
        with: [支部委员会]
        what: 召开支委会会议
        how:
          - 逐项讨论。
        when: {every: month, times: 1}
        record: R201
        kinds: [支委会会议, 其他]
        local: [step]
"""
SCREEN = """\
      - id: screen
        who: 支部委员会
        what: 审定议题
        how:
          - 逐项确定。
        when: {before: hold, at_least_workdays: 10}
        record: R201
        local: [step]
      - id: collect
        who: 组织委员
        what: 征集议题
        how:
          - 汇总后交书记。
        when: {before: screen, at_least_workdays: 2}
        local: [step]
"""
DECIDE = """\
      - id: decide
        who: 支部委员会
        what: 提出评定意见
        how:
          - 逐人讨论。
        when: {after: hold, within_workdays: 5}
        record: R201
        local: [step]
"""
VOTE = "      - id: vote\n"


@pytest.fixture
def with_committee(edit):
    """The small set with a committee that meets every month, in a form for several kinds of meeting."""
    edit("R201", "signed_by: [主持人, 记录人]\n", "signed_by: [主持人, 记录人]\ncommon: true\n")
    edit("R201", "党课, 志愿服务]", "党课, 志愿服务, 其他]")
    edit("R201", "    fill: kinds\n", "    fill: kinds\n    other: 其他\n")
    return edit("DJ401", VOTE, COMMITTEE.replace("record: R201", "opens: R201") + VOTE)


def listed(root, month):
    catalog = load.load(project.sources(root)).catalog
    assert catalog is not None
    dues = year_agenda(Unit.of(catalog, "总支"), 2027)
    return catalog, {task.root.step.id: task for task in tasks.tasks_of_month(dues, month)}


def steps(dues):
    return {due.step.id for due in dues}


def test_what_is_due_before_a_meeting_of_the_next_month_is_settled_by_the_committee(with_committee, edit):
    edit("DJ401", VOTE, SCREEN + VOTE)
    _, found = listed(with_committee, 2)
    meeting = found["committee"]
    assert "screen" not in found
    assert "screen" in steps(meeting.held)
    assert "collect" in steps(meeting.before)
    assert meeting.deadline == dt.date(2027, 2, 24)  # 10 working days before 10 March


def test_what_follows_a_meeting_is_settled_by_the_committee_of_the_month(with_committee, edit):
    edit("DJ401", VOTE, DECIDE + VOTE)
    _, found = listed(with_committee, 3)
    assert "decide" in steps(found["committee"].held)
    assert "decide" not in steps(found["hold"].after)
    assert found["committee"].deadline == dt.date(2027, 3, 17)


def test_a_committee_that_meets_before_it_cannot_settle_what_follows(with_committee, edit):
    edit("DJ401", VOTE, DECIDE + VOTE)
    edit("DJ401", "when: {every: month, by_day: 25}", "when: {every: month, by_day: 5}")
    _, found = listed(with_committee, 3)
    assert found["committee"].deadline == dt.date(2027, 3, 5)
    assert "decide" in steps(found["hold"].after)


def test_of_two_things_due_that_are_listed_on_one_day_the_earlier_comes_first(with_committee, edit):
    edit("DJ401", "when: {every: month, by_day: 25}", "when: {every: month, by_day: 5}")
    late = DECIDE.replace("{after: hold, within_workdays: 5}", "{every: month, by_day: 6}")
    edit("DJ401", VOTE, late.replace("who: 支部委员会", "who: 党员") + VOTE)
    _, found = listed(with_committee, 2)
    order = [(task.day, task.deadline) for task in found.values()]
    assert order == sorted(order)


def test_a_form_ticks_the_boxes_of_a_step(with_committee):
    catalog, found = listed(with_committee, 3)
    record = catalog.records["R201"]
    assert month_forms.prefilled(record, found["committee"], 2027, 3).texts["kinds"] == ("支委会会议", "其他")
    assert month_forms.prefilled(record, found["hold"], 2027, 3).texts["kinds"] == ("主题党日",)


ITEM = """\
      - id: item
        who: 支部委员会
        what: 核对名单
        how:
          - 逐人核对。
        when: {every: month, by_day: 15}
        record: R201
        local: [step]
"""
FOLLOW = """\
      - id: follow
        who: 组织委员
        what: 公开结果
        how:
          - 张贴出来。
        when: {after: screen, within_workdays: 2}
        local: [step]
"""


def test_what_hangs_on_a_step_that_is_settled_earlier_is_counted_from_that_meeting(with_committee, edit):
    edit("DJ401", VOTE, SCREEN + ITEM + FOLLOW + VOTE)
    _, found = listed(with_committee, 2)
    meeting = found["committee"]
    days = {due.step.id: due.dates.last for due in meeting.everything}
    assert meeting.deadline == dt.date(2027, 2, 15)
    assert days["screen"] == dt.date(2027, 2, 15)  # not 24 February, 10 working days before 10 March
    assert days["collect"] == dt.date(2027, 2, 11)  # 2 working days before
    assert days["follow"] == dt.date(2027, 2, 17)  # 2 working days after


def test_what_follows_a_settled_step_joins_no_meeting_that_is_held_before(with_committee, edit):
    hear = FOLLOW.replace("id: follow", "id: hear").replace("who: 组织委员", "who: 支部书记\n        with: [党员]")
    hear = hear.replace("after: screen, within_workdays: 2", "after: item, within_workdays: 5")
    edit("DJ401", VOTE, ITEM + hear.replace("        local", "        record: R201\n        local") + VOTE)
    _, found = listed(with_committee, 3)
    assert "hear" not in steps(found["hold"].held)
    assert "hear" in steps(found["committee"].after)
