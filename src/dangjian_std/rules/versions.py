"""Versions of standards, forms and papers: three numbers, the second for duties, the third for words."""

from __future__ import annotations

from collections.abc import Iterable

from dangjian_std.changes.change import Change, ChangeKind
from dangjian_std.changes.topics import Topic, topic

DUTIES = frozenset({ChangeKind.ADDED, ChangeKind.GONE, ChangeKind.WEAKER, ChangeKind.STRICTER})
DUTY_TOPICS = frozenset({Topic.ACTOR, Topic.FREQUENCY, Topic.DEADLINE})
"""What is a duty even where nobody can tell which asks more."""


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, which can be compared."""
    return tuple(map(int, version.split(".")))


def next_for_duties(version: str) -> str:
    """Return the version after a change of duties."""
    first, second, *_ = number(version)
    return f"{first}.{second + 1}.0"


def following(version: str, changes: Iterable[Change]) -> str:
    """Return the version after some changes."""
    *holder, last = number(version)
    return next_for_duties(version) if any(map(of_duty, changes)) else ".".join(map(str, (*holder, last + 1)))


def of_duty(change: Change) -> bool:
    """Whether a change is one of a duty."""
    return change.kind in DUTIES or (change.kind is ChangeKind.CHANGED and topic(change) in DUTY_TOPICS)
