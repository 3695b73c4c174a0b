"""Characters that have no place in a standard."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HIDDEN = frozenset(
    "\u00ad\u034f\u115f\u1160\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\u2800\u3164\ufeff\uffa0"
)
_ODD_SPACES = frozenset(
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
)


def refused(char: str) -> str:
    """Name what is wrong with a character, or return an empty text. Ideographic space (U+3000) is allowed."""
    point = ord(char)
    if 0x20 <= point < 0x7F or 0x4E00 <= point <= 0x9FFF or char in "\t\n":
        return ""
    hidden = char in _HIDDEN or 0xE0000 <= point <= 0xE0FFF or 0xFE00 <= point <= 0xFE0F
    category = unicodedata.category(char)
    for wrong, name in (
        (char in _BIDI, "双向控制字符"),
        (hidden, "零宽或隐藏字符"),
        (char in _ODD_SPACES, "特殊空格"),
        (category in {"Cc", "Zl", "Zp"}, "控制字符"),
        (category in {"Cs", "Co", "Cn"}, "无效或自造字符"),
    ):
        if wrong:
            return name
    return ""


def harmless(char: str) -> str | None:
    """Return what a refused character may be replaced by, as nobody could see it; None where it said something."""
    if char in _ODD_SPACES:
        return " "
    return "" if char in _HIDDEN or char in _BIDI else None


def visible(text: str) -> str:
    """Escape everything in `text` that a terminal or a reader of logs could be misled by."""
    return "".join(f"\\u{ord(char):04x}" if char in "\t\n" or refused(char) else char for char in text)


@lru_cache(maxsize=1 << 16)
def width(text: str) -> int:
    """Columns that `text` takes in a terminal: East Asian wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
