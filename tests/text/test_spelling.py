"""What is offered for a word that is not known."""

from __future__ import annotations

import pytest

from dangjian_std.text import spelling


@pytest.mark.parametrize(
    ("word", "known", "offered"),
    [
        ("组织员员", ["组织委员", "宣传委员"], ["组织委员"]),
        ("组织员员", ["组织甲员", "组织乙员", "组织丙员", "组织丁员"], ["组织甲员", "组织乙员", "组织丙员"]),
        ("R201", ["R202"], []),
        ("statu", ["status"], ["status"]),
    ],
)
def test_what_is_one_character_away_is_offered_three_at_most(word, known, offered):
    assert spelling.alike(word, known) == offered


@pytest.mark.parametrize(
    ("word", "full", "told"),
    [
        ("支委会", "支部委员会", True),
        ("支", "支部", False),
        ("支部", "支部", False),
        ("会支", "支部委员会", False),
    ],
)
def test_a_word_of_two_characters_or_more_may_be_a_longer_one_shortened(word, full, told):
    assert spelling.shortened(word, full) is told
