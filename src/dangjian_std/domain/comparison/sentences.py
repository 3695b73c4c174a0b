"""Two sentences, as far as a program can tell."""

from __future__ import annotations

import re

from dangjian_std.domain.comparison.times import MODALS
from dangjian_std.domain.comparison.verdict import Verdict, order, together
from dangjian_std.domain.rates import frequency_stated

_MODAL = re.compile("不?[应宜可]")
_SILENT = re.compile(r"[\s，。；：、（）“”！？,.;:()\"'!?]")
_RANKS = {modal.value: rank for rank, modal in enumerate(MODALS)}


def sentences(mine: str, other: str) -> Verdict:
    """Compare two sentences: by the one frequency that each names, or by their modal verbs where all else is one.

    Marks and spaces do not count. 不宜甲和乙 is 不宜甲，不宜乙: each character is compared by its verb.
    """
    here, there = frequency_stated(mine), frequency_stated(other)
    mine, other = _SILENT.sub("", mine), _SILENT.sub("", other)
    if mine == other:
        return Verdict.EQUAL
    if here and there and here[0] != there[0]:
        return order(here[0], there[0])
    one, two = _governed(mine), _governed(other)
    if [char for char, _ in one] != [char for char, _ in two]:
        return Verdict.UNLIKE
    found = together(_stronger(first, second) for (_, first), (_, second) in zip(one, two, strict=True))
    return Verdict.UNLIKE if found is Verdict.EQUAL else found


def _governed(sentence: str) -> list[tuple[str, str]]:
    """Return every character but the joining 和, and the modal verb before it."""
    found: list[tuple[str, str]] = []
    verb, start = "", 0
    for match in (*_MODAL.finditer(sentence), None):
        end = match.start() if match else len(sentence)
        found += ((char, verb) for char in sentence[start:end] if char != "和")
        if match:
            verb, start = match[0], match.end()
    return found


def _stronger(mine: str, other: str) -> Verdict:
    if mine == other:
        return Verdict.EQUAL
    if not (mine and other) or mine.startswith("不") != other.startswith("不"):
        return Verdict.UNLIKE
    return order(_RANKS[mine[-1]], _RANKS[other[-1]])
