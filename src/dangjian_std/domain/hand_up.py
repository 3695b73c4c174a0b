"""What a unit hands up for a month: answers, counts and the heads of its ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

KEPT_HEAD_DIGITS = 16
"""Digits of a head that are kept of each line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedAnswer:
    """The answer to a criterion for a branch; `branch` is empty for the whole unit."""

    criterion: str
    branch: str
    answer: str
    counts: Mapping[str, int]
    """Things to be done by their state; none where they are too few to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCriterion:
    """A criterion as the set of the unit states it, and whether a machine answers it."""

    name: str
    statement: str
    machine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandUp:
    """What a unit hands up for a month."""

    name: str
    edition: str
    """Title and edition of the set."""
    month: str
    """As 2027-03."""
    plan: str
    """The number of the plan that asked for it."""
    lines: int
    head: str
    heads: tuple[str, ...]
    """The first digits of the head after each line."""
    reported: tuple[bool, ...]
    """Whether each branch has reported to the last day of the month."""
    criteria: tuple[AskedCriterion, ...]
    answers: tuple[HandedAnswer, ...]

    @property
    def whole(self) -> bool:
        """Whether the heads are those of its lines."""
        last = self.heads[-1] if self.heads else "0" * KEPT_HEAD_DIGITS
        return len(self.heads) == self.lines and self.head.startswith(last)

    def extends(self, older: HandUp) -> bool:
        """Whether its ledger goes on from that of an older one."""
        return older.lines == 0 or (
            older.lines <= self.lines and older.head.startswith(self.heads[older.lines - 1])
        )
