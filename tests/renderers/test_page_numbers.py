from __future__ import annotations

import pytest

from dangjian_std.document.document import Folio
from dangjian_std.renderers.layout import page_numbers
from dangjian_std.renderers.layout.page_rules import PartPages


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "Ⅰ"),
        (4, "Ⅳ"),
        (12, "Ⅻ"),
        (13, "XIII"),
        (14, "XIV"),
        (40, "XL"),
        (99, "XCIX"),
        (448, "CDXLVIII"),
        (1990, "MCMXC"),
    ],
)
def test_roman_numerals(number, written):
    assert page_numbers.roman(number) == written


def part(folio, *, recto=False, restarts=False):
    return PartPages("p", "i", "", folio, recto, restarts, covered=False)


def test_parts_follow_one_another_and_a_blank_page_comes_before_a_right_hand_one():
    parts = (
        part(Folio.NONE, recto=True),
        part(Folio.ROMAN, recto=True, restarts=True),
        part(Folio.ROMAN),
        part(Folio.ARABIC, recto=True, restarts=True),
        part(Folio.ARABIC),
    )
    found = page_numbers.places(parts, (1, 3, 2, 3, 1))
    assert [list(place.pages) for place in found] == [[0], [2, 3, 4], [5, 6], [8, 9, 10], [11]]
    assert [place.number(0) for place in found] == ["1", "Ⅰ", "Ⅳ", "1", "4"]
    assert found[3].number(2) == "3"
