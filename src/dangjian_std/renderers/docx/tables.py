"""Numbered tables: caption, repeated head, bands, cells and notes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from docx.shared import Pt

from dangjian_std.document.blocks import Band, Cell, Row, Table
from dangjian_std.document.inline import Align, Column
from dangjian_std.renderers.docx import table_grid
from dangjian_std.renderers.docx.paragraphs import Words, looks, paragraph, run
from dangjian_std.renderers.docx.styles import TABLE_LABEL_STYLE
from dangjian_std.renderers.docx.table_grid import GridCell, GridLine
from dangjian_std.renderers.docx.xml import Element

TABLE_CELL_MARGINS, TIGHT_CELL_MARGINS = (70, 100, 70, 100), (30, 80, 30, 80)
"""Inside a cell, in twips: top, left, bottom, right; and in a table with little space in its rows."""
POINTS_AFTER_TABLE = 16
"""Points below a table."""
STYLES = {Align.START: "表格文字", Align.CENTRE: "表格居中"}


def blocks(table: Table, words: Words, width: int) -> Iterator[Element]:
    """Return a table that is `width` twips wide, between its caption and its notes."""
    name = run(f"{table.label}　{table.title}" if table.title else table.label)
    yield paragraph("表题", *words.target(table.anchor), name)
    shares = list(accumulate((column.width for column in table.columns), initial=0))
    spans = list(pairwise(share / shares[-1] * width for share in shares))
    head = GridLine(
        boxes=tuple(
            GridCell(
                start=start,
                end=end,
                paragraphs=(paragraph("表头", run(column.head)),),
                lines={"bottom": table_grid.THICK_LINE},
            )
            for column, (start, end) in zip(table.columns, spans, strict=True)
        ),
        head=True,
    )
    lines = [head, *(_line(row, table.columns, spans, words) for row in table.rows)]
    yield table_grid.table(lines, width, TIGHT_CELL_MARGINS if table.tight else TABLE_CELL_MARGINS)
    for label, note in zip(table.note_labels, table.notes, strict=True):
        yield words.paragraph("表注", note, (run(label, TABLE_LABEL_STYLE),))
    last = paragraph("表后")
    looks(last).space_after = Pt(POINTS_AFTER_TABLE)
    yield last


def _line(
    row: Row | Band, columns: tuple[Column, ...], spans: list[tuple[float, float]], words: Words
) -> GridLine:
    if isinstance(row, Band):
        text = words.paragraph("表格分段", row.text, anchor=row.anchor)
        return GridLine(boxes=(GridCell(start=spans[0][0], end=spans[-1][1], paragraphs=(text,)),))
    return GridLine(
        boxes=tuple(
            GridCell(start=start, end=end, paragraphs=tuple(_paragraphs(cell, column, words)))
            for cell, column, (start, end) in zip(row.cells, columns, spans, strict=True)
        )
    )


def _paragraphs(cell: Cell, column: Column, words: Words) -> Iterator[Element]:
    """Return the lines of a cell: numbered steps, or lines of which a strong column stresses the first."""
    for index, (mark, line) in enumerate(zip(cell.marks or ("",), cell.lines or ((),), strict=True)):
        anchor = "" if index else cell.anchor
        if mark:
            yield words.paragraph("表格步骤", line, (run(f"{mark}\t"),), anchor=anchor)
        else:
            stressed = column.strong and not index
            plain = "表格居中" if column.strong else STYLES[column.align]
            yield words.paragraph("表格重点" if stressed else plain, line, anchor=anchor)
