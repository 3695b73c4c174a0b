"""Forms as worksheets to fill in: checked cells, rows to spare, and a hidden name for every place.

A table that goes on counting where another one stopped has no names of its own: it is more rows of that one.
Nothing is ever put into a cell to sign or to seal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from dangjian_std.document.forms import Entry, EntryRow, Form, Space
from dangjian_std.document.formulas import CellName, Formula
from dangjian_std.document.inline import InputKind
from dangjian_std.document.words import COMPUTED, TALLY
from dangjian_std.renderers.layout.page_frame import WORKSHEET
from dangjian_std.renderers.xlsx import cell_sizes, form_leaves, worksheet_grid
from dangjian_std.renderers.xlsx.form_styles import A4_PAPER, BODY_FONT
from dangjian_std.renderers.xlsx.formulas import CellSpan, FormFormulas, style_name
from dangjian_std.renderers.xlsx.growing_rows import Growth
from dangjian_std.renderers.xlsx.hidden_sheet import CellBlock, Register

LARGEST_AMOUNT = 999_999_999
FIRST_FORM_DAY, LAST_FORM_DAY = dt.date(1921, 1, 1), dt.date(2100, 12, 31)
TALLIED = "{}&P{}&N{}".format(*TALLY)
"""The page of how many, for a foot."""
INCHES_PER_MM = 1 / 25.4
BINDING_MARGIN, SIDE_MARGIN, TOP_MARGIN_INCHES = (
    WORKSHEET.inner * INCHES_PER_MM,
    WORKSHEET.outer * INCHES_PER_MM,
    WORKSHEET.top * INCHES_PER_MM,
)
"""Margins in inches; the binding edge is at the left, of a sheet on its side at the top."""


def add(register: Register, form: Form, names: Callable[[str], str]) -> None:
    """Set a form as worksheets, one for each of its tables that need a page of their own; `names` names each."""
    found = form_leaves.leaves(form)
    pages = worksheet_grid.pages(found)
    formulas = FormFormulas(register.styles)
    for page in pages:
        title = "、".join(leaf.label for leaf in page.leaves) if pages[1:] else form.sheets[0].title
        _Writer(register, form, page, names(form.name or title), formulas).write(alone=not found[1:])
    formulas.write()


class _Writer:
    """Writes one worksheet from the top down."""

    def __init__(
        self, register: Register, form: Form, page: worksheet_grid.WorksheetPage, name: str, formulas: FormFormulas
    ) -> None:
        self._register, self._styles, self._formulas = register, register.styles, formulas
        self._form, self._page, self._name = form, page, name
        self._sheet = register.book.add_worksheet(name)
        self._growing = register.growing.setdefault(len(register.book.worksheets()), {})
        self._sheet.set_default_row(cell_sizes.WRITING_LINE_POINTS)
        self._widths = page.widths
        self._last = len(self._widths) - 1
        self._row = 0

    def write(self, *, alone: bool) -> None:
        leaf = self._page.leaves[0]
        for column, wide in enumerate(self._widths):
            self._sheet.set_column_pixels(column, column, wide)
        self._across(leaf.title, "title", worksheet_grid.TITLE_ROW_HEIGHT)
        if leaf.above:
            self._across("　　".join(filter(None, leaf.above)), "above", cell_sizes.TEXT_LINE_HEIGHT)
        if any(each.computes for each in self._page.leaves):
            self._across(COMPUTED, "above", cell_sizes.TEXT_LINE_HEIGHT)
        for at, each in enumerate(self._page.leaves):
            self._entries(each.before)
            if each.tables:
                self._table(at, worksheet_grid.rows(self._page, at, alone=alone))
            self._entries(each.after)
        if leaf.foot:
            self._across(leaf.foot, "above", cell_sizes.TEXT_LINE_HEIGHT)
        self._print()

    def _across(self, text: str, style: str, height: int) -> None:
        self._put((self._row, 0, self._row, self._last), text, style)
        self._set_height(self._row, height)
        self._row += 1

    def _set_height(self, row: int, height: int) -> None:
        """Give a row its height; one that is no higher than a line to write on grows with its text."""
        self._sheet.set_row(row, height)
        if height == cell_sizes.WRITING_LINE_POINTS:
            self._growing[row] = Growth.FREE

    def _put(self, where: CellBlock, text: str, style: str) -> None:
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
                filled = self._entry((self._row, space, self._row, end - 1), entry)
                place = (self._row, label, self._row, space)
                self._name_place(place, (entry.id, "", cell_sizes.caption(entry), filled), entry.formula)
            self._keep_high(self._row)
            self._set_height(self._row, cell_sizes.height(row, self._widths))
            self._row += 1

    def _entry(self, where: CellBlock, entry: Entry) -> str:
        """Make a space to write in, and return what is filled in; dates and numbers stand in the middle."""
        kind = entry.kind if entry.kind in {InputKind.DATE, InputKind.NUMBER} else None
        style = "lines" if entry.space is Space.RULED else kind.value if kind else "space"
        if entry.formula:
            style = style_name(entry.formula.look)
        self._put(where, cell_sizes.content(entry), style)
        self._formulas.place(CellName(entry.id), CellSpan(self._name, where[0], where[0], where[1]))
        if entry.formula:
            self._formulas.compute(self._sheet, CellName(entry.id), 0, entry.formula)
        self._check(where, entry.kind, entry.options)
        return kind.value if kind else entry.space.value

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
            span = CellSpan(self._name, self._row, self._row + count - 1, first)
            self._formulas.place(CellName(table.id, column.id), span)
            place = (self._row - 1, first, self._row + count - 1, first)
            self._name_place(place, (table.id, column.id, column.head, column.kind.value), column.formula)
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
                if column.formula:
                    self._put((row, first, row, last), "", style_name(column.formula.look))
                    own = CellName(table.id, column.id)
                    self._formulas.compute(self._sheet, own, at, column.formula, text)
                else:
                    self._put((row, first, row, last), text, column.kind.value)
            self._keep_high(row)
            high = max(heights[at] if at < len(heights) else 0, least)
            self._set_height(row, high)
            if high == least > cell_sizes.WRITING_LINE_POINTS:
                self._growing[row] = Growth.LEAST

    def _keep_high(self, row: int) -> None:
        """Keep a row at least as high as a line to write on, by a blank beside the last column, off the page."""
        self._sheet.write_blank(row, self._last + 1, None, self._styles["tall"])

    def _name_place(self, where: CellBlock, what: tuple[str, str, str, str], formula: Formula | None) -> None:
        """Name a place from its label to its last cell: its field, column, label, and what is filled in."""
        if self._form.code:
            form = self._form.code, self._form.version
            self._register.name_place(form, self._name, where, what, computed=formula is not None)

    # -- what a cell takes -------------------------------------------------------------------------------

    def _check(self, where: CellBlock, kind: InputKind, options: Sequence[str]) -> None:
        """Refuse what does not belong into a cell, in a sentence that says what does; it may stay empty."""
        rule: dict[str, Any] = {"ignore_blank": True, "error_title": "请改一下"}
        match kind:
            case InputKind.DATE:
                rule |= {
                    "validate": "date",
                    "criteria": "between",
                    "minimum": FIRST_FORM_DAY,
                    "maximum": LAST_FORM_DAY,
                }
                rule["error_message"] = "这一格填日期，写成 2027-03-10 的样子。不知道的可以空着。"
            case InputKind.NUMBER:
                rule |= {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST_AMOUNT}
                rule["error_message"] = "这一格填数字，如 12 或者 3.50，不写单位。不知道的可以空着。"
            case InputKind.CHOICE if options:
                rule |= {"validate": "list", "source": self._register.listed(tuple(options))}
                rule["error_message"] = "这一格从下拉的几项里选一项，也可以空着。"
            case _:
                return
        self._sheet.data_validation(*where, rule)

    # -- the page ----------------------------------------------------------------------------------------

    def _print(self) -> None:
        """A4 with a binding edge, never wider than the page, numbered so that a missing page shows."""
        sheet = self._sheet
        sheet.set_paper(A4_PAPER)
        if self._page.sideways:
            sheet.set_landscape()
            sheet.set_margins(left=SIDE_MARGIN, right=SIDE_MARGIN, top=BINDING_MARGIN, bottom=TOP_MARGIN_INCHES)
        else:
            sheet.set_margins(
                left=BINDING_MARGIN, right=SIDE_MARGIN, top=TOP_MARGIN_INCHES, bottom=TOP_MARGIN_INCHES
            )
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        foot = self._page.leaves[0].foot.replace("&", "&&")
        sheet.set_footer(
            f'&L&"{BODY_FONT}"&9{foot}&R&"{BODY_FONT}"&9{TALLIED}', {"margin": WORKSHEET.foot * INCHES_PER_MM}
        )
        sheet.print_area(0, 0, self._row - 1, self._last)
        sheet.hide_gridlines(2)
