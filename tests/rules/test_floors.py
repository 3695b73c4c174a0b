"""What an article asks cannot be made less by one word: each edit is found at its line, with the article."""

from __future__ import annotations

import re

import pytest

from dangjian_std.reading.load import file_code, load
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.basis import unstated_floor
from support.projects import findings, frozen, patched

HOLD = "when: {every: month, times: 1, day: 10, shift: next-workday}"
QUARTERLY = "when: {every: quarter, times: 1}"
MARKS = "local: [who, when.day, when.shift, how.2, how.3, opens]"
ALL_MARKED = "local: [who, when, how.2, how.3, opens]"
THEME_DAY, VOTE = "支部条例第十六条第四款", "支部条例第十一条第四款"
BASIS = r"        basis:\n(?:          - .*\n)+"
EXCUSE = "not_applicable:\n  - {step: DJ401.hold, reason: 不办}\n"
NOT_DONE = "not_done:\n  - {regulation: 支部条例, article: 第十六条第四款, reason: 由上级统一开展}\n"


def edited(*edits: tuple[str, str, str, str]):
    """Return the frozen set with a pattern replaced in a file, within a step (or anywhere where none is named)."""
    files = frozen()
    for code, step, pattern, new in edits:
        path = next(path for path in files if file_code(path) == code)
        text = files[path].data.decode()
        whole = re.search(rf"      - id: {step}\n(?:        .*\n)+", text) if step else re.search(r"[\s\S]*", text)
        assert whole, step
        made, count = re.subn(pattern, new, whole[0], count=1)
        assert count == 1, pattern
        files[path] = RawSource(path, (text[: whole.start()] + made + text[whole.end() :]).encode())
    return files


def test_an_article_read_in_full_says_what_it_asks_or_that_it_asks_nothing():
    files = patched("# 支部条例 删去 第十四条.floor\n")
    (one,) = unstated_floor.check(load(files[path] for path in sorted(files)).catalog)
    assert one.message == "支部条例第十四条没有写最低要求"
    assert one.place.span.path.endswith("支部条例.yaml")
    assert [each.message for each in one.related] == ["这里引用"]


ALONGSIDE = {"contradicted-statement", "unused-article"}
"""Rules that tell the same edit from another side."""


def found(*edits: tuple[str, str, str, str]):
    """Return rule, line and message of each finding, but of what is told alongside."""
    files = edited(*edits)
    each = [
        (
            one.rule,
            files[one.place.span.path].data.decode().splitlines()[one.place.span.line - 1].strip(),
            one.message,
        )
        for one in findings(files)
        if one.rule not in ALONGSIDE
    ]
    return [(rule, line, message) for rule, line, message in each]


def literal(text: str) -> str:
    return re.escape(text)


