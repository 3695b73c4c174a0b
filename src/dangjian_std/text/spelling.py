"""Names that nothing has, and those that were meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from dangjian_std.text.characters import visible

LIKELY, SURE = 0.5, 0.75
"""How alike a name, and a short English word, must be to be another misspelt: held and hold, not tell and vote."""


def near(word: str, known: Iterable[str]) -> list[str]:
    """Return up to three of `known` that `word` may have been meant for, nearest first."""
    return difflib.get_close_matches(word, list(known), n=3, cutoff=LIKELY)


def alike(word: str, known: Iterable[str]) -> list[str]:
    """Return what `word` may be a misspelling of. Any two codes are alike, and so are two short English words.

    Another thing that is only somewhat alike must not be offered: taking it would change a duty.
    """
    if re.fullmatch(r"[A-Z]+[0-9]+", word):
        return []
    return difflib.get_close_matches(word, list(known), n=3, cutoff=SURE if word.isascii() else LIKELY)


def nearest(what: str, name: str, known: Iterable[str]) -> str:
    """Say in one sentence that nothing is called `name`, and what it may have been meant for."""
    names = list(known)
    close = near(name, names) or near(name.upper(), names) or sorted(names)[:6]
    return f"没有“{visible(name)}”这个{what}。可以用：{'、'.join(close)}。"
