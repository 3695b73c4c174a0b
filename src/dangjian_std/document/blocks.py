"""What will be on the page: a closed set of blocks. After composing, no one knows what a standard is.

A document holds no page numbers, running heads or other marks that depend on where a page falls; each `Part` only
says what it wants (`head`, `folio`, `recto`), and the renderer applies it. Texts hold exactly the characters of
the YAML and of our own wording: gaps and line-break hints are typesetting, not text.
"""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.document import words
from dangjian_std.document.cards import Card
from dangjian_std.document.charts import Flow, Structure
from dangjian_std.document.forms import Form, HeadEntry, Letter
from dangjian_std.document.inline import Column, Line, Marker
from dangjian_std.document.wall_calendars import WallCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A title: level 0 heads a part, 1 a chapter, 2 a clause with a title."""

    level: int
    text: str
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text; with a number, an untitled clause."""

    text: Line
    number: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list of one level."""

    items: tuple[Line, ...]
    marker: Marker = Marker.DASH

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands before each item."""
        match self.marker:
            case Marker.DASH:
                return (words.LIST_DASH,) * len(self.items)
            case Marker.NUMBER:
                return tuple(f"{number}）" for number in range(1, len(self.items) + 1))
            case Marker.NONE:
                return ("",) * len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """An entry of the terms: number on its own line, term, definition (GB/T 1.1—2020, 8.7.3)."""

    number: str
    term: str
    text: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Lines of one cell; more than one line reads as a numbered list when `numbered`.

    The last `closing` ones stand below the list without a number.
    """

    lines: tuple[Line, ...]
    numbered: bool = False
    closing: int = 0
    anchor: str = ""

    @property
    def listed(self) -> bool:
        """Whether the cell reads as a numbered list: it is `numbered` and has more than one line."""
        return self.numbered and len(self.lines) - self.closing > 1

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands before each line of the cell: 1., 2. where it is listed, else nothing."""
        listed = len(self.lines) - self.closing if self.listed else 0
        return (*(f"{number}." for number in range(1, listed + 1)), *("",) * (len(self.lines) - listed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A line across a table that heads the rows below it."""

    text: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a table holds: its columns, its rows, and the notes below them."""

    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table under its label, which is a number or a month. On every further page it repeats its head."""

    label: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row | Band, ...]
    notes: tuple[Line, ...] = ()
    anchor: str = ""
    whole: bool = False
    """Kept on one page where it fits."""
    tight: bool = False
    """Set with little space in its rows: a long list to look things up in."""
    denser: tuple[Setting, ...] = ()
    """Tighter settings of this table, roomiest first: layout takes the first that stays on a page of its own."""

    @property
    def continued(self) -> str:
        """What stands above it on every further page: 「表n（续）」."""
        return self.label + words.CONTINUED

    @property
    def note_labels(self) -> tuple[str, ...]:
        """What stands before each note: 「注：」, of several 「注1：」; nothing where there is no row."""
        if not self.rows:
            return ("",) * len(self.notes)
        if len(self.notes) == 1:
            return (f"{words.NOTE_WORD}：",)
        return tuple(f"{words.NOTE_WORD}{number}：" for number in range(1, len(self.notes) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """The three centred lines that open an annex (GB/T 1.1—2020, 10.3)."""

    letter: str
    nature: str
    title: str
    anchor: str
    listed: str
    """What the 目次 calls it."""

    @property
    def word(self) -> str:
        """附录, the part of its first line that is set wide."""
        return words.ANNEX_WORD

    @property
    def lines(self) -> tuple[str, str, str]:
        """Its three lines: letter, nature, title."""
        return f"{words.ANNEX_WORD}{self.letter}", words.bracketed(self.nature), self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A title page: lines at its top, the lines of its title, and lines at its foot."""

    number: str
    title: tuple[str, ...]
    subtitle: str
    issuer: str
    edition: str
    entries: tuple[HeadEntry, ...] = ()
    """Labelled places to write in, below the title: whose book it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentsEntry:
    """A line of the 目次."""

    level: int
    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """目次: the renderer knows the page numbers."""

    title: str
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """What follows starts a new page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRule:
    """终结线 (GB/T 1.1—2020, 10.1.5)."""


Block = (
    Heading
    | Paragraph
    | Items
    | Definition
    | Table
    | Flow
    | Structure
    | Annex
    | Form
    | Letter
    | Card
    | WallCalendar
    | Cover
    | Contents
    | PageBreak
    | EndRule
)
