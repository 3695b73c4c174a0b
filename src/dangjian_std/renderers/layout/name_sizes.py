"""In which size names are set that stand in lines to write on, one line each: a long one smaller."""

from __future__ import annotations

import re
from math import ceil

from dangjian_std.document.forms import EntryTable

POINTS = 9
"""Usual font size of what is written on a form, in pt."""
SMALLER = (7.5, 6.5, 5.5, 5)
"""Font sizes of a name that overruns its line, in pt, the largest first."""
NAME_LEADING = 1.25
"""Line height of a name that is set smaller, in em."""
POINT = 25.4 / 72
"""Millimetres in a point."""
_BROAD = frozenset("MWmwÆŒœæЖШЩЮжшщю№")
_PIECES = re.compile(r"[0-9A-Za-zÀ-ɏЀ-ӿ'’.\-]+ *|.", re.DOTALL)
"""What a line keeps together: a word with the space behind it, or one character."""


def keeps_to_a_line(table: EntryTable) -> bool:
    """Whether only one column is written, the rest by hand: names, which must not need more than a line."""
    return (
        table.across > 1 or len({number for row in table.values for number, text in enumerate(row) if text}) == 1
    )


def points(name: str, width: float, height: float) -> float:
    """Return the largest size in which a name stays within a box of so many mm, or else the smallest."""
    if lines(name, width / (POINTS * POINT)) == 1:
        return POINTS
    for size in SMALLER:
        em = size * POINT
        if lines(name, width / em) * em * NAME_LEADING <= height:
            return size
    return SMALLER[-1]


def lines(name: str, width: float) -> int:
    """How many lines of so many em a name takes at most; Latin breaks between words that fit a line."""
    count, used = 1, 0.0
    for piece in _PIECES.findall(name):
        wide = sum(map(widest, piece))
        if used and used + wide > width:
            count, used = count + 1, 0.0
        over = max(ceil(wide / width) - 1, 0)
        count, used = count + over, used + wide - over * width
    return count


def widest(character: str) -> float:
    """Return what a letter takes at most in our faces, in em."""
    if character in _BROAD:
        return 1.06 if character <= "ɏ" else 1.2
    if character > "ɏ" or not (character.isalpha() or character == " "):
        return 1.0
    return 0.9 if character.isupper() else 0.7
