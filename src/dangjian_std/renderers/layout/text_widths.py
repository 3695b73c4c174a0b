"""How many lines a text takes, as a typesetter breaks it: for what has to fit a page that is not set yet."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

from dangjian_std.renderers.layout import plain_text
from dangjian_std.renderers.layout.line_breaking import SCRIPT_GAP, mark

LINE_END_LOSS, LATIN_WIDTH, CAPITAL_WIDTH = 0.3, 0.55, 0.75
"""What the end of a line loses, and how wide a digit or letter and a capital are, in Chinese characters."""


def lines(text: str, across: float, *, hanging: bool = False) -> int:
    """Return how many lines of `across` characters a text takes."""
    return measure(text, across, hanging=hanging)[0]


def measure(text: str, across: float, *, hanging: bool = False) -> tuple[int, float]:
    """Return how many lines a text takes, and how much of the last one.

    The further lines of a listed matter stand one character in.
    """
    taken, used, room = 1, 0.0, across - LINE_END_LOSS
    for wide in _pieces(text):
        if used + wide > room and used:
            taken, used, room = taken + 1, 0.0, across - LINE_END_LOSS - hanging
        used += wide
    return taken, used


@lru_cache(maxsize=1 << 12)
def _pieces(text: str) -> tuple[float, ...]:
    """Return how wide each piece is between the places where a text may break."""
    found = plain_text.UNBREAKABLE_TEXT.finditer(text)
    return tuple(_ems(each[0], text[each.end() : each.end() + 1]) for each in found)


def _ems(piece: str, following: str) -> float:
    """Return how wide a piece of a line is, with what it keeps from a neighbour in another script."""
    gaps = mark((piece + following,))[0].count(SCRIPT_GAP) / 4
    return gaps + sum(map(_width, piece))


def _width(character: str) -> float:
    if east_asian_width(character) in "WFA":
        return 1.0
    return CAPITAL_WIDTH if character.isupper() else LATIN_WIDTH
