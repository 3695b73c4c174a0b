"""How a card fills its page: which setting, in which type, with how much room between lines and in rows.

Lengths are in points. A card takes the first setting that fits in the smallest type; then type, lines and rows
grow as long as it fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil
from unicodedata import east_asian_width

from dangjian_std.document.cards import Card, CardRow
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.layout.line_breaking import GAP, mark
from dangjian_std.renderers.layout.page_frame import TEXT

MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = TEXT.width * MM, TEXT.height * MM
SPARE = 10
"""Height that no program is to use: what one sets higher than another stays on the page."""
WALL, DESK = range(22, 13, -1), (12.0, 11.5, 11.0, 10.5)
"""Sizes of type, the largest first: to be read from a metre away, and on the desk."""
LEADINGS = (1.6, 1.5, 1.4, 1.3, 1.25)
"""Heights of a line, in sizes of its type."""
TITLE, TITLE_LEADING, UNDER_TITLE = 1.5, 1.4, 8.0
"""A title: its size and the height of its line, in sizes, and the room below it."""
FOOT_LINE, OVER_FOOT, FOOT_EMS = 13.5, 6.0, 50
"""The foot: height of a line, the room above it, and the characters that a line holds."""
HEAD_EMS = 3
"""Characters in a line of a head."""
SIDE, LEAST, MOST = 6.0, 3.5, 40.0
"""Room inside a cell: at its sides; at the top and at the foot, at least and at most."""
SHARE = 0.9
"""How much of the height that is left goes into the rows."""
RULES = 3.0
"""Width that the rules at the sides of a cell take, and what programs round up."""
LOST, LATIN, CAPITAL = 0.3, 0.55, 0.75
"""What the end of a line loses, and how wide a digit or letter and a capital are, in Chinese characters."""


@dataclass(frozen=True, slots=True)
class CardLayout:
    """A card as it is set: its rows, the size of its type, the height of a line, the room in a row."""

    rows: tuple[CardRow, ...]
    size: float
    line: float
    room: float

    @property
    def title(self) -> tuple[float, float]:
        """Size of the title and height of its line."""
        return round(self.size * TITLE, 1), round(self.size * TITLE * TITLE_LEADING, 1)

    @property
    def head_width(self) -> float:
        """Width of the column of the heads."""
        return _head_width(self.size)


def lay_out(card: Card) -> CardLayout:
    """Choose how a card is set."""
    sizes = WALL if card.wall else DESK
    rows = next((each for each in card.settings if _fits(card, each, sizes[-1], LEADINGS[-1])), card.settings[-1])
    fitting = ((size, leading) for size, leading in _looks(sizes) if _fits(card, rows, size, leading))
    size, leading = next(fitting, (sizes[-1], LEADINGS[-1]))
    left = PAGE_HEIGHT - SPARE - _height(card, rows, size, leading)
    room = min(MOST, LEAST + SHARE * max(0.0, left) / (2 * len(rows)))
    return CardLayout(rows, float(size), round(size * leading, 1), round(room, 1))


def fits(card: Card) -> bool:
    """Whether a card stays on one page in some setting."""
    smallest = (WALL if card.wall else DESK)[-1]
    return any(_fits(card, each, smallest, LEADINGS[-1]) for each in card.settings)


def _looks(sizes: range | tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Yield sizes and leadings, the largest type first; of one size the widest leading."""
    return product(sizes, LEADINGS)


def _fits(card: Card, rows: tuple[CardRow, ...], size: float, leading: float) -> bool:
    return _height(card, rows, size, leading) <= PAGE_HEIGHT - SPARE


def _height(card: Card, rows: tuple[CardRow, ...], size: float, leading: float) -> float:
    """Return how high a card is, with the least room in its rows."""
    title = _lines(card.title, PAGE_WIDTH / (size * TITLE)) * size * TITLE * TITLE_LEADING + UNDER_TITLE
    foot = _lines(card.foot, FOOT_EMS) * FOOT_LINE + OVER_FOOT
    across = (PAGE_WIDTH - _head_width(size) - 2 * SIDE - RULES) / size
    return title + foot + sum(_row_lines(row, across) * size * leading + 2 * LEAST + 1 for row in rows)


def _row_lines(row: CardRow, across: float) -> int:
    lines = (_lines(plain_text.line(each), across, hanging=row.listed) for each in row.lines)
    return max(ceil(len(row.head) / HEAD_EMS), sum(lines))


def _lines(text: str, across: float, *, hanging: bool = False) -> int:
    """Return how many lines a text takes; the further ones of a listed matter stand one character in."""
    lines, used, room = 1, 0.0, across - LOST
    for ems in _pieces(text):
        if used + ems > room and used:
            lines, used, room = lines + 1, 0.0, across - LOST - hanging
        used += ems
    return lines


@lru_cache(maxsize=1 << 12)
def _pieces(text: str) -> tuple[float, ...]:
    """Return how wide each piece is between the places where a text may break."""
    found = plain_text.PIECE.finditer(text)
    return tuple(_ems(each[0], text[each.end() : each.end() + 1]) for each in found)


def _ems(piece: str, following: str) -> float:
    """Return how wide a piece of a line is, with what it keeps from a neighbour in another script."""
    gaps = mark((piece + following,))[0].count(GAP) / 4
    return gaps + sum(map(_width, piece))


def _width(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    return CAPITAL if character.isupper() else LATIN


def _head_width(size: float) -> float:
    return round(HEAD_EMS * size + 2 * SIDE + RULES, 1)
