"""Record forms (记录表) and papers (文书)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dangjian_std.domain.agreements import Agreement
from dangjian_std.domain.computing import Computation
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import FieldRef
from dangjian_std.domain.vocabulary import (
    Archive,
    CountedPer,
    Direction,
    FieldType,
    Fill,
    Medium,
    Organ,
    Sensitivity,
    Width,
)

USUAL_LINES = {FieldType.TABLE: 3, FieldType.ROSTER: 40}
"""Rows or places of a field that does not say how many; any other has one line."""
DRAWN_MEDIA = frozenset(Medium) - {Medium.ISSUED_ABOVE, Medium.SYSTEM}
"""Media of the forms that we draw; the others are only named."""
UNTYPED_MEDIA = frozenset({Medium.BALLOT, Medium.ISSUED_ABOVE, Medium.SYSTEM})
"""Media of forms that nobody types into a computer of the unit."""
NUMERIC_TYPES = frozenset({FieldType.NUMBER, FieldType.MONEY})
CHOICE_TYPES = frozenset({FieldType.CHOICE, FieldType.CHOICES})


class ColumnFill(StrEnum):
    """What is known of the member of a line."""

    POST = "post"
    """His group and his post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Node):
    """A column of a table in a form."""

    id: str
    label: str
    type: FieldType = FieldType.TEXT
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Registered words, of which a text here holds one."""
    width: int | None = None
    """Share of the table's width, in percent; what is left is divided evenly."""
    fill: ColumnFill | None = None
    given: tuple[str, ...] = ()
    """What is printed in its rows, from the first on, such as the months of a year."""
    compute: Computation | None = None
    """What a workbook computes here."""
    screen: bool = False
    """Only in a workbook, not on paper."""
    sample: tuple[str, ...] = ()
    """What a filled form shows in this column, row by row; all persons are invented."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Node):
    """One field of a form. Its `id` is immutable; its label may be reworded."""

    id: str
    label: str
    type: FieldType
    hint: str | None = None
    width: Width | None = None
    rows: int | None = None
    """Ruled lines, table rows or places to sign in."""
    options: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Registered words, of which a text here holds one."""
    columns: tuple[Column, ...] = ()
    overleaf: bool = False
    apart: bool = False
    """On a page of its own, behind the overleaf."""
    fill: Fill | None = None
    other: str | None = None
    """The option for an occasion that is none of the kinds."""
    continues: str | None = None
    """The table of the same form that this one goes on with."""
    compute: Computation | None = None
    """What a workbook computes here."""
    screen: bool = False
    """Only in a workbook, not on paper."""
    sample: tuple[str, ...] = ()
    """What a filled form shows here: lines, ticked options, or the names in a sign-in field."""

    @property
    def printed(self) -> tuple[Column, ...]:
        """Columns that stand on paper."""
        return tuple(each for each in self.columns if not each.screen)

    @property
    def lines(self) -> int:
        """Number of its ruled lines, table rows or places to sign in, said or usual."""
        return self.rows or USUAL_LINES.get(self.type, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Node):
    """Why one thing that was changed may be so."""

    at_: str
    """What was changed, by its address (`changes.addresses`)."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry(Node):
    """An entry of the history of a standard or a form."""

    version: str
    on: dt.date
    change: str
    reason: str | None = None
    """Why, in general."""
    reasons: tuple[Reason, ...] = ()
    """Why, one by one: asked for where a duty became weaker or somebody else's, or more has to be filled in."""


@dataclass(frozen=True, kw_only=True)
class Record(Node):
    """记录表: a form as data."""

    code: str
    title: str
    version: str
    home: str
    per: CountedPer
    medium: Medium
    archive: Archive | None = None
    keep: str | None = None
    keeper: str | None = None
    """Who has it in hand while it is in use, where that is not who opens it."""
    sensitivity: Sensitivity
    minutes: int
    copies: int = 1
    """How many alike are made of one: 一式两份."""
    signed_by: tuple[str, ...] = ()
    key_: tuple[str, ...] = ()
    """Fields by which a filing is known again: the same values are the same filing, put right."""
    agree: tuple[Agreement, ...] = ()
    per_sheet: int = 1
    """How many of it are printed on one sheet of paper; only ballots stand side by side."""
    needs: Organ | None = None
    """The organ that keeps it; a unit without that organ writes into the form `instead`."""
    instead: str | None = None
    common: bool = False
    """One form for several kinds of occasion: more than one step of a standard may open it."""
    fields: tuple[Field, ...]
    history: tuple[HistoryEntry, ...] = ()

    @property
    def stored(self) -> bool:
        """Whether what is written on it may come to stand in a computer."""
        return self.sensitivity is not Sensitivity.NOT_STORED and self.medium not in UNTYPED_MEDIA

    @cached_property
    def cells(self) -> Mapping[str, Field | Column]:
        """Every field by its id, and every column as `table.column`; of one name the first."""
        found: dict[str, Field | Column] = {}
        for field in self.fields:
            found.setdefault(field.id, field)
            for column in field.columns:
                found.setdefault(f"{field.id}.{column.id}", column)
        return found

    @property
    def computed(self) -> Mapping[str, Computation]:
        """What a workbook computes, by the cell in which it stands."""
        return {name: cell.compute for name, cell in self.cells.items() if cell.compute}

    def meant(self, each: Agreement, name: str) -> str:
        """Return the cell that a name of an agreement means: a column of the table of its rows, or a field."""
        return self.named(each.rows or "", name)

    def named(self, table: str, name: str) -> str:
        """Return the cell that a name means in a row of a table: a column of that table, or a field."""
        inside = f"{table}.{name}"
        return inside if inside in self.cells else name

    def fields_filled(self, fill: Fill) -> tuple[Field, ...]:
        """Return the fields of which this is known beforehand."""
        return tuple(each for each in self.fields if each.fill is fill)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot(Node):
    """A blank in a paper, filled from a form field, an event, or by hand; nothing is typed where one signs."""

    id: str
    label: str
    field: FieldRef | None = None
    event: str | None = None
    sign: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Node):
    """文书: a text that the office sends or reads out, with blanks written 〔id〕 in its body."""

    code: str
    title: str
    version: str
    home: str
    direction: Direction | None = None
    """Where an official letter goes; one that goes up names who signed it off."""
    addressee: str | None = None
    body: tuple[str, ...]
    slots: tuple[Slot, ...] = ()
    attachments: tuple[str, ...] = ()
    signature: str | None = None
    dated: bool = True
    seal: bool = False
    filed: bool = False
    """Whether it stands in the list of what a year leaves to the archive."""
    history: tuple[HistoryEntry, ...] = ()
