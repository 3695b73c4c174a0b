"""Worksheets that an office fills in: every open cell explains itself, and refuses what it does not take."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.utility import xl_range_formula  # type: ignore[import-untyped]

from dangjian_std.document.inline import InputKind
from dangjian_std.document.sheets_to_fill import CellInput, FillCell, FillSheet
from dangjian_std.renderers.xlsx.form_styles import A4_PAPER, BODY_FONT, HEAD_FONT, SHADE
from dangjian_std.renderers.zip_files import CREATED_AT
from dangjian_std.text.characters import width

OPTIONS_WORKSHEET = "选项"
"""The hidden worksheet of what can be chosen."""
CHARACTER_WIDTH, CELL_MARGIN_WIDTH = 2.15, 1
"""Width of a Chinese character and of what a cell keeps free, in the unit of columns."""
SHEET_LINE_HEIGHT = 16
"""Height of a line of text of 10.5 points."""
FIRST_SHEET_DAY, LAST_SHEET_DAY = dt.date(2000, 1, 1), dt.date(2099, 12, 31)
LONGEST_WORD, LONGEST_HINT = 32, 250
"""Characters of the title and the text that Excel shows beside a cell."""


def render(title: str, sheets: Sequence[FillSheet]) -> bytes:
    """Return a workbook of these worksheets; two runs give the same bytes."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_format_properties": {"font_name": BODY_FONT}})
    book.set_properties({"title": title, "created": CREATED_AT})
    lists: dict[tuple[str, ...], str] = {}
    for options in dict.fromkeys(
        cell.wanted.options for each in sheets for row in each.rows for cell in row if cell.wanted
    ):
        if options:
            lists[options] = f"={xl_range_formula(OPTIONS_WORKSHEET, 0, len(lists), len(options) - 1, len(lists))}"
    styles = _styles(book)
    for each in sheets:
        _write(book.add_worksheet(each.name), each, styles, lists)
    hidden = book.add_worksheet(OPTIONS_WORKSHEET)
    for column, options in enumerate(lists):
        for row, option in enumerate(options):
            hidden.write_string(row, column, option)
    hidden.very_hidden()
    book.close()
    return file.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    plain = {"font_name": BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter"}
    framed = plain | {"border": 1, "align": "left", "indent": 1}
    return {
        name: book.add_format(properties)
        for name, properties in {
            "title": plain | {"font_name": HEAD_FONT, "font_size": 16},
            "note": plain | {"align": "left"},
            "head": framed | {"font_name": HEAD_FONT, "align": "center", "indent": 0, "bg_color": SHADE},
            "fixed": framed | {"bg_color": SHADE, "num_format": "@"},
            InputKind.TEXT.value: framed | {"num_format": "@"},
            InputKind.CHOICE.value: framed | {"num_format": "@"},
            InputKind.NUMBER.value: framed,
            InputKind.DATE.value: framed | {"num_format": "yyyy-mm-dd"},
        }.items()
    }


def _write(sheet: Any, said: FillSheet, styles: dict[str, Any], lists: dict[tuple[str, ...], str]) -> None:
    last, whole = len(said.heads) - 1, sum(said.widths)
    for column, wide in enumerate(said.widths):
        sheet.set_column(column, column, wide * CHARACTER_WIDTH + CELL_MARGIN_WIDTH)
    for number, text in enumerate((said.title, *said.notes)):
        sheet.merge_range(number, 0, number, last, text, styles["note" if number else "title"])
        sheet.set_row(number, _high(text, whole) if number else 2 * SHEET_LINE_HEIGHT)
    head = 1 + len(said.notes)
    for column, text in enumerate(said.heads):
        sheet.write_string(head, column, text, styles["head"])
    sheet.set_row(head, 1.5 * SHEET_LINE_HEIGHT)
    for number, row in enumerate(said.rows, head + 1):
        sheet.set_row(number, max(_room(cell, wide - 1) for cell, wide in zip(row, said.widths, strict=True)))
        for column, cell in enumerate(row):
            _put(sheet, number, column, cell, styles)
    for column in range(last + 1):
        _check(sheet, column, head + 1, [row[column].wanted for row in said.rows], lists)
    sheet.freeze_panes(head + 1, 0)
    sheet.repeat_rows(head)
    sheet.set_paper(A4_PAPER)
    if whole > 45:  # noqa: PLR2004 characters in a line of A4
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _room(cell: FillCell, characters: int) -> int:
    """Return the height that a cell needs, filled in or to be filled in."""
    empty = SHEET_LINE_HEIGHT * (cell.wanted.lines if cell.wanted else 1) + SHEET_LINE_HEIGHT // 2
    return max(_high(str(cell.value or ""), characters), empty)


def _high(text: str, characters: int) -> int:
    """Return the height of a row in which this text stands."""
    lines = sum(max(1, -(-width(each) // (2 * characters))) for each in text.split("\n"))
    return SHEET_LINE_HEIGHT * lines + SHEET_LINE_HEIGHT // 2


def _put(sheet: Any, row: int, column: int, cell: FillCell, styles: dict[str, Any]) -> None:
    """Write a value as what it is; no text is ever a formula."""
    style = styles[cell.wanted.kind.value if cell.wanted else "fixed"]
    match cell.value:
        case None | "":
            sheet.write_blank(row, column, None, style)
        case dt.date():
            sheet.write_datetime(row, column, cell.value, style)
        case str():
            sheet.write_string(row, column, cell.value, style)
        case number:
            sheet.write_number(row, column, number, style)


def _check(
    sheet: Any, column: int, start: int, cells: Sequence[CellInput | None], lists: dict[tuple[str, ...], str]
) -> None:
    """Explain the open cells of a column, and refuse what they do not take."""
    row = start
    for wanted, run in groupby(cells):
        end = row + len(list(run)) - 1
        if wanted:
            sheet.data_validation(row, column, end, column, _rule(wanted, lists))
        row = end + 1


def _rule(wanted: CellInput, lists: dict[tuple[str, ...], str]) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "ignore_blank": True,
        "input_title": wanted.word[:LONGEST_WORD],
        "input_message": wanted.hint[:LONGEST_HINT],
        "error_title": "请改一下",
        "error_message": wanted.hint[:LONGEST_HINT],
    }
    match wanted.kind:
        case InputKind.DATE:
            return rule | {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_SHEET_DAY,
                "maximum": LAST_SHEET_DAY,
            }
        case InputKind.NUMBER:
            least, most = wanted.bounds
            return rule | {"validate": "integer", "criteria": "between", "minimum": least, "maximum": most}
        case InputKind.CHOICE if wanted.options:
            kind = {"error_type": "warning"} if wanted.free else {}
            return rule | {"validate": "list", "source": lists[wanted.options]} | kind
        case _:
            return rule | {"validate": "any"}