@pytest.mark.parametrize(
    ("edits", "rule", "line", "article"),
    [
        (
            [("DJ401", "hold", literal(HOLD), QUARTERLY), ("DJ401", "hold", literal(MARKS), ALL_MARKED)],
            "weaker-than-floor",
            QUARTERLY,
            THEME_DAY,
        ),
        ([("DJ401", "hold", literal(MARKS), ALL_MARKED)], "unmet-floor", ALL_MARKED, THEME_DAY),
        ([("DJ401", "hold", literal(MARKS), "local: [step]")], "unmet-floor", "local: [step]", THEME_DAY),
        (
            [("DJ401", "hold", literal(HOLD), HOLD.replace("}", ", modal: 可}"))],
            "weaker-than-floor",
            HOLD.replace("}", ", modal: 可}"),
            THEME_DAY,
        ),
        (
            [
                ("DJ401", "hold", literal(HOLD), HOLD.replace("}", ", modal: 可}")),
                ("DJ401", "hold", literal(MARKS), ALL_MARKED),
            ],
            "weaker-than-floor",
            HOLD.replace("}", ", modal: 可}"),
            THEME_DAY,
        ),
        (
            [("DJ301", "approve", "within_months: 3", "within_days: 200")],
            "weaker-than-floor",
            "when: {after: submit, within_days: 200}",
            "发展党员细则第二十五条",
        ),
        (
            [("DJ201", "group-meeting", "per: group", "per: branch")],
            "weaker-than-floor",
            "when: {every: month, times: 1, modal: 应, per: branch}",
            "“每个党支部”低于支部条例第十三条第三款的“每个党小组”",
        ),
        (
            [("DJ201", "group-meeting", ", per: group", "")],
            "weaker-than-floor",
            "when: {every: month, times: 1, modal: 应}",
            "“没有写按什么算”低于支部条例第十三条第三款的“每个党小组”",
        ),
        (
            [("DJ401", "vote", "quorum: {", "quorum: {whom: 委员, ")],
            "weaker-than-floor",
            "quorum: {whom: 委员, of: 应到, at_least: 1/2}",
            "“应到委员”低于支部条例第十一条第四款的“应到党员”",
        ),
        (
            [("DJ401", "hold", literal("[支部委员会, 党小组组长, 党员]"), "[支部委员会]")],
            "omitted-party",
            "with: [支部委员会]",
            THEME_DAY,
        ),
        ([("DJ401", "vote", r"        bounds:\n(?:          .*\n)+", "")], "omitted-bounds", "- id: vote", VOTE),
        (
            [("DJ401", "vote", r"          majority: .*\n", "")],
            "omitted-bounds",
            "quorum: {of: 应到, at_least: 1/2}",
            VOTE,
        ),
        (
            [("DJ201", "general-meeting", "who: 支部书记", "who: 党小组组长")],
            "wrong-actor",
            "who: 党小组组长",
            "支部条例第十四条（党员大会、支委会会议）",
        ),
        (
            [("支部", "", "not_applicable:\n", EXCUSE)],
            "unmet-floor",
            "- {step: DJ401.hold, reason: 不办}",
            THEME_DAY,
        ),
        (
            [("DJ301", "announce", ", 党员]", "]")],
            "unmet-floor",
            "with: [组织委员, 党小组组长]",
            "发展党员细则第二十四条",
        ),
        ([("DJ301", "oath", r"[\s\S]+", "")], "unmet-floor", "", "发展党员细则第二十九条"),
        ([("DJ201", "leader-lesson", BASIS, "")], "unsourced-step", "- id: leader-lesson", ""),
        (
            [("DJ304", "", "effective: 2027-01-01", "effective: 2028-01-01")],
            "unmet-floor",
            "effective: 2028-01-01",
            "党员教育管理条例第十六条第三款要求的“党员参加”等4件",
        ),
        (
            [("DJ401", "", "effective: 2027-01-01", "effective: 2027-01-01\nwithdrawn: 2027-02-01")],
            "unmet-floor",
            "withdrawn: 2027-02-01",
            "等2件没有做到",
        ),
        (
            [("DJ401", "", "effective: 2027-01-01", "effective: 2027-03-01")],
            "unmet-floor",
            "effective: 2027-03-01",
            "等2件没有做到",
        ),
        (
            [
                ("DJ201", "general-meeting", r"          - .*第十一条第一款.*\n", ""),
                ("DJ201", "general-meeting", "every: quarter", "every: year"),
            ],
            "unmet-floor",
            "basis:",
            "支部条例第十一条第一款",
        ),
        (
            [("DJ201", "committee-meeting", r"        bounds:\n(?:          .*\n)+", "")],
            "unmet-floor",
            "- id: committee-meeting",
            "支部条例第十二条第二款",
        ),
    ],
)
def test_a_duty_made_less_is_found_at_its_line(edits, rule, line, article):
    all_ = found(*edits)
    assert all_
    assert {each for each, *_ in all_} == {rule}
    assert any(at.startswith(line) and article in message for _, at, message in all_), all_


def test_a_step_that_cites_no_more_leaves_its_article_undone():
    edits = [("DJ401", "hold", BASIS, ""), ("DJ401", "hold", literal(MARKS), "local: [step]")]
    ((rule, _, message),) = found(*edits)
    assert rule == "unmet-floor"
    assert THEME_DAY in message


