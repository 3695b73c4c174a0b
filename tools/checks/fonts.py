"""The fonts that a PDF carries: what each glyph says, how far it moves on and where it leaves ink."""

from __future__ import annotations

import io
import logging
import re
from functools import cached_property
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from checks.shell import CheckError

logging.getLogger("fontTools").setLevel(logging.ERROR)  # it warns of the fixed date in every subset

PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
TRIPLE = re.compile(PAIR.pattern + rb"\s*<([0-9a-fA-F]+)>")
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)


class Face:
    """One font of a document. Only what our typesetter, LibreOffice and Chromium write is understood."""

    def __init__(self, font: Any) -> None:
        """Take the font's dictionary; `wide` is how many bytes of a text are one glyph."""
        self.name = str(font.BaseFont).lstrip("/").split("+")[-1]
        if font.get("/Subtype") == "/TrueType" and "/Encoding" not in font:  # as LibreOffice writes them
            self.wide, holder = 1, font
            self._default, first = 0.0, int(font.FirstChar)
            self._widths = {first + place: float(each) / 1000 for place, each in enumerate(font.Widths)}
        else:
            self.wide, holder = 2, font.DescendantFonts[0] if "/DescendantFonts" in font else {}
            if holder.get("/CIDToGIDMap") != "/Identity" or font.get("/Encoding") != "/Identity-H":
                raise CheckError(f"字体 {self.name} 的编码方式不在检查范围内")
            self._default = float(holder.get("/DW", 1000)) / 1000
            self._widths = dict(_widths(holder.get("/W", [])))
        self._program: bytes = holder.FontDescriptor.FontFile2.read_bytes()
        self._texts = _texts(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}
        self._inks: dict[int, tuple[float, float, float, float] | None] = {}

    def glyphs(self, text: bytes) -> list[int]:
        """Return the glyphs that a text shows."""
        return [int.from_bytes(text[place : place + self.wide]) for place in range(0, len(text), self.wide)]

    def advance(self, gid: int) -> float:
        """Return how far a glyph moves on, in em."""
        return self._widths.get(gid, self._default)

    def text(self, gid: int) -> str:
        """Return the characters that a glyph stands for; nothing if the file does not say."""
        return self._texts.get(gid, "")

    def ink(self, gid: int) -> tuple[float, float, float, float] | None:
        """Return the box around a glyph's outline, in em from its origin."""
        if gid not in self._inks:
            self._inks[gid] = self._measure(gid)
        return self._inks[gid]

    @cached_property
    def _outlines(self) -> Any:
        return TTFont(io.BytesIO(self._program), lazy=True)

    def _measure(self, gid: int) -> tuple[float, float, float, float] | None:
        table = self._outlines["glyf"]
        glyph = table[self._outlines.getGlyphName(gid)]
        if not glyph.numberOfContours:
            return None
        unit = self._outlines["head"].unitsPerEm
        return (glyph.xMin / unit, glyph.yMin / unit, glyph.xMax / unit, glyph.yMax / unit)


def _widths(table: Any) -> list[tuple[int, float]]:
    found: list[tuple[int, float]] = []
    items = list(table)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, int):
            width = float(items.pop(0)) / 1000
            found.extend((gid, width) for gid in range(first, second + 1))
        else:
            found.extend((first + place, float(width) / 1000) for place, width in enumerate(second))
    return found


def _texts(table: bytes) -> dict[int, str]:
    found = {
        int(code, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be")
        for section in SECTION.findall(table)
        for code, text in PAIR.findall(section)
    }
    for section in RANGES.findall(table):
        if b"[" in section:
            raise CheckError("ToUnicode 表的写法不在检查范围内")
        for first, last, text in TRIPLE.findall(section):
            codes = range(int(first, 16), int(last, 16) + 1)
            found |= {code: chr(int(text, 16) + code - codes.start) for code in codes}
    return found
