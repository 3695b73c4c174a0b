"""How a card fills its page: which setting, in which type, with how much room between lines and in rows.

Lengths are in points. A card takes the first setting that fits in the smallest type; then type, lines and rows
grow as long as it fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import ceil

from dangjian_std.document.cards import Card, CardRow
from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.layout.page_frame import BOOK, PT_PER_MM
from dangjian_std.renderers.layout.text_widths import lines

CARD_WIDTH, CARD_HEIGHT = BOOK.width * PT_PER_MM, BOOK.height * PT_PER_MM
SPARE_CARD_HEIGHT = 10
"""Height that no program is to use: what one sets higher than another stays on the page."""
WALL_SIZES, DESK_SIZES = range(22, 13, -1), (12.0, 11.5, 11.0, 10.5)
"""Sizes of type, the largest first: to be read from a metre away, and on the desk."""
LEADINGS = (1.6, 1.5, 1.4, 1.3, 1.25)
"""Heights of a line, in sizes of its type."""
CARD_TITLE_SIZE, CARD_TITLE_LEADING, BELOW_CARD_TITLE = 1.5, 1.4, 8.0
"""A title: its size and the height of its line, in sizes, and the room below it."""
FOOT_LINE, OVER_FOOT, FOOT_EMS = 13.5, 6.0, 50
"""The foot: height of a line, the room above it, and the characters that a line holds."""
HEAD_EMS = 3
"""Characters in a line of a head."""
CARD_CELL_SIDES, LEAST_CELL_ROOM, MOST_CELL_ROOM = 6.0, 3.5, 40.0
"""Room inside a cell: at its sides; at the top and at the foot, at least and at most."""
ROW_SHARE_OF_REST = 0.9
"""How much of the height that is left goes into the rows."""
RULE_WIDTH = 3.0
"""Width that the rules at the sides of a cell take, and what programs round up."""


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
        return round(self.size * CARD_TITLE_SIZE, 1), round(self.size * CARD_TITLE_SIZE * CARD_TITLE_LEADING, 1)

    @property
    def head_width(self) -> float:
        """Width of the column of the heads."""
        return _head_width(self.size)


def lay_out(card: Card) -> CardLayout:
    """Choose how a card is set."""
    sizes = WALL_SIZES if card.wall else DESK_SIZES
    rows = next((each for each in card.settings if _fits(card, each, sizes[-1], LEADINGS[-1])), card.settings[-1])
    fitting = ((size, leading) for size, leading in _looks(sizes) if _fits(card, rows, size, leading))
    size, leading = next(fitting, (sizes[-1], LEADINGS[-1]))
    left = CARD_HEIGHT - SPARE_CARD_HEIGHT - _height(card, rows, size, leading)
    room = min(MOST_CELL_ROOM, LEAST_CELL_ROOM + ROW_SHARE_OF_REST * max(0.0, left) / (2 * len(rows)))
    return CardLayout(rows, float(size), round(size * leading, 1), round(room, 1))


def fits(card: Card) -> bool:
    """Whether a card stays on one page in some setting."""
    smallest = (WALL_SIZES if card.wall else DESK_SIZES)[-1]
    return any(_fits(card, each, smallest, LEADINGS[-1]) for each in card.settings)


def _looks(sizes: range | tuple[float, ...]) -> Iterator[tuple[float, float]]:
    """Yield sizes and leadings, the largest type first; of one size the widest leading."""
    return product(sizes, LEADINGS)


def _fits(card: Card, rows: tuple[CardRow, ...], size: float, leading: float) -> bool:
    return _height(card, rows, size, leading) <= CARD_HEIGHT - SPARE_CARD_HEIGHT


def _height(card: Card, rows: tuple[CardRow, ...], size: float, leading: float) -> float:
    """Return how high a card is, with the least room in its rows."""
    title = (
        lines(card.title, CARD_WIDTH / (size * CARD_TITLE_SIZE)) * size * CARD_TITLE_SIZE * CARD_TITLE_LEADING
        + BELOW_CARD_TITLE
    )
    foot = lines(card.foot, FOOT_EMS) * FOOT_LINE + OVER_FOOT
    across = (CARD_WIDTH - _head_width(size) - 2 * CARD_CELL_SIDES - RULE_WIDTH) / size
    return title + foot + sum(_row_lines(row, across) * size * leading + 2 * LEAST_CELL_ROOM + 1 for row in rows)


def _row_lines(row: CardRow, across: float) -> int:
    taken = (lines(plain_text.line(each), across, hanging=row.listed) for each in row.lines)
    return max(ceil(len(row.head) / HEAD_EMS), sum(taken))


def _head_width(size: float) -> float:
    return HEAD_EMS * size + 2 * CARD_CELL_SIDES + RULE_WIDTH
