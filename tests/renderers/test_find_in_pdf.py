"""What a person finds and copies in a PDF: no space between Han and digits, as Poppler and pdf.js find words."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest

from dangjian_std import renderers
from support.pdf_text import read
from support.sample_document import one_page

SPACE = 0.1
"""In em: from here on Poppler and pdf.js read a space between two characters."""
TEXT = "会后3个工作日内由R201的5名党员照GB/T 1.1—2020办理，"


@pytest.fixture(scope="module")
def data() -> bytes:
    return renderers.render(one_page(*("　" * number + TEXT * 5 for number in range(8))), "pdf")


def test_no_two_characters_of_a_line_stand_so_far_apart_that_a_space_is_read(data):
    lines = [line for page in read(data) for line in page.lines]
    assert len(lines) > 20
    for line in lines:
        for one, other in pairwise(line):
            if " " not in one.text + other.text and "　" not in one.text + other.text:
                assert other.left - one.right < SPACE * one.size, one.text + other.text


def test_the_gap_is_there_all_the_same(data):
    shown = [c for page in read(data) for line in page.lines for c in line]
    digits = [(one, other) for one, other in pairwise(shown) if one.text + other.text == "3个"]
    assert digits
    for one, other in digits:
        assert other.left - one.left > 0.7 * one.size


def test_poppler_finds_the_words(data, tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    said = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert re.sub(r"\s", "", said).count("3个工作日") == 8 * 5
    assert not re.search(r"[0-9] [个名]|[一-龥] [0-9R]", said)


def test_a_wide_face_says_of_itself_how_wide_it_is(data):
    from fontTools.ttLib import TTFont

    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert len({str(font.BaseFont) for font in fonts}) > 1
        for font in fonts:
            face = TTFont(io.BytesIO(font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()))
            advances = {face.getGlyphID(name): wide for name, (wide, _) in face["hmtx"].metrics.items()}
            items = list(font.DescendantFonts[0].W)
            while items:
                first, widths = int(items.pop(0)), items.pop(0)
                for glyph, width in enumerate(widths, first):
                    assert abs(advances[glyph] * 1000 / face["head"].unitsPerEm - float(width)) <= 1


def test_the_same_file_every_time(data):
    assert renderers.render(one_page(*("　" * number + TEXT * 5 for number in range(8))), "pdf") == data
