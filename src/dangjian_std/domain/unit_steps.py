"""The steps of a unit by their names, each ready to be given its dates: the same for every year of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from math import ceil

from dangjian_std.domain.due import Due
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import Every, offset, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import TimeUnit

UNITS_IN_YEAR = {TimeUnit.HOURS: 365 * 24, TimeUnit.DAYS: 365, TimeUnit.WORKDAYS: 240, TimeUnit.MONTHS: 12}
"""How many of each unit a year has at least."""


class UnitSteps:
    """The steps of the standards that ask a unit for anything, and which of them it does."""

    def __init__(self, unit: Unit) -> None:
        """Find them; nothing is worked out that depends on a year."""
        self.unit = unit
        self.named: Mapping[StepRef, tuple[Standard, Step]] = {
            StepRef(code, step.id): (standard, step)
            for code, standard in sorted(unit.catalog.standards.items())
            if standard.status.binding
            for step in standard.steps
        }
        self.makers: Mapping[StepRef, Callable[..., Due]] = {
            key: maker for key, named in self.named.items() if (maker := _maker(unit, *named))
        }
        """For each step that the unit does, what makes a due of its dates."""

    @cached_property
    def reach(self) -> int:
        """How many years the longest offset reaches, at least one."""
        offsets = (offset(step.when) for each in self.unit.catalog.standards.values() for step in each.steps)
        return max((1, *(ceil(each.number / UNITS_IN_YEAR[each.unit]) for each in offsets if each)))

    @cached_property
    def followed(self) -> frozenset[str]:
        """Steps from which the time of another one is counted."""
        return frozenset(str(target) for key, (_, step) in self.named.items() for target in _targets(key, step))

    def resting_on(self, keys: Iterable[StepRef]) -> set[StepRef]:
        """Return steps, and all whose dates rest on theirs: counted from them, or those of their meeting."""
        found, waiting = set[StepRef](), list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += self._resting.get(key, ())
        return found

    @cached_property
    def _resting(self) -> Mapping[StepRef, list[StepRef]]:
        resting: dict[StepRef, list[StepRef]] = {}
        for key, (_, step) in self.named.items():
            meetings = (name.qualified(key.standard) for name in (*step.joins, *step.at_))
            for target in (*_targets(key, step), *meetings):
                resting.setdefault(target, []).append(key)
        return resting


def _maker(unit: Unit, standard: Standard, step: Step) -> Callable[..., Due] | None:
    """Return what makes a due of a step; None where the unit does not do it."""
    actor, held = unit.actor(step.who), unit.holder(step.who)
    if actor is None or held is None or unit.excuse(standard.code, step) is not None:
        return None
    return partial(
        Due,
        standard=standard,
        step=step,
        who=held,
        times=step.when.times or 1 if isinstance(step.when, Every) else 1,
        sent=unit.sent_per(actor),
        copies=unit.copies(step),
        record=unit.form(step.record),
    )


def _targets(key: StepRef, step: Step) -> Iterator[StepRef]:
    """Yield each step from which the time of a step is counted."""
    yield from (each.qualified(key.standard) for each in references(step.when) if isinstance(each, StepRef))
