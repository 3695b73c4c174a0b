"""How wide the columns of a worksheet are on which a form is filled in, and how many rows it has.

What stands beside a table is fitted to its columns. Widths are in pixels of 1/96 inch, heights in points, both for
text of 10.5 points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from dangjian_std.document.inline import Column, InputKind
from dangjian_std.renderers.layout.form_grid import LABEL_PERCENT
from dangjian_std.renderers.xlsx import cell_sizes
from dangjian_std.renderers.xlsx.form_leaves import WorksheetLeaf
from dangjian_std.text.characters import width

UPRIGHT, SIDEWAYS = 640, 1000
"""Width of the type area of A4 with a binding edge of 25 mm, upright and on its side."""
UPRIGHT_PAGE_HEIGHT, SIDEWAYS_PAGE_HEIGHT = 700, 455
"""Height of the same, less what programs differ by."""
TITLE_ROW_HEIGHT = 32
NUMBER_COLUMN_WIDTH = 36
WIDTH_OF_KIND = {InputKind.DATE: 80, InputKind.NUMBER: 52, InputKind.TEXT: 66, InputKind.CHOICE: 52}
"""What a column has to be wide, by what is written into it: 2027-03-10, 1234.5, a name of four characters."""
LONGEST_ONE_LINE_HEAD = 6
"""How wide a head stays in one line, in half characters."""
LEAST_COLUMN_SHARE = 0.8
"""How much of its share of the form's width a column has to keep on an upright sheet."""
LEAST_REGISTER_SHARE = 0.55
"""Share of the form's rows with which a register that grows begins, where that saves a page: rows are inserted."""
TWO_LINE_HEIGHT = 30
"""Height of a row that cannot grow with its text, for two lines: no program measures cells that became one."""
COLUMN_END_TOLERANCES = (10, 7, 3, 0)
"""Percent of the sheet by which a column may give way to end where one of another table ends."""
LONG_TABLE_ROWS, SHORT_TABLE_ROWS = 16, 3
"""Rows from which on a table has no cells that became one, and of a table that never needs a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksheetPage:
    """Leaves that share a worksheet and its grid: at which of its columns those of each table end."""

    leaves: tuple[WorksheetLeaf, ...]
    widths: list[int]
    sideways: bool
    ends: tuple[tuple[int, ...], ...]

    def own(self, at: int) -> list[int]:
        """Return the widths of the columns of a table, its numbers among them."""
        return [sum(self.widths[start:end]) for start, end in pairwise((0, *self.ends[at]))]

    def pitch(self, at: int) -> int:
        """Return how high the rows of a table are."""
        merged = any(end - start > 1 for start, end in pairwise((0, *self.ends[at])))
        return TWO_LINE_HEIGHT if merged else cell_sizes.WRITING_LINE_POINTS


def pages(leaves: Sequence[WorksheetLeaf]) -> tuple[WorksheetPage, ...]:
    """Set small tables below each other, each on the first worksheet whose page has room for it."""
    found: list[WorksheetPage] = []
    for leaf in leaves:
        widths, sideways = columns(leaf)
        page = WorksheetPage(
            leaves=(leaf,), widths=widths, sideways=sideways, ends=(tuple(range(1, len(widths) + 1)),)
        )
        for at, above in enumerate(found):
            if joined := _joined(above, page):
                found[at] = joined
                break
        else:
            found.append(page)
    return tuple(found)


def _joined(above: WorksheetPage, below: WorksheetPage) -> WorksheetPage | None:
    """Set a table below others, where the page has room for it and every column can still be written in."""
    if above.sideways or below.sideways or not below.leaves[0].tables:
        return None
    old, own = tuple(accumulate(above.widths)), tuple(accumulate(below.widths))
    near = [min((abs(each - end), each) for each in old)[1] for end in own]
    for percent in COLUMN_END_TOLERANCES:
        free = percent * UPRIGHT / 100
        ends = [to if abs(to - end) <= free else end for to, end in zip(near[:-1], own, strict=False)]
        page = _on_one_grid(above, below, [*ends, old[-1]])
        if page and _suits(page):
            return page
    return None


def _on_one_grid(above: WorksheetPage, below: WorksheetPage, ends: Sequence[int]) -> WorksheetPage | None:
    old = tuple(accumulate(above.widths))
    if len(set(ends)) < len(ends) or list(ends) != sorted(ends):
        return None
    edges = sorted({*old, *ends})
    places = {edge: number for number, edge in enumerate(edges, 1)}
    moved = tuple(tuple(places[old[end - 1]] for end in each) for each in above.ends)
    return WorksheetPage(
        leaves=above.leaves + below.leaves,
        widths=[end - start for start, end in pairwise((0, *edges))],
        sideways=False,
        ends=(*moved, tuple(places[end] for end in ends)),
    )


def _suits(page: WorksheetPage) -> bool:
    """Whether all of a page can be written in, a long table has cells that grow, and the page has room."""
    for at, leaf in enumerate(page.leaves):
        table = leaf.tables[0]
        needs = (*((NUMBER_COLUMN_WIDTH,) if table.numbered else ()), *map(_need, table.columns))
        if any(wide < need - 1 for wide, need in zip(page.own(at), needs, strict=True)):
            return False
        if page.pitch(at) > cell_sizes.WRITING_LINE_POINTS and leaf.rows > LONG_TABLE_ROWS:
            return False
    return page.leaves[-1].rows <= SHORT_TABLE_ROWS or _tall(page) <= UPRIGHT_PAGE_HEIGHT


def _tall(page: WorksheetPage) -> int:
    """Return the height of a page of several tables."""
    rows = [row for leaf in page.leaves for row in (*leaf.before, *leaf.after)]
    most = (
        TITLE_ROW_HEIGHT
        + cell_sizes.TEXT_LINE_HEIGHT * page.leaves[0].lines_above
        + cell_sizes.TEXT_LINE_HEIGHT * bool(page.leaves[-1].foot)
    )
    most += sum(cell_sizes.height(row, page.widths) for row in cell_sizes.stacked(rows, page.widths))
    for at, leaf in enumerate(page.leaves):
        most += sum(cell_sizes.heading(leaf, page.own(at))) + leaf.rows * page.pitch(at)
    return most


def columns(leaf: WorksheetLeaf) -> tuple[list[int], bool]:
    """Return the widths of a leaf's columns and whether it has to lie on its side; each can be written in."""
    if not leaf.tables:
        return [round(share * UPRIGHT / 100) for share in (LABEL_PERCENT, 50 - LABEL_PERCENT) * 2], False
    table = leaf.tables[0]
    numbers = [NUMBER_COLUMN_WIDTH] if table.numbered else []
    needs = [_need(column) for column in table.columns]
    whole = sum(column.width for column in table.columns)
    shares = [column.width / whole for column in table.columns]
    room = UPRIGHT - sum(numbers)
    widths = _fitted(shares, needs, room)
    squeezed = any(wide < share * room * LEAST_COLUMN_SHARE for wide, share in zip(widths, shares, strict=True))
    if sum(needs) <= room and not squeezed:
        return numbers + widths, False
    return numbers + _fitted(shares, needs, SIDEWAYS - sum(numbers)), True


