"""Where a word stands in a text, however the file writes the text."""

from __future__ import annotations

import pytest

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource


def place(value, word, *, number=0):
    tree = parse(RawSource("standards/a.yaml", f"a: 1\nb:\n  c: {value}\n".encode())).tree
    assert tree is not None
    text = tree.data["b"]["c"]
    start = [at for at in range(len(text)) if text.startswith(word, at)][number]
    span = tree.outline.part(("b", "c"), text, start, start + len(word)).span
    return span.line, span.column, span.end_line, span.end_column


@pytest.mark.parametrize(
    ("value", "number", "found"),
    [
        ("照 R201 填", 0, (3, 8, 3, 12)),
        ('"照 R201 填"', 0, (3, 9, 3, 13)),
        ("'照 R201 填，''R201'' 一份'", 1, (3, 18, 3, 22)),
        ("|\n    照 R201 填 R201", 0, (4, 7, 4, 11)),
        ("|\n    照 R201 填 R201", 1, (4, 14, 4, 18)),
        ("照 R201 填 # R201", 0, (3, 8, 3, 12)),
    ],
)
def test_a_word_has_a_place_of_its_own(value, number, found):
    assert place(value, "R201", number=number) == found


def test_a_word_that_the_file_spells_otherwise_stands_where_the_text_stands():
    assert place('"照 R\\u0032\\u00301 填"', "R201") == (3, 6, 3, 26)
