"""How wide and high the cells of a worksheet are on which a form is filled in, and how many rows it has.

What stands beside a table is fitted to its columns. Widths are in pixels of 1/96 inch, heights in points, both for
text of 10.5 points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise
from math import ceil

from dangjian_std.characters import width
from dangjian_std.document import Column, Entry, EntryRow, EntryTable, Kind
from dangjian_std.renderers import plain
from dangjian_std.renderers.leaves import Leaf

UPRIGHT, SIDEWAYS = 640, 1000
"""Width of the type area of A4 with a binding edge of 25 mm, upright and on its side."""
TALL, LOW = 700, 455
"""Height of the same, less what programs differ by."""
HALF, PADDING, INDENT = 7, 10, 9
"""Width of half a Chinese character, what a cell keeps free at its sides, and before words at the left."""
LINE, WRITING = 15, 24
"""Height of a line of text, and of a line to write on by hand (8.5 mm)."""
TITLE, HIGHEST = 32, 400
NUMBERS = 36
NEEDS = {Kind.DATE: 80, Kind.NUMBER: 52, Kind.TEXT: 66, Kind.CHOICE: 52}
"""What a column has to be wide, by what is written into it: 2027-03-10, 1234.5, a name of four characters."""
LABEL, SPACE = 15, 30
"""Percent of the sheet that a label and a space to write in should take."""
NARROW, WIDE, TIGHT = 12, 33, 16
"""Percent below which a label is hard to read, above which it is a waste, below which a space is too short."""
FEWEST = 4
"""Columns that it takes to set two entries side by side."""
SHORT = 6
"""How wide a head stays in one line, in half characters."""
LEAST = 0.8
"""How much of its share of the form's width a column has to keep on an upright sheet."""
SPARE = 2
"""How many rows a table gets at least beyond those of the form."""
ROOMY = 30
"""Height of a row that cannot grow with its text, for two lines: no program measures cells that became one."""
NEAR = (10, 7, 3, 0)
"""Percent of the sheet by which a column may give way to end where one of another table ends."""
LONG, SHORTEST = 16, 3
"""Rows from which on a table has no cells that became one, and of a table that never needs a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Leaves that share a worksheet and its grid: at which of its columns those of each table end."""

    leaves: tuple[Leaf, ...]
    widths: list[int]
    sideways: bool
    ends: tuple[tuple[int, ...], ...]

    def own(self, at: int) -> list[int]:
        """Return the widths of the columns of a table, its numbers among them."""
        return [sum(self.widths[start:end]) for start, end in pairwise((0, *self.ends[at]))]

    def pitch(self, at: int) -> int:
        """Return how high the rows of a table are."""
        return ROOMY if any(end - start > 1 for start, end in pairwise((0, *self.ends[at]))) else WRITING


def pages(leaves: Sequence[Leaf]) -> tuple[Page, ...]:
    """Set small tables below each other on one worksheet, as far as a page goes."""
    found: list[Page] = []
    for leaf in leaves:
        widths, sideways = columns(leaf)
        page = Page(leaves=(leaf,), widths=widths, sideways=sideways, ends=(tuple(range(1, len(widths) + 1)),))
        joined = _joined(found[-1], page) if found else None
        if joined:
            found[-1] = joined
        else:
            found.append(page)
    return tuple(found)


def _joined(above: Page, below: Page) -> Page | None:
    """Set a table below others, where the page has room for it and every column can still be written in."""
    if above.sideways or below.sideways or not below.leaves[0].tables:
        return None
    old, own = tuple(accumulate(above.widths)), tuple(accumulate(below.widths))
    near = [min((abs(each - end), each) for each in old)[1] for end in own]
    for percent in NEAR:
        free = percent * UPRIGHT / 100
        ends = [to if abs(to - end) <= free else end for to, end in zip(near[:-1], own, strict=False)]
        page = _on_one_grid(above, below, [*ends, old[-1]])
        if page and _suits(page):
            return page
    return None