def _need(column: Column) -> int:
    """Return what a column has to be wide; a head may take two lines."""
    head = width(column.head)
    longest = max(head if head <= LONGEST_ONE_LINE_HEAD else ceil(head / 2) + 2, *map(width, column.options), 0)
    return max(WIDTH_OF_KIND[column.kind], longest * cell_sizes.HALF_CHARACTER_WIDTH + cell_sizes.CELL_SIDE_ROOM)


def _fitted(shares: Sequence[float], needs: Sequence[int], room: int) -> list[int]:
    """Share the room as the form does, but take from the wide what the narrow need."""
    widths = [max(share * room, need) for share, need in zip(shares, needs, strict=True)]
    slack = [wide - need for wide, need in zip(widths, needs, strict=True)]
    over = sum(widths) - room
    if any(slack):
        widths = [wide - over * free / sum(slack) for wide, free in zip(widths, slack, strict=True)]
    return [int(wide) for wide in widths]


def rows(page: WorksheetPage, at: int, *, alone: bool) -> int:
    """Return how many rows a table gets: one that is `alone` and may grow goes down to the end of a page."""
    leaf, widths = page.leaves[at], page.own(at)
    if not alone or leaf.counted:
        return leaf.rows
    room = SIDEWAYS_PAGE_HEIGHT if page.sideways else UPRIGHT_PAGE_HEIGHT
    repeated = sum(cell_sizes.heading(leaf, widths))
    top = TITLE_ROW_HEIGHT + cell_sizes.TEXT_LINE_HEIGHT * leaf.lines_above + repeated
    top += sum(cell_sizes.height(row, widths) for row in cell_sizes.stacked(leaf.before, widths))
    foot = cell_sizes.TEXT_LINE_HEIGHT * bool(leaf.foot)
    foot += sum(cell_sizes.height(row, widths) for row in cell_sizes.stacked(leaf.after, widths))
    foot += sum(high - cell_sizes.WRITING_LINE_POINTS for high in cell_sizes.written(leaf, widths))
    first, further = (
        (room - top) // cell_sizes.WRITING_LINE_POINTS,
        (room - repeated) // cell_sizes.WRITING_LINE_POINTS,
    )
    count = first - ceil(foot / cell_sizes.WRITING_LINE_POINTS)
    least = max(leaf.rows * LEAST_REGISTER_SHARE, len(leaf.values))
    while count < least:
        count += further
    return count
