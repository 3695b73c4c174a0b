"""A form laid out: what stands in each box, where it is, and how high its row is. Renderers only draw it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.inline import Align
from dangjian_std.renderers.layout import form_grid, name_sizes, paper_places
from dangjian_std.renderers.layout.form_grid import CellPlace
from dangjian_std.renderers.layout.form_heights import CELL_PADDING, LEAST_WRITING_LINE_HEIGHT, HeightPlan, plans
from dangjian_std.renderers.layout.paper_places import Places

LONGEST_LABEL = 7
"""Characters of a label that stand in one line."""
LONGEST_CENTRED_TEXT = 8
"""Characters of a text that stands in the middle of its cell, if no text of its column is longer."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an entry; a long one is broken into lines of `ems` characters, all of about one length."""

    box: CellPlace
    text: str
    ems: int
    """Nothing where it stands in one line."""


@dataclass(frozen=True, slots=True)
class WritingRoom:
    """Room to write, to tick or to sign: so many lines, of which a ruled one says what stands in each."""

    box: CellPlace
    entry: Entry
    lines: int
    height: float
    """Of the place, in mm."""
    ruled: tuple[str, ...]
    """The first is left free for a hint."""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A row of entries, each with its label."""

    cells: tuple[tuple[Label, WritingRoom], ...]
    height: float


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: a number, or a place with what is written there."""

    box: CellPlace
    text: str
    numbers: bool = False
    centred: bool = True
    points: float = name_sizes.POINTS
    again: bool = False
    """Whether a further table begins here, beside the one before."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table to write in: what stands across it, its heads, and its rows."""

    table: EntryTable
    heads: tuple[tuple[CellPlace, str], ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One side of a form: the pitch of its lines in mm, its rows from the top down, and the words at its foot."""

    sheet: Sheet
    pitch: float
    rows: tuple[EntryLine | TableLayout, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The sheets of a form, in a frame of form_grid.WIDTH, and the places of the paper that each fills one of."""

    form: Form
    sheets: tuple[SheetLayout, ...]
    places: Places


def lay_out(form: Form, *, under_title: bool) -> FormLayout:
    """Place everything on a form; `under_title` says that a title stands above it on its page."""
    fitted = zip(form.sheets, plans(form, under_title=under_title), strict=True)
    places = paper_places.of(form)
    return FormLayout(form, tuple(_sheet(form, sheet, plan, places) for sheet, plan in fitted), places)


def _sheet(form: Form, sheet: Sheet, plan: HeightPlan, places: Places) -> SheetLayout:
    rows = (_entries(row, plan, places) if isinstance(row, EntryRow) else _table(row) for row in sheet.rows)
    return SheetLayout(sheet, plan.pitch, tuple(rows), form.foot(sheet))


def _entries(row: EntryRow, plan: HeightPlan, places: Places) -> EntryLine:
    boxes = zip(row.entries, form_grid.entry_boxes(row, places.label), strict=True)
    cells = tuple((_label(entry.label, label), _place(entry, space, plan)) for entry, (label, space) in boxes)
    return EntryLine(cells, max((place.height for _, place in cells), default=0.0))


def _label(text: str, box: CellPlace) -> Label:
    lines = ceil(len(text) / LONGEST_LABEL)
    return Label(box, text, ceil(len(text) / lines) if lines > 1 else 0)


def _place(entry: Entry, box: CellPlace, plan: HeightPlan) -> WritingRoom:
    lines = plan.lines(entry)
    ruled: tuple[str, ...] = ()
    if entry.space is Space.RULED:
        texts = (*(("",) if entry.hint else ()), *entry.value)
        ruled = (*texts, *("",) * (lines - len(texts)))
    return WritingRoom(box, entry, lines, lines * plan.pitch, ruled)


def _table(table: EntryTable) -> TableLayout:
    boxes = form_grid.table_boxes(table)
    heads = tuple(zip(boxes, table.heads * table.across, strict=True))
    return TableLayout(table, heads, tuple(tuple(_row(table, boxes, index)) for index in range(table.rows)))


def _row(table: EntryTable, boxes: tuple[CellPlace, ...], index: int) -> Iterator[TableCell]:
    """Yield the cells of a row: the numbers run down one table, then the next."""
    left = iter(boxes)
    for time in range(table.across):
        at = index + time * table.rows
        again = time > 0
        if table.numbered:
            yield TableCell(next(left), str(table.first + at), numbers=True, again=again)
            again = False
        for column, text in enumerate(_values(table, at)):
            box = next(left)
            yield TableCell(
                box,
                text,
                centred=_is_centred(table, column, text),
                points=_points(table, box, text),
                again=again,
            )
            again = False


def _values(table: EntryTable, at: int) -> tuple[str, ...]:
    return table.values[at] if at < len(table.values) else ("",) * len(table.columns)


def _is_centred(table: EntryTable, column: int, text: str) -> bool:
    """Whether what is written, or is to be typed, stands in the middle: in a centred column with short texts."""
    if not text or table.columns[column].align is not Align.CENTRE:
        return table.columns[column].align is Align.CENTRE
    return max(len(values[column]) for values in table.values) <= LONGEST_CENTRED_TEXT


def _points(table: EntryTable, box: CellPlace, text: str) -> float:
    """Return the size of a text: one that is written to be signed beside needs no more than a line."""
    if not name_sizes.keeps_to_a_line(table):
        return name_sizes.POINTS
    return name_sizes.points(text, box.width - CELL_PADDING, LEAST_WRITING_LINE_HEIGHT - 1)
