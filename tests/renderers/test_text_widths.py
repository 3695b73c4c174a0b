"""How many lines a text takes."""

from __future__ import annotations

import pytest

from dangjian_std.renderers.layout import text_widths
from dangjian_std.renderers.layout.text_widths import LATIN_WIDTH, LINE_END_LOSS


def test_text_breaks_where_the_line_is_full() -> None:
    ten = "写明时间地点内容人数"
    assert text_widths.measure(ten, 10 + LINE_END_LOSS) == (1, 10.0)
    assert text_widths.measure(ten + "等", 10 + LINE_END_LOSS) == (2, 1.0)


@pytest.mark.parametrize(("hanging", "expected"), [(False, 2), (True, 3)])
def test_further_lines_of_a_listed_matter_are_one_character_shorter(hanging: bool, expected: int) -> None:
    assert text_widths.lines("写" * 20, 10 + LINE_END_LOSS, hanging=hanging) == expected


def test_lines_are_full_unless_said_otherwise() -> None:
    assert (
        text_widths.lines("写" * 20, 10 + LINE_END_LOSS)
        == text_widths.measure("写" * 20, 10 + LINE_END_LOSS)[0]
        == 2
    )


def test_number_is_not_broken_and_stands_apart_from_chinese() -> None:
    assert text_widths.measure("写2027", 10 + LINE_END_LOSS) == (1, pytest.approx(1 + 0.25 + 4 * LATIN_WIDTH))
    assert text_widths.measure("写写2027", 3 + LINE_END_LOSS) == (2, pytest.approx(4 * LATIN_WIDTH))


def test_the_end_of_each_line_loses_a_little():
    just_less = 10 + LINE_END_LOSS - 0.01
    assert [text_widths.lines("写" * count, just_less) for count in (9, 10, 18, 19)] == [1, 2, 2, 3]
    assert [text_widths.lines("写" * count, just_less, hanging=True) for count in (9, 10, 17, 18)] == [1, 2, 2, 3]


def test_capitals_are_wider_than_other_letters():
    assert text_widths.measure("DJ", 10) == (1, pytest.approx(1.5))
    assert text_widths.measure("dj4", 10) == (1, pytest.approx(1.65))


def test_what_is_longer_than_a_line_begins_no_second_one_by_itself():
    assert text_widths.lines("a" * 40, 10) == 1
    assert text_widths.lines("写" + "a" * 40, 10) == 2
