"""A letter to a superior has room for a number and for who lets it go out; no other has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dangjian_std.composition.letter_blocks import draw_letter
from dangjian_std.domain.catalog import Catalog
from dangjian_std.renderers.layout import plain_text


@pytest.mark.parametrize("upward", [True, False])
def test_only_a_letter_to_a_superior_has_a_line_above_its_title(catalog: Catalog, upward: bool):
    above = draw_letter(replace(catalog.papers["W312"], upward=upward)).above
    assert [*map(plain_text.line, above)] == (["＿" * 6, "签发人：" + "＿" * 6] if upward else [])
