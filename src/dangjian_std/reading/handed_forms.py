"""A form as it was handed in, whatever kind of file it came in: its cells by the names of fields and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from dangjian_std.domain.record import Record
from dangjian_std.reading import filled_forms
from dangjian_std.reading.filled_forms import CellValue, FilledFormError, FilledSheet
from dangjian_std.reading.sheet_marks import whole
from dangjian_std.text.places import Span


@dataclass(frozen=True, slots=True)
class HandedCell:
    """A cell that may be filled in: its value, why that is not certain, and where it stands."""

    value: CellValue | bool | None
    at: str
    """For the ledger, without any word that somebody typed: 1!G14."""
    span: Span
    """For people: file, worksheet and cell."""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class HandedForm:
    """A filled form. All columns of a table have as many cells."""

    code: str
    version: str
    """Nothing where the file does not say."""
    span: Span
    cells: Mapping[str, tuple[HandedCell, ...]]
    """By the id of a field, or `table.column`; a name with a head before its dot stands above the frame."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What a program says is filled in, by the same names, where the file tells."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a set, by which files without ids are read."""

    records: Mapping[str, Record]
    older: Callable[[str, str], Record | None] = lambda _code, _version: None
    """A form by its code and an earlier version, where that is still known."""
    named: str = ""
    """The code of the form that a file without one has."""


def of_workbook(path: str, data: bytes) -> tuple[HandedForm, ...]:
    """Return the forms of a workbook; worksheets that were copied are further ones of the same form."""
    groups: list[dict[str, tuple[HandedCell, ...]]] = []
    whose: list[tuple[FilledSheet, dict[str, str]]] = []
    for number, sheet in enumerate(filled_forms.read(data), 1):
        cells = dict(_cells(path, number, sheet))
        known = (at for at, (other, _) in enumerate(whose) if other.code == sheet.code)
        free = next((at for at in known if not cells.keys() & groups[at].keys()), None)
        kinds = {".".join(filter(None, (place.field, place.column))): place.kind for place in sheet.cells}
        if free is None:
            groups.append(cells)
            whose.append((sheet, kinds))
        else:
            groups[free] |= cells
            whose[free][1].update(kinds)
    found = tuple(
        HandedForm(sheet.code, sheet.version, Span(f"{path}:{sheet.title}"), cells, kinds)
        for (sheet, kinds), cells in zip(whose, groups, strict=True)
    )
    for code in {each.code for each in found}:
        if len({frozenset(each.cells) for each in found if each.code == code}) > 1:
            raise FilledFormError(
                f"{code} 的工作表只复制了几张，不知道哪几张是一份；请一份存一个文件，每个文件里的工作表齐全。"
            )
    return found


def _cells(path: str, number: int, sheet: FilledSheet) -> Iterator[tuple[str, tuple[HandedCell, ...]]]:
    for place, cells in sheet.cells.items():
        made = []
        for each in cells:
            column, row, *_ = whole(each.address)
            span = Span.cell(path, sheet.title, row, column)
            made.append(HandedCell(each.value, f"{number}!{each.address}", span, each.trouble))
        yield ".".join(filter(None, (place.field, place.column))), tuple(made)
