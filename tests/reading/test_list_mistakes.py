"""Slips of the hand in lists, indents and first characters: the line of the slip, and the right words."""

from __future__ import annotations

import pytest

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from support.projects import findings

TEXT = """steps:
  - id: notify
    who: 组织委员
    what: 通知
    how:
      - 甲。
      - 乙。
      - 丙。
    when: {every: month}
"""
DASH, ITEM = "“-”后面缺一个空格", "这一项没有同上一项对齐"
START = "这个字符不能用在一个值的开头"
SLIPS = {
    "dash without a space": ("      - 乙", "      -乙", 7, 7, DASH),
    "first dash without a space": ("      - 甲", "      -甲", 6, 7, DASH),
    "last dash without a space": ("      - 丙", "      -丙", 8, 7, DASH),
    **{
        f"dash {mark}": ("      - 乙", f"      {mark} 乙", 7, 7, f"列表的各项以半角“-”开头，这里是“{mark}”")
        for mark in "－–—•·*●"
    },
    "first dash wide": ("      - 甲", "      － 甲", 6, 7, "列表的各项以半角“-”开头，这里是“－”"),
    "no dash": ("      - 乙", "      乙", 7, 7, "列表的这一项缺了“- ”"),
    "a number for a dash": ("      - 乙", "      1. 乙", 7, 7, "列表的这一项缺了“- ”"),
    "item one too far": ("      - 乙", "       - 乙", 7, 8, ITEM),
    "item two too far": ("      - 乙", "        - 乙", 7, 9, ITEM),
    "item one short": ("      - 乙", "     - 乙", 7, 6, "缩进少了 1 格"),
    "key one short": ("    what", "   what", 4, 4, "缩进少了 1 格"),
    "key two too far": ("    what", "      what", 4, 7, "缩进多了 2 格"),
    "key behind a list too far": ("    when", "     when", 9, 6, "缩进多了 1 格"),
    "key behind a list short": ("    when", "   when", 9, 4, "缩进少了 1 格"),
    "second key too far": ("    who", "      who", 3, 7, "缩进多了 2 格"),
    "colon in a value": ("what: 通知", "what: 写明: 时间", 4, 13, "一行里多了一个冒号"),
    **{
        f"value with {mark}": ("what: 通知", f"what: {mark}通知", 4, 11, START)
        for mark in (">80%", ">=", "|", "*重要*", "&", "@", "%", "`")
    },
    "tag with a text": ("what: 通知", "what: !重要 通知", 4, 11, START),
    "item with a mark": ("- 乙。", "- *乙*。", 7, 9, START),
    "quoted beginning": ("what: 通知", 'what: "重要"通知', 4, 11, '“"……"”后面还有字'),
    "bracketed beginning": ("what: 通知", "what: [重要]通知", 4, 11, "“[……]”后面还有字"),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_once_where_it_is(name):
    old, new, line, column, message = SLIPS[name]
    assert old in TEXT
    found = parse(RawSource("standards/x.yaml", TEXT.replace(old, new).encode())).diagnostics
    told = [(each.place.span.line, each.place.span.column, each.message) for each in found]
    assert told == [(line, column, message)]
    assert all(each.help for each in found)


def test_the_help_says_how_many_spaces():
    (problem,) = parse(RawSource("x.yaml", TEXT.replace("    what", "   what").encode())).diagnostics
    assert problem.help == "与第 3 行的“who:”左对齐，前面空 4 格"
    (problem,) = parse(RawSource("x.yaml", TEXT.replace("      - 乙", "       - 乙").encode())).diagnostics
    assert problem.help == "“-”前面空 6 格"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- 乙。", "- -5度以下。"),
        ("- 乙。", "- ——乙。"),
        ("what: 通知", "what: -5度"),
        ("what: 通知", 'what: ">80%"'),
        ("what: 通知", "what: |\n      – 通知"),
        ("what: 通知", "what: 通知 # 备注"),
        ("what: 通知", "what: 通知  #备注"),
        ("- 乙。", "- 乙。 # 备注"),
        ("      - 甲。\n      - 乙。\n      - 丙。", "    - 甲。\n    - 乙。"),
    ],
)
def test_what_is_no_slip_passes(old, new):
    assert old in TEXT
    assert parse(RawSource("x.yaml", TEXT.replace(old, new).encode())).diagnostics == ()


@pytest.mark.parametrize("value", ["表 #1", "表 #一"])
def test_a_number_sign_that_may_be_text_is_still_asked_about(value):
    found = parse(RawSource("x.yaml", TEXT.replace("通知", value).encode())).diagnostics
    assert [each.rule for each in found] == ["lost-text"]


@pytest.mark.parametrize("slip", ["a: [1\n- 乙", 'a: "x\n– y\n', "a: {b: 1\n  c: 2\n"])
def test_open_brackets_and_quotes_stay_the_cause(slip):
    assert all(
        "列表" not in each.message and "缩进" not in each.message
        for each in parse(RawSource("x", slip.encode())).diagnostics
    )


HELP = {
    "colon in an item": ("- 写明时间、地点", "- 写明: 时间、地点", "文字里的冒号改用全角“：”，或给整句加英文引号"),
    "weekday as a number": (
        "day: 10",
        "weekday: 3",
        "可以写：周一、周二、周三、周四、周五、周六、周日、工作日、休息日",
    ),
    "period as a number": ("by_day: 25", "by_day: 25, of: 2", "可以写：this、next"),
    "article as a number": ("article: 第十四条", "article: 23", "写成 第二十三条 这样"),
    "article as digits": ("article: 第十四条", 'article: "23"', "写成 第二十三条 这样"),
}


@pytest.mark.parametrize("name", HELP)
def test_help_leads_out_and_not_round(edit, name):
    old, new, help_ = HELP[name]
    assert [each.help for each in findings(edit("DJ401", old, new))] == [help_]


@pytest.mark.parametrize("indent", range(1, 5))
@pytest.mark.parametrize(
    ("line", "message"), [("- 乙", ITEM), ("乙", "一段文字分成了几行，读进来会多出空格")], ids=["item", "text"]
)
def test_what_is_taken_for_one_text_is_told_however_far_in_it_stands(indent, line, message):
    text = f"how:\n{' ' * indent}甲\n{' ' * indent}{line}\n"
    assert [each.message for each in parse(RawSource("a.yaml", text.encode())).diagnostics] == [message]
