"""A finding about a word stands at the word, however the text around it is typed."""

from __future__ import annotations

import pytest

from support.projects import findings

OLD = "          - 表决前组织充分讨论。\n"


@pytest.mark.parametrize(
    ("typed", "column"),
    [
        ("          - 表决前必须讨论。", 16),
        ('          - "表决前必须讨论。"', 17),
        ("          - '表决前必须讨论。'", 17),
        ('          - "表\\"决\\"前必须讨论。"', 21),
        ("          - “必须”是原话，表决前必须讨论。", 24),
    ],
)
def test_the_word_is_underlined(edit, typed, column):
    (found,) = findings(edit("DJ401", OLD, f"{typed}\n"))
    span = found.place.span
    assert (found.rule, span.column, span.end_column) == ("banned-modal", column, column + 2)


def test_a_word_in_a_text_on_lines_of_its_own_is_found_there(edit):
    (found,) = findings(edit("DJ401", OLD, "          - |-\n            表决前必须讨论。\n"))
    assert found.place.span.column == 16


def test_a_word_typed_in_another_way_leaves_the_whole_text(edit):
    (found,) = findings(edit("DJ401", OLD, '          - "表决前\\u5fc5须讨论。"\n'))
    assert (found.place.span.column, found.place.span.end_column) == (13, 28)
