"""Puts a line of text into a PDF so that its codes are its text and everything else is distance.

The gap between Han and Latin belongs to the character before it: that one is taken from a face with the same
outlines and wider advances. A distance of a quarter em would be read as a space by all who find words by where
characters stand (Poppler, pdf.js), and 3个工作日 would not be found.

Takes the place of `weasyprint.draw.text.draw_first_line`; imported only by the worker process.
"""

from __future__ import annotations

import struct
from hashlib import md5
from io import BytesIO
from itertools import pairwise
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables.DefaultTable import DefaultTable  # type: ignore[import-untyped]
from weasyprint.logger import LOGGER
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from dangjian_std.renderers.layout import line_breaking

SCRIPT_GAP_WIDTH = 250
"""Thousandths of an em that a gap is wide."""


class Wide(Font):  # type: ignore[misc]
    """A face whose characters bring the gap behind them."""

    file_content: bytes

    def __init__(self, font: Any) -> None:
        """Begin as the font that it widens; `base` is what that is called."""
        self.__dict__.update(font.__dict__)
        self.base: str = font.hash
        digest = md5(f"{font.hash} {SCRIPT_GAP_WIDTH}".encode(), usedforsecurity=False).digest()
        self.hash = "".join(chr(ord("A") + letter % 26) for letter in digest[:6])
        self.name = b"/" + self.hash.encode() + font.name[font.name.index(b"+") :]
        self.widths: dict[int, int] = {}
        self.to_unicode: dict[int, str] = {}

    def clean(self, to_unicode: Any, hinting: Any) -> None:
        """Make the subset, and its advances as wide as the file says they are."""
        super().clean(to_unicode, hinting)
        data = BytesIO()
        with TTFont(BytesIO(self.file_content), recalcBBoxes=False, recalcTimestamp=False) as face:
            extra, head, wider = round(SCRIPT_GAP_WIDTH * self.upem / 1000), face["hhea"], DefaultTable("hmtx")
            wider.data = _with_wider(face.reader["hmtx"], head.numberOfHMetrics, extra)
            face["hmtx"] = wider
            head.advanceWidthMax += extra
            face.save(data)
        self.file_content = data.getvalue()


def _with_wider(metrics: bytes, count: int, extra: int) -> bytes:
    """Return a table of metrics, of which so many begin with an advance, with wider ones."""
    pairs = struct.Struct(f">{2 * count}H")
    numbers = list(pairs.unpack_from(metrics))
    numbers[::2] = (advance + extra for advance in numbers[::2])
    return pairs.pack(*numbers) + metrics[pairs.size :]


class _Pen:
    """Collects what one TJ operator shows; `owed` is how far the pen is behind, in thousandths of an em.

    Rounding errors are carried along, so that the last character stands where layout put it (upstream cuts each
    number down, which adds up to a hole).
    """

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._shown = ""
        self._face: Any = None
        self._size = 0.0
        self.owed = 0.0

    def take(self, face: Any, size: float) -> None:
        """Go on in this face."""
        if face is self._face:
            return
        self.end()
        self.owed *= self._size / size
        self._face, self._size = face, size
        self._stream.set_font_size(face.hash, size)

    def show(self, glyph: int, offset: float, natural: float, advance: float) -> None:
        """Show a glyph that the viewer takes to be `natural` wide and that takes `advance`."""
        self.owed -= offset
        if step := round(self.owed):
            self._shown += str(step)
            self.owed -= step
        self._shown += f"<{glyph:04x}>"
        self.owed += offset + natural - advance

    def end(self) -> None:
        """Write what is collected."""
        if self._shown:
            self._stream.show_text(self._shown.replace("><", ""))
        self._shown = ""


def draw_first_line(stream: Any, textbox: Any, _overflow: str, _ellipsis: str, matrix: Any) -> list[Any]:
    """Show a line so that its codes are its text and everything else is distance (`draw.text.draw_first_line`).

    Marks and openings become numbers between the strings of a TJ operator, gaps the wider advance of a character.
    """
    layout = textbox.pango_layout
    if not layout.text.strip():
        return []
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003
    line, _ = layout.get_first_line()
    opening, places = getattr(textbox, "openings", (0, frozenset()))
    offsets = _byte_offsets(layout.text)
    opened = {offsets[place] for place in places}
    gapped = {offsets[place] for place, mark in enumerate(layout.text[1:]) if mark == line_breaking.SCRIPT_GAP}
    encoded = layout.text.encode()
    stream.set_text_matrix(*matrix.values)
    pen = _Pen(stream)
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs, item = run.data.glyphs, run.data.item
        run = run.next
        current = item.analysis.font
        font, size = stream.add_font(current)
        clusters = [*glyphs.log_clusters[0 : glyphs.num_glyphs], item.length]
        ends = dict(pairwise(dict.fromkeys(clusters)))
        for index, start in enumerate(clusters[:-1]):
            glyph = glyphs.glyphs[index]
            place = item.offset + start
            last = clusters[index + 1] != start
            meaning = line_breaking.unmarked(encoded[place : item.offset + ends[start]].decode())
            advance = (
                (glyph.geometry.width * FROM_UNITS + (opening if last and place in opened else 0)) * 1000 / size
            )
            if not meaning or glyph.glyph == pango.PANGO_GLYPH_EMPTY:
                pen.owed -= advance
                continue
            if glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                LOGGER.error("no glyph for %r", meaning)
            natural = _natural_width(stream, font, current, glyph.glyph, size)
            font.to_unicode.setdefault(glyph.glyph, meaning)
            face = _widened(stream, font) if last and place in gapped else font
            if face is not font:
                natural = face.widths[glyph.glyph] = natural + SCRIPT_GAP_WIDTH
                face.to_unicode.setdefault(glyph.glyph, meaning)
            pen.take(face, size)
            pen.show(glyph.glyph, glyph.geometry.x_offset * FROM_UNITS * 1000 / size, natural, advance)
    pen.end()
    return []


def _widened(stream: Any, font: Any) -> Any:
    """Return the copy of a face with wider advances; it is made once per file."""
    key = f"{font.hash} {SCRIPT_GAP_WIDTH}"
    if key not in stream._fonts:  # noqa: SLF001 - `add_font` takes only what Pango knows
        stream._fonts[key] = Wide(font)  # noqa: SLF001 as above
    return stream._fonts[key]  # noqa: SLF001 as above


def _byte_offsets(text: str) -> list[int]:
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + len(character.encode()))
    return offsets


def _natural_width(stream: Any, font: Any, pango_font: Any, glyph: int, size: float) -> int:
    """Return the width that the PDF viewer will assume, in thousandths of an em."""
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    return int(font.widths[glyph])
