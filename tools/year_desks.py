"""A form open for editing: a Word document or a workbook, filled in as an office does."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
from docx.table import _Cell
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_std.domain.record import Column, Field

Cells = Mapping[str, Field | Column]
SPELLINGS: tuple[Callable[[dt.date], object], ...] = (
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
    lambda day: day.isoformat(),
    lambda day: f"{day.year}-{day.month}-{day.day} ",
)


Edges = tuple[int, int, int, int]
"""Left, top, right and bottom."""


def edges(cells: str) -> Edges:
    """Return the edges of a range of cells such as A1:B2."""
    left, top, right, bottom = range_boundaries(cells)
    if left is None or top is None or right is None or bottom is None:
        raise ValueError(cells)
    return left, top, right, bottom


class Desk:
    """A form open for editing."""

    spelling: int | None = None

    def day(self, value: object) -> object:
        """Return a day in the next of five spellings where the office has no habit."""
        if isinstance(value, dt.date) and self.spelling is not None:
            self.spelling += 1
            return SPELLINGS[self.spelling % len(SPELLINGS)](value)
        return value


class Letter(Desk):
    """A Word document: cells are found by their labels."""

    def __init__(self, data: bytes, form: str, cells: Cells) -> None:
        """Open a form of a code that has these cells."""
        self.document, self.cells = docx.Document(io.BytesIO(data)), cells
        self.form = form
        self.tables = [
            [[_Cell(each, table) for each in row._tr.tc_lst] for row in table.rows]  # noqa: SLF001 once for all
            for table in self.document.tables
        ]

    def head(self, branch: str, number: str) -> None:
        """Write whose it is, and its number."""
        for paragraph in self.document.paragraphs:
            if "党支部：" in paragraph.text and f"编号：{self.form}" in paragraph.text:
                tail = paragraph.text.partition("保管期限")[2]
                paragraph.text = (
                    f"党支部：{branch}　　编号：{number or f'{self.form}—　　—　　'}　　保管期限{tail}"
                )

    def _spot(self, name: str, at: int) -> _Cell:
        label, table = self.cells[name].label, name.partition(".")[0]
        if at:
            title = self.cells[table].label
            found = next(rows for rows in self.tables if len(rows[0]) == 1 and rows[0][0].text.startswith(title))
            heads = [each.text for each in found[1]]
            return found[1 + at][heads.index(label)]
        same = [each for each, cell in self.cells.items() if cell.label == label and "." not in each]
        rows = (row for table in self.tables for row in table)
        spots = (row[place + 1] for row in rows for place, each in enumerate(row[:-1]) if each.text == label)
        return next(itertools.islice(spots, same.index(name), None))

    def write(self, name: str, at: int, value: object) -> None:
        """Write a day, a number, a text, or tick boxes."""
        try:
            cell = self._spot(name, at)
        except StopIteration:
            raise KeyError(f"{self.form} {name}") from None
        if isinstance(value, list):
            for paragraph in cell.paragraphs:
                text = paragraph.text
                for option in value:
                    text = text.replace(f"□{option}", f"☑{option}")
                if text != paragraph.text:
                    paragraph.text = text
            return
        said = self.day(value)
        if isinstance(said, dt.date):
            said = f"{said.year}年{said.month}月{said.day}日"
        cell.paragraphs[-1].add_run(str(said))

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


class Book(Desk):
    """A workbook: cells are found by the names of their places."""

    def __init__(self, data: bytes, form: str) -> None:
        """Open a form of a code."""
        self.book, self.form = openpyxl.load_workbook(io.BytesIO(data)), form
        self.places = {
            name.removeprefix(f"dstd.{form}.").replace("_", "-"): (sheet, name)
            for sheet in self.book.worksheets
            for name in sheet.defined_names
            if name.startswith("dstd.")
        }

    def head(self, branch: str, number: str) -> None:
        """Write whose it is, and its number."""
        self.write("head.owner", 0, branch)
        if number:
            self.write("head.number", 0, number)

    def box(self, name: str) -> tuple[Worksheet, Edges]:
        """Return the sheet and the cells of a place, label and all."""
        sheet, known = self.places[name]
        left, top, right, bottom = edges(sheet.defined_names[known].attr_text.rpartition("!")[2])
        return sheet, (left, top, right, bottom)

    def spot(self, name: str, at: int) -> Any:
        """Return the cell of a field, or of a row of a column."""
        sheet, (left, top, right, _) = self.box(name)
        row, column = (top + at, left) if at else (top, right)
        for merged in sheet.merged_cells.ranges:
            if merged.min_row <= row <= merged.max_row and merged.min_col <= column <= merged.max_col:
                return sheet.cell(merged.min_row, merged.min_col)
        return sheet.cell(row, column)

    def write(self, name: str, at: int, value: object) -> None:
        """Write a day, a number, a text, or tick boxes."""
        cell = self.spot(name, at)
        if isinstance(value, list):
            said = str(cell.value or "")
            for option in value:
                said = said.replace(f"□{option}", f"☑{option}") if f"□{option}" in said else option
            cell.value = said
            return
        cell.value = self.day(value)
        if isinstance(cell.value, dt.date):
            cell.number_format = "yyyy-mm-dd"

    def place(self, name: str, cells: Edges) -> None:
        """Give a place other cells, or another title of its sheet."""
        sheet, known = self.places[name]
        left, top, right, bottom = cells
        where = f"${get_column_letter(left)}${top}:${get_column_letter(right)}${bottom}"
        title = sheet.title.replace("'", "''")
        sheet.defined_names[known] = DefinedName(known, attr_text=f"'{title}'!{where}")

    def columns(self) -> list[str]:
        """Return the columns of the first table in which something is written."""
        names = [name for name in self.places if "." in name and not name.startswith("head.")]
        table = next(name for name in names if self.spot(name, 1).value is not None).partition(".")[0]
        return [name for name in names if name.startswith(f"{table}.")]

    def rows(self) -> int:
        """Return how many rows of that table are written."""
        columns, at = self.columns(), 0
        while any(self.spot(name, at + 1).value is not None for name in columns):
            at += 1
        return at

    def saved(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()
