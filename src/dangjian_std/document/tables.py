"""Tables from plain rows: one fact a row, as reports want them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.document.blocks import Cell, Row, Table
from dangjian_std.document.inline import Align, Column

Rows = Iterator[tuple[Cell | str, ...]]


def table(number: int, title: str, heads: Mapping[str, float], rows: Rows, *notes: str, empty: str = "") -> Table:
    """Set rows under their heads; a negative width centres its column."""
    cells = tuple(Row(cells=tuple(cell(each) if isinstance(each, str) else each for each in row)) for row in rows)
    columns = tuple(
        Column(head=head, width=abs(width), align=Align.CENTRE if width < 0 else Align.START)
        for head, width in heads.items()
    )
    said = notes if cells else (empty,) if empty else ()
    return Table(
        number=f"表{number}",
        title=title,
        anchor=f"table-{number}",
        columns=columns,
        rows=cells,
        notes=tuple((note,) for note in said),
    )


def cell(text: str) -> Cell:
    """A cell of one line."""
    return Cell(lines=((text,),))
