"""One cell at a time: what is kept of it, and what is asked about."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest

from dangjian_std.assessment import boxes, days, differences, identity, values
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import DoubtError
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Group, Options, Tick, Unknown, Word, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.values import Reader
from dangjian_std.domain.vocabulary import Fill
from support import taken

TODAY = dt.date(2027, 4, 10)
SPRING = Around(TODAY, DateSpan(dt.date(2027, 1, 1), dt.date(2027, 3, 31)))
LATER = Around(dt.date(2029, 1, 1), SPRING.span)
YEAR = Around(TODAY, days.of_year(2027))
NOWHERE = Around(TODAY)
KINDS = ("主题党日", "党员大会", "其他")
RESULTS = ("通过", "没有通过")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("■主题党日　□党员大会　□其他", ("主题党日",)),
        ("☑主题党日☑党员大会□其他", ("主题党日", "党员大会")),
        ("√主题党日 □党员大会", ("主题党日",)),
        ("□√主题党日、□党员大会", ("主题党日",)),
        ("(√)主题党日 (□)党员大会", ("主题党日",)),
        ("□主题党日 □党员大会 ☑其他（植树）", ("其他",)),
        ("☑其他植树 ☑主题党日", ("主题党日", "其他")),
        ("主题党日和党员大会", ("主题党日", "党员大会")),
        ("党员大会；主题党日", ("主题党日", "党员大会")),
        ("□主题党日 □党员大会 □其他", None),
        ("", None),
        ("——", None),
        ("/", None),
    ],
)
def test_boxes_that_are_ticked(text, wanted):
    found = boxes.chosen(values.plain(text), KINDS, "其他", several=True)
    assert found == (wanted and Options(wanted))


@pytest.mark.parametrize(
    "text",
    [
        "主题党日√ 党员大会",
        "√主题党日 党员大会",
        "×主题党日 □党员大会",
        "☒主题党日 □党员大会",
        "不是主题党日",
        "主题党日等",
        "植树",
        "□主题党日 党员大会",
    ],
)
def test_boxes_that_are_not_certain(text):
    with pytest.raises(DoubtError):
        boxes.chosen(text, KINDS[:2], None, several=True)


def test_one_option_is_one():
    assert boxes.chosen("没有通过", RESULTS, None, several=False) == Options(("没有通过",))
    assert boxes.chosen("□通过 √没有通过", RESULTS, None, several=False) == Options(("没有通过",))
    for text in ("通过、没有通过", "√通过 √没有通过"):
        with pytest.raises(DoubtError, match="不止一项"):
            boxes.chosen(text, RESULTS, None, several=False)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (11, "11"),
        (11.0, "11"),
        ("11", "11"),
        ("１１", "11"),
        ("1,234.50", "1234.5"),
        (3.5, "3.5"),
        ("0", "0"),
        (0, "0"),
        ("100", "100"),
        ("1200.00", "1200"),
    ],
    ids=repr,
)
def test_a_number(said, wanted):
    assert str(values.number(said)) == wanted


@pytest.mark.parametrize(
    "said",
    ["11人", "-1", "1,23", "1e3", "约11", "一", "1.2.3", True, dt.date(2027, 1, 1), dt.time(1), "9" * 13, 1e30],
    ids=repr,
)
def test_what_is_no_number(said):
    with pytest.raises(DoubtError):
        values.number(said)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [("√", True), ("✓", True), ("□√", True), (True, True), ("是", True), ("×", False), ("否", False)],
    ids=repr,
)
def test_a_tick(said, wanted):
    assert values.tick(said) == Tick(wanted)


@pytest.mark.parametrize("said", ["√×", "对的", "1人", 3], ids=repr)
def test_what_is_no_tick(said):
    with pytest.raises(DoubtError):
        values.tick(said)


@pytest.mark.parametrize(
    ("said", "around", "fill", "wanted"),
    [
        ("2027年第一季度", NOWHERE, Fill.QUARTER, "2027-Q1"),
        ("2027年4季度", NOWHERE, Fill.QUARTER, "2027-Q4"),
        ("2027Q2", NOWHERE, Fill.QUARTER, "2027-Q2"),
        ("2027-Q3", NOWHERE, Fill.QUARTER, "2027-Q3"),
        ("第三季度", YEAR, Fill.QUARTER, "2027-Q3"),
        ("2027", NOWHERE, Fill.YEAR, "2027"),
        (2027, NOWHERE, Fill.YEAR, "2027"),
        (2027.0, NOWHERE, Fill.YEAR, "2027"),
        ("２０２７年度", NOWHERE, Fill.YEAR, "2027"),
        ("2027年上半年", NOWHERE, None, "2027-H1"),
        ("下半年", YEAR, None, "2027-H2"),
        ("2027年3月", NOWHERE, None, "2027-03"),
        ("2027-03", NOWHERE, None, "2027-03"),
        ("3月", YEAR, None, "2027-03"),
        (3, YEAR, None, "2027-03"),
        (dt.datetime(2027, 3, 1), NOWHERE, None, "2027-03"),  # noqa: DTZ001 a day in a workbook has no zone
    ],
    ids=repr,
)
def test_a_period(said, around, fill, wanted):
    assert days.called(days.period(said, around, fill)) == wanted


@pytest.mark.parametrize(
    ("said", "around", "fill"),
    [
        ("第三季度", NOWHERE, Fill.QUARTER),
        ("2027", NOWHERE, Fill.QUARTER),
        ("2027-1", NOWHERE, Fill.QUARTER),
        (dt.date(2027, 1, 1), NOWHERE, Fill.QUARTER),
        ("一季度", NOWHERE, Fill.YEAR),
        ("27", NOWHERE, Fill.YEAR),
        (dt.date(2027, 1, 1), NOWHERE, Fill.YEAR),
        ("13月", YEAR, None),
        ("3月", NOWHERE, None),
        ("1—3月", YEAR, None),
        (dt.date(2027, 3, 2), YEAR, None),
        ("1899年", NOWHERE, Fill.YEAR),
        (46091, YEAR, None),
    ],
    ids=repr,
)
def test_what_is_no_period(said, around, fill):
    with pytest.raises(DoubtError):
        days.period(said, around, fill)


@pytest.mark.parametrize(
    ("text", "past", "around", "wanted"),
    [
        ("3月5日", True, SPRING, dt.date(2027, 3, 5)),
        ("12月31日", True, SPRING, dt.date(2026, 12, 31)),
        ("4月30日", False, SPRING, dt.date(2027, 4, 30)),
        ("3月5日", True, LATER, dt.date(2027, 3, 5)),
        ("6月29日", True, LATER, dt.date(2027, 6, 29)),
        (
            "1月3日",
            True,
            Around(dt.date(2028, 2, 1), DateSpan(*(dt.date(2027, 12, 28),) * 2)),
            dt.date(2028, 1, 3),
        ),
        ("5月5日", False, YEAR, dt.date(2027, 5, 5)),
    ],
)
def test_a_day_without_a_year_that_can_only_be_one(text, past, around, wanted):
    assert days.day(text, around, past=past) == wanted


@pytest.mark.parametrize(
    ("text", "past", "around"),
    [
        ("12月31日", False, SPRING),
        ("10月17日", False, SPRING),
        ("5月1日", True, SPRING),
        ("6月30日", True, LATER),
        ("3月5日", False, NOWHERE),
        ("1月5日", True, Around(dt.date(2028, 2, 1), YEAR.span)),
        ("2月29日", True, SPRING),
        ("1月5日", False, YEAR),
        ("3.5", True, SPRING),
        ("27.3.5", True, SPRING),
        ("3月", True, SPRING),
    ],
)
def test_a_day_without_a_year_that_may_be_another(text, past, around):
    with pytest.raises(DoubtError):
        days.day(text, around, past=past)


def reader(**changes):
    return Reader(**{"around": SPRING, "groups": frozenset({"第一党小组"}), **changes})


CELLS = taken.catalog().records["R201"].cells | {
    f"list.{name}": cell for name, cell in taken.catalog().records["R211"].cells.items()
}


@pytest.mark.parametrize(
    ("name", "said", "wanted"),
    [
        ("list.items.source", "3月10日督查", Word("督查", dt.date(2027, 3, 10))),
        ("list.items.source", "督查", Word("督查")),
        ("list.items.source", "7月10日督查", Word("督查", dt.date(2026, 7, 10))),  # moved twice
        ("list.items.source", "4月2日督查", Word("督查", dt.date(2027, 4, 2))),
        ("list.items.source", "3月10日、3月11日督查", Word("督查", undated=True)),
        ("list.items.source", "2027.3.10督查", Word("督查", dt.date(2027, 3, 10))),
        ("list.items.owner", "甲 乙", Written(1)),
        ("list.items.matter", "=甲", Written()),
        ("list.items.matter", "无", None),
        ("group", "第一党小组", Group("第一党小组")),
        ("held-on", "？", Unknown()),
        ("due", "不详", Unknown()),
        ("due", "—", None),
        ("held-on", "没有", None),
        ("place", "活动室", Written()),
        ("chair-sign", "甲", Written()),
    ],
)
def test_what_is_kept_of_a_cell(name, said, wanted):
    assert reader().value(CELLS[name], said) == wanted


@pytest.mark.parametrize(
    ("name", "said"),
    [("group", "第九党小组"), ("due", "没有"), ("list.items.source", "2月30日督查"), ("held-on", "2027-03-10")],
)
def test_what_is_asked_about_a_cell(name, said):
    with pytest.raises(DoubtError):
        reader(around=Around(dt.date(2027, 3, 1), SPRING.span)).value(CELLS[name], said, past=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("14:00—17:00", "1400-1700"),
        ("14：00-17：00", "1400-1700"),
        ("9时30分至11时30分", "0930-1130"),
        ("14:00", "1400"),
        ("14时—17点", "1400-1700"),
        ("下午", ""),
        ("甲乙", ""),
        ("14:00甲", ""),
    ],
)
def test_a_time_of_day_is_no_name(text, wanted):
    assert identity.time_of_day(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("R211—2027—001", (2027, 1)),
        ("R211—　2027　—　12", (2027, 12)),
        ("2027-3", (2027, 3)),
        ("R211—2027—", (2027, 0)),
        ("R211—2027", (2027, 0)),
        ("R211—　—　", None),
        ("", None),
    ],
)
def test_the_number_of_a_form(text, wanted):
    assert identity.number(text, "R211") == wanted


@pytest.mark.parametrize("text", ["R201—2027—001", "R211—27—1", "R211—2027—0001", "R211第3份"])
def test_a_number_that_is_none(text):
    with pytest.raises(DoubtError, match="的写法不对") as raised:
        identity.number(text, "R211")
    assert raised.value.help == "写成 R211—2027—001 的样子"


# -- what differs ----------------------------------------------------------------------------------------

ASKED = frozenset({"on", "t", "t.who", "t.on"})


def filing(*rows, **fields) -> Filing:
    return Filing(
        form="R1", version="1.0.0", branch="", key="1", taken=TODAY, asked=ASKED, fields=fields, rows={"t": rows}
    )


def at(value, where="1!A1"):
    return Fact(value, where)


def row(who, day=None):
    return {"who": at(Written(who))} | ({"on": at(Day(dt.date(2027, 3, day)))} if day else {})


def kinds(old, new):
    return [each.kind.name for each in differences.between(old, new)]


def test_rows_may_be_sorted_and_people_counted_anew():
    old, new = filing(row(1, 1), row(2, 2), row(1, 3)), filing(row(1, 3), row(2, 2), row(1, 1))
    assert differences.same(old, new)
    assert differences.same(old, filing(row(2, 1), row(1, 2), row(2, 3)))


def test_another_person_is_a_difference():
    assert kinds(filing(row(1, 1), row(1, 2)), filing(row(1, 1), row(2, 2))) == ["CHANGED"]
    assert kinds(filing(row(1, 1), row(2, 2)), filing(row(1, 1), row(1, 2))) == ["CHANGED"]


def test_what_grew_and_what_says_otherwise():
    old = filing(row(1), row(2, 2))
    assert kinds(old, filing(row(1, 5), row(2, 2))) == ["FILLED"]
    assert kinds(old, filing(row(1), row(2, 2), row(3, 3))) == ["NEW_ROW"]
    assert kinds(old, filing(row(1), row(2, 4))) == ["CHANGED"]
    assert kinds(old, filing(row(1), row(2))) == ["EMPTIED"]
    assert kinds(old, filing(row(2, 2))) == ["LOST_ROW"]
    assert kinds(filing(on=at(Day(TODAY))), filing()) == ["EMPTIED"]
    assert kinds(filing(), filing(on=at(Day(TODAY)))) == ["FILLED"]
    assert kinds(filing(on=at(Day(TODAY))), filing(on=at(Unknown()))) == ["CHANGED"]


def test_the_same_value_in_another_cell_is_the_same():
    assert differences.same(filing(on=at(Day(TODAY))), filing(on=at(Day(TODAY), "1!B2")))
    other = dataclasses.replace(filing(), version="1.0.1")
    assert not differences.same(filing(), other)
    assert differences.between(filing(), other) == ()


def test_numbers_are_exact():
    assert values.number("0.1") + values.number("0.2") == Decimal("0.3")


@pytest.mark.parametrize("said", ["3.10督查", "督查3月10", "三月十日督查", "3月10日、3月24日督查"])
def test_a_day_beside_a_word_that_cannot_be_read_may_be_any(said):
    day, undated = days.beside(said, SPRING)
    assert (day, undated) == (None, True)
    assert days.beside("督查", SPRING) == (None, False)


def test_a_head_that_names_two_branches_is_of_another():
    branches = frozenset({"甲支部", "乙支部", "大甲支部"})
    assert identity.owned_by_another("甲支部（代乙支部填）", "甲支部", branches) == "乙支部"
    assert identity.owned_by_another("大甲支部", "大甲支部", branches) == ""
    assert identity.owned_by_another("大甲支部", "甲支部", branches) == "大甲支部"


@pytest.mark.parametrize("said", ["3月陆书平日", "陆书平3人", "2027年陆书平", "陆书平"])
def test_what_may_be_a_name_is_not_repeated(said):
    for read in (
        lambda: days.day(said, SPRING, past=False),
        lambda: days.period(said, SPRING, None),
        lambda: values.number(said),
        lambda: values.tick(said),
    ):
        with pytest.raises(DoubtError) as raised:
            read()
        assert "书平" not in str(raised.value) + raised.value.help


@pytest.mark.parametrize("said", ["约3人", "3月25日至26日", "27.3.26"])
def test_what_is_no_name_is_repeated(said):
    with pytest.raises(DoubtError, match=said):
        values.number(said)
