"""How the writing lines of a form are spread over its page, before anything is typeset.

A form is nearly all empty lines, so its height is known without setting a word: a sheet that would run over
gets closer lines, one that would leave the page half empty gets wider ones and more ruled lines to write on.
All lengths are in mm.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.renderers.layout import form_grid, name_sizes, paper_places, plain_text
from dangjian_std.renderers.layout.line_breaking import SCRIPT_GAP, mark
from dangjian_std.renderers.layout.name_sizes import POINT, POINTS
from dangjian_std.renderers.layout.paper_places import Places

WRITING_LINE_HEIGHT = 8.5
"""Height of a writing line."""
LEAST_WRITING_LINE_HEIGHT, MOST_WRITING_LINE_HEIGHT = 8.0, 11.0
"""Least and greatest height of a writing line."""
LABEL_PADDING, SPACE_PADDING, CELL_PADDING, TABLE_HEAD_PADDING = 1.67, 2.9, 1.9, 2.9
"""What stays free at the sides of a label, of a space to write in, of a cell of a table, and of its head."""
_EM = POINTS * POINT
_TEXT, _LABEL_TEXT, _SMALL_TEXT = 4.8, 4.3, 3.9
"""Heights of a line of text, of a label, and of a hint."""
_HINTED = 1.4
"""What stays free around a hint and the options below it."""
_TITLE, _ABOVE, _BELOW, _ANNEX, _SAFETY = 11.5, 6.8, 5.5, 26.0, 4.0


@dataclass(frozen=True, slots=True)
class HeightPlan:
    """What a sheet's rows look like: the pitch of its lines, and lines to add to each ruled entry."""

    pitch: float
    added: int

    def lines(self, entry: Entry) -> int:
        """Return how many writing lines an entry gets."""
        return entry.height + (self.added if entry.space is Space.RULED else 0)


def plans(form: Form, *, under_title: bool) -> Iterator[HeightPlan]:
    """Fit each sheet into the type area; `under_title` says that a title stands above the first on its page."""
    places = paper_places.of(form)
    for index, sheet in enumerate(form.sheets):
        yield _plan(sheet, _room(form, sheet, under_title=under_title and not index), places)


def too_tall(form: Form) -> bool:
    """Whether a form does not fit its pages even with the closest lines that a pen can write on."""
    places = paper_places.of(form)
    return any(
        _height(sheet, HeightPlan(LEAST_WRITING_LINE_HEIGHT, 0), places)
        > _room(form, sheet, under_title=not index and not sheet.title)
        for index, sheet in enumerate(form.sheets)
    )


def _plan(sheet: Sheet, room: float, places: Places) -> HeightPlan:
    ruled = sum(
        entry.space is Space.RULED for row in sheet.rows if isinstance(row, EntryRow) for entry in row.entries
    )
    spare = int((room - _height(sheet, HeightPlan(WRITING_LINE_HEIGHT, 0), places)) / WRITING_LINE_HEIGHT)
    added = spare // ruled if ruled and spare > 0 else 0
    pitches = (
        step / 10
        for step in range(round(MOST_WRITING_LINE_HEIGHT * 10), round(LEAST_WRITING_LINE_HEIGHT * 10), -1)
    )
    pitch = next(
        (pitch for pitch in pitches if _height(sheet, HeightPlan(pitch, added), places) <= room),
        LEAST_WRITING_LINE_HEIGHT,
    )
    return HeightPlan(pitch, added)


def _room(form: Form, sheet: Sheet, *, under_title: bool) -> float:
    places = paper_places.of(form)
    width = form_grid.FRAME_WIDTH * places.scale
    above = sum(max(_lines(plain_text.line(line), width), 1) for line in sheet.lines_above)
    room = places.room - _SAFETY - _ABOVE * above - (_BELOW if form.foot(sheet) else 0)
    return room - (_ANNEX if under_title and form.per_sheet == 1 else 0) - (_TITLE if sheet.title else 0)


def _height(sheet: Sheet, plan: HeightPlan, places: Places) -> float:
    return sum(_row_height(row, plan, places) for row in sheet.rows)


def _row_height(row: EntryRow | EntryTable, plan: HeightPlan, places: Places) -> float:
    if isinstance(row, EntryTable):
        written = sum(max(plan.pitch, _written(row, values, places)) for values in row.values[: row.rows])
        words = (
            _lines(row.label + row.bracketed_hint, form_grid.FRAME_WIDTH * places.scale - TABLE_HEAD_PADDING)
            * _TEXT
        )
        named = max(plan.pitch, words) if row.label else 0
        empty = row.rows - min(len(row.values), row.rows)
        return named + _heads(row, plan, places) + empty * plan.pitch + written
    boxes = zip(row.entries, form_grid.entry_boxes(row, places.label), strict=True)
    heights = (
        max(
            plan.lines(entry) * plan.pitch,
            _needed(entry, label.width * places.scale - LABEL_PADDING, space.width * places.scale - SPACE_PADDING),
        )
        for entry, (label, space) in boxes
    )
    return max(heights, default=0.0)


def _heads(table: EntryTable, plan: HeightPlan, places: Places) -> float:
    """Return the height of the heads of the columns; a long one in a narrow column takes several lines."""
    boxes = zip(form_grid.table_boxes(table), table.heads * table.across, strict=True)
    rooms = ((head, int((box.width * places.scale - TABLE_HEAD_PADDING) / _EM)) for box, head in boxes)
    lines = max(ceil(_ems(head) / max(room, 1)) for head, room in rooms)
    return max(plan.pitch, lines * _TEXT)


def _written(table: EntryTable, values: tuple[str, ...], places: Places) -> float:
    """Return the height that a row takes which is written already; names are set to need no more than a line."""
    if name_sizes.keeps_to_a_line(table):
        return LEAST_WRITING_LINE_HEIGHT
    boxes = form_grid.value_boxes(table)
    lines = (
        _lines(text, box.width * places.scale - CELL_PADDING) for text, box in zip(values, boxes, strict=False)
    )
    return max(lines) * _TEXT + 1


def _needed(entry: Entry, label_room: float, room: float) -> float:
    """Return the height that the words of an entry take."""
    label = _lines(entry.label, label_room) * _LABEL_TEXT
    hint = _lines(entry.hint, room) * _SMALL_TEXT
    used, lines = 0.0, min(1, len(entry.options))
    for option in entry.options:
        wide = (_ems(option) + 2) * _EM
        used, lines = (used + wide, lines) if used + wide <= room + _EM else (wide, lines + 1)
    value = 0 if entry.options else sum(_lines(text, room) for text in entry.value)
    return max(label, hint + (lines + value) * _TEXT + (_HINTED if hint and lines else 0)) + 1


def _lines(text: str, width: float) -> int:
    return ceil(_ems(text) * _EM / width)


@lru_cache(maxsize=4096)  # a form is measured in each way that it is drawn
def _ems(text: str) -> float:
    gaps = mark((text,))[0].count(SCRIPT_GAP) / 4
    return gaps + sum(1.0 if east_asian_width(character) in "WFA" else 0.57 for character in text)
