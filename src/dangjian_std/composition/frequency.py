"""What brings a step, in words, and in which order the steps of a role stand."""

from __future__ import annotations

from collections.abc import Mapping

from dangjian_std.domain.rates import period_in_words
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period

OCCASIONS: Mapping[Period | None, str] = {
    Period.WEEK: "每周",
    Period.HALF_MONTH: "每半月",
    Period.MONTH: "每月",
    Period.QUARTER: "每季",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
    Period.TERM: "每届",
    None: "遇事",
}
"""What brings a duty, in the order in which lists show it."""


def occasion(unit: Unit, code: str, step: Step) -> str:
    """Say what brings a step: a period, or an event."""
    when = unit.recurrence(code, step)
    if when and when.years:
        return period_in_words(when)
    return OCCASIONS[when.every if when else None]


def occasion_order(unit: Unit, code: str, step: Step) -> int:
    """Return the place of a step in a list that is sorted by what brings it."""
    when = unit.recurrence(code, step)
    return list(OCCASIONS).index(when.every if when else None)
