"""Forms: tables on which both a pen and a keyboard find their place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from dangjian_std.document.forms import Form, FormKind, Sheet
from dangjian_std.renderers.docx import ballots, form_cells, table_grid
from dangjian_std.renderers.docx.paragraphs import Words, looks, paragraph, run
from dangjian_std.renderers.docx.table_grid import GridCell, GridLine
from dangjian_std.renderers.docx.xml import Element, twips
from dangjian_std.renderers.layout import form_layout
from dangjian_std.renderers.layout.form_layout import EntryLine, SheetLayout, TableLayout

FORM_CELL_MARGINS = (0, 80, 0, 80)
"""Inside a cell, in twips: top, left, bottom, right."""


def blocks(form: Form, words: Words, width: int, *, under_title: bool) -> Iterator[Element]:
    """Return the sheets of a form, each but the first on a new page; its mark stands in the margin."""
    anchor = "" if form.kind is FormKind.BALLOT else form.anchor
    laid_out = form_layout.lay_out(form, under_title=under_title)
    if form.per_sheet > 1:
        (only,) = laid_out.sheets
        yield from ballots.sheet(
            lambda inner: [*_heads(only.sheet, words, ""), *_frame(only, inner)],
            form.repeated,
            laid_out.places,
            width,
        )
        return
    for index, each in enumerate(laid_out.sheets):
        heads = list(_heads(each.sheet, words, "" if index else anchor))
        if index:
            looks(heads[0]).page_break_before = True
        yield from heads
        yield from _frame(each, width)
        if each.sheet.below:
            yield paragraph("表单下方", run(each.sheet.below))


def _frame(sheet: SheetLayout, width: int) -> Iterator[Element]:
    """Return the tables of a sheet, close together: the heads of one come again above nothing but its own rows."""
    groups = [list(rows) for _, rows in groupby(sheet.rows, key=_own)]
    for number, rows in enumerate(groups, 1):
        lines = [line for row in rows for line in _lines(row, sheet.pitch, width)]
        last = number == len(groups)
        yield table_grid.table(lines, width, FORM_CELL_MARGINS, bottom=last)
        yield paragraph("表后" if last else "表间")


def _own(row: EntryLine | TableLayout) -> str:
    return row.table.id if isinstance(row, TableLayout) else ""


def _heads(sheet: Sheet, words: Words, anchor: str) -> Iterator[Element]:
    """Return what stands above the frame; a sheet without any of it still has a place to break the page at."""
    if sheet.title:
        yield words.paragraph("表单标题", (sheet.title,), anchor=anchor)
    for number, line in enumerate(sheet.lines_above):
        yield words.paragraph("表单上方", line, anchor="" if sheet.title or number else anchor)
    if not sheet.title and not sheet.lines_above:
        yield words.paragraph("表后", (), anchor=anchor)


def _lines(row: EntryLine | TableLayout, pitch: float, width: int) -> Iterator[GridLine]:
    match row:
        case EntryLine():
            yield _entries(row, pitch, width)
        case TableLayout():
            yield from _table(row, twips(pitch), width)
        case _:
            assert_never(row)


def _entries(row: EntryLine, pitch: float, width: int) -> GridLine:
    boxes = (
        box
        for label, place in row.cells
        for box in (form_cells.label(label, width), form_cells.space(place, pitch, width))
    )
    return GridLine(boxes=tuple(boxes), height=twips(row.height))


def _table(row: TableLayout, height: int, width: int) -> Iterator[GridLine]:
    """Return the rows of a table; its heads come again on a next page."""
    table = row.table
    if table.label:
        hint = (run(table.bracketed_hint),) if table.hint else ()
        text = paragraph("表单栏名", run(table.label), *hint)
        yield GridLine(boxes=(GridCell(start=0, end=width, paragraphs=(text,)),), height=height, head=True)
    heads = (form_cells.box(box, width, paragraph("表单栏名", run(head))) for box, head in row.heads)
    yield GridLine(boxes=tuple(heads), height=height, head=True)
    for cells in row.rows:
        yield GridLine(boxes=tuple(form_cells.table_cell(cell, width) for cell in cells), height=height)