def _on_one_grid(above: Page, below: Page, ends: Sequence[int]) -> Page | None:
    old = tuple(accumulate(above.widths))
    if len(set(ends)) < len(ends) or list(ends) != sorted(ends):
        return None
    edges = sorted({*old, *ends})
    places = {edge: number for number, edge in enumerate(edges, 1)}
    moved = tuple(tuple(places[old[end - 1]] for end in each) for each in above.ends)
    return Page(
        leaves=above.leaves + below.leaves,
        widths=[end - start for start, end in pairwise((0, *edges))],
        sideways=False,
        ends=(*moved, tuple(places[end] for end in ends)),
    )


def _suits(page: Page) -> bool:
    """Whether all of a page can be written in, a long table has cells that grow, and the page has room."""
    for at, leaf in enumerate(page.leaves):
        table = leaf.tables[0]
        needs = (*((NUMBERS,) if table.numbered else ()), *map(_need, table.columns))
        if any(wide < need - 1 for wide, need in zip(page.own(at), needs, strict=True)):
            return False
        if page.pitch(at) > WRITING and leaf.rows > LONG:
            return False
    return page.leaves[-1].rows <= SHORTEST or _tall(page) <= TALL


def _tall(page: Page) -> int:
    """Return the height of a page of several tables."""
    rows = [row for leaf in page.leaves for row in (*leaf.before, *leaf.after)]
    most = TITLE + LINE * bool(page.leaves[0].above) + LINE * len(page.leaves[-1].below)
    most += sum(height(row, page.widths) for row in stacked(rows, page.widths))
    for at, leaf in enumerate(page.leaves):
        most += sum(heading(leaf, page.own(at))) + leaf.rows * page.pitch(at)
    return most


def columns(leaf: Leaf) -> tuple[list[int], bool]:
    """Return the widths of a leaf's columns and whether it has to lie on its side; each can be written in."""
    if not leaf.tables:
        return [round(share * UPRIGHT / 100) for share in (15, 35, 15, 35)], False
    table = leaf.tables[0]
    numbers = [NUMBERS] if table.numbered else []
    needs = [_need(column) for column in table.columns]
    whole = sum(column.width for column in table.columns)
    shares = [column.width / whole for column in table.columns]
    room = UPRIGHT - sum(numbers)
    widths = _fitted(shares, needs, room)
    squeezed = any(wide < share * room * LEAST for wide, share in zip(widths, shares, strict=True))
    if sum(needs) <= room and not squeezed:
        return numbers + widths, False
    return numbers + _fitted(shares, needs, SIDEWAYS - sum(numbers)), True


def _need(column: Column) -> int:
    """Return what a column has to be wide; a head may take two lines."""
    head = width(column.head)
    longest = max(head if head <= SHORT else ceil(head / 2) + 2, *map(width, column.options), 0)
    return max(NEEDS[column.kind], longest * HALF + PADDING)


def _fitted(shares: Sequence[float], needs: Sequence[int], room: int) -> list[int]:
    """Share the room as the form does, but take from the wide what the narrow need."""
    widths = [max(share * room, need) for share, need in zip(shares, needs, strict=True)]
    slack = [wide - need for wide, need in zip(widths, needs, strict=True)]
    over = sum(widths) - room
    if over > 0 and any(slack):
        widths = [wide - over * free / sum(slack) for wide, free in zip(widths, slack, strict=True)]
    return [int(wide) for wide in widths]


def stacked(rows: Iterable[EntryRow], widths: Sequence[int]) -> Iterator[EntryRow]:
    """Set entries one below the other where the columns do not allow to set them side by side."""
    side_by_side = len(widths) >= FEWEST and all(map(_usable, *_parts(widths, cuts(widths, 2))))
    for row in rows:
        yield from (row,) if side_by_side else (EntryRow(entries=(entry,)) for entry in row.entries)


def _usable(label: float, space: float) -> bool:
    return NARROW <= label <= WIDE and space >= TIGHT


