from __future__ import annotations

import pytest

from dangjian_std.cli.console import reporters
from dangjian_std.text.characters import width
from dangjian_std.text.diagnostic import Diagnostic, Related, Severity
from dangjian_std.text.places import Place, Source, Span

SOURCE = Source("standards/a.yaml", "kind: standard\nwho: 记录员  # 谁\n")
FINDING = Diagnostic(
    place=Place(Span(SOURCE.path, 2, 6, 2, 9), ("stages", 0, "a/b")),
    code="DS102",
    rule="unknown-role",
    severity=Severity.ERROR,
    message="岗位“记录员”没有登记",
    help="在 standards/roles.yaml 登记",
    related=(Related(Place(Span(SOURCE.path, 1, 1, 1, 5)), "这里也用到"),),
)


def test_a_finding_reads_as_promised():
    lines = reporters.as_text((FINDING,), {SOURCE.path: SOURCE}, 12).splitlines()
    assert lines == [
        "standards/a.yaml:2:6: 错误[DS102] 岗位“记录员”没有登记 (unknown-role)",
        "  2 | who: 记录员  # 谁",
        "    |      ^^^^^^",
        "  另见 standards/a.yaml:1:1: 这里也用到",
        "  建议: 在 standards/roles.yaml 登记",
        "",
        "查了 12 个文件：1 个错误。",
    ]


def test_the_caret_stands_under_chinese():
    line, caret = reporters.as_text((FINDING,), {SOURCE.path: SOURCE}, 1).splitlines()[1:3]
    start = caret.index("^")
    assert width(line[: line.index("记")]) == start
    assert width(line[: line.index("员") + 1]) == len(caret)


def test_what_could_mislead_a_terminal_is_escaped():
    source = Source("standards/a\x1b.yaml", "k: \u202eab\x1b[31m\n")
    nasty = Diagnostic(
        place=Place(Span(source.path, 1, 4, 1, 6)),
        code="DS003",
        rule="bad-character",
        severity=Severity.ERROR,
        message="这里有\u200b\n::error::",
    )
    text = reporters.as_text((nasty,), {source.path: source}, 1)
    assert not set(text) & set("\x1b\u202e\u200b")
    assert "\n::error" not in text


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ((), []),
        ((("甲", "乙"),), ["甲  乙"]),
        ((("甲乙", "", "c"), ("a", "丙", "")), ["甲乙      c", "a     丙"]),
    ],
)
def test_columns_stand_under_each_other(rows, lines):
    assert list(reporters.columns(rows)) == lines


def test_a_flood_is_cut_and_counted():
    text = reporters.as_text((FINDING,) * 201, {SOURCE.path: SOURCE}, 1)
    assert text.count("unknown-role") == 200
    assert "其余 1 条" in text
    assert text.endswith("201 个错误。")


def test_columns_stand_straight_under_chinese():
    lines = list(reporters.columns([("编号", "名称", "x"), ("DJ401", "规范", "y")]))
    assert {width(line[:-1]) for line in lines} == {13}


def finding(line, column, end_column, message="错"):
    place = Place(Span("a.yaml", 1, column, 1, end_column))
    each = Diagnostic(place=place, code="DS001", rule="x", severity=Severity.ERROR, message=message)
    return reporters.as_text((each,), {"a.yaml": Source("a.yaml", line)}, 1).splitlines()


@pytest.mark.parametrize(
    ("column", "wide", "start"),
    [(1, 107, 6), (11, 107, 26), (27, 107, 58), (38, 108, 79), (500, 108, 79), (950, 108, 79), (999, 107, 101)],
)
def test_a_long_line_is_cut_around_its_mark(column, wide, start):
    line = "党" * (column - 1) + "员工" + "党" * (1000 - column)
    _, shown, caret, *_ = finding(line, column, column + 2)
    assert (width(shown), caret.index("^")) == (wide, start)
    assert caret.count("^") == 4
    assert width(shown[: shown.index("员")]) == caret.index("^")
    assert shown.endswith("…") == (column < 960)


def test_a_long_mark_is_cut():
    _, shown, caret, *_ = finding("a: " + "党" * 5000, 4, 5004)
    assert shown.startswith("  1 | a: 党")
    assert (width(shown), len(caret)) == (134, 109)


def test_a_long_message_is_cut():
    whole, cut = (finding("a: 1", 1, 2, "错" * length)[0] for length in (300, 301))
    assert (whole.count("错" * 300), whole.count("……")) == (1, 0)
    assert (cut.count("错" * 298 + "……"), cut.count("错" * 299)) == (1, 0)
