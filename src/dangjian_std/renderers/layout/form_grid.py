"""Where the boxes of a form begin and how wide they are, in mm from the left edge of its frame."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from dangjian_std.document.forms import EntryRow, EntryTable
from dangjian_std.renderers.layout import page_frame

FRAME_WIDTH = page_frame.BOOK.width - 0.5
"""Width of a frame within its lines."""
LABEL_PERCENT = 15
"""Percent of the frame that a label takes."""
NARROW_LABEL = 26
"""The same, where two forms stand side by side on a sheet of paper."""
NUMBER_PERCENT = {1: 7, 2: 5}
"""Percent of the frame that the numbers of a table take, by how many tables stand side by side."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The place of a cell across its frame."""

    x: float
    width: float

    @property
    def end(self) -> float:
        """Where the next one begins."""
        return self.x + self.width

    @property
    def share(self) -> float:
        """Percent of the frame."""
        return self.width / FRAME_WIDTH * 100


def entry_boxes(row: EntryRow, label_share: float = LABEL_PERCENT) -> tuple[tuple[CellPlace, CellPlace], ...]:
    """Return for each entry of a row the box of its label and that of its space."""
    share, label = FRAME_WIDTH / len(row.entries), label_share / 100 * FRAME_WIDTH
    starts = [index * share for index in range(len(row.entries))]
    return tuple((CellPlace(start, label), CellPlace(start + label, share - label)) for start in starts)


def table_boxes(table: EntryTable) -> tuple[CellPlace, ...]:
    """Return the box of each column, the numbers among them, of all the tables that stand side by side."""
    numbers = NUMBER_PERCENT.get(table.across, NUMBER_PERCENT[2]) if table.numbered else 0
    share = 100 / table.across - numbers
    widths = [*((numbers,) if table.numbered else ()), *(column.width * share / 100 for column in table.columns)]
    edges = list(accumulate(widths * table.across, initial=0.0))
    scale = FRAME_WIDTH / edges[-1]
    return tuple(CellPlace(start * scale, (end - start) * scale) for start, end in pairwise(edges))


def value_boxes(table: EntryTable) -> tuple[CellPlace, ...]:
    """Return the boxes of the columns to write in, of the first of the tables that stand side by side."""
    return table_boxes(table)[int(table.numbered) :][: len(table.columns)]
