"""Which characters of a line bring the gap behind them, and that nothing else stands between two characters."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import forks, worker_requests
from support.pdf_text import read
from support.sample_document import one_page

BEFORE_GAPS = {
    "会后个工作日": "",
    "会后3个工作日": "后3",
    "甲12乙": "甲2",
    "见303。": "见",
    "20名：5人": "05",
    "甲α乙2丙": "甲α乙2",
}
"""Texts of one line, and the characters before a gap; α takes two bytes where Han takes three."""
WIDEST, HAN = 0.7, 1.0
"""Widths in em without a gap: of the letters and digits here at most so much, of what is Chinese."""
EXACT = 0.003


@pytest.fixture(scope="module")
def lines():
    """The lines of a page by their texts; the worker that sets it serves nobody else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forks, "SERVER", None)
        (page,) = read(pdf.run(worker_requests.whole(one_page(*BEFORE_GAPS))))
    return {"".join(each.text for each in line): line for line in page.lines}


@pytest.mark.parametrize(("text", "gapped"), BEFORE_GAPS.items())
def test_the_gap_belongs_to_the_character_before_it(lines, text, gapped):
    wide = [
        each.text
        for each in lines[text]
        if (each.right - each.left) / each.size > (HAN + EXACT if each.text > "　" else WIDEST)
    ]
    assert "".join(wide) == gapped


@pytest.mark.parametrize("text", BEFORE_GAPS)
def test_a_character_begins_where_the_one_before_it_ends(lines, text):
    assert all(abs(other.left - one.right) / one.size < EXACT for one, other in pairwise(lines[text]))
