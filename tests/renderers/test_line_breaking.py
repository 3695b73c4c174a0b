from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_std.renderers.layout import line_breaking
from dangjian_std.renderers.layout.line_breaking import CUT, GLUE, SCRIPT_GAP


def seen(text: str) -> str:
    """Show marks as signs that can be read: ' gap, _ no break, | break."""
    return line_breaking.mark([text])[0].replace(SCRIPT_GAP, "'").replace(GLUE, "_").replace(CUT, "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每月开展1次", "每月开展'1'_次"),
        ("按GB/T 1.1—2020的规定", "按'GB_/_T_ _1_._1_—_2020'的规定"),
        ("见 A 处", "见 A 处"),
        ("（A）和“B”", "（A）和|“B”"),
        ("从“定主题”到“归档”。", "从|“定主题”|到|“归档”。"),
        ("他说：“好。”《章程》", "他说：|“好。”|《章程》"),
        ("第十一条第四款", "第_十_一_条_第_四_款"),
        ("低于18 ℃", "低于'18 _℃"),
        ("占90%", "占'90_%"),
        ("5～30人", "5_～_30'_人"),
        ("3个工作日", "3'_个工作日"),
        ("12月30日前", "12'_月'_30'_日前"),
        ("3月5个", "3'_月'5'_个"),
        ("见表1", "见表'_1"),
        ("附录A", "附_录'_A"),
        ("□是", "□_是"),
        ("是□", "是□"),
        ("每年　一□四□上□下□", "每年　一_□_四_□_上_□_下_□"),
        ("——学习", "——学习"),
        ("don't", "don't"),
        ("DJ401　6.1.2；", "DJ401_　_6_._1_._2；"),
        ("实干·争先", "实干_·争先"),
    ],
)
def test_marks_stand_where_they_should(text, expected):
    assert seen(text) == expected


def test_a_gap_reaches_over_the_border_of_a_link():
    assert line_breaking.mark(["见附录A", "的规定"]) == [f"见附{GLUE}录{SCRIPT_GAP}{GLUE}A{SCRIPT_GAP}", "的规定"]


@given(st.lists(st.text(alphabet=st.sampled_from("党第一条A1.—/ “”，℃～□表个\u3000"), max_size=12), max_size=5))
def test_marking_never_changes_a_text(runs):
    assert [line_breaking.unmarked(run) for run in line_breaking.mark(runs)] == runs


@given(st.text(max_size=40))
def test_marking_can_be_repeated(text):
    plain = line_breaking.unmarked(text)
    once = line_breaking.mark([plain])
    assert line_breaking.mark([line_breaking.unmarked(run) for run in once]) == once


@pytest.mark.parametrize(
    ("text", "following", "expected"),
    [
        ("党员大会", "", [0, 1, 2]),
        ("党员", "大", [0, 1]),
        ("开展1次", "", [0, 1, 2]),
        ("R401", "记", [3]),
        ("Party School", "", [4, 5]),
        ("——学习", "", [1, 2]),
        ("1　范围", "", [2]),
        ("2027", "", []),
    ],
)
def test_lines_open_between_characters_and_never_inside_words(text, following, expected):
    assert line_breaking.openings(text, following) == expected


def test_marks_are_looked_through():
    text = f"见{SCRIPT_GAP}A{GLUE}"
    assert line_breaking.openings(text, "党") == [0, 2]