def cuts(widths: Sequence[int], entries: int) -> tuple[int, ...]:
    """Say at which columns a row of one or two entries is divided, the last being the end."""

    def badness(choice: tuple[int, ...]) -> float:
        labels, spaces = _parts(widths, (*choice, len(widths)))
        off = sum(abs(part - LABEL) + (1000 if part < NARROW else 0) for part in labels)
        return off + 2 * sum(max(0.0, SPACE - part) for part in spaces)

    return (*min(combinations(range(1, len(widths)), 2 * entries - 1), key=badness), len(widths))


def _parts(widths: Sequence[int], ends: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return what the labels and the spaces of a row take, in percent."""
    shares = [100 * sum(widths[start:end]) / sum(widths) for start, end in pairwise((0, *ends))]
    return shares[::2], shares[1::2]


# -- heights ---------------------------------------------------------------------------------------------


def lines(text: str, pixels: float) -> int:
    """How many lines a text takes in a cell."""
    room = max(int((pixels - PADDING) / HALF), 2)
    return sum(len(list(plain.wrap(each, room))) for each in text.split("\n"))


def caption(entry: Entry) -> str:
    """What the label of an entry says, its hint below it."""
    return f"{entry.label}\n（{entry.hint}）" if entry.hint else entry.label


def content(entry: Entry) -> str:
    """What stands in an entry before a person writes: its boxes, or its lines."""
    if entry.options:
        return "　".join(f"{'■' if option in entry.value else '□'}{option}" for option in entry.options)
    return "\n".join(entry.value)


def height(row: EntryRow, widths: Sequence[int]) -> int:
    """Return the height of a row of entries."""
    ends = cuts(widths, len(row.entries))
    spans = [sum(widths[start:end]) for start, end in zip((0, *ends), ends, strict=False)]
    least = WRITING
    for entry, label, space in zip(row.entries, spans[::2], spans[1::2], strict=True):
        told = max(lines(caption(entry), label), lines(content(entry), space - INDENT)) * LINE + 6
        least = max(least, told, entry.height * WRITING)
    return min(least, HIGHEST)


def heading(leaf: Leaf, widths: Sequence[int]) -> tuple[int, int]:
    """Return the heights of the two rows above a table: its label, and the heads of its columns."""
    table = leaf.tables[0]
    own = widths[table.numbered :]
    most = max(lines(text, wide) for text, wide in zip(heads(leaf, widths), own, strict=True))
    label = lines(labelled(table), sum(widths)) * LINE + 9 if table.label else 0
    return label, max(most * LINE + 6, WRITING)


def heads(leaf: Leaf, widths: Sequence[int]) -> tuple[str, ...]:
    """Return the heads of a table's columns; one that is too long breaks before its bracket."""
    table = leaf.tables[0]
    own = zip(table.columns, widths[table.numbered :], strict=True)
    return tuple(
        column.head if lines(column.head, wide) == 1 else column.head.replace("（", "\n（", 1)
        for column, wide in own
    )


def labelled(table: EntryTable) -> str:
    """What stands across a table."""
    return f"{table.label}（{table.hint}）" if table.hint else table.label


def written(leaf: Leaf, widths: Sequence[int]) -> list[int]:
    """Return the heights of the rows that are written already."""
    own = widths[leaf.tables[0].numbered :]
    most = (
        max((lines(text, wide) for text, wide in zip(values, own, strict=False)), default=1)
        for values in leaf.values
    )
    return [max(WRITING, number * LINE + 6) for number in most]


def rows(page: Page, at: int, *, alone: bool) -> int:
    """Return how many rows a table gets: a register that is `alone` goes down to the end of a page."""
    leaf, widths = page.leaves[at], page.own(at)
    if not alone:
        return leaf.rows
    room = LOW if page.sideways else TALL
    repeated = sum(heading(leaf, widths))
    top = TITLE + LINE * bool(leaf.above) + repeated
    top += sum(height(row, widths) for row in stacked(leaf.before, widths))
    foot = sum(height(row, widths) for row in stacked(leaf.after, widths)) + LINE * len(leaf.below)
    foot += sum(high - WRITING for high in written(leaf, widths))
    first, further = (room - top) // WRITING, (room - repeated) // WRITING
    count, least = first - ceil(foot / WRITING), leaf.rows + SPARE
    while count < least:
        count += further
    return count
