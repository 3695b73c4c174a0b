"""The pages of a document, in mm: paper, margins, and how far heads and feet stand from the edge."""

from __future__ import annotations

from dataclasses import dataclass, replace

PT_PER_MM, PT_PER_PIXEL = 72 / 25.4, 0.75
"""Points in a millimetre, and in a pixel of CSS."""
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
"""A4."""
WALL_WIDTH, WALL_HEIGHT, WALL_MARGIN = 420.0, 297.0, 10.0
"""A3 on its side, and the margin that printers leave free."""
HEAD_TOP, NUMBER_TOP = 10.0, 6.0
"""How far a running head stands below the upper edge of a printed page, and a number below the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFrame:
    """Margins of a page; the inner one is the binding edge."""

    top: float
    bottom: float
    inner: float
    outer: float
    head: float = 13
    foot: float = 10

    @property
    def width(self) -> float:
        """Width of the type area."""
        return PAGE_WIDTH - self.inner - self.outer

    @property
    def height(self) -> float:
        """Height of the type area."""
        return PAGE_HEIGHT - self.top - self.bottom


BOOK = PageFrame(top=25, bottom=20, inner=25, outer=20)
TYPED_FORM = replace(BOOK, bottom=15, foot=8)
"""A form to type into: what one program sets higher than another runs into its margin."""
LETTER = PageFrame(top=37, bottom=35, inner=28, outer=26, foot=22)
"""A letter to type into (GB/T 9704—2012)."""
BROWSER = replace(BOOK, top=22, bottom=17)
"""A form that a browser prints: browsers round every border up to whole dots, and need a little more height."""
WORKSHEET = PageFrame(top=18, bottom=18, inner=25, outer=15, foot=8)
"""A form that a spreadsheet prints; on its side it is bound at the top."""
