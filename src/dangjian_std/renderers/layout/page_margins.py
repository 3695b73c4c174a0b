"""What stands in the margins of the pages of a document whose parts were set on their own (`page_rules`).

A line is set once, as if at the upper left corner of a sheet, and shown wherever it stands. Lengths are in mm,
from the upper left corner of a page; pages are counted from 0 on, the page 0 is a right-hand one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.document.document import Folio
from dangjian_std.document.words import TALLY
from dangjian_std.renderers.layout import page_frame
from dangjian_std.renderers.layout.page_frame import BOOK, HEAD_TOP, NUMBER_TOP
from dangjian_std.renderers.layout.page_numbers import PagesOfPart
from dangjian_std.renderers.layout.page_rules import PartPages

NUMBERS_PER_RUN = 100
"""How many numbers are set together: these are the same for every document."""


class MarginLook(StrEnum):
    """How a line looks."""

    HEAD = "head"
    NUMBER = "number"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class MarginLine:
    """A line in a margin."""

    kind: MarginLook
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a line stands: `x` is its left end (`part` 0), its middle (0.5) or its right end (1)."""

    line: MarginLine
    x: float
    y: float
    part: float


@dataclass(frozen=True, slots=True)
class PageSheet:
    """A page: its size, and what stands in its margins, in the order in which WeasyPrint draws it."""

    width: float
    height: float
    standing: tuple[Standing, ...]


def sheets(parts: Sequence[PartPages], places: Sequence[PagesOfPart], mark: str) -> tuple[PageSheet, ...]:
    """Return all pages in their order, the blank ones between parts too, which show a number only in a tally."""
    found: list[PageSheet] = []
    total = places[-1].first + places[-1].count
    blank = Folio.TALLY if any(each.folio is Folio.TALLY for each in parts) else Folio.NONE
    before = places[0]
    for part, place in zip(parts, places, strict=True):
        while len(found) < place.first:
            number = _number(blank, str(len(found) - before.origin + 1), total)
            found.append(_sheet(len(found), wall=False, mark=mark, head="", number=number))
        for page in range(place.count):
            bare = part.covered and not page
            number = "" if bare else _number(part.folio, place.number(page), total)
            found.append(
                _sheet(len(found), wall=part.wall, mark=mark, head="" if bare else part.head, number=number)
            )
        before = place
    return tuple(found)


def _number(folio: Folio, number: str, total: int) -> str:
    if folio is Folio.TALLY:
        return f"{TALLY[0]}{number}{TALLY[1]}{total}{TALLY[2]}"
    return "" if folio is Folio.NONE else number


def _sheet(page: int, *, wall: bool, mark: str, head: str, number: str) -> PageSheet:
    width, height, bottom = page_frame.PAGE_WIDTH, page_frame.PAGE_HEIGHT, BOOK.bottom
    left, right = (BOOK.outer, BOOK.inner) if page % 2 else (BOOK.inner, BOOK.outer)
    if wall:
        width, height = page_frame.WALL_WIDTH, page_frame.WALL_HEIGHT
        left = right = bottom = page_frame.WALL_MARGIN
    side, part = (left, 0.0) if page % 2 else (width - right, 1.0)
    foot = [
        Standing(MarginLine(MarginLook.MARK, mark), (left + width - right) / 2, height - bottom + NUMBER_TOP, 0.5),
        Standing(MarginLine(MarginLook.NUMBER, number), side, height - bottom + NUMBER_TOP, part),
    ]
    foot.sort(key=lambda each: each.x)
    wanted = (*foot, Standing(MarginLine(MarginLook.HEAD, head), side, HEAD_TOP, part))
    return PageSheet(width, height, tuple(each for each in wanted if each.line.text))


def together(found: Sequence[PageSheet]) -> Iterator[tuple[MarginLine, ...]]:
    """Yield the lines of pages, each once, as they are set together: first those that this document alone has."""
    lines = dict.fromkeys(each.line for sheet in found for each in sheet.standing)
    numbers = {line for line in lines if line.kind is MarginLook.NUMBER and line.text.isascii()}
    yield tuple(sorted(lines.keys() - numbers, key=lambda line: (line.kind, line.text)))
    for hundred in sorted({(int(line.text) - 1) // NUMBERS_PER_RUN for line in numbers}):
        first = hundred * NUMBERS_PER_RUN + 1
        yield tuple(MarginLine(MarginLook.NUMBER, str(number)) for number in range(first, first + NUMBERS_PER_RUN))
