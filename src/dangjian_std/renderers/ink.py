"""Puts a line of text into a PDF so that its codes are its text and everything else is distance.

Takes the place of `weasyprint.draw.text.draw_first_line`; imported only by the worker process.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.logger import LOGGER
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from dangjian_std.renderers import typeset


def draw_first_line(stream: Any, textbox: Any, _overflow: str, _ellipsis: str, matrix: Any) -> list[Any]:
    """Show a line so that its codes are its text and everything else is distance (`draw.text.draw_first_line`).

    Marks and openings become numbers between the strings of one TJ operator. Rounding errors are carried along, so
    that the last character stands where layout put it (upstream cuts each number down, which adds up to a hole).
    """
    layout = textbox.pango_layout
    if not layout.text.strip():
        return []
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003
    line, _ = layout.get_first_line()
    opening, places = getattr(textbox, "openings", (0, frozenset()))
    offsets = _byte_offsets(layout.text)
    opened = {offsets[place] for place in places}
    encoded = layout.text.encode()
    stream.set_text_matrix(*matrix.values)
    shown = ""
    owed = 0.0
    current: Any = None
    font: Any = None
    size = 0.0
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs, item = run.data.glyphs, run.data.item
        run = run.next
        if item.analysis.font != current:
            current = item.analysis.font
            if shown:
                stream.show_text(shown)
            shown, owed = "", owed * size / stream.add_font(current)[1] if size else 0.0
            font, size = stream.add_font(current)
            stream.set_font_size(font.hash, size)
        clusters = [*glyphs.log_clusters[0 : glyphs.num_glyphs], item.length]
        ends = dict(pairwise(dict.fromkeys(clusters)))
        for index, start in enumerate(clusters[:-1]):
            glyph = glyphs.glyphs[index]
            place = item.offset + start
            meaning = typeset.unmarked(encoded[place : item.offset + ends[start]].decode())
            opens = place in opened and clusters[index + 1] != start
            advance = (glyph.geometry.width * FROM_UNITS + (opening if opens else 0)) * 1000 / size
            if not meaning or glyph.glyph == pango.PANGO_GLYPH_EMPTY:
                owed -= advance
                continue
            if glyph.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                LOGGER.error("no glyph for %r", meaning)
            offset = glyph.geometry.x_offset * FROM_UNITS * 1000 / size
            natural = _natural_width(stream, font, current, glyph.glyph, size)
            font.to_unicode.setdefault(glyph.glyph, meaning)
            owed -= offset
            if step := round(owed):
                shown += str(step)
                owed -= step
            shown += f"<{glyph.glyph:04x}>"
            owed += offset + natural - advance
    stream.show_text(shown.replace("><", ""))
    return []


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
