"""Numbers of articles are compared as numbers, in whatever numerals they are typed."""

from __future__ import annotations

import pytest

from dangjian_std.domain.article_numbers import meant, spelt

KNOWN = ("第六条第一款、第二款", "第十六条第四款", "第十六条第二款", "第二十三条", "第六条", "一（1）")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("23", "第二十三条"),
        ("第23条", "第二十三条"),
        ("第２３条", "第二十三条"),
        ("第一十六条", "第十六条"),
        ("十六条四款", "第十六条第四款"),
        ("第 16 条第4款", "第十六条第四款"),
        ("第一百零八条", "第一百零八条"),
        ("108条", "第一百零八条"),
        ("一（1）", "一（1）"),
    ],
)
def test_a_number_is_spelt_as_a_regulation_does(typed, number):
    assert spelt(typed) == number


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("第23条", ["第二十三条"]),
        ("第十六条", ["第十六条第二款", "第十六条第四款"]),
        ("第16条第3款", ["第十六条第二款", "第十六条第四款"]),
        ("第6条第2款", ["第六条", "第六条第一款、第二款"]),
        ("第三条", []),
        ("第1000条", []),
        ("二（1）", ["一（1）"]),
    ],
)
def test_the_article_is_meant_and_no_other(typed, numbers):
    assert meant(typed, KNOWN) == numbers
