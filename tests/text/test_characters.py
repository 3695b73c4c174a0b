"""Which characters a file may not hold, and where each sort of them ends."""

from __future__ import annotations

import pytest

from dangjian_std.text.characters import harmless, refused, width


@pytest.mark.parametrize(
    ("point", "name"),
    [
        (0x08, "控制字符"),
        (0x09, ""),
        (0x0A, ""),
        (0x0B, "控制字符"),
        (0x1F, "控制字符"),
        (0x20, ""),
        (0x7E, ""),
        (0x7F, "控制字符"),
        (0x200B, "零宽或隐藏字符"),
        (0x202E, "双向控制字符"),
        (0x3000, ""),
        (0x4E00, ""),
        (0x9FFF, ""),
        (0xFDFD, ""),
        (0xFE00, "零宽或隐藏字符"),
        (0xFE0F, "零宽或隐藏字符"),
        (0xFE10, ""),
        (0xE0001, "零宽或隐藏字符"),
        (0xE0FFF, "零宽或隐藏字符"),
    ],
)
def test_a_sort_of_characters_ends_where_it_ends(point, name):
    assert refused(chr(point)) == name


@pytest.mark.parametrize(
    ("char", "instead"),
    [
        ("\u200b", ""),
        ("\u202e", ""),
        ("\u00a0", " "),
        ("\u2003", " "),
        ("\ufe0f", None),
        ("\x07", None),
        ("甲", None),
    ],
)
def test_what_nobody_sees_is_harmless_and_what_said_something_is_not(char, instead):
    assert harmless(char) == instead


def test_wide_characters_take_two_columns():
    assert [width(each) for each in ("", "a", "甲", "甲a！", "é")] == [0, 1, 2, 5, 1]
