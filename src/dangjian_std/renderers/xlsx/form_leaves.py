"""Which worksheet a row of a form goes on.

A worksheet has one grid, so each table of a form gets a sheet of its own, with the entries that stand beside it.
A table that goes on counting where another one with the same columns stopped goes on below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import takewhile

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, HeadEntry, Space
from dangjian_std.document.inline import Blank
from dangjian_std.renderers.layout import plain_text

JOINERS = 2
"""Rows for members who join in the course of a year, where a table has one for each member."""


@dataclass(frozen=True, slots=True)
class WorksheetLeaf:
    """A worksheet: lines under its title, rows of entries, and between them the rows of one table, if any."""

    title: str
    label: str
    above: tuple[str, ...]
    before: tuple[EntryRow, ...]
    tables: tuple[EntryTable, ...]
    """The table and those that continue it."""
    after: tuple[EntryRow, ...]
    foot: str

    @property
    def computes(self) -> bool:
        """Whether anything on it is computed."""
        entries = (entry for row in (*self.before, *self.after) for entry in row.entries)
        columns = (column for table in self.tables for column in table.columns)
        return any(each.formula for each in entries) or any(each.formula for each in columns)

    @property
    def lines_above(self) -> int:
        """Lines between the title and the frame."""
        return bool(self.above) + self.computes

    @property
    def rows(self) -> int:
        """Rows of the table that the form has, of a further sheet only as many as are needed."""
        last = self.tables[-1]
        unneeded = last.rows - min(last.needed + JOINERS, last.rows) if last.needed else 0
        return sum(table.rows * table.across for table in self.tables) - unneeded

    @property
    def counted(self) -> bool:
        """Whether it is known how many rows are needed: one for each member, or one for each period."""
        return not self.tables[-1].grows or bool(self.tables[-1].needed)

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """Rows of the table that are written already, with the empty ones between them."""
        found: list[tuple[str, ...]] = []
        for at, table in enumerate(self.tables):
            found += table.values
            if any(later.values for later in self.tables[at + 1 :]):
                found += ((),) * (table.rows * table.across - len(table.values))
        return tuple(found)


@dataclass(slots=True)
class _Pile:
    """What a leaf gathers."""

    before: list[EntryRow] = field(default_factory=list)
    tables: list[EntryTable] = field(default_factory=list)
    after: list[EntryRow] = field(default_factory=list)


def leaves(form: Form) -> tuple[WorksheetLeaf, ...]:
    """Lay a form out over worksheets."""
    piles = [pile := _Pile()]
    for row in (row for sheet in form.sheets for row in sheet.rows):
        if isinstance(row, EntryRow):
            (pile.after if pile.tables else pile.before).append(row)
        else:
            pile = _for(row, piles)
            pile.tables.append(row)
    face = form.sheets[0]
    above = tuple(filter(None, map(plain_text.line, face.above)))
    open_ = [_entry(each) for each in face.head if _is_open(each)]
    headed = tuple(EntryRow(entries=tuple(open_[at : at + 2])) for at in range(0, len(open_), 2))
    fixed = tuple(plain_text.line(each.line) for each in face.head if not _is_open(each))
    alone = len(piles) == 1
    return tuple(
        WorksheetLeaf(
            title=face.title,
            label=face.title if alone or not pile.tables else pile.tables[0].label or face.title,
            above=above if at else (*above, *fixed),
            before=(*(() if at else headed), *pile.before),
            tables=tuple(pile.tables),
            after=tuple(pile.after),
            foot=form.foot(face),
        )
        for at, pile in enumerate(piles)
    )


def _for(table: EntryTable, piles: list[_Pile]) -> _Pile:
    """Return the pile of the table that this one continues, or else the one that it starts."""
    for pile in piles:
        if not pile.tables or (table.first > 1 and pile.tables[0].columns == table.columns):
            return pile
    piles.append(pile := _Pile())
    return pile


def _is_open(each: HeadEntry) -> bool:
    """Whether something is to be filled in."""
    return any(isinstance(piece, Blank) for piece in each.text)


def _entry(each: HeadEntry) -> Entry:
    """Turn what is to be filled in above the frame into an entry, with the words before its first blank."""
    begun = plain_text.line(tuple(takewhile(lambda piece: not isinstance(piece, Blank), each.text)))
    return Entry(id=each.id, label=each.label, space=Space.LINE, value=(begun,) if begun else ())
