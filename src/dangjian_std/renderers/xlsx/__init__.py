"""XLSX by XlsxWriter: one sheet a table, ready to filter and to print; forms by `form_writer`.

Two runs give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from dangjian_std.document.blocks import Band, Table
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form
from dangjian_std.document.inline import Align, InputKind
from dangjian_std.document.place_names import HIDDEN
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.renderer import Renderer
from dangjian_std.renderers.xlsx import form_styles, form_writer, growing_rows
from dangjian_std.renderers.xlsx.form_styles import A4_PAPER, BODY_FONT, HEAD_FONT
from dangjian_std.renderers.xlsx.hidden_sheet import Register
from dangjian_std.renderers.zip_files import CREATED_AT
from dangjian_std.text.characters import width
from dangjian_std.text.errors import DstdError

ROW_HEIGHT, COLUMN_WIDTH = 18, 72
"""What a Chinese spreadsheet starts from, in pixels: its columns are measured by digits of 宋体 at 11 points."""
LEAST_COLUMN_WIDTH, MOST_COLUMN_WIDTH = 6, 90
PORTRAIT, LANDSCAPE = 92, 150
"""Columns that a page of A4 holds at a legible size, upright and on its side, there in 9 points."""
SPARED = 20
"""Greatest width of a column that is not narrowed for the sake of others."""
LINE_HEIGHT, ROW_LEADING, HEAD_HEIGHT, TALLEST = 16, 4, 24, 409
"""Heights in points, for text of 10.5 points; no program takes a row that is taller than the last."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST_NAME = 31
RESERVED_SHEET_NAME = "history"
NUMBER_IN_CELL = re.compile(r"0|[1-9][0-9]{0,8}")


def render(document: Document) -> bytes:
    """Set every table and every form of a document as a sheet of its own."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "default_format_properties": {"font_name": BODY_FONT, "font_size": 11},
        "default_row_height": ROW_HEIGHT,
        "default_column_width": COLUMN_WIDTH,
    }
    book = xlsxwriter.Workbook(file, options)
    book.set_properties(
        {
            "title": document.title,
            "subject": document.subject,
            "author": document.author,
            "created": CREATED_AT,
        }
    )
    formats, names = _formats(book), SheetNames()
    forms = Register(book, names.unique(HIDDEN), form_styles.styles(book))
    for block in (block for part in document.parts for block in part.blocks):
        if isinstance(block, Table):
            sheet = book.add_worksheet(names.unique(block.title))
            _fill(sheet, block, formats)
            _print(sheet, block, document.title)
        elif isinstance(block, Form):
            form_writer.add(forms, block, names.unique)
    forms.close()
    book.close()
    return growing_rows.let_grow(file.getvalue(), forms.growing)


@dataclass(slots=True)
class SheetNames:
    """Names of the sheets of an XLSX file: what Excel allows, and none twice."""

    _taken: set[str] = field(default_factory=lambda: {RESERVED_SHEET_NAME})

    def unique(self, title: str) -> str:
        """Return a name for a sheet; of titles that are the same when cut short, the later ones are counted."""
        whole = FORBIDDEN.sub("", title).strip("' ") or "表"
        name, number = whole[:LONGEST_NAME].rstrip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            name = whole[: LONGEST_NAME - len(f"({number})")].rstrip("' ") + f"({number})"
        self._taken.add(name.casefold())
        return name


def _formats(book: Any) -> dict[str, Any]:
    cell = {"font_name": BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter", "border": 1}
    head = {"font_name": HEAD_FONT, "align": "center", "bg_color": "#EDEDED"}
    return {
        "head": book.add_format(cell | head),
        "band": book.add_format(cell | {"font_name": HEAD_FONT}),
        "note": book.add_format({"font_name": BODY_FONT, "font_size": 9, "text_wrap": True, "valign": "top"}),
        Align.START: book.add_format(cell | {"align": "left", "indent": 1}),
        Align.CENTRE: book.add_format(cell | {"align": "center"}),
        InputKind.DATE: book.add_format(cell | {"align": "center", "num_format": "yyyy-mm-dd"}),
    }


def _fill(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    last, widths = len(table.columns) - 1, _widths(table)
    sheet.set_row(0, HEAD_HEIGHT)
    for index, (column, wide) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(index, index, wide)
        _write(sheet, 0, index, column.head, formats["head"])
    for number, row in enumerate(table.rows, 1):
        if isinstance(row, Band):
            _across(sheet, number, last, plain_text.line(row.text), formats["band"])
            continue
        texts = [plain_text.cell(cell) for cell in row.cells]
        sheet.set_row(number, min(LINE_HEIGHT * max(map(_lines, texts, widths)) + ROW_LEADING, TALLEST))
        for index, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
            if column.kind is InputKind.DATE:
                sheet.write_datetime(number, index, dt.datetime.fromisoformat(text), formats[InputKind.DATE])
            else:
                _write(sheet, number, index, text, formats[column.align])
    _offer(sheet, table)
    sheet.freeze_panes(1, int(_across_pages(table)))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), last)
    notes = zip(table.note_labels, table.notes, strict=True)
    for number, (label, note) in enumerate(notes, len(table.rows) + 2):
        text = f"{label}{plain_text.line(note)}"
        _across(sheet, number, last, text, formats["note"])
        sheet.set_row(number, LINE_HEIGHT * _lines(text, sum(widths)))


def _offer(sheet: Any, table: Table) -> None:
    """Offer the words of each column that takes no others."""
    for index, column in enumerate(table.columns):
        if column.kind is InputKind.CHOICE and table.rows:
            rule = {"validate": "list", "source": list(column.options), "error_title": column.head}
            sheet.data_validation(1, index, len(table.rows), index, rule)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a cell: no program that opens a file measures its rows for certain."""
    return sum(len(list(plain_text.wrap(line, width - 3))) for line in text.split("\n"))


