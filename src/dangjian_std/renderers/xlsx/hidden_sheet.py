"""What a workbook keeps for programs: hidden names of the places of its forms, and a hidden sheet.

The sheet says what each name stands for: the form's code and version, the field's id (and the column's, in a
table), its label, and what is filled in; beside that stand the lists to choose from. It says nothing about cells:
those move as people work, and the names with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_range_formula, xl_rowcol_to_cell  # type: ignore[import-untyped]

from dangjian_std.document.place_names import PLACE_TABLE_HEADS, YES_CELL, place_name, plain_label
from dangjian_std.renderers.xlsx.growing_rows import Growing

OPTIONS_COLUMN = len(PLACE_TABLE_HEADS) + 1
"""Column of the hidden sheet where the lists to choose from begin."""
HIDDEN_FLAG = 3
"""Where XlsxWriter keeps that a defined name is hidden; it has no argument for that."""

CellBlock = tuple[int, int, int, int]
"""First row and column, last row and column."""


@dataclass(slots=True)
class Register:
    """What one XLSX file says of its forms."""

    book: Any
    title: str
    """Title of the hidden sheet."""
    styles: dict[str, Any]
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What each place is, by its name."""
    options: list[tuple[str, ...]] = field(default_factory=list)
    growing: dict[int, Growing] = field(default_factory=dict)
    """The rows that grow with their text, by the number of their worksheet."""

    def name_place(
        self,
        form: tuple[str, str],
        sheet: str,
        where: CellBlock,
        what: tuple[str, str, str, str],
        *,
        computed: bool,
    ) -> None:
        """Give cells of a worksheet the hidden name of a place of a form (its code, its version)."""
        identity, column, label, kind = what
        name = place_name(form[0], identity, column)
        self.book.define_name(f"'{sheet}'!{name}", f"={xl_range_formula(sheet, *where)}")
        self.book.defined_names[-1][HIDDEN_FLAG] = True
        self.places[name] = (
            name,
            *form,
            sheet,
            identity,
            column,
            plain_label(label),
            kind,
            YES_CELL if computed else "",
        )

    def listed(self, options: tuple[str, ...]) -> str:
        """Put a list to choose from on the hidden sheet, where no comma or quotation mark can break it."""
        if options not in self.options:
            self.options.append(options)
        column = OPTIONS_COLUMN + self.options.index(options)
        first = xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True)
        last = xl_rowcol_to_cell(len(options) - 1, column, row_abs=True, col_abs=True)
        return f"='{self.title}'!{first}:{last}"

    def close(self) -> None:
        """Write the hidden sheet; an XLSX file without forms gets none."""
        if not self.places:
            return
        sheet = self.book.add_worksheet(self.title)
        for number, texts in enumerate((PLACE_TABLE_HEADS, *self.places.values())):
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
        for column, options in enumerate(self.options, OPTIONS_COLUMN):
            for number, option in enumerate(options):
                sheet.write_string(number, column, option)
        sheet.very_hidden()
