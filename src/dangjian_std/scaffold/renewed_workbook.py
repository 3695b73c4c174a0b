"""单位.xlsx after its base has changed: what its cells only tell, and what can be chosen, as the new base has it.

Whatever somebody wrote or added stays. Rows of what is new come below the others; of what is gone only those go in
which nothing is filled in.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.reading import workbook
from dangjian_std.reading.unit_cells import word
from dangjian_std.reading.unit_columns import UnitWorksheet
from dangjian_std.reading.unit_heads import UNIT_WORKSHEETS
from dangjian_std.reading.workbook import Workbook, Worksheet
from dangjian_std.renderers.xlsx.fill_writer import OPTIONS_WORKSHEET
from dangjian_std.scaffold.unit_workbook import KNOWN_OF_WORKSHEET

STYLE_ATTRIBUTES = ("font", "border", "fill", "number_format", "alignment", "protection")


def renewed(data: bytes, fresh: bytes) -> bytes:
    """Return a filled workbook with what one that was made of the new base tells; both are sound."""
    mine, other = workbook.opened(data), workbook.opened(fresh)
    for title, page in UNIT_WORKSHEETS.items():
        if title in mine.sheetnames:
            if page.key in KNOWN_OF_WORKSHEET:
                _rows(mine[title], other[title], page)
            _options(mine[title], other[title])
    _lists(mine, other)
    out = io.BytesIO()
    mine.save(out)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a worksheet below its heads: the column of each head, and the row of each thing."""

    columns: Mapping[str, int]
    rows: Mapping[str, int]
    last: int
    """The last row in which there is something."""


def _grid(sheet: Worksheet, page: UnitWorksheet) -> Grid:
    needed = {head.word for head in page.heads}
    for row in sheet.iter_rows():
        columns = {word(cell): cell.column or 1 for cell in row if word(cell)}
        if needed <= set(columns):
            top, first = row[0].row or 1, columns[page.heads[0].word]
            below = ((word(sheet.cell(at, first)), at) for at in range(top + 1, sheet.max_row + 1))
            rows = {name: at for name, at in below if name}
            return Grid(columns, rows, max(rows.values(), default=top))
    raise ValueError(sheet.title)


def _rows(sheet: Worksheet, fresh: Worksheet, page: UnitWorksheet) -> None:
    """Tell of each thing what the base has now; what is new comes below, what is gone and unused goes."""
    mine, other = _grid(sheet, page), _grid(fresh, page)
    filled = [mine.columns[head.word] for head in page.heads if head.key in page.begins]
    written = {head.word for head in page.heads[1:]}
    told = [name for name in other.columns if name not in written and name in mine.columns]
    for name, at in mine.rows.items():
        if name not in other.rows and not any(word(sheet.cell(at, column)) for column in filled):
            for head in told:
                sheet.cell(at, mine.columns[head]).value = None
    last = mine.last
    for name, at in other.rows.items():
        row = mine.rows.get(name, 0)
        if not row:
            row = last = last + 1
            _like_above(sheet, row)
        for head in told:
            sheet.cell(row, mine.columns[head]).value = fresh.cell(at, other.columns[head]).value


def _like_above(sheet: Worksheet, row: int) -> None:
    """Give a new row the looks of the one above it, and what its cells take."""
    sheet.row_dimensions[row].height = sheet.row_dimensions[row - 1].height
    for above in sheet[row - 1]:
        cell = sheet.cell(row, above.column or 1)
        for each in STYLE_ATTRIBUTES:
            setattr(cell, each, copy.copy(getattr(above, each)))
        for rule in sheet.data_validations.dataValidation:
            if above.coordinate in rule.sqref:
                rule.add(cell)


def _options(sheet: Worksheet, fresh: Worksheet) -> None:
    """Let the cells of a worksheet take what the base has now."""
    now = {rule.promptTitle: rule for rule in fresh.data_validations.dataValidation if rule.type == "list"}
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and (other := now.get(rule.promptTitle)):
            rule.formula1, rule.errorStyle = other.formula1, other.errorStyle


def _lists(mine: Workbook, other: Workbook) -> None:
    """Put the hidden worksheet of what can be chosen in place of the one that is there."""
    if OPTIONS_WORKSHEET in mine.sheetnames:
        del mine[OPTIONS_WORKSHEET]
    sheet = mine.create_sheet(OPTIONS_WORKSHEET)
    for row in _values(other[OPTIONS_WORKSHEET]):
        sheet.append(row)
    sheet.sheet_state = other[OPTIONS_WORKSHEET].sheet_state


def _values(sheet: Worksheet) -> Iterator[list[object]]:
    for row in sheet.iter_rows():
        yield [cell.value for cell in row]
