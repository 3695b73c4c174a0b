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


class Shape(StrEnum):
    """A shape that tells a state without colour; its value is the character that stands for it in plain text."""

    DISC = "●"
    RINGS = "◎"
    CROSS = "×"
    SQUARE = "□"
    DIAMOND = "◇"
    DOT = "·"


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape that stands for a word: whoever cannot see it is told the word, and what else there is to say."""

    shape: Shape
    name: str
    more: str = ""

    @property
    def text(self) -> str:
        """Return the mark as a character."""
        return self.shape.value


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of a whole, side by side, each in its shape. The numbers stand beside it in words.

    A `wide` one is as wide as the text, another has its place in a cell.
    """

    parts: tuple[tuple[Mark, int], ...]
    whole: int
    wide: bool = False

    @property
    def text(self) -> str:
        """Return nothing: in plain text the words are enough."""
        return ""

    @property
    def said(self) -> str:
        """The shares in words: 有57，晚4."""
        return "，".join(f"{mark.name}{number}" for mark, number in self.parts)


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that are looked for: in the face of headings."""

    text: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page of another book, one of the `volumes` of the document, that an anchor stands on.

    Only where pages are made is it known; elsewhere it stays empty.
    """

    target: str

    @property
    def text(self) -> str:
        """Return nothing: without pages there is no number."""
        return ""


Inline = str | Ref | Blank | Marked | Mark | Bar | Strong | PageOf
"""All but texts and blanks have a `text` too: what stands for them where nothing can be drawn or linked."""


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


class InputKind(StrEnum):
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
    kind: InputKind = InputKind.TEXT
    options: tuple[str, ...] = ()
    formula: Formula | None = None
    """What a workbook computes in it."""
