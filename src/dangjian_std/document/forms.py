"""Forms and letters, with their empty places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.document import words
from dangjian_std.document.formulas import Formula
from dangjian_std.document.inline import Column, InputKind, Line, joined

WIDE_GAP = "　　"
"""Gap between entries that share a line above or below a frame."""


class Space(StrEnum):
    """How a cell of a form is written on."""

    LINE = "line"
    RULED = "ruled"
    SIGN = "sign"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A labelled cell of a form. `height` counts writing lines of 8.5 mm, `value` stands there already.

    Of a choice, `value` names the options that are ticked.
    """

    id: str
    label: str
    space: Space
    height: int = 1
    options: tuple[str, ...] = ()
    hint: str = ""
    full: bool = False
    kind: InputKind = InputKind.TEXT
    formula: Formula | None = None
    """What a workbook computes in it."""
    value: tuple[str, ...] = ()

    @property
    def boxes(self) -> tuple[tuple[str, str], ...]:
        """The options, each with its box, ticked or not."""
        return tuple((words.TICKED_BOX if each in self.value else words.EMPTY_BOX, each) for each in self.options)

    @property
    def bracketed_hint(self) -> str:
        """The hint as it stands behind the label."""
        return words.bracketed(self.hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One or two entries side by side."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTable:
    """Rows to write in under column heads."""

    id: str
    label: str
    columns: tuple[Column, ...]
    rows: int
    across: int = 1
    """How many such tables stand side by side; the numbers run down the first, then the next."""
    numbered: bool = True
    hint: str = ""
    values: tuple[tuple[str, ...], ...] = ()
    """Rows that are written already, from the first on."""
    first: int = 1
    """Number of its first row; a table that continues another one goes on counting."""
    needed: int = 0
    """How many of its rows are needed, the others only filling a sheet of paper; 0 where that is not known."""
    grows: bool = True
    """Whether more rows than it has may come to be needed; a table with one row a period has all of them."""

    @property
    def heads(self) -> tuple[str, ...]:
        """What stands above each column, the numbers among them."""
        return (*((words.ROW_NUMBER,) if self.numbered else ()), *(column.head for column in self.columns))

    @property
    def bracketed_hint(self) -> str:
        """The hint as it stands behind the label."""
        return words.bracketed(self.hint)

    @property
    def extent(self) -> str:
        """How many rows it has, for readers who cannot see them."""
        return words.bracketed(f"{self.rows} 行")


@dataclass(frozen=True, slots=True)
class HeadEntry:
    """A labelled place above the frame; what is to be filled in are the blanks of its text.

    Its id has a dot, so that no field of a record has the same.
    """

    id: str
    label: str
    text: Line

    @property
    def line(self) -> Line:
        """The label and the text."""
        return joined((f"{self.label}：", *self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One side of a form: its title, what is written above its frame, what is inside it, and what is below."""

    title: str
    rows: tuple[EntryRow | EntryTable, ...]
    above: tuple[Line, ...] = ()
    head: tuple[HeadEntry, ...] = ()
    """Labelled entries printed in one line under `above`."""
    below: str = ""

    @property
    def lines_above(self) -> tuple[Line, ...]:
        """All lines between the title and the frame."""
        if not self.head:
            return self.above
        first, *others = self.head
        pieces = (piece for entry in others for piece in (WIDE_GAP, *entry.line))
        return (*self.above, joined((*first.line, *pieces)))


class FormKind(StrEnum):
    """Kind of form, which decides the mark at its foot."""

    FORM = "form"
    """Its code and version, at the foot of every sheet."""
    BALLOT = "ballot"
    """Nothing: no two of them may be told apart."""
    PAGE = "page"
    """Nothing: a page of a book, which has no code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form to write on; each sheet starts a page of its own."""

    code: str
    version: str
    anchor: str
    sheets: tuple[Sheet, ...]
    kind: FormKind = FormKind.FORM
    per_sheet: int = 1
    """How many of it one sheet of paper has room for: 1, 2, 4 or 8. More than one has a single sheet."""
    repeated: int = 1
    """How many of those places are drawn in."""
    name: str = ""
    """Whose it is, where a workbook holds one of several persons: what its worksheet is called."""

    @property
    def mark(self) -> str:
        """Code and version as they stand at the foot of a sheet."""
        return f"{self.code}　第{self.version}版" if self.kind is FormKind.FORM else ""

    def foot(self, sheet: Sheet) -> str:
        """Return all that stands below the frame of a sheet."""
        return WIDE_GAP.join(filter(None, (sheet.below, self.mark)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """文书 in the shape of GB/T 9704."""

    title: str
    anchor: str
    addressee: Line
    body: tuple[Line, ...]
    attachments: tuple[str, ...] = ()
    closing: tuple[Line, ...] = ()
    number: Line = ()
    """Above the title: the number of an official letter, and who signed it off."""

    @property
    def attachment_lines(self) -> tuple[tuple[str, str], ...]:
        """The list of attachments: a label before the first, and their names, numbered where there are several."""
        several = len(self.attachments) > 1
        return tuple(
            (words.ATTACHMENTS if number == 1 else "", f"{number}.{name}" if several else name)
            for number, name in enumerate(self.attachments, 1)
        )
