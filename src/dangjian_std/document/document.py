"""Parts and documents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.document import words
from dangjian_std.document.blocks import Block


class Folio(StrEnum):
    """How the pages of a part are numbered."""

    NONE = "none"
    ROMAN = "roman"
    ARABIC = "arabic"
    TALLY = "tally"
    """Arabic, with the number of all pages beside it, so that a missing page shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a document that starts a page and could be set on its own."""

    id: str
    title: str
    head: str
    folio: Folio
    blocks: tuple[Block, ...]
    number: str = ""
    """Number of the standard that it prints, as the 目次 gives it."""
    recto: bool = True
    listed: bool = True
    """Whether its title stands among the bookmarks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day that a calendar shows: what is due, and a note. The `id` stays when the day moves."""

    id: str
    day: dt.date
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A finished composition. `subject` and `author` become metadata; nothing here knows the clock."""

    name: str
    title: str
    author: str
    subject: str
    parts: tuple[Part, ...]
    large: bool = False
    """大字: body 四号, tables 小四."""
    proof: bool = False
    """校样: marked on every page."""
    days: tuple[CalendarDay, ...] = ()
    """What it puts into a calendar."""
    volumes: tuple[Document, ...] = ()
    """Other books whose pages it names (`PageOf`): it changes with them, for their pages may have moved."""

    @property
    def mark(self) -> str:
        """校样 on a proof, which stands on every page; else nothing."""
        return words.PROOF_MARK if self.proof else ""
