"""How the writing lines of a form are spread over its page, before anything is typeset.

A form is nearly all empty lines, so its height is known without setting a word: a sheet that would run over
gets closer lines, one that would leave the page half empty gets wider ones and more ruled lines to write on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.layout.line_breaking import GAP, mark

FRAME = 252.0
"""Height of the type area. All lengths are in mm."""
LINE = 8.5
"""A writing line as forms count them."""
CLOSEST, WIDEST = 8.0, 11.0
"""How far a line may give way."""
CELLS = {1: 137.0, 2: 54.0}
"""Width to write on, by the number of entries in a row."""
LABEL = 23.0
"""Width of a label."""
WIDTH, PADDING = 153.0, 1.9
"""Width of a table but for its numbers, and what stays free in each of its cells."""
FRAME_WIDTH = 164.5
"""Width of a frame."""

POINTS = 9
SMALLER = (7.5, 6.5, 5.5, 5)
"""Type of what is written on a form, and what a name is set in that would need more than a line to write on."""
_POINT = 25.4 / 72
_EM = POINTS * _POINT
_LEADING = 1.25
"""Line height of a name that is set smaller, in em."""
_BROAD = frozenset("MWmwÆŒœæЖШЩЮжшщю№")
_TEXT, _LABEL_TEXT, _SMALL_TEXT = 4.8, 4.3, 3.9
_PIECES = re.compile(r"[0-9A-Za-zÀ-ɏЀ-ӿ'’.\-]+ *|.", re.DOTALL)
"""What a line keeps together: a word with the space behind it, or one character."""
_HINTED = 1.4
"""What stays free around a hint and the options below it."""
_TITLE, _ABOVE, _BELOW, _ANNEX, _SAFETY = 11.5, 6.8, 5.5, 26.0, 3.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet's rows look like: the pitch of its lines, and lines to add to each ruled entry."""

    pitch: float
    added: int

    def lines(self, entry: Entry) -> int:
        """Return how many writing lines an entry gets."""
        return entry.height + (self.added if entry.space is Space.RULED else 0)


def plans(form: Form, *, under_title: bool) -> Iterator[Plan]:
    """Fit each sheet into the type area; `under_title` says that a title stands above the first on its page."""
    for index, sheet in enumerate(form.sheets):
        yield _plan(sheet, _room(form, sheet, under_title=under_title and not index))


def _plan(sheet: Sheet, room: float) -> Plan:
    ruled = sum(
        entry.space is Space.RULED for row in sheet.rows if isinstance(row, EntryRow) for entry in row.entries
    )
    spare = int((room - _height(sheet, Plan(LINE, 0))) / LINE)
    added = spare // ruled if ruled and spare > 0 else 0
    pitches = (step / 10 for step in range(round(WIDEST * 10), round(CLOSEST * 10), -1))
    pitch = next((pitch for pitch in pitches if _height(sheet, Plan(pitch, added)) <= room), CLOSEST)
    return Plan(pitch, added)


def too_tall(form: Form) -> bool:
    """Whether a form does not fit its pages even with the closest lines that a pen can write on."""
    return any(
        _height(sheet, Plan(CLOSEST, 0)) > _room(form, sheet, under_title=not index and not sheet.title)
        for index, sheet in enumerate(form.sheets)
    )


def _room(form: Form, sheet: Sheet, *, under_title: bool) -> float:
    above = sum(max(_lines(plain_text.line(line), FRAME_WIDTH), 1) for line in sheet.lines_above)
    room = FRAME - _SAFETY - _ABOVE * above - (_BELOW if form.foot(sheet) else 0)
    return room - (_ANNEX if under_title else 0) - (_TITLE if sheet.title else 0)


def _height(sheet: Sheet, plan: Plan) -> float:
    return sum(_row_height(row, plan) for row in sheet.rows)


def _row_height(row: EntryRow | EntryTable, plan: Plan) -> float:
    if isinstance(row, EntryTable):
        written = sum(max(plan.pitch, _written(row, values)) for values in row.values[: row.rows])
        return (row.rows + 1 + bool(row.label) - min(len(row.values), row.rows)) * plan.pitch + written
    width = CELLS.get(len(row.entries), CELLS[2])
    return max((max(plan.lines(entry) * plan.pitch, _needed(entry, width)) for entry in row.entries), default=0.0)


def _written(table: EntryTable, values: tuple[str, ...]) -> float:
    """Return the height that a row takes which is written already; names are set to need no more than a line."""
    if table.across > 1:
        return CLOSEST
    return max(_lines(text, width) * _TEXT for text, width in zip(values, _widths(table), strict=False)) + 1


def _widths(table: EntryTable) -> Iterator[float]:
    yield from (column.width / 100 * WIDTH / table.across - PADDING for column in table.columns)


def points(table: EntryTable, column: int, text: str) -> float:
    """Return in which size a text of a table is set: smaller where names stand side by side and one is long."""
    wide = tuple(_widths(table))[column]
    if table.across == 1 or _lines_of_name(text, wide / _EM) == 1:
        return POINTS
    for size in SMALLER:
        em = size * _POINT
        if _lines_of_name(text, wide / em) * em * _LEADING <= CLOSEST - 1:
            return size
    return SMALLER[-1]


def _lines(text: str, width: float) -> int:
    return ceil(_ems(text) * _EM / width)


def _lines_of_name(text: str, width: float) -> int:
    """How many lines of so many em a name takes at most; Latin breaks between words that fit a line."""
    lines, used = 1, 0.0
    for piece in _PIECES.findall(text):
        wide = sum(map(_widest, piece))
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        over = max(ceil(wide / width) - 1, 0)
        lines, used = lines + over, used + wide - over * width
    return lines


def _widest(character: str) -> float:
    """Return what a letter takes at most in our faces."""
    if character in _BROAD:
        return 1.06 if character <= "ɏ" else 1.2
    if character > "ɏ" or not (character.isalpha() or character == " "):
        return 1.0
    return 0.9 if character.isupper() else 0.7


def _needed(entry: Entry, width: float) -> float:
    """Return the height that the words of an entry take."""
    label = ceil(_ems(entry.label) * _EM / LABEL) * _LABEL_TEXT
    hint = ceil(_ems(entry.hint) * _EM / width) * _SMALL_TEXT
    used, lines = 0.0, min(1, len(entry.options))
    for option in entry.options:
        wide = (_ems(option) + 2) * _EM
        used, lines = (used + wide, lines) if used + wide <= width + _EM else (wide, lines + 1)
    value = 0 if entry.options else sum(_lines(text, width) for text in entry.value)
    return max(label, hint + (lines + value) * _TEXT + (_HINTED if hint and lines else 0)) + 1


def _ems(text: str) -> float:
    gaps = mark((text,))[0].count(GAP) / 4
    return gaps + sum(1.0 if east_asian_width(character) in "WFA" else 0.57 for character in text)
