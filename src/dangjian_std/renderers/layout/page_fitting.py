"""What goes on a page: which setting of a table, how wide its free columns are, and whether a letter is long.

A line of a table is 13.5 pt high, and a page is 52 of its characters wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import ceil

from dangjian_std.document.blocks import Block, Row, Setting, Table
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Bar, Blank, Column, Inline, Mark, Marked, PageOf, Ref, Strong
from dangjian_std.renderers.layout import plain_text
from dangjian_std.text.characters import width

ACROSS = 52
"""Width of a page, in characters of a table."""
LINE_LOSS, TIGHT_LOST = 3.2, 2.2
"""Characters that edges and an uneven right end take from a line of a cell, and of one of a month."""
ROOMY_PAGE_LINES = 41
"""Lines for rows and notes on a page that keeps some room."""
PAGE, TIGHT_PAGE = 44, 47
"""Lines for rows and notes on a full page, and on one of several of a table that is set tight."""
EDGE_LINES, TIGHT_EDGE = 0.52, 0.19
"""Lines that the edges of one row take, and of one of a month, which is set tightest."""
NOTE_LINE_CHARACTERS = 49
"""Characters in a line of a note."""
LETTER_LINES = 20
"""Lines of a letter that a page holds below the head of an annex."""
LETTER_EMS = 38
"""Characters in a line of a letter."""


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A setting whose columns have their widths, and how many lines of a page it takes, nearly."""

    setting: Setting
    lines: float


@dataclass(frozen=True, slots=True)
class _Lengths:
    """How long the lines of a row are, in characters: those of each free cell, and the most lines of any cell."""

    free: tuple[tuple[float, ...], ...]
    least: int

    def lines(self, widths: Sequence[float], lost: float) -> int:
        """Return how many lines the row takes in columns of these shares."""
        rooms = (ACROSS * share / 100 - lost for share in widths)
        wrapped = (
            sum(ceil(length / room) for length in lengths) for lengths, room in zip(self.free, rooms, strict=True)
        )
        return max(self.least, *wrapped)


def settled(document: Document) -> Document:
    """Return a document in which every table has one setting, and every column its width; its volumes too."""
    parts = (replace(part, blocks=tuple(map(_settled, part.blocks))) for part in document.parts)
    return replace(document, parts=tuple(parts), volumes=tuple(map(settled, document.volumes)))


def _settled(block: Block) -> Block:
    return set_table(block) if isinstance(block, Table) else block


def fits(table: Table, pages: int = 1) -> bool:
    """Whether a table stays on so many pages of its own, in one of its settings."""
    *others, tightest = _settings(table)
    edge, lost, page = (TIGHT_EDGE, TIGHT_LOST, TIGHT_PAGE) if table.tight else (EDGE_LINES, LINE_LOSS, PAGE)
    return any(lines <= page * pages for lines, _ in _takings(tightest, edge, lost)) or any(
        lines <= ROOMY_PAGE_LINES for each in others for lines, _ in _takings(each, edge, lost)
    )


def set_table(table: Table) -> Table:
    """Choose the first setting that fits a page, and widen its free columns."""
    if not any(column.widest for column in table.columns):
        return table
    *others, tightest = _settings(table)
    fitting = (fitted for each in others if (fitted := _fitted(each)).lines <= ROOMY_PAGE_LINES)
    chosen = (next(fitting, None) or _fitted(tightest)).setting
    return replace(table, columns=chosen.columns, rows=chosen.rows, notes=chosen.notes, denser=())


def is_long(letter: Letter) -> bool:
    """Whether a letter would run over its page in the type that a shorter one is set in."""
    lines = sum(ceil((2 + sum(map(_ems, line))) / LETTER_EMS) for line in letter.body)
    return lines + len(letter.attachments) + bool(letter.number) > LETTER_LINES


def _ems(piece: Inline) -> int:
    match piece:
        case Blank():
            return piece.ems
        case Ref() | Marked() | Mark() | Bar() | Strong() | PageOf():
            return len(piece.text)
        case str():
            return len(piece)


def _settings(table: Table) -> tuple[Setting, ...]:
    return (Setting(columns=table.columns, rows=table.rows, notes=table.notes), *table.denser)


def _fitted(setting: Setting, edge: float = EDGE_LINES, lost: float = LINE_LOSS) -> _Fitted:
    """Share the width among the free columns so that the rows take as few lines as they can."""
    lines, widths = min(_takings(setting, edge, lost), key=lambda each: each[0])
    columns = list(setting.columns)
    for index, share in zip(_free(setting.columns), widths, strict=True):
        columns[index] = replace(columns[index], width=float(share), widest=0)
    return _Fitted(replace(setting, columns=tuple(columns)), lines)


def _takings(setting: Setting, edge: float, lost: float) -> Iterator[tuple[float, tuple[float, ...]]]:
    """Yield each way to share the width among the free columns: how many lines it takes, and their widths."""
    free = _free(setting.columns)
    rows = [_measured(row, free) for row in setting.rows if isinstance(row, Row)]
    bands = len(setting.rows) - len(rows)
    notes = sum(ceil(len(plain_text.line(note)) / NOTE_LINE_CHARACTERS) for note in setting.notes)
    for widths in _shares(setting.columns, free):
        lines = sum(row.lines(widths, lost) for row in rows)
        yield lines + bands + len(setting.rows) * edge + notes, widths


def _free(columns: Sequence[Column]) -> list[int]:
    return [index for index, column in enumerate(columns) if column.widest]


def _shares(columns: Sequence[Column], free: Sequence[int]) -> Iterator[tuple[float, ...]]:
    """Yield the widths of the free columns in whole percents; the first takes what the others leave."""
    left = 100 - sum(column.width for column in columns if not column.widest)
    ranges = (range(int(columns[index].width), int(columns[index].widest) + 1) for index in free[1:])
    for widths in product(*ranges):
        yield (left - sum(widths), *widths)[: len(free)]


def _measured(row: Row, free: Sequence[int]) -> _Lengths:
    lengths = (tuple(width(plain_text.line(line)) / 2 for line in row.cells[index].lines) for index in free)
    return _Lengths(tuple(lengths), max(len(cell.lines) for cell in row.cells))
