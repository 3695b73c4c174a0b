"""Forms as worksheets to fill in: checked cells, rows to spare, and a hidden sheet that says where each field is.

The hidden sheet is what a program needs to read a filled form: a line for each field, with the form's code and
version, the field's id (and the column's, in a table), the worksheet, its first and last cell, and what is written
there. Nothing is ever put into a cell to sign or to seal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

from dangjian_std.document.forms import Entry, EntryRow, Form, Space
from dangjian_std.document.inline import Kind
from dangjian_std.document.words import TALLY
from dangjian_std.renderers.layout.page_frame import WORKSHEET
from dangjian_std.renderers.xlsx import cell_sizes, worksheet_grid
from dangjian_std.renderers.xlsx.form_styles import SONG
from dangjian_std.renderers.xlsx.growing_rows import Growing, Growth

HIDDEN = "表样信息"
HEADS = ("表号", "版本", "栏目", "列", "工作表", "起", "止", "填写")
OPTIONS = len(HEADS) + 1
"""Column of the hidden sheet where the lists to choose from begin."""
LARGEST = 999_999_999
FIRST_DAY, LAST_DAY = dt.date(1921, 1, 1), dt.date(2100, 12, 31)
A4 = 9
TALLIED = "{}&P{}&N{}".format(*TALLY)
"""The page of how many, for a foot."""
MM = 1 / 25.4
BINDING, SIDE, EDGE = WORKSHEET.inner * MM, WORKSHEET.outer * MM, WORKSHEET.top * MM
"""Margins in inches; the binding edge is at the left, of a sheet on its side at the top."""

Where = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass(slots=True)
class Register:
    """What one XLSX file says of its forms."""

    book: Any
    hidden: str
    """Name of the hidden sheet."""
    styles: dict[str, Any]
    places: list[tuple[str, ...]] = field(default_factory=list)
    options: list[tuple[str, ...]] = field(default_factory=list)
    growing: dict[int, Growing] = field(default_factory=dict)
    """The rows that grow with their text, by the number of their worksheet."""

    def close(self) -> None:
        """Write the hidden sheet; an XLSX file without forms gets none."""
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


def add(register: Register, form: Form, page: worksheet_grid.Page, name: str, *, alone: bool) -> None:
    """Set a page of a form as a worksheet; `alone` says that the form has no other table."""
    _Writer(register, form, page, name).write(alone=alone)


class _Writer:
    """Writes one worksheet from the top down."""

    def __init__(self, register: Register, form: Form, page: worksheet_grid.Page, name: str) -> None:
        self._register, self._styles = register, register.styles
        self._form, self._page, self._name = form, page, name
        self._sheet = register.book.add_worksheet(name)
        self._growing = register.growing.setdefault(len(register.book.worksheets()), {})
        self._sheet.set_default_row(cell_sizes.WRITING)
        self._widths = page.widths
        self._last = len(self._widths) - 1
        self._row = 0

    def write(self, *, alone: bool) -> None:
        leaf = self._page.leaves[0]
        for column, wide in enumerate(self._widths):
            self._sheet.set_column_pixels(column, column, wide)
        self._across(leaf.title, "title", worksheet_grid.TITLE)
        if leaf.above:
            self._across("　　".join(filter(None, leaf.above)), "above", cell_sizes.LINE)
        for at, each in enumerate(self._page.leaves):
            self._entries(each.before)
            if each.tables:
                self._table(at, worksheet_grid.rows(self._page, at, alone=alone))
            self._entries(each.after)
        if leaf.foot:
            self._across(leaf.foot, "above", cell_sizes.LINE)
        self._print()

    def _across(self, text: str, style: str, height: int) -> None:
        self._put((self._row, 0, self._row, self._last), text, style)
        self._set_height(self._row, height)
        self._row += 1

    def _set_height(self, row: int, height: int) -> None:
        """Give a row its height; one that is no higher than a line to write on grows with its text."""
        self._sheet.set_row(row, height)
        if height == cell_sizes.WRITING:
            self._growing[row] = Growth.FREE

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
        for row in cell_sizes.stacked(rows, self._widths):
            ends = cell_sizes.cuts(self._widths, len(row.entries))
            starts = (0, *ends)
            for index, entry in enumerate(row.entries):
                label, space, end = starts[2 * index], starts[2 * index + 1], starts[2 * index + 2]
                self._put((self._row, label, self._row, space - 1), cell_sizes.caption(entry), "head")
                self._entry((self._row, space, self._row, end - 1), entry)
            self._keep_high(self._row)
            self._set_height(self._row, cell_sizes.height(row, self._widths))
            self._row += 1

    def _entry(self, where: Where, entry: Entry) -> None:
        """Make a space to write in: typed dates and numbers stand in the middle, words at the left."""
        kind = entry.kind if entry.kind in {Kind.DATE, Kind.NUMBER} else None
        style = "lines" if entry.space is Space.RULED else kind.value if kind else "space"
        self._put(where, cell_sizes.content(entry), style)
        self._check(where, entry.kind, entry.options)
        row, column, *_ = where
        self._remember(entry.id, "", (row, column, row, column), entry.space.value if not kind else kind.value)

    # -- the table ---------------------------------------------------------------------------------------

    def _table(self, number: int, count: int) -> None:
        leaf, own = self._page.leaves[number], self._page.own(number)
        table = leaf.tables[0]
        label, heads = cell_sizes.heading(leaf, own)
        start = self._row
        if label:
            self._across(table.label + table.bracketed_hint, "head", label)
        words = cell_sizes.heads(leaf, own)
        for (first, last), text in zip(self._spans(number), words, strict=True):
            self._put((self._row, first, self._row, last), text, "head")
        self._set_height(self._row, heads)
        self._row += 1
        if not number:
            self._sheet.repeat_rows(start, self._row - 1)
            self._sheet.freeze_panes(self._row, 0)
        self._body(number, count)
        for (first, _), column in zip(self._spans(number)[table.numbered :], table.columns, strict=True):
            self._check((self._row, first, self._row + count - 1, first), column.kind, column.options)
        self._runs(number, count)
        self._row += count

    def _spans(self, number: int) -> list[tuple[int, int]]:
        """Return the first and the last column of the worksheet for each column of a table."""
        return [(start, end - 1) for start, end in pairwise((0, *self._page.ends[number]))]

    def _body(self, number: int, count: int) -> None:
        """Write the rows: numbers, what stands there already, and nothing else."""
        leaf, least = self._page.leaves[number], self._page.pitch(number)
        table, spans, written = leaf.tables[0], self._spans(number), leaf.values
        heights = cell_sizes.written(leaf, self._page.own(number))
        for at in range(count):
            row = self._row + at
            if table.numbered:
                self._sheet.write_number(row, 0, table.first + at, self._styles["number"])
            values = written[at] if at < len(written) else ()
            for place, ((first, last), column) in enumerate(
                zip(spans[table.numbered :], table.columns, strict=True)
            ):
                text = values[place] if place < len(values) else ""
                self._put((row, first, row, last), text, column.kind.value)
            self._keep_high(row)
            high = max(heights[at] if at < len(heights) else 0, least)
            self._set_height(row, high)
            if high == least > cell_sizes.WRITING:
                self._growing[row] = Growth.LEAST

    def _keep_high(self, row: int) -> None:
        """Keep a row at least as high as a line to write on, by a blank beside the last column, off the page."""
        self._sheet.write_blank(row, self._last + 1, None, self._styles["tall"])

    def _runs(self, number: int, count: int) -> None:
        """Remember where the rows of each table are; the spare ones belong to the last."""
        leaf, start, end = self._page.leaves[number], self._row, self._row + count
        for table in leaf.tables:
            stop = end if table is leaf.tables[-1] else start + table.rows * table.across
            for (at, _), column in zip(self._spans(number)[table.numbered :], table.columns, strict=True):
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
        if self._page.sideways:
            sheet.set_landscape()
            sheet.set_margins(left=SIDE, right=SIDE, top=BINDING, bottom=EDGE)
        else:
            sheet.set_margins(left=BINDING, right=SIDE, top=EDGE, bottom=EDGE)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        foot = self._page.leaves[0].foot.replace("&", "&&")
        sheet.set_footer(f'&L&"{SONG}"&9{foot}&R&"{SONG}"&9{TALLIED}', {"margin": WORKSHEET.foot * MM})
        sheet.print_area(0, 0, self._row - 1, self._last)
        sheet.hide_gridlines(2)
