"""Filled forms: workbooks of ours that people have filled in, read by the names of their places.

Rows and columns may have been added, rows sorted, worksheets renamed, copied or moved: a name goes with its cells,
and the label that it covers must still be the one that belongs there. What is not certain is refused in one
sentence; nothing is ever read from a neighbour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from dangjian_std.document.place_names import DEFINED_NAME_PREFIX, HIDDEN, PLACE_TABLE_HEADS, plain_label
from dangjian_std.reading import workbook
from dangjian_std.reading.sheet_marks import CellRange, SheetMarks, meet, whole
from dangjian_std.reading.workbook import Cell, MergedCell, Workbook, WorkbookError, Worksheet

PENDING = "还没有算出结果；用 WPS 或者 Excel 打开，存一次再交"
"""What is wrong with a cell of ours that a program filled in which does not compute."""
NO_TEXT = "str"
"""The type of a cell whose formula came to an empty text; where it was never computed, there is none."""
CellValue = str | int | float | dt.date | dt.time | dt.timedelta


class FilledFormError(ValueError):
    """A workbook, or a place in it, that cannot be read for certain: what is wrong and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class NamedCell:
    """What a place is, as the hidden worksheet says."""

    name: str
    code: str
    version: str
    sheet: str
    """Its worksheet, as it was called when it was made."""
    field: str
    column: str
    """The column of a table; nothing for a field of its own."""
    label: str
    kind: str
    computed: str
    """Whether a formula of ours stands in it: 是, or nothing."""


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell that may be filled in: its address, as F7, its value, and why that is not certain."""

    address: str
    value: CellValue | None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A worksheet of a form as it was filled in: its cells, by place, in the order of the rows."""

    title: str
    code: str
    version: str
    cells: Mapping[NamedCell, tuple[FilledCell, ...]]

    def values(self, field: str, column: str = "") -> tuple[CellValue | None, ...]:
        """Return the values of a field, or of a column of a table, from the top; empty cells are None."""
        (found,) = (cells for place, cells in self.cells.items() if (place.field, place.column) == (field, column))
        return tuple(each.value for each in found)


def read(data: bytes) -> tuple[FilledSheet, ...]:
    """Return the worksheets of a filled workbook, in their order; raise FilledFormError where one is in doubt."""
    book = _Workbook(data)
    sheets = tuple(_Sheet(book, sheet).read() for sheet in book.shown)
    found = {place for sheet in sheets for place in sheet.cells}
    if lost := next((place for place in book.places.values() if place not in found), None):
        raise FilledFormError(
            f"少了工作表“{lost.sheet}”，{lost.code} 不全；请从原来的文件里补上，或者重新取一份空表。"
        )
    return sheets