def _across(sheet: Any, row: int, last: int, text: str, style: Any) -> None:
    """Write one text across a table; one column cannot be merged."""
    if last:
        sheet.merge_range(row, 0, row, last, "", style)
    _write(sheet, row, 0, text, style)


def _write(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    """Write a whole number as a number, everything else as text: no text ever becomes a formula or a link."""
    trouble = (
        sheet.write_number(row, column, int(text), style)
        if NUMBER_IN_CELL.fullmatch(text)
        else sheet.write_string(row, column, text, style)
    )
    if trouble:
        raise DstdError("有一格的文字太长，XLSX 放不下；请改用 --format json。")


def _widths(table: Table) -> list[int]:
    """Give each column what its longest line takes, within limits; all of them go on a page at a legible size.

    Where there are too many for that, none is narrowed: they go on several pages.
    """
    wanted = []
    for index, column in enumerate(table.columns):
        texts = [plain_text.cell(row.cells[index]) for row in table.rows if not isinstance(row, Band)]
        longest = max(width(line) for text in (column.head, *texts) for line in text.split("\n"))
        room = round(column.width * LANDSCAPE / 100) if column.id else LEAST_COLUMN_WIDTH
        wanted.append(min(max(longest + 3, room, width(column.head) + 5), MOST_COLUMN_WIDTH))
    widths = list(wanted)
    while not _across_pages(table) and sum(widths) > LANDSCAPE and max(widths) > LEAST_COLUMN_WIDTH:
        texts_of = [at for at, column in enumerate(table.columns) if not column.id]
        wide = [at for at in texts_of if widths[at] > SPARED] or [widths.index(max(widths))]
        widths[min(wide, key=lambda at: wanted[at] / widths[at])] -= 1
    return widths


def _across_pages(table: Table) -> bool:
    """Whether a table has more columns than a page holds."""
    return LEAST_COLUMN_WIDTH * len(table.columns) > LANDSCAPE


def _print(sheet: Any, table: Table, title: str) -> None:
    """A4, as wide as the page, the head on every page, the page numbers below."""
    sheet.set_paper(A4_PAPER)
    if sum(_widths(table)) > PORTRAIT:
        sheet.set_landscape()
    sheet.fit_to_pages(-(-sum(_widths(table)) // LANDSCAPE) if _across_pages(table) else 1, 0)
    sheet.repeat_rows(0)
    if _across_pages(table):
        sheet.repeat_columns(0)
    sheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.8)
    sheet.set_header(
        f'&C&"{HEAD_FONT}"&12 {title.replace("&", "&&")}　{table.label}　{table.title.replace("&", "&&")}'
    )
    sheet.set_footer(f'&C&"{BODY_FONT}"&9{form_writer.TALLIED}')
    sheet.print_area(0, 0, len(table.rows) + (len(table.notes) + 1 if table.notes else 0), len(table.columns) - 1)


RENDERER = Renderer(render=render, libraries=("XlsxWriter",))
