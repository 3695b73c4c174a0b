"""Marks of a worksheet that make what stands in a cell uncertain: merged, hidden, or struck through."""

from __future__ import annotations

import re
from collections.abc import Collection

from dangjian_std.reading import workbook
from dangjian_std.reading.workbook import Cell, MergedCell, Worksheet, range_boundaries

QUOTED_IN_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^]]*\]')
SCALED = re.compile("[0#?],+(?![0#?])")
"""What is only shown in a number format; digits of which the last thousands are left away."""
LEAST_VISIBLE_SIZE = 0.5
"""Points of a row, or characters of a column, that are needed to see that something stands there."""
CellRange = tuple[int, int, int, int]
"""First column and row, last column and row of a range, counted from 1."""


def whole(cells: str) -> CellRange:
    """Return a range written as F6:F22 or F6 as numbers."""
    left, top, right, bottom = range_boundaries(cells)
    return int(left or 1), int(top or 1), int(right or 1), int(bottom or 1)


def meet(one: CellRange, other: CellRange) -> bool:
    """Whether two ranges share a cell."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


class SheetMarks:
    """The marks of one worksheet, seen by the places on it."""

    def __init__(self, sheet: Worksheet, places: Collection[CellRange]) -> None:
        """Find out which cells became one with a cell of another row or another place."""
        self._columns = frozenset(
            number
            for each in sheet.column_dimensions.values()
            if each.hidden or each.width < LEAST_VISIBLE_SIZE
            for number in range(each.min or 1, min(each.max or 1, workbook.LAST_FORM_COLUMN) + 1)
        )
        self._rows = frozenset(
            number
            for number, each in sheet.row_dimensions.items()
            if each.hidden or (each.ht is not None and each.ht < LEAST_VISIBLE_SIZE)
        )
        self._merged: set[tuple[int, int]] = set()
        for each in sheet.merged_cells.ranges:
            box = (each.min_col, each.min_row, each.max_col, each.max_row)
            starts = {place[0] for place in places if meet(place, box)} | {
                place[2] for place in places if meet(place, box)
            }
            inside = {column for column in starts if each.min_col <= column <= each.max_col}
            if inside and (each.max_row > each.min_row or len(inside) > 1):
                last = min(each.max_row, workbook.LAST_WORKBOOK_ROW)
                self._merged |= {(row, column) for row in range(each.min_row, last + 1) for column in inside}

    def trouble(  # noqa: PLR0911 one return for each mark
        self, cell: Cell | MergedCell
    ) -> str:
        """Say why what stands in a cell is not certain; nothing where it is, or where it stands empty."""
        spot = (cell.row, cell.column)
        if spot in self._merged:
            return "同别的格合并了，不知道写的是哪一格；取消合并，写在该写的格里"
        if cell.comment:
            return "有批注；该写的写在格里，删去批注"
        if cell.value is None:
            return ""
        if cell.row in self._rows or cell.column in self._columns:
            return "在隐藏的行或者列里；取消隐藏，看过再交"
        if isinstance(cell, Cell) and workbook.struck(cell):
            return "加了删除线；不要的删去，要的去掉删除线"
        if isinstance(cell.value, int | float):
            return _shown(str(cell.number_format))
        return ""


def _shown(number_format: str) -> str:
    """Say that a number is shown as another, or as none, by its format."""
    if "%" in number_format:
        return "写成了百分数；把单元格格式改成“常规”，再写一遍"
    digits = QUOTED_IN_FORMAT.sub("", number_format.partition(";")[0])
    if SCALED.search(digits) or not re.search("[0#?@]|general", digits, re.IGNORECASE):
        return "显示的不是写的数；把单元格格式改成“常规”，再写一遍"
    return ""
