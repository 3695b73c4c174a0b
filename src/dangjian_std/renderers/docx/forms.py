"""Forms: tables on which both a pen and a keyboard find their place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise
from typing import assert_never

from dangjian_std.document.forms import EntryRow, EntryTable, Form, FormKind, Sheet
from dangjian_std.renderers.docx import form_cells, table_grid
from dangjian_std.renderers.docx.form_cells import STYLES
from dangjian_std.renderers.docx.paragraphs import Words, looks, paragraph, run
from dangjian_std.renderers.docx.table_grid import Box, Line
from dangjian_std.renderers.docx.xml import Element, twips
from dangjian_std.renderers.layout.form_layout import Plan, plans

MARGINS = (0, 80, 0, 80)
"""Inside a cell, in twips: top, left, bottom, right."""
LABEL = 15
"""Width of a label in percent."""
NUMBER = {1: 7, 2: 5}
"""Width of the numbers in percent, by how many tables stand side by side."""


def blocks(form: Form, words: Words, width: int, *, under_title: bool) -> Iterator[Element]:
    """Return the sheets of a form, each but the first on a new page; its mark stands in the margin."""
    anchor = "" if form.kind is FormKind.BALLOT else form.anchor
    for index, (sheet, pitch) in enumerate(zip(form.sheets, plans(form, under_title=under_title), strict=True)):
        heads = list(_heads(sheet, words, "" if index else anchor))
        if index:
            looks(heads[0]).page_break_before = True
        yield from heads
        yield from _frame(sheet, pitch, width)
        if sheet.below:
            yield paragraph("表单下方", run(sheet.below))


def _frame(sheet: Sheet, pitch: Plan, width: int) -> Iterator[Element]:
    """Return the tables of a sheet, close together: the heads of one come again above nothing but its own rows."""
    groups = [list(rows) for _, rows in groupby(sheet.rows, key=_own)]
    for number, rows in enumerate(groups, 1):
        lines = [line for row in rows for line in _lines(row, pitch, width)]
        last = number == len(groups)
        yield table_grid.table(lines, width, MARGINS, bottom=last)
        yield paragraph("表后" if last else "表间")


def _own(row: EntryRow | EntryTable) -> str:
    return row.id if isinstance(row, EntryTable) else ""


def _heads(sheet: Sheet, words: Words, anchor: str) -> Iterator[Element]:
    """Return what stands above the frame; a sheet without any of it still has a place to break the page at."""
    if sheet.title:
        yield words.paragraph("表单标题", (sheet.title,), anchor=anchor)
    for number, line in enumerate(sheet.lines_above):
        yield words.paragraph("表单上方", line, anchor="" if sheet.title or number else anchor)
    if not sheet.title and not sheet.lines_above:
        yield words.paragraph("表后", (), anchor=anchor)


def _lines(row: EntryRow | EntryTable, pitch: Plan, width: int) -> Iterator[Line]:
    match row:
        case EntryRow():
            yield _entries(row, pitch, width)
        case EntryTable():
            yield from _table(row, twips(pitch.pitch), width)
        case _:
            assert_never(row)


def _entries(row: EntryRow, pitch: Plan, width: int) -> Line:
    boxes = []
    share = width / len(row.entries)
    for index, entry in enumerate(row.entries):
        start, middle, end = index * share, index * share + LABEL / 100 * width, (index + 1) * share
        boxes.append(form_cells.label(entry.label, start, middle))
        boxes.append(form_cells.space(entry, middle, end, pitch))
    height = max((pitch.lines(entry) * pitch.pitch for entry in row.entries), default=0)
    return Line(boxes=tuple(boxes), height=twips(height))


def _table(table: EntryTable, height: int, width: int) -> Iterator[Line]:
    """Return the rows of a table; its heads come again on a next page."""
    spans = _spans(table, width)
    if table.label:
        hint = (run(table.bracketed_hint),) if table.hint else ()
        text = paragraph("表单栏名", run(table.label), *hint)
        yield Line(boxes=(Box(start=0, end=width, paragraphs=(text,)),), height=height, head=True)
    boxes = (
        Box(start=start, end=end, paragraphs=(paragraph("表单栏名", run(head)),))
        for head, (start, end) in zip(table.heads * table.across, spans, strict=True)
    )
    yield Line(boxes=tuple(boxes), height=height, head=True)
    for index in range(table.rows):
        boxes = (
            Box(start=start, end=end, paragraphs=(text,), lines=_again(table, place))
            for place, (text, (start, end)) in enumerate(zip(_texts(table, index), spans, strict=True))
        )
        yield Line(boxes=tuple(boxes), height=height)


def _again(table: EntryTable, place: int) -> dict[str, int]:
    """Say that a table begins again at this cell, beside the one before."""
    columns = len(table.columns) + table.numbered
    return {"left": table_grid.THICK} if place and place % columns == 0 else {}


def _spans(table: EntryTable, width: int) -> list[tuple[float, float]]:
    """Return where each cell of a row starts and ends."""
    number = NUMBER.get(table.across, NUMBER[2]) if table.numbered else 0
    share = 100 / table.across - number
    widths = [*((number,) if table.numbered else ()), *(column.width * share / 100 for column in table.columns)]
    edges = list(accumulate(widths * table.across, initial=0.0))
    return list(pairwise(edge / edges[-1] * width for edge in edges))


def _texts(table: EntryTable, index: int) -> Iterator[Element]:
    """Return what stands in a row: the numbers run down one table, then the next."""
    for time in range(table.across):
        at = index + time * table.rows
        if table.numbered:
            yield paragraph("表单居中", run(str(table.first + at)))
        written = table.values[at] if at < len(table.values) else ("",) * len(table.columns)
        for text, column in zip(written, table.columns, strict=True):
            yield paragraph(STYLES[column.align], *((run(text),) if text else ()))
