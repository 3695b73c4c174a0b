"""Numbers of objects: the few that every file has, and how others are moved."""

from __future__ import annotations

import re

(
    CATALOG_OBJECT,
    PAGES_OBJECT,
    DOCUMENT_OBJECT,
    FONTS_OBJECT,
    STRUCTURE_OBJECT,
    PARENTS_OBJECT,
    NAMES_OBJECT,
    INFORMATION_OBJECT,
    FIRST_OTHER_OBJECT,
) = range(1, 10)
"""What every file of ours has; `FIRST_OTHER_OBJECT` is the first of all others."""
OBJECT_REFERENCE = re.compile(rb"\((?:[^()\\]|\\.)*\)|\b(\d+) 0 R\b", re.DOTALL)
"""A reference; what looks like one in a string is matched as a string."""


def moved(text: bytes, by: int) -> bytes:
    """Return objects whose references to any but the common ones point so much farther."""

    def move(match: re.Match[bytes]) -> bytes:
        number = match[1]
        return match[0] if number is None or int(number) < FIRST_OTHER_OBJECT else b"%d 0 R" % (int(number) + by)

    return OBJECT_REFERENCE.sub(move, text) if by else text


def pattern(text: bytes) -> tuple[bytes, list[int]]:
    """Return objects with a place (`%d`) for every number that moves, and these numbers in order.

    To fill the places takes a tenth of the time that it takes to find them.
    """
    numbers: list[int] = []

    def leave(match: re.Match[bytes]) -> bytes:
        number = match[1]
        if number is None or int(number) < FIRST_OTHER_OBJECT:
            return match[0]
        numbers.append(int(number))
        return b"%d 0 R"

    return OBJECT_REFERENCE.sub(leave, text.replace(b"%", b"%%")), numbers
