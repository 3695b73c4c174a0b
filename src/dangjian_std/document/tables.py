"""Tables from plain rows: one fact a row, as reports want them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_std.document.blocks import Cell, Row, Setting, Table
from dangjian_std.document.inline import Align, Column, Inline, Line

Rows = Iterator[tuple[Cell | Inline, ...]]


def table(  # noqa: PLR0913 one parameter for each part of a table
    number: int,
    title: str,
    columns: Sequence[Column],
    rows: Rows,
    *notes: str | Line,
    empty: str = "",
    label: str = "",
) -> Table:
    """Set rows under their columns. Where there are no rows, `empty` says so in place of the notes."""
    cells = _rows(rows)
    said: tuple[str | Line, ...] = notes if cells else (empty,) if empty else ()
    return Table(
        label=label or f"表{number}",
        title=title,
        anchor=f"table-{number}",
        columns=tuple(columns),
        rows=cells,
        notes=tuple((note,) if isinstance(note, str) else note for note in said),
    )


def setting(columns: Sequence[Column], rows: Rows, *notes: str) -> Setting:
    """Set rows under their columns, as one of several ways to set a table."""
    return Setting(columns=tuple(columns), rows=_rows(rows), notes=tuple((note,) for note in notes))


def _rows(rows: Rows) -> tuple[Row, ...]:
    return tuple(Row(cells=tuple(each if isinstance(each, Cell) else cell(each) for each in row)) for row in rows)


def column(head: str, width: float, align: Align = Align.START) -> Column:
    """A column that takes `width` percent of its table."""
    return Column(head=head, width=width, align=align)


def free_column(head: str, width: float, widest: float) -> Column:
    """A column that takes between `width` and `widest` percent of its table, as its texts need."""
    return Column(head=head, width=width, widest=widest)


def in_pairs(entries: Sequence[tuple[Cell, ...]]) -> Iterator[Row]:
    """Set entries two in a row; the last may stand alone."""
    for index in range(0, len(entries), 2):
        one, *two = entries[index : index + 2]
        yield Row(cells=(*one, *(two[0] if two else (cell(""),) * len(one))))


def cell(*line: Inline) -> Cell:
    """A cell of one line."""
    return Cell(lines=(line,))
