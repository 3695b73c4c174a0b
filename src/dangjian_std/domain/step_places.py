"""Places of a step: how its keys and what they hold are named where something is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.nodes import Node

PLACES = (
    *("who", "with", "what", "how", "when", "bounds", "outcomes"),
    *("joins", "at", "prefers", "after", "opens", "record", "papers"),
)
"""Keys of a step whose values may be our own, or rest on an article not read yet."""


def overlap(one: str, other: str) -> bool:
    """Whether one place of a step (`when`, `when.day`, `how.2`) is the other, or holds it; `step` holds all."""
    return "step" in {one, other} or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def covers(place: str, key: str) -> bool:
    """Whether a mark at `place` stands at a key of a step or inside it; one of the whole step is apart."""
    return (place == "step") == (key == "step") and overlap(place, key)


def named(step: Node) -> tuple[str, ...]:
    """Return the places of a step as marks name them: `step`, `when`, `when.day`, `how.2` (counted from 1)."""
    return (
        "step",
        *(name for key in step.anchor.data if key in PLACES for name in _below(key, step.anchor.data[key])),
    )


def _below(name: str, value: object) -> Iterator[str]:
    """Yield the name of a place and of every place in it, as they stand."""
    yield name
    parts = value.items() if isinstance(value, dict) else enumerate(value, 1) if isinstance(value, list) else ()
    for part, each in parts:
        yield from _below(f"{name}.{part}", each)
