"""Formulas of a form in a workbook: all of them ours, of the addresses of cells, numbers and words of the form.

A cell refers to places of the same form, on any of its worksheets; formulas are written when all places are known.
What is to be computed stays empty until something is filled in. It is not locked: where another number holds, it
is typed over the formula.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, assert_never

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell  # type: ignore[import-untyped]

from dangjian_std.document.formulas import (
    CellName,
    Count,
    Formula,
    Look,
    Means,
    Product,
    Rate,
    Same,
    Sum,
    Totals,
)

CENTS = 2
"""Digits to which a sum is rounded, so that what a computer cannot hold exactly does not show."""
ANY_TEXT_PATTERN = '"?*"'
"""What a text of at least one character matches."""


@dataclass(frozen=True, slots=True)
class CellSpan:
    """The cells of a place: its worksheet, first and last row, column."""

    sheet: str
    first: int
    last: int
    column: int

    def cell(self, row: int, sheet: str) -> str:
        """Return the address of one of its cells, as another worksheet or the same writes it."""
        return self._on(sheet) + str(xl_rowcol_to_cell(row, self.column, col_abs=True))

    def whole(self, sheet: str) -> str:
        """Return the address of all its cells."""
        return self._on(sheet) + str(xl_range_abs(self.first, self.column, self.last, self.column))

    def _on(self, sheet: str) -> str:
        return "" if sheet == self.sheet else "'{}'!".format(self.sheet.replace("'", "''"))


@dataclass(frozen=True, slots=True)
class _Computed:
    worksheet: Any
    place: CellName
    row: int
    """Counted from the first row of its place."""
    formula: Formula
    value: str


@dataclass(slots=True)
class FormFormulas:
    """The places of one form, and what is to be computed in them."""

    styles: dict[str, Any]
    _places: dict[CellName, CellSpan] = field(default_factory=dict)
    _waiting: list[_Computed] = field(default_factory=list)

    def place(self, name: CellName, span: CellSpan) -> None:
        """Say where a place is: of a column, without its head."""
        self._places[name] = span

    def compute(self, worksheet: Any, place: CellName, row: int, formula: Formula, value: str = "") -> None:
        """Compute a cell of a place, once all places are known; `value` shows where nothing computes."""
        self._waiting.append(_Computed(worksheet, place, row, formula, value))

    def write(self) -> None:
        """Write all formulas. One that has nothing to refer to is left out: its cell is typed in."""
        for each in self._waiting:
            own = self._places[each.place]
            text = self._text(each.formula.means, each.place, own, each.row)
            if text:
                style = self.styles[style_name(each.formula.look)]
                each.worksheet.write_formula(own.first + each.row, own.column, f"={text}", style, each.value)

    def _text(self, means: Means, place: CellName, own: CellSpan, row: int) -> str:
        def refer(names: Iterable[CellName]) -> str:
            return ",".join(self._refer(name, place, own, row) for name in names)

        match means:
            case Same():
                text = self._same(means.cell, own, row)
            case Sum():
                less = f"-SUM({refer(means.less)})" if means.less else ""
                everything = refer((*means.added, *means.less))
                text = f'IF(COUNT({everything})=0,"",ROUND(SUM({refer(means.added)}){less},{CENTS}))'
            case Product():
                one, other = (refer((name,)) for name in means.cells)
                text = f'IF(COUNT({one},{other})<2,"",ROUND({one}*{other},{means.digits}))'
            case Rate():
                text = _rate(means, refer((means.cell,)), refer((means.by,)))
            case Totals():
                text = self._total(means, own, row)
            case Count():
                text = _count(means, refer(means.cells), row_only=not any(name.place for name in means.cells))
            case _:
                assert_never(means)
        return text

    def _same(self, cell: CellName, own: CellSpan, row: int) -> str:
        source = self._places[cell]
        at = source.first + (row if cell.column else 0)
        address = source.cell(at, own.sheet)
        return f'IF({address}="","",{address})' if at <= source.last else ""

    def _refer(self, name: CellName, place: CellName, own: CellSpan, row: int) -> str:
        """Return the address that a name means in a row: a cell of that row, an entry, or a whole column."""
        if not name.place:
            return self._places[CellName(place.place, name.column)].cell(own.first + row, own.sheet)
        span = self._places[name]
        return span.whole(own.sheet) if name.column else span.cell(span.first, own.sheet)

    def _total(self, means: Totals, own: CellSpan, row: int) -> str:
        if row >= len(means.columns):
            return ""
        column = self._places[means.columns[row]].whole(own.sheet)
        total = f"SUM({column})"
        if means.of:
            total = f'SUMIF({column},">=0",{self._places[means.of].whole(own.sheet)})'
        return f'IF(COUNT({column})=0,"",ROUND({total},{CENTS}))'


def _rate(means: Rate, number: str, by: str) -> str:
    text = '""'
    for who, bands in reversed(means.bands):
        found = '""'
        for high, rate in reversed(bands):
            found = f"IF({number}<={high},{rate},{found})" if high is not None else rate
        text = f'IF({by}="{quoted(who)}",{found},{text})'
    return f'IF(COUNT({number})=0,"",{text})'


def quoted(text: str) -> str:
    """Return a text as it stands between the quotation marks of a formula."""
    return text.replace('"', '""')


def _count(means: Count, cells: str, *, row_only: bool) -> str:
    """Count what is filled; nothing is shown where nothing is filled."""
    if row_only or means.numbers:
        found = f"COUNT({cells})"
        return f'IF({found}=0,"",{found})'
    texts = "+".join(f"COUNTIF({cell},{ANY_TEXT_PATTERN})" for cell in cells.split(","))
    found = texts
    if means.option:
        found = "+".join(f'COUNTIF({cell},"{quoted(means.option)}")' for cell in cells.split(","))
    return f'IF({texts}=0,"",{found})'


def style_name(look: Look) -> str:
    """Return the name of the style of computed cells of a look."""
    return f"computed.{look.value}"
