"""Places of a step: how its keys and what they hold are named where something is said of them."""

from __future__ import annotations

from dangjian_std.domain.nodes import Node, asked_once

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


@asked_once
def named(step: Node) -> tuple[str, ...]:
    """Return the places of a step as marks name them: `step`, `when`, `when.day`, `how.2` (counted from 1)."""
    start = len(step.anchor.path)
    below = (path[start:] for path in step.anchor.outline.values if path[:start] == step.anchor.path)
    known = (path for path in below if path and path[0] in PLACES)
    return (
        "step",
        *(".".join(str(part + 1) if isinstance(part, int) else part for part in path) for path in known),
    )
