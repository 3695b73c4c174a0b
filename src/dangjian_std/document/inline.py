"""What stands in a line, and how a column of a table is written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.document.formulas import Formula


@dataclass(frozen=True, slots=True)
class Ref:
    """A link to an anchor in the same document, and the words that carry it."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line to write on, `ems` characters wide; `label` names it, in small type where it is `shown`."""

    ems: int
    label: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a revision: `gone` ones are struck through, new ones heavy and underlined: a copy shows it."""

    text: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page of another book, one of the `volumes` of the document, that an anchor stands on.

    Only where pages are made is it known; elsewhere it stays empty.
    """

    target: str


Inline = str | Ref | Blank | Marked | PageOf


Line = tuple[Inline, ...]


def joined(pieces: Iterable[Inline]) -> Line:
    """Make a line of pieces; texts that meet become one."""
    line: list[Inline] = []
    for piece in pieces:
        if line and isinstance(piece, str) and isinstance(line[-1], str):
            line[-1] += piece
        else:
            line.append(piece)
    return tuple(line)


class Align(StrEnum):
    """Horizontal place of a cell's text."""

    START = "start"
    CENTRE = "centre"


class Marker(StrEnum):
    """What stands before the items of a list (GB/T 1.1—2020, 7.5)."""

    DASH = "dash"
    NUMBER = "number"
    NONE = "none"


class Kind(StrEnum):
    """What is written into an empty cell, for formats that can help a person to write it right."""

    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table column: its head and its share of the width in percent.

    One that has a `widest` share is free: it takes at least its `width`, and layout decides how much more.
    A column to write in also has the id of its field, and says what is written there.
    """

    head: str
    width: float
    widest: float = 0
    align: Align = Align.START
    strong: bool = False
    id: str = ""
    kind: Kind = Kind.TEXT
    options: tuple[str, ...] = ()
    formula: Formula | None = None
    """What a workbook computes in it."""
