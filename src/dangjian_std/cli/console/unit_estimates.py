"""How long the rest of a list of units takes, and how much room: told by the units that are made already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MINUTE, HOUR = 60, 3600

KnownUnits = Sequence[Mapping[str, Any]]
"""What is said of units for which the same was wanted."""


def firsts(known: KnownUnits) -> tuple[list[float], list[float]]:
    """Return the seconds of the first unit of each variant, which makes most files, and those of all others."""
    slowest: dict[str, float] = {}
    for each in known:
        slowest[each["variant"]] = max(slowest.get(each["variant"], 0.0), float(each["seconds"]))
    others: list[float] = []
    for variant, most in slowest.items():
        own = [float(each["seconds"]) for each in known if each["variant"] == variant]
        own.remove(most)
        others += own
    return list(slowest.values()), others


def seconds(known: KnownUnits, variants: Iterable[str]) -> float:
    """Return how long units of these variants take, one after the other; some unit has to be known."""
    first, other = firsts(known)
    there, total = {each["variant"] for each in known}, 0.0
    for variant in variants:
        total += _mean(other if variant in there and other else first)
        there.add(variant)
    return total


def room(known: KnownUnits, units: int) -> float:
    """Return the bytes that so many units take."""
    return units * _mean([float(each["bytes"]) for each in known])


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def size(number: float) -> str:
    """Say a number of bytes."""
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.1f} MB"  # noqa: PLR2004 units of bytes


def lasting(number: float) -> str:
    """Say how long something takes."""
    if number < MINUTE:
        return f" {max(round(number), 1)} 秒"
    if number < HOUR:
        return f" {round(number / MINUTE)} 分钟"
    return f" {number / HOUR:.1f} 小时"
