"""Forms as worksheets to fill in: checked cells, rows to spare, and a hidden sheet that says where each field is.

The hidden sheet is what a program needs to read a filled form: a line for each field, with the form's code and
version, the field's id (and the column's, in a table), the worksheet, its first and last cell, and what is written
there. Nothing is ever put into a cell to sign or to seal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from dangjian_std.document import Entry, EntryRow, Form, Kind, Space
from dangjian_std.renderers import grid
from dangjian_std.renderers.leaves import Leaf

SONG, HEI = "宋体", "黑体"
HIDDEN = "表样信息"
HEADS = ("表号", "版本", "栏目", "列", "工作表", "起", "止", "填写")
OPTIONS = len(HEADS) + 1
"""Column of the hidden sheet where the lists to choose from begin."""
LARGEST = 999_999_999
FIRST_DAY, LAST_DAY = dt.date(1921, 1, 1), dt.date(2100, 12, 31)
A4 = 9
MM = 1 / 25.4
BINDING, SIDE, EDGE = 25 * MM, 15 * MM, 18 * MM
"""Margins in inches; the binding edge is at the left, of a sheet on its side at the top."""

Where = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass(slots=True)
class Register:
    """What is written about the forms of one workbook."""

    book: Any
    hidden: str
    """Name of the hidden sheet."""
    styles: dict[str, Any]
    places: list[tuple[str, ...]] = field(default_factory=list)
    options: list[tuple[str, ...]] = field(default_factory=list)

    def close(self) -> None:
        """Write the hidden sheet; a workbook without forms gets none."""
        if not self.places:
            return
        sheet = self.book.add_worksheet(self.hidden)
        for number, texts in enumerate((HEADS, *self.places)):
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
        for column, options in enumerate(self.options, OPTIONS):
            for number, option in enumerate(options):
                sheet.write_string(number, column, option)
        sheet.very_hidden()


def styles(book: Any) -> dict[str, Any]:
    """Make the formats of a workbook's forms. Cells for text keep what is typed as text, even `=1+1` or `007`."""
    plain = {"font_name": SONG, "font_size": 10.5, "text_wrap": True, "valign": "vcenter"}
    framed = plain | {"border": 1}
    typed = framed | {"num_format": "@"}
    return {
        name: book.add_format(properties)
        for name, properties in {
            "title": plain | {"font_size": 16, "bold": True, "align": "center"},
            "above": plain | {"align": "right", "text_wrap": False},
            "head": framed | {"font_name": HEI, "align": "center"},
            "number": framed | {"align": "center"},
            "space": typed | {"align": "left", "indent": 1},
            "lines": typed | {"align": "left", "indent": 1, "valign": "top"},
            Kind.TEXT.value: typed | {"align": "center"},
            Kind.CHOICE.value: typed | {"align": "center"},
            Kind.DATE.value: framed | {"align": "center", "num_format": "yyyy-mm-dd"},
            Kind.NUMBER.value: framed | {"align": "center", "num_format": "General"},
        }.items()
    }


def add(register: Register, form: Form, leaf: Leaf, name: str) -> None:
    """Set one leaf of a form as a worksheet."""
    _Writer(register, form, leaf, name).write()