def test_what_is_left_undone_is_told_for_the_units_that_leave_it():
    ((_, _, message),) = found(("支部", "", "not_applicable:\n", EXCUSE))
    assert message.endswith("没有做到（支部）")


def test_a_reason_by_the_article_answers_it_and_an_idle_one_is_told():
    assert found(("支部", "", "not_applicable:\n", EXCUSE), ("支部", "", r"\Z", NOT_DONE)) == []
    ((rule, line, message),) = found(("支部", "", r"\Z", NOT_DONE))
    assert (rule, line) == ("unmet-floor", NOT_DONE.splitlines()[1].strip())
    assert message == f"{THEME_DAY}要求的都有人做，这里写成不做"


def test_a_set_of_drafts_is_not_asked_and_calls_no_excuse_idle():
    files = edited(("DJ301", "oath", r"[\s\S]+", ""), ("支部", "", r"\Z", NOT_DONE))
    for path in (path for path in files if "/DJ" in path):
        text = re.sub(r"(?m)^status: (发布|试行)$", "status: 草案", files[path].data.decode())
        files[path] = RawSource(path, text.encode())
    assert {each.rule for each in findings(files)} <= ALONGSIDE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("effective: 2027-01-01", "effective: 2027-03-01"),  # nothing is asked before the set begins
        ("effective: 2027-01-01", "effective: 2027-01-20"),  # what comes every month can still be done in January
    ],
)
def test_a_year_that_begins_later_is_asked_from_then_on(old, new):
    files = edited()
    for path in (path for path in files if "/DJ" in path and (new.endswith("03-01") or "/DJ401" in path)):
        files[path] = RawSource(path, files[path].data.decode().replace(old, new).encode())
    assert "unmet-floor" not in {each.rule for each in findings(files)}


@pytest.mark.parametrize(
    ("marks", "new"),
    [
        (MARKS, "local: [who, when.every, when.times, when.day, when.shift, how.2, how.3, opens]"),
        (MARKS, "local: [who, with, when.day, when.shift, how.2, how.3, opens]"),
    ],
)
def test_what_is_only_partly_marked_is_compared_all_the_same(marks, new):
    assert found(("DJ401", "hold", literal(marks), new)) == []


def test_a_draft_does_nothing_of_what_is_asked():
    told = [
        each for each in found(("DJ304", "", "status: (?:发布|试行)", "status: 草案")) if each[0] == "unmet-floor"
    ]
    ((_, line, message),) = told
    assert line == "status: 草案"
    assert message == "党员教育管理条例第十六条第三款要求的“党员参加”等4件没有做到"


def test_what_is_marked_as_another_act_may_be_done_without_some():
    fewer = ("DJ201", "leader-lesson", r"with: .*\n", "with: [支部书记]\n")
    assert "omitted-party" in {rule for rule, *_ in found(fewer)}
    marked = ("DJ201", "leader-lesson", r"local: \[", "local: [what, ")
    assert "omitted-party" not in {rule for rule, *_ in found(fewer, marked)}


def test_an_organ_does_what_its_convener_is_asked_and_more_often_is_enough():
    assert found(("DJ401", "vote", "who: 支部书记", "who: 支部委员会")) == []
    assert found(("DJ401", "hold", literal("times: 1"), "times: 2")) == []


@pytest.mark.parametrize(
    ("step", "old", "new"),
    [
        ("talk", "within_months: 1", "within_days: 15"),
        ("talk", "within_months: 1", "within_workdays: 20"),
        ("approve", "within_months: 3", "within_workdays: 60"),
    ],
)
def test_a_limit_in_another_unit_is_less_only_where_that_is_certain(step, old, new):
    assert found(("DJ301", step, old, new)) == []


def test_an_article_may_name_an_occasion_and_no_days():
    asked = ("发展党员细则", "", literal("{on: 收到入党申请, within_months: 1}"), "{on: 收到入党申请}")
    other = ("DJ301", "talk", "on: 收到入党申请", "on: 收到转正申请")
    assert {rule for rule, *_ in found(asked)} == {"broken-seal"}
    assert {rule for rule, *_ in found(asked, other)} >= {"unmet-floor"}
