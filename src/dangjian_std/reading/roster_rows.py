"""The rows of a roster as its file has them: text as Excel and WPS save it, or a workbook."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dangjian_std.reading.file_signatures import OLE, ZIP

if TYPE_CHECKING:
    from dangjian_std.reading.workbook import Worksheet

LAST_ROSTER_ROW, LAST_ROSTER_COLUMN = 5000, 40
"""Rows and columns of a worksheet in which a list stands."""
ROWS_TO_HEAD = 5
"""Rows among which the head of a table stands that somebody filled in."""
CELL_MIDNIGHT = "00:00:00"
"""What the text of a cell that holds a date ends with."""
SEPARATORS = {"，": "全角逗号", "、": "顿号", "；": "分号", ";": "分号"}
"""What divides a line in place of a comma or a tab."""
UNPAIRED = "引号没有成对，或者一格里换了行；去掉引号和换行再试"
"""What is wrong with a line whose quotation marks would swallow the cells behind them."""


class RosterError(ValueError):
    """A line of a roster that cannot be read: its number, counted from 1, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        """Keep the line beside the message."""
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that is not empty: its number, its cells without spaces around them, and what is wrong with it."""

    line: int
    cells: tuple[str, ...]
    trouble: str = ""
    """What was not read in it."""
    divided: str = ""
    """Why it is one cell and ought to be several."""
    width: int = 0
    """How many cells the line of a text has, empty ones too."""
    merged: frozenset[int] = frozenset()
    """Its cells that are one with the cell above, and say the same."""

    def cell(self, at: int) -> str:
        """Return a cell; beyond the last one there is nothing."""
        return self.cells[at] if 0 <= at < len(self.cells) else ""


def rows(data: bytes) -> tuple[tuple[SheetRow, ...], ...]:
    """Return the tables of a file, each as its rows: of a text one, of a workbook its visible worksheets."""
    return tuple(map(tuple, tables(data)))


def tables(data: bytes) -> Iterator[Iterator[SheetRow]]:
    """Yield the same; the rows of a text are read as they are asked for."""
    if data.startswith((ZIP, OLE)):
        yield from map(iter, filter(None, _sheets(data)))
    else:
        yield _lines(_text(data))


# -- text ------------------------------------------------------------------------------------------------


def _text(data: bytes) -> str:
    if b"\0" in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RosterError(1, "像是没有标记的 UTF-16 文本；在 Excel 或者 WPS 里另存为 .xlsx 或者 CSV 再试")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RosterError(1, "不是文本文件，也不是工作簿；在 Excel 或者 WPS 里另存为 .xlsx 或者 CSV 再试")


def _lines(text: str) -> Iterator[SheetRow]:
    for number, line in enumerate(re.split("\r\n|\r|\n", text), 1):
        mark = "\t" if "\t" in line and "," not in line else ","
        try:
            cells = [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
        except csv.Error:
            raise RosterError(number, "这一行太长，不是名单") from None
        if any(cells):
            odd = UNPAIRED if line.count('"') % 2 else ""
            width = len(cells)
            yield SheetRow(number, _trimmed(cells), odd, divided=_wrongly_divided(line), width=width)


def _trimmed(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _wrongly_divided(line: str) -> str:
    """Say that a line is divided by something else than a comma or a tab."""
    found = next((name for mark, name in SEPARATORS.items() if mark in line), "")
    return f"这一行用{found}隔开，要用半角逗号“,”" if found and not {",", "\t"} & {*line} else ""


# -- workbooks -------------------------------------------------------------------------------------------


def _sheets(data: bytes) -> Iterator[tuple[SheetRow, ...]]:
    from dangjian_std.reading import workbook  # and openpyxl: only where there is a workbook

    try:
        formulas, values = workbook.opened(data), workbook.opened(data, values=True)
    except workbook.WorkbookError as error:
        raise RosterError(1, str(error).rstrip("。")) from None
    for sheet in formulas.worksheets:
        if sheet.sheet_state == "visible":
            yield tuple(_rows(sheet, values[sheet.title]))


def _rows(sheet: Worksheet, values: Worksheet) -> Iterator[SheetRow]:
    """Yield the rows of a worksheet; cells that became one say the same in each of their rows."""
    merged = {
        (row, each.min_col): (each.min_row, each.min_col)
        for each in sheet.merged_cells.ranges
        if each.min_col == each.max_col
        for row in range(each.min_row, min(each.max_row, LAST_ROSTER_ROW) + 1)
    }
    widest = min(sheet.max_column, LAST_ROSTER_COLUMN)  # asked for once: each time all cells are counted
    for number in range(1, min(sheet.max_row, LAST_ROSTER_ROW) + 1):
        cells, troubles, same = [], [], set()
        for column in range(1, widest + 1):
            spot = merged.get((number, column), (number, column))
            text, trouble = _cell(values.cell(*spot).value, formula=sheet.cell(*spot).data_type == "f")
            cells.append(text)
            same |= {column - 1} if spot[0] < number else set()
            troubles += [f"{sheet.cell(number, column).coordinate} {trouble}"] if trouble else []
        if any(cells) or troubles:
            yield SheetRow(number, _trimmed(cells), "；".join(troubles), merged=frozenset(same))


def _cell(value: object, *, formula: bool) -> tuple[str, str]:
    """Return the text of a cell, and why it has none."""
    if value is None:
        return "", "是算式，还没有算出结果；用 WPS 或者 Excel 打开，保存以后再试" if formula else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return ("", f"是算错的算式（{text}）") if text.startswith("#") else (text, "")
