"""Mistakes that people make in standards, put into a set by lot, to see which of them the checks find.

A kind of mistake is a function in a file of this folder (`@kind`), found by path. It knows how a set is written,
and no rule: what finds a mistake is judged elsewhere, and a kind that nothing finds stays in the list.
"""

from __future__ import annotations

import pkgutil
import random
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module

from dangjian_std.faults.fault import Draft, Fault, Given, Kind


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of mistake, in the order of the files and of their lines."""
    modules = [import_module(f"{__name__}.{each.name}") for each in pkgutil.iter_modules(__path__)]
    return tuple(value for module in modules for value in vars(module).values() if isinstance(value, Kind))


def draw(given: Given, chosen: Sequence[Kind], seed: int, count: int) -> Iterator[Fault]:
    """Yield mistakes by lot, of each kind in turn, until there are `count` or no place is left.

    The draw of a kind does not depend on the other kinds, so that one kind alone meets the same places.
    """
    piles = {each.name: _shuffled(list(each.drafts(given)), f"{seed} {each.name}") for each in chosen}
    while count > 0 and any(piles.values()):
        for name, pile in piles.items():
            if pile and count > 0 and (fault := given.make(name, pile.pop())):
                count -= 1
                yield fault


def _shuffled(drafts: list[Draft], seed: str) -> list[Draft]:
    random.Random(seed).shuffle(drafts)  # noqa: S311 a lot, no secret
    return drafts
