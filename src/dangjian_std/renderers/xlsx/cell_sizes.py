"""How high the cells of a worksheet are on which a form is filled in, and where its rows of entries are divided.

Widths are in pixels of 1/96 inch, heights in points, both for text of 10.5 points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from dangjian_std.document.forms import Entry, EntryRow
from dangjian_std.renderers.layout import form_grid, form_heights, plain_text
from dangjian_std.renderers.layout.name_sizes import POINT
from dangjian_std.renderers.xlsx.form_leaves import WorksheetLeaf

HALF_CHARACTER_WIDTH, CELL_SIDE_ROOM, WORD_INDENT = 7, 10, 9
"""Width of half a Chinese character, what a cell keeps free at its sides, and before words at the left."""
TEXT_LINE_HEIGHT, WRITING_LINE_POINTS = 15, round(form_heights.WRITING_LINE_HEIGHT / POINT)
"""Height of a line of text, and of a line to write on by hand."""
LABEL_SHARE, SPACE_SHARE = form_grid.LABEL_PERCENT, 30
"""Percent of the sheet that a label and a space to write in should take."""
LEAST_LABEL_PERCENT, MOST_LABEL_PERCENT, LEAST_SPACE_PERCENT = 12, 33, 16
"""Percent below which a label is hard to read, above which it is a waste, below which a space is too short."""
LEAST_GRID_COLUMNS = 4
"""Columns that it takes to set two entries side by side."""
HIGHEST_LINE_OF_ENTRIES = 400


def stacked(rows: Iterable[EntryRow], widths: Sequence[int]) -> Iterator[EntryRow]:
    """Set entries one below the other where the columns do not allow to set them side by side."""
    side_by_side = len(widths) >= LEAST_GRID_COLUMNS and all(map(_usable, *_parts(widths, cuts(widths, 2))))
    for row in rows:
        yield from (row,) if side_by_side else (EntryRow(entries=(entry,)) for entry in row.entries)


def _usable(label: float, space: float) -> bool:
    return LEAST_LABEL_PERCENT <= label <= MOST_LABEL_PERCENT and space >= LEAST_SPACE_PERCENT


def cuts(widths: Sequence[int], entries: int) -> tuple[int, ...]:
    """Say at which columns a row of one or two entries is divided, the last being the end."""

    def badness(choice: tuple[int, ...]) -> float:
        labels, spaces = _parts(widths, (*choice, len(widths)))
        off = sum(abs(part - LABEL_SHARE) + (1000 if part < LEAST_LABEL_PERCENT else 0) for part in labels)
        return off + 2 * sum(max(0.0, SPACE_SHARE - part) for part in spaces)

    return (*min(combinations(range(1, len(widths)), 2 * entries - 1), key=badness), len(widths))


def _parts(widths: Sequence[int], ends: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return what the labels and the spaces of a row take, in percent."""
    shares = [100 * sum(widths[start:end]) / sum(widths) for start, end in pairwise((0, *ends))]
    return shares[::2], shares[1::2]


def lines(text: str, pixels: float) -> int:
    """How many lines a text takes in a cell."""
    room = max(int((pixels - CELL_SIDE_ROOM) / HALF_CHARACTER_WIDTH), 2)
    return sum(len(list(plain_text.wrap(each, room))) for each in text.split("\n"))


def caption(entry: Entry) -> str:
    """What the label of an entry says, its hint below it."""
    return f"{entry.label}\n{entry.bracketed_hint}" if entry.hint else entry.label


def content(entry: Entry) -> str:
    """What stands in an entry before a person writes: its boxes, or its lines."""
    if entry.options:
        return "　".join(box + option for box, option in entry.boxes)
    return "\n".join(entry.value)


def height(row: EntryRow, widths: Sequence[int]) -> int:
    """Return the height of a row of entries."""
    ends = cuts(widths, len(row.entries))
    spans = [sum(widths[start:end]) for start, end in zip((0, *ends), ends, strict=False)]
    least = WRITING_LINE_POINTS
    for entry, label, space in zip(row.entries, spans[::2], spans[1::2], strict=True):
        told = max(lines(caption(entry), label), lines(content(entry), space - WORD_INDENT)) * TEXT_LINE_HEIGHT + 6
        least = max(least, told, entry.height * WRITING_LINE_POINTS)
    return min(least, HIGHEST_LINE_OF_ENTRIES)


def heading(leaf: WorksheetLeaf, widths: Sequence[int]) -> tuple[int, int]:
    """Return the heights of the two rows above a table: its label, and the heads of its columns."""
    table = leaf.tables[0]
    most = max(lines(text, wide) for text, wide in zip(heads(leaf, widths), widths, strict=True))
    label = lines(table.label + table.bracketed_hint, sum(widths)) * TEXT_LINE_HEIGHT + 9 if table.label else 0
    return label, max(most * TEXT_LINE_HEIGHT + 6, WRITING_LINE_POINTS)


def heads(leaf: WorksheetLeaf, widths: Sequence[int]) -> tuple[str, ...]:
    """Return the heads of a table's columns; one that is too long breaks before its bracket."""
    own = zip(leaf.tables[0].heads, widths, strict=True)
    return tuple(head if lines(head, wide) == 1 else head.replace("（", "\n（", 1) for head, wide in own)


def written(leaf: WorksheetLeaf, widths: Sequence[int]) -> list[int]:
    """Return the heights of the rows that are written already."""
    own = widths[leaf.tables[0].numbered :]
    most = (
        max((lines(text, wide) for text, wide in zip(values, own, strict=False)), default=1)
        for values in leaf.values
    )
    return [max(WRITING_LINE_POINTS, number * TEXT_LINE_HEIGHT + 6) for number in most]