class _Writer:
    """Writes one worksheet from the top down."""

    def __init__(self, register: Register, form: Form, leaf: Leaf, name: str) -> None:
        self._register, self._styles = register, register.styles
        self._form, self._leaf, self._name = form, leaf, name
        self._sheet = register.book.add_worksheet(name)
        self._widths, self._sideways = grid.columns(leaf)
        self._last = len(self._widths) - 1
        self._row = 0

    def write(self) -> None:
        leaf = self._leaf
        for column, wide in enumerate(self._widths):
            self._sheet.set_column_pixels(column, column, wide)
        self._across(leaf.title, "title", grid.TITLE)
        if leaf.above:
            self._across("　　".join(filter(None, leaf.above)), "above", grid.LINE)
        self._entries(leaf.before)
        if leaf.tables:
            self._table()
        self._entries(leaf.after)
        for text in leaf.below:
            self._across(text, "above", grid.LINE)
        self._print()

    def _across(self, text: str, style: str, height: int) -> None:
        self._put((self._row, 0, self._row, self._last), text, style)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def _put(self, where: Where, text: str, style: str) -> None:
        """Write a text into a cell, or into cells that become one. No text is ever a formula."""
        row, column, last_row, last = where
        if (row, column) != (last_row, last):
            self._sheet.merge_range(row, column, last_row, last, "", self._styles[style])
        if text:
            self._sheet.write_string(row, column, text, self._styles[style])
        else:
            self._sheet.write_blank(row, column, None, self._styles[style])

    def _entries(self, rows: Iterable[EntryRow]) -> None:
        for row in grid.stacked(rows, self._widths):
            ends = grid.cuts(self._widths, len(row.entries))
            starts = (0, *ends)
            for index, entry in enumerate(row.entries):
                label, space, end = starts[2 * index], starts[2 * index + 1], starts[2 * index + 2]
                self._put((self._row, label, self._row, space - 1), grid.caption(entry), "head")
                self._entry((self._row, space, self._row, end - 1), entry)
            self._sheet.set_row(self._row, grid.height(row, self._widths))
            self._row += 1

    def _entry(self, where: Where, entry: Entry) -> None:
        """Make a space to write in: typed dates and numbers stand in the middle, words at the left."""
        kind = entry.kind if entry.kind in {Kind.DATE, Kind.NUMBER} else None
        style = "lines" if entry.space is Space.RULED else kind.value if kind else "space"
        self._put(where, grid.content(entry), style)
        self._check(where, entry.kind, entry.options)
        row, column, *_ = where
        self._remember(entry.id, "", (row, column, row, column), entry.space.value if not kind else kind.value)

    # -- the table ---------------------------------------------------------------------------------------

    def _table(self) -> None:
        table = self._leaf.tables[0]
        label, heads = grid.heading(self._leaf, self._widths)
        start = self._row
        if label:
            self._across(grid.labelled(table), "head", label)
        words = (*("序",) * table.numbered, *grid.heads(self._leaf, self._widths))
        for at, text in enumerate(words):
            self._put((self._row, at, self._row, at), text, "head")
        self._sheet.set_row(self._row, heads)
        self._sheet.repeat_rows(start, self._row)
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)
        count = grid.rows(self._leaf, self._widths, sideways=self._sideways)
        self._body(count)
        for at, column in enumerate(table.columns, table.numbered):
            self._check((self._row, at, self._row + count - 1, at), column.kind, column.options)
        self._runs(count)
        self._row += count

    def _body(self, count: int) -> None:
        """Write the rows: numbers, what stands there already, and nothing else."""
        table, written = self._leaf.tables[0], self._leaf.values
        heights = grid.written(self._leaf, self._widths)
        for number in range(count):
            row = self._row + number
            if table.numbered:
                self._sheet.write_number(row, 0, number + 1, self._styles["number"])
            values = written[number] if number < len(written) else ()
            for at, column in enumerate(table.columns):
                place = at + table.numbered
                self._put((row, place, row, place), values[at] if at < len(values) else "", column.kind.value)
            self._sheet.set_row(row, heights[number] if number < len(heights) else grid.WRITING)

    def _runs(self, count: int) -> None:
        """Remember where the rows of each table are; the spare ones belong to the last."""
        start, end = self._row, self._row + count
        for table in self._leaf.tables:
            stop = end if table is self._leaf.tables[-1] else start + table.rows * table.across
            for at, column in enumerate(table.columns, table.numbered):
                self._remember(table.id, column.id, (start, at, stop - 1, at), column.kind.value)
            start = stop

    def _remember(self, name: str, column: str, where: Where, kind: str) -> None:
        first, last = xl_rowcol_to_cell(*where[:2]), xl_rowcol_to_cell(*where[2:])
        place = (self._form.code, self._form.version, name, column, self._name, first, last, kind)
        self._register.places.append(place)

    # -- what a cell takes -------------------------------------------------------------------------------

    def _check(self, where: Where, kind: Kind, options: Sequence[str]) -> None:
        """Refuse what does not belong into a cell, in a sentence that says what does; it may stay empty."""
        rule: dict[str, Any] = {"ignore_blank": True, "error_title": "请改一下"}
        match kind:
            case Kind.DATE:
                rule |= {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
                rule["error_message"] = "这一格填日期，写成 2027-03-10 的样子。不知道的可以空着。"
            case Kind.NUMBER:
                rule |= {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST}
                rule["error_message"] = "这一格填数字，如 12 或者 3.50，不写单位。不知道的可以空着。"
            case Kind.CHOICE if options:
                rule |= {"validate": "list", "source": self._listed(tuple(options))}
                rule["error_message"] = "这一格从下拉的几项里选一项，也可以空着。"
            case _:
                return
        self._sheet.data_validation(*where, rule)

    def _listed(self, options: tuple[str, ...]) -> str:
        """Put a list to choose from on the hidden sheet, where no comma or quotation mark can break it."""
        lists = self._register.options
        if options not in lists:
            lists.append(options)
        column = OPTIONS + lists.index(options)
        first = xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(len(options) - 1, column, row_abs=True, col_abs=True)
        return f"='{self._register.hidden}'!{first}:{last}"

    # -- the page ----------------------------------------------------------------------------------------

    def _print(self) -> None:
        """A4 with a binding edge, never wider than the page, numbered so that a missing page shows."""
        sheet = self._sheet
        sheet.set_paper(A4)
        if self._sideways:
            sheet.set_landscape()
            sheet.set_margins(left=SIDE, right=SIDE, top=BINDING, bottom=EDGE)
        else:
            sheet.set_margins(left=BINDING, right=SIDE, top=EDGE, bottom=EDGE)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        foot = "　".join(self._leaf.below).replace("&", "&&")
        sheet.set_footer(f'&L&"{SONG}"&9{foot}&R&"{SONG}"&9第&P页，共&N页', {"margin": 8 * MM})
        sheet.print_area(0, 0, self._row - 1, self._last)
        sheet.hide_gridlines(2)
