"""Two sentences, as far as a program can tell."""

from __future__ import annotations

import re

from dangjian_std.domain.comparison.times import MODALS
from dangjian_std.domain.comparison.verdict import Verdict, order, together
from dangjian_std.domain.rates import frequency_stated

_MODAL = re.compile("[应宜可]")
_SILENT = re.compile(r"[\s，。；：、（）“”！？,.;:()\"'!?]")


def sentences(mine: str, other: str) -> Verdict:
    """Compare two sentences: by the one frequency that each names, or by their modal verbs where all else is one.

    Marks and spaces do not count.
    """
    here, there = frequency_stated(mine), frequency_stated(other)
    mine, other = _SILENT.sub("", mine), _SILENT.sub("", other)
    if mine == other:
        return Verdict.EQUAL
    if here and there and here[0] != there[0]:
        return order(here[0], there[0])
    if _MODAL.sub("", mine) != _MODAL.sub("", other):
        return Verdict.UNLIKE
    ranks = {modal.value: rank for rank, modal in enumerate(MODALS)}
    pairs = zip(_MODAL.findall(mine), _MODAL.findall(other), strict=False)
    same = len(_MODAL.findall(mine)) == len(_MODAL.findall(other))
    return together(order(ranks[one], ranks[two]) for one, two in pairs) if same else Verdict.UNLIKE
