"""Names that nothing has, and those that were meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from dangjian_std.text.characters import visible

LIKELY, SURE = 0.5, 0.75
"""How alike a word, and a short English word, must be to be another misspelt: held and hold, not tell and vote."""
LIKENESS_MARGIN = 0.1
"""How much less alike than the nearest another word may be: within_day is within_days, not within_workdays."""
NOT_NUMERAL = re.compile("[^0-9一二三四五六七八九十百]")
"""What is no numeral: names with other numerals are of other things."""
SHORTEST_NAME = 3
"""Characters of the shortest Chinese name that may be misspelt: of two, half would be another."""


def near(word: str, known: Iterable[str], cutoff: float = LIKELY) -> list[str]:
    """Return up to three of `known` that `word` may have been meant for, nearest first."""
    found = difflib.get_close_matches(word, list(known), n=3, cutoff=cutoff)
    return [each for each in found if _ratio(word, each) >= _ratio(word, found[0]) - LIKENESS_MARGIN]


def _ratio(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, other, word).ratio()


def alike(word: str, known: Iterable[str]) -> list[str]:
    """Return what `word` may be a misspelling of: of a Chinese name one with another character, or the full name.

    Another thing that is only somewhat alike must not be offered: taking it would change a duty. Any two codes are
    alike, and 组织委员 is half of 纪检委员.
    """
    if re.fullmatch(r"[A-Z]+[0-9]+", word):
        return []
    if word.isascii():
        return near(word, known, SURE)
    return [each for each in known if _misspelt(word, each) or shortened(word, each)][:3]


def slip(word: str, known: Iterable[str]) -> str:
    """Return the only known name that one slip of the hand made `word` of; empty where there is none, or two.

    Of a Chinese name that is two characters that changed places, or one that was typed twice, or once instead of
    twice: 转出 is one character from 转入, and another thing.
    """
    found = {each for each in known if _slipped(word, each)}
    return found.pop() if len(found) == 1 else ""


def _slipped(word: str, other: str) -> bool:
    if min(len(word), len(other)) < (SHORTEST_NAME + other.isascii()) or NOT_NUMERAL.sub(
        "", word
    ) != NOT_NUMERAL.sub("", other):
        return False
    if len(word) == len(other):
        wrong = [index for index, (one, two) in enumerate(zip(word, other, strict=True)) if one != two]
        pair = slice(wrong[0], wrong[-1] + 1) if wrong else slice(0)
        swapped = wrong[1:] == [wrong[0] + 1] and word[pair] == other[pair][::-1] if wrong else False
        return swapped or (len(wrong) == 1 and other.isascii())
    longer, shorter = sorted((word, other), key=len, reverse=True)
    cuts = [at for at in range(len(longer)) if longer[:at] + longer[at + 1 :] == shorter]
    return bool(cuts) and (other.isascii() or len(cuts) > 1)


def _misspelt(word: str, other: str) -> bool:
    wrong = sum(one != another for one, another in zip(word, other, strict=False))
    return len(word) == len(other) >= SHORTEST_NAME and wrong == 1


def shortened(word: str, full: str) -> bool:
    """Whether a word is another one with characters left out: 支委会 is 支部委员会."""
    rest = iter(full)
    return 1 < len(word) < len(full) and all(char in rest for char in word)


def nearest(what: str, name: str, known: Iterable[str]) -> str:
    """Say in one sentence that nothing is called `name`, and what it may have been meant for."""
    names = list(known)
    close = near(name, names) or near(name.upper(), names) or sorted(names)[:6]
    return f"没有“{visible(name)}”这个{what}。可以用：{'、'.join(close)}。"
