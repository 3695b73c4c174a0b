"""How often a step comes, and in which order the steps of a role stand."""

from __future__ import annotations

from collections.abc import Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.rates import frequency_asked
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, reference
from dangjian_std.domain.vocabulary import Period

OCCASIONS: Mapping[Period | None, str] = {
    Period.MONTH: "每月",
    Period.QUARTER: "每季",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
    Period.TERM: "每届",
    None: "遇事",
}
"""What brings a duty, in the order in which lists show it."""


def times_a_year(catalog: Catalog, code: str, step: Step) -> tuple[int, Period | None]:
    """How often a step comes, and in what: a year, a term, or None where an event decides."""
    when = recurring_time(catalog, code, step)
    if when is None:
        return 0, None
    if when.every is Period.TERM:
        return when.times or 1, Period.TERM
    return int(frequency_asked(when)), Period.YEAR


def recurring_time(
    catalog: Catalog, code: str, step: Step, seen: frozenset[StepRef] = frozenset()
) -> Every | None:
    """The recurring time that brings a step, its own or that of the step it follows; None where an event does.

    A step before or after another one comes as often as that one.
    """
    if isinstance(step.when, Every):
        return step.when
    target = reference(step.when)
    if not isinstance(target, StepRef) or (name := target.qualified(code)) in seen:
        return None
    standard = catalog.standards.get(name.standard)
    found = next((each for each in standard.steps if each.id == name.step), None) if standard else None
    return recurring_time(catalog, name.standard, found, seen | {name}) if found else None


def occasion(catalog: Catalog, code: str, step: Step) -> str:
    """Say what brings a step: a period, or an event."""
    when = recurring_time(catalog, code, step)
    return OCCASIONS[when.every if when else None]


def occasion_order(catalog: Catalog, code: str, step: Step) -> int:
    """Place of a step in a list that is sorted by what brings it."""
    return list(OCCASIONS.values()).index(occasion(catalog, code, step))
