"""Places of a step: how its keys and what they hold are named where something is said of them."""

from __future__ import annotations

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
