"""Geometry of bars, in tenths of a millimetre: where each share stands, and whether its mark fits in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.document.inline import Bar, Shape
from dangjian_std.renderers.html.charts import CHART_WIDTH

CELL_BAR_WIDTH = 250
"""Width of a bar in a cell."""
BAR_HEIGHT, MARK_SIZE = 40, 30
"""Height of a bar, and of a mark in it; a share that is narrower has none, and is told by its neighbours."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share: its shape, where it starts, and how wide it is."""

    shape: Shape
    x: float
    width: float

    @property
    def fill(self) -> str:
        """A share of discs is black all over."""
        return "#000" if self.shape is Shape.DISC else "none"

    @property
    def mark(self) -> str:
        """Where its mark is drawn, and how large; nothing where it does not fit in, or where all is black."""
        if self.width < MARK_SIZE or self.shape is Shape.DISC:
            return ""
        return (
            f"translate({self.x + (self.width - MARK_SIZE) / 2:.1f} {(BAR_HEIGHT - MARK_SIZE) / 2:.1f}) "
            f"scale({MARK_SIZE / 10:.1f})"
        )


@dataclass(frozen=True, slots=True)
class Drawing:
    """A bar, ready to draw."""

    width: int
    height: int
    shares: tuple[Share, ...]


def drawing(bar: Bar) -> Drawing:
    """Place the shares of a bar from left to right."""
    width = CHART_WIDTH if bar.wide else CELL_BAR_WIDTH
    return Drawing(width, BAR_HEIGHT, tuple(_shares(bar, width)))


def _shares(bar: Bar, whole: int) -> Iterator[Share]:
    at = 0.0
    for mark, number in bar.parts:
        if number:
            width = whole * number / bar.whole
            yield Share(mark.shape, round(at, 1), round(width, 1))
            at += width
