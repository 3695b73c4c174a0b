"""What a unit is told of the numbers that it may set: what they are called, and what the set has now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.composition.wording import WORDS_FOR_UNITS
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.framing import Parameter
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.timing import Before, ByDay, Every, offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A parameter of a standard: what a sheet calls it, its number now, and the standards that follow it."""

    name: str
    title: str
    number: int
    now: str
    followers: tuple[str, ...]


def limits(catalog: Catalog) -> Iterator[Limit]:
    """Yield every parameter of a set; those that others follow come first."""
    found = [
        (f"{code}.{each.id}", standard, each)
        for code, standard in sorted(catalog.standards.items())
        for each in standard.parameters
    ]
    follow = [(each.follows, name.partition(".")[0]) for name, _, each in found]
    said = [
        Limit(
            name=name,
            title=each.title,
            number=number,
            now=now,
            followers=tuple(code for leader, code in follow if leader == name),
        )
        for name, standard, each in found
        for number, now in _number(standard, each)
    ]
    yield from sorted(said, key=lambda each: not each.followers)


def _number(standard: Standard, parameter: Parameter) -> Iterator[tuple[int, str]]:
    """Yield the number of a parameter, and it in words."""
    step = standard.steps_by_id.get(parameter.at_[0].partition(".")[0])
    if step is None:
        return
    found = offset(step.when)
    if isinstance(step.when, Every):
        if isinstance(step.when.day, ByDay):
            yield step.when.day.number, f"{step.when.day.number}日前"
    elif found and isinstance(step.when, Before):
        yield found.number, f"至少提前{found.number}{WORDS_FOR_UNITS[found.unit]}"
    elif found:
        yield found.number, f"{found.number}{WORDS_FOR_UNITS[found.unit]}内"
