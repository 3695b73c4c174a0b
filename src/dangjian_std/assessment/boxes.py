"""What is chosen of several options: boxes that are ticked, or an option that is written out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dangjian_std.assessment.doubts import DoubtError, quoted
from dangjian_std.assessment.facts import Options
from dangjian_std.assessment.typed import plain

TICKS = frozenset("√✓✔☑■")
BOXES = frozenset("□")
CROSSES = frozenset("×✗✘☒")
OPTION_SEPARATORS = frozenset(" \n\t、,;和[]()")
"""What may stand between options."""
BOX_HELP = "一项前面一个框：选的打√，不选的留着□"
CROSSING_OUT_SIGNS = frozenset("-—/\\")


def chosen(text: str, options: Sequence[str], other: str | None, *, several: bool) -> Options | None:
    """Return what is chosen; nothing where no box is ticked. `other` may have words of its own behind it."""
    if not set(text) - CROSSING_OUT_SIGNS - BOXES:
        return None
    names = {plain(each): each for each in options}
    found = [(before, names[each]) for before, each in _options(text, tuple(names), other and plain(other))]
    drawn = any(set(before) & (BOXES | TICKS) for before, _ in found)
    ticked = [option for before, option in found if not drawn or set(before) & TICKS]
    if drawn and any(not set(before) & (BOXES | TICKS) for before, _ in found):
        raise DoubtError(f"{quoted(text)}看不出选了哪一项", BOX_HELP)
    picked = tuple(each for each in options if each in ticked)
    if len(picked) != len(ticked) or (len(picked) > 1 and not several):
        raise DoubtError(f"{quoted(text)}选了不止一项", "只选一项")
    return Options(picked) if picked else None


def _options(text: str, options: Sequence[str], other: str | None) -> list[tuple[str, str]]:
    """Return each option that stands in a text, and what stands before it."""
    longest = "|".join(re.escape(each) for each in sorted(options, key=len, reverse=True))
    found: list[tuple[str, str]] = []
    end = 0
    for match in re.finditer(longest, text):
        before = text[end : match.start()]
        if found and found[-1][1] == other:  # the words behind it are free, up to the next box
            cut = min((before.find(mark) for mark in BOXES | TICKS if mark in before), default=len(before))
            if cut == len(before):
                continue
            before = before[cut:]
        found.append((before, match[0]))
        end = match.end()
    rest = "" if found and found[-1][1] == other else text[end:]
    loose = "".join(before for before, _ in found) + rest
    if not found or set(rest) & (TICKS | BOXES) or set(loose) - TICKS - BOXES - OPTION_SEPARATORS:
        marks, listed = set(loose), f"只有：{'、'.join(options)}"
        help_ = "打√，不打×" if marks & CROSSES else BOX_HELP if marks & TICKS else listed
        raise DoubtError(f"{quoted(text)}看不出选了哪一项", help_)
    return found
