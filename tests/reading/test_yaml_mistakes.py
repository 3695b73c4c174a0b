"""Which slip of the hand is seen in some lines, at which line and column, and what is to be written there."""

from __future__ import annotations

import pytest

from dangjian_std.reading import yaml_mistakes as slips
from dangjian_std.text.places import Span


def said(found):
    return [(each.line, each.column, each.message, each.word, each.new) for each in found]


COLON, TIGHT = "键后面用了全角冒号“：”", "冒号后面缺一个空格"
SPACE, DASH = "冒号后面用了全角空格", "“-”后面用了全角空格"


@pytest.mark.parametrize(
    ("line", "slip"),
    [
        ("who：书记", (3, COLON, "：", ": ")),
        ("  - who： 书记", (7, COLON, "：", ":")),
        ("who ：书记", (4, COLON, "：", ": ")),
        ("  who:　书记", (6, SPACE, "　", " ")),
        ("who: 　书记", (5, SPACE, "　", " ")),
        ("  -　书记", (3, DASH, "　", " ")),
        ("who:书记", (3, TIGHT, ":", ": ")),
        ("- - who:书记", (7, TIGHT, ":", ": ")),
    ],
)
def test_a_key_that_is_none_is_seen_where_its_mark_stands(line, slip):
    assert said(slips.keys([line])) == [(0, *slip)]
    assert said(slips.keys(["what: 一句", "", line])) == [(2, *slip)]


@pytest.mark.parametrize("line", ["who: 书记", "- 书记：一人", "http://a", "who:", "书记：一人", "- who: 书记"])
def test_what_is_a_key_or_a_text_is_no_slip(line):
    assert said(slips.keys([line])) == []


@pytest.mark.parametrize(
    ("text", "column", "mark", "ascii_"),
    [("甲，乙", 1, "，", ", "), ("id：a", 2, "：", ": "), ("甲：，", 1, "：", ": ")],
)
def test_a_wide_mark_in_brackets_parts_or_belongs_to_a_text(text, column, mark, ascii_):
    slip = slips.in_brackets(text)
    assert (slip.line, slip.column) == (0, column)
    assert slip.message == f"方括号、花括号里用了全角“{mark}”"
    assert f"半角“{ascii_}”" in slip.help
    assert slip.word == ""


def test_a_key_without_its_space_is_seen_in_brackets_too():
    assert said([slips.in_brackets("id:a")]) == [(0, 2, TIGHT, ":", ": ")]
    assert slips.in_brackets("id") is None


@pytest.mark.parametrize(
    ("before", "lines", "flow", "places"),
    [
        ("", ["who：书记"], False, [(0, 3)]),
        ("  - ", ["who：书记"], False, [(0, 3)]),
        ("what: ", ["who：书记"], False, []),
        ("what: ", ["一句", "who：书记"], False, [(1, 3)]),
        ("what: ", ["一句", "· 一项"], False, [(1, 0)]),
        ("what: ", ["一句", "· 一项"], True, []),
        ("- ", ["· 一项"], False, []),
        ("  ", ["· 一项", "· 又一项"], False, [(0, 0)]),
    ],
)
def test_in_a_plain_text_the_first_line_counts_only_where_it_begins(before, lines, flow, places):
    assert [(each.line, each.column) for each in slips.plain(before, lines, flow=flow)] == places


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["- 甲", "  - 乙"], [(1, 2, "“-”前面空 0 格")]),
        (["  - 甲", "    - 乙", "    - 丙"], [(1, 4, "“-”前面空 2 格"), (2, 4, "“-”前面空 2 格")]),
        (["一句", "  - 乙"], [(1, 2, "同一列表的“-”左对齐")]),
        (["- 甲"], []),
    ],
)
def test_an_item_too_far_to_the_right_is_told_where_the_first_stands(lines, found):
    assert [(each.line, each.column, each.help) for each in slips.items(lines)] == found


@pytest.mark.parametrize(
    ("line", "column", "word"),
    [("·甲", 0, "·"), ("  · 甲", 2, "· "), ("  ●  甲", 2, "●  "), ("—甲", 0, "—"), ("*甲", 0, "*")],
)
def test_what_looks_like_a_dash_is_told_with_the_spaces_behind_it(line, column, word):
    assert said([slips.odd_dash(line)]) == [(0, column, f"列表的各项以半角“-”开头，这里是“{word[0]}”", word, "- ")]