class _Workbook:
    """A workbook of ours, opened."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.formulas = self._opened(values=False)
        if HIDDEN not in self.formulas.sheetnames:
            raise FilledFormError(
                "这个文件里没有表样信息：不是本套做的工作簿，或者用别的程序另存时丢了。请把内容填到本套的空表里。"
            )
        hidden = self.formulas[HIDDEN]
        rows = hidden.iter_rows(
            min_row=2,
            max_row=min(hidden.max_row, workbook.LAST_WORKBOOK_ROW),
            max_col=len(PLACE_TABLE_HEADS),
            values_only=True,
        )
        listed = (NamedCell(*(str(each or "") for each in row)) for row in rows if row[0])
        self.places = {place.name: place for place in listed}

    def _opened(self, *, values: bool) -> Workbook:
        """Open the file; with `values`, formulas give what they came to when the file was saved."""
        try:
            return workbook.opened(self._data, values=values, rich=not values)
        except WorkbookError as error:
            raise FilledFormError(str(error)) from error

    @property
    def shown(self) -> Iterator[Worksheet]:
        """The worksheets that are not ours alone."""
        return (sheet for sheet in self.formulas.worksheets if sheet.title != HIDDEN)

    @cached_property
    def results(self) -> Workbook:
        """The same workbook with what its formulas came to."""
        return self._opened(values=True)


class _Sheet:
    """One worksheet of it."""

    def __init__(self, book: _Workbook, sheet: Worksheet) -> None:
        self._book, self._sheet = book, sheet
        names = (
            name for name in sheet.defined_names if name.startswith(DEFINED_NAME_PREFIX) and name in book.places
        )
        self._boxes = {book.places[name]: self._box(book.places[name]) for name in names}

    def read(self) -> FilledSheet:
        """Return what is filled in."""
        if self._sheet.sheet_state != "visible":
            raise self._error("隐藏了；取消隐藏，看过再交，不要的整张删去")
        if not self._boxes:
            raise self._error("不是从原表复制的，或者栏目的名称丢了；把它移到别的文件里，或者填到空表里")
        self._requirewhole()
        for place, box in self._boxes.items():
            self._require_label(place, box)
        for (one, first), (other, second) in combinations(self._boxes.items(), 2):
            if meet(first, second):
                raise self._error(f"“{one.label}”和“{other.label}”两栏叠在一起")
        for table in dict.fromkeys(place.field for place in self._boxes if place.column):
            self._require_table({place: box for place, box in self._boxes.items() if place.field == table})
        any_place = next(iter(self._boxes))
        self._marks = SheetMarks(self._sheet, self._boxes.values())
        cells = {
            place: tuple(self._filled(place, cell) for cell in self._below(place, box))
            for place, box in self._boxes.items()
        }
        return FilledSheet(self._sheet.title, any_place.code, any_place.version, cells)

    def _error(self, what: str) -> FilledFormError:
        return FilledFormError(f"工作表“{self._sheet.title}”{what}。没有读。")

    def _box(self, place: NamedCell) -> CellRange:
        """Return the cells that a name stands for."""
        text = self._sheet.defined_names[place.name].attr_text or ""
        sheet, mark, cells = text.rpartition("!")
        own = sheet.removeprefix("'").removesuffix("'").replace("''", "'") == self._sheet.title
        if "#REF" in text or not mark or not own:
            raise self._error(f"的“{place.label}”一栏被删掉或者移走了；请恢复这一栏，不填可以空着")
        return whole(cells)

    def _requirewhole(self) -> None:
        """Refuse a worksheet on which places are missing that were made together with those that are there."""
        made = {(place.code, place.sheet) for place in self._boxes}
        wanted = (place for place in self._book.places.values() if (place.code, place.sheet) in made)
        if lost := next((place for place in wanted if place not in self._boxes), None):
            raise self._error(f"的“{lost.label}”一栏找不到了；请从空表里重新复制这张工作表")

    def _require_label(self, place: NamedCell, box: CellRange) -> None:
        """Refuse a place that has another label than its own, or no cell beside its label."""
        left, top, right, bottom = box
        head = self._sheet.cell(top, left)
        said = plain_label(str(head.value or ""))
        if said != place.label:
            raise self._error(
                f"的 {head.coordinate} 应当是栏名“{place.label}”，现在是“{said or '空的'}”；请把栏名改回来"
            )
        if (left != right or top == bottom) if place.column else (top != bottom or left == right):
            raise self._error(f"的“{place.label}”一栏的格子被拆开或者删掉了；请恢复原样")

    def _require_table(self, columns: Mapping[NamedCell, CellRange]) -> None:
        """Refuse a table whose columns differ in their rows, and writing below its last row."""
        heights = {(box[1], box[3]) for box in columns.values()}
        if len(heights) > 1:
            raise self._error("的表格有的列行数不一样；请整行插入、整行删除")
        ((_, last),) = heights
        for left, *_ in columns.values():
            cell = self._sheet.cell(last + 1, left)
            if cell.value is not None and not self._stands_elsewhere(cell, columns.values()):
                raise self._error(f"的 {cell.coordinate} 写在了表格下面；请在表格中间插入行，把它移进去")

    def _stands_elsewhere(self, cell: Cell | MergedCell, columns: Iterable[CellRange]) -> bool:
        """Whether a cell below a table belongs to something else: another place, or a line across the table."""
        spot = whole(cell.coordinate)
        first, last = min(box[0] for box in columns), max(box[2] for box in columns)
        across = (each for each in self._sheet.merged_cells.ranges if cell.coordinate in each)
        return any(meet(spot, box) for box in self._boxes.values()) or any(
            each.min_col <= first and each.max_col >= last for each in across
        )

    def _below(self, place: NamedCell, box: CellRange) -> Iterator[Cell | MergedCell]:
        """Yield the cells to fill in: those below the head of a column, or the one beside a label."""
        left, top, right, bottom = box
        rows = range(top + 1, bottom + 1) if place.column else (top,)
        return (self._sheet.cell(row, right if not place.column else left) for row in rows)

    def _filled(self, place: NamedCell, cell: Cell | MergedCell) -> FilledCell:
        """Return what a cell holds; a formula of ours gives what it came to when the file was saved."""
        value = workbook.said(cell)
        trouble = self._marks.trouble(cell)
        if cell.data_type == "f":
            result = self._book.results[self._sheet.title][cell.coordinate]
            value = result.value
            if not place.computed:
                trouble = "是算式，不算；写上算好的"
            elif value is None and result.data_type != NO_TEXT:
                trouble = trouble or PENDING
        if cell.data_type == "e" or not isinstance(value, CellValue | None) or str(value).startswith("#"):
            return FilledCell(cell.coordinate, None, "不是算好的数、日期或者文字；写上数、日期或者文字")
        return FilledCell(cell.coordinate, value, trouble)
