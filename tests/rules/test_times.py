"""Times and numbers that make no sense are found at the key that is wrong, once."""

from __future__ import annotations

import pytest

from support.projects import findings

HOLD = "{every: month, times: 1, day: 10, shift: next-workday}"
QUORUM = "quorum: {of: 应到, at_least: 1/2}"


@pytest.fixture
def held(edit):
    def write(when):
        edit("DJ401", "when.day, when.shift", "when")
        edit("DJ401", "statement: 主题党日每月开展了1次", "statement: 主题党日开展了")
        return edit("DJ401", HOLD, when)

    return write


def said(root, code):
    for each in findings(root):
        assert each.code == code
        line = (root / each.place.span.path).read_text("utf-8").splitlines()[each.place.span.line - 1]
        yield each.message, line[each.place.span.column - 1 : each.place.span.end_column - 1]


@pytest.mark.parametrize(
    ("when", "message", "at"),
    [
        ("{every: month, nth: 第一个}", "nth 要与 weekday 写在一起", "nth"),
        ("{every: month, day: 10, nth: 第一个}", "nth 要与 weekday 写在一起", "nth"),
        ("{every: month, weekday: 工作日}", "没有写明第几个工作日", "weekday"),
        ("{every: week, nth: 第二个, weekday: 周五}", "不是每周都有第二个周五", "nth"),
        ("{every: half-month, nth: 第三个, weekday: 周五}", "不是每半月都有第三个周五", "nth"),
        ("{every: week, day: 3}", "day 不能与 every: week 写在一起", "day"),
        ("{every: half-month, by_day: 3}", "by_day 不能与 every: half-month 写在一起", "by_day"),
        ("{every: week, months: [1, 7]}", "months 不能与 every: week 写在一起", "months"),
        ("{every: week, weekday: 周五, of: next}", "of 不能与 every: week 写在一起", "of"),
        ("{every: month, years: 2, first_year: 2027}", "years 只能与 every: year 写在一起", "years"),
        ("{every: year, first_year: 2027}", "first_year 要与 years 写在一起", "first_year"),
        ("{every: year, years: 2}", "没有写明从哪一年做起", "years"),
        ("{on: 形成议定事项, nth: 第一个}", "nth 不能与 on 写在一起", "nth"),
        ("{before: choose, within_hours: 2}", "within_hours 不能与 before 写在一起", "within_hours"),
    ],
)
def test_keys_that_do_not_fit(held, when, message, at):
    assert [*said(held(when), "DS201")] == [(message, at)]


def test_months_out_of_order_are_told_how_to_write_them(held):
    assert [*said(held("{every: year, times: 1, months: [3, 1, 2]}"), "DS201")] == [
        ("月份没有照先后写：3、1、2", "[3, 1, 2]")
    ]


@pytest.mark.parametrize(
    "when",
    [
        "{every: month, times: 1, nth: 第一个, weekday: 周五, shift: next-workday}",
        "{every: month, nth: 最后一个, weekday: 工作日, of: next}",
        "{every: week, times: 1, weekday: 周五}",
        "{every: half-month, nth: 第二个, weekday: 周三}",
    ],
)
def test_what_makes_sense_has_no_finding(held, when):
    """But that a time marked as our own stands for none that an article asks."""
    assert {each.rule for each in findings(held(when))} == {"unmet-floor"}


@pytest.mark.parametrize(
    ("bounds", "messages"),
    [
        ("{at_least: 3, at_most: 5}", []),
        ("{at_least: 3, at_most: 3}", []),
        ("{at_least: 5, at_most: 3}", [("不多于 3，却又不少于 5", "3")]),
        ("{}", [("没有写多少", "headcount")]),
    ],
)
def test_a_number_may_have_both_limits(edit, bounds, messages):
    root = edit("DJ401", QUORUM, f"{QUORUM}\n          headcount: {bounds}")
    assert [*said(root, "DS207")] == messages