def test_a_dash_without_its_space_may_be_a_text():
    slip = slips.odd_dash("  -甲")
    assert (slip.column, slip.message, slip.word) == (2, "“-”后面缺一个空格", "")
    assert [slips.odd_dash(each) for each in ("- 甲", "--- ", "甲")] == [None, None, None]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (['a: "甲', "b: 乙"], (0, 3)),
        (['a: "甲" "', 'b: "'], (0, 7)),
        (['a: "甲"', 'b: 乙"'], (1, 4)),
        (['a: "甲\\"乙"'], None),
        (["a: 甲"], None),
    ],
)
def test_the_first_line_with_half_a_pair_of_quotes_is_told(lines, place):
    assert [(each.line, each.column) for each in slips.unclosed(lines)] == ([place] if place else [])


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["a:", "  b: 1", "   c: 2"], (2, 3, "缩进多了 1 格", "与第 2 行的“b:”左对齐，前面空 2 格")),
        (["a:", "  b: 1", " c: 2"], (2, 1, "缩进少了 1 格", "与第 2 行的“b:”左对齐，前面空 2 格")),
        (["a:", "    b: 1", "  c: 2"], (2, 2, "缩进少了 2 格", "与第 2 行的“b:”左对齐，前面空 4 格")),
        (["a:", "    b: 1", " c: 2"], (2, 1, "缩进多了 1 格", "与第 1 行的“a:”左对齐，前面空 0 格")),
        (["a:", "  - 甲", "   - 乙"], (2, 3, "缩进多了 1 格", "与第 2 行的“-”左对齐，前面空 2 格")),
        (["a:", "  - b: 1", "     c: 2"], (2, 5, "缩进多了 1 格", "与第 2 行的“b:”左对齐，前面空 4 格")),
        (["a:", "  - b: 1", "", "# 注", "   c: 2"], (4, 3, "缩进少了 1 格", "与第 2 行的“b:”左对齐，前面空 4 格")),
        (["a:", "  - 甲", "  乙", "  - 丙"], (2, 2, "列表的这一项缺了“- ”", "前面加上“- ”")),
        (["a: 1", "b: @甲"], (1, 3, "这个字符不能用在一个值的开头", "")),
        (["a: 1", "b: |甲"], (1, 3, "这个字符不能用在一个值的开头", "")),
        (["a: 1", 'b: "甲"乙'], (1, 3, '“"……"”后面还有字', "")),
        (["a: 1", "- [甲] 乙"], (1, 2, "“[……]”后面还有字", "")),
        (["a:", "· 甲", "", "  b: 1"], (1, 0, "列表的各项", "")),
        (["a:", "· 甲"], (1, 0, "列表的各项", "")),
    ],
)
def test_where_the_reader_stopped_the_line_itself_or_the_one_above_has_slipped(lines, found):
    line, column, message, help_ = found
    (slip,) = slips.before(lines)
    assert (slip.line, slip.column) == (line, column)
    assert message in slip.message
    assert help_ in slip.help


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["a: 1"],
        ["a:", "  b: 1"],
        ["a: 1", "b: 2"],
        ["a:", "  - 甲", "  - 乙"],
        ["a: |-", "b: |2"],
        ["- ", "  a: 1", "  b: 2"],
        ["a:  # 注", "    b: 1"],
    ],
)
def test_lines_that_are_well_are_not_blamed(lines):
    assert slips.before(lines) == []


@pytest.mark.parametrize(
    ("text", "style", "height", "remark", "said_"),
    [
        ("一句", "", 1, False, None),
        ("一句", "", 2, False, "一段文字分成了几行"),
        ("一句\n", ">", 2, False, None),
        ("一句\n", ">", 3, False, "一段文字分成了几行"),
        ("一句\n", "|", 2, False, None),
        ("一句\n两句\n", "|", 3, False, "一段文字里有换行"),
        ("一句\n", '"', 1, False, "一段文字里有换行"),
        ("一句", "", 1, True, "# 后面的字"),
        ("abc", "", 1, True, None),
    ],
)
def test_a_text_that_would_not_be_what_was_typed_is_told(text, style, height, remark, said_):
    found = slips.lost(text, style, height, remark=remark)
    assert (found and found[0].startswith(said_)) if said_ else found is None


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], []),
        (["a: 1"], [(0, 1, "a:")]),
        (["一句"], []),
        (["a:", "  - b: 1", "    c: 2"], [(4, 3, "c:"), (2, 2, "-"), (0, 1, "a:")]),
        (["a:", "- b: 1"], [(2, 2, "b:"), (0, 2, "-"), (0, 1, "a:")]),
        (["- x", "- b: 1"], [(2, 2, "b:"), (0, 2, "-")]),
        (["  a:", "- b"], [(0, 2, "-")]),
        (["a: 1", "  b: 1", "c:", "    d: 1"], [(4, 4, "d:"), (0, 3, "c:")]),
        (["- - a: 1", "-"], [(0, 2, "-")]),
        (["- - a: 1"], [(4, 1, "a:"), (2, 1, "-"), (0, 1, "-")]),
    ],
)
def test_a_line_may_stand_under_each_dash_and_key_that_nothing_has_closed(lines, found):
    assert slips._open(lines) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["a:", "  - b:", "      c: 1"],
        ["a:", "  - b:", "    c: 1"],
        ["- a:", "    b: 1"],
        ["a: 1", "  - 甲"],
        ["x: 1", "一句", "  b: 1", "  c: 1"],
    ],
)
def test_what_stands_under_a_key_that_opens_something_is_not_too_far_to_the_right(lines):
    assert slips.misaligned(lines) is None


def test_a_slip_is_told_at_its_place_in_the_file_and_mended_there():
    (slip,) = slips.keys(["", "who：书记"])
    problem = slip.problem("a.yaml", 7, 5)
    assert problem.place.span == Span("a.yaml", 8, 8, 8, 9)
    assert (problem.message, problem.help) == (slip.message, slip.help)
    (place,) = problem.repair.places
    assert (place.span, problem.repair.word, problem.repair.new) == (Span("a.yaml", 8, 8, 8, 9), "：", ": ")
    spaced = slips.odd_dash("·  甲").problem("a.yaml", 1, 1)
    assert spaced.repair.places[0].span == Span("a.yaml", 1, 1, 1, 4)
    assert slips.odd_dash("-甲").problem("a.yaml", 1, 1).repair is None


@pytest.mark.parametrize(
    ("lines", "closed", "columns"),
    [
        (["who：书记", 'a: "甲'], False, [3]),
        (['a: "甲', "b: @甲"], False, [3]),
        (["a: 1", "b: @甲"], False, [3]),
        (["a: 1", "b: @甲"], True, []),
        (['a: "甲', "b: @甲"], True, [3]),
    ],
)
def test_what_slipped_above_is_a_key_then_a_quote_then_the_line_itself(lines, closed, columns):
    assert [each.column for each in slips.above(lines, closed=closed)] == columns
