"""What became of the mistakes: found, found on the right line, only shown by a comparison, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.faults.fault import Fault
from dangjian_std.text.diagnostic import Diagnostic

ENOUGH_FOUND, ENOUGH_RIGHT = 0.90, 0.98
"""Share of the mistakes to be found, and of those found to be told on the right line."""


class Seen(StrEnum):
    """How a mistake comes to light."""

    VALIDATED = "校验发现"
    COMPARED = "同旧版比发现"
    SHOWN = "只在 dstd diff 里看得见"
    UNSEEN = "看不见"
    EQUAL = "没有分别"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A mistake and what the checks said to it."""

    fault: Fault
    seen: Seen
    codes: tuple[str, ...] = ()
    """The rules that found it."""
    right: bool = False
    """Whether one of them told the right line."""

    @property
    def found(self) -> bool:
        """Whether a check found it."""
        return self.seen in {Seen.VALIDATED, Seen.COMPARED}


def found(fault: Fault, findings: Iterable[Diagnostic], seen: Seen) -> Trial:
    """Return the trial of a mistake of which something was said."""
    said = tuple(findings)
    right = any(
        fault.stands_at(span)
        for each in said
        for span in (each.place.span, *(other.place.span for other in each.related))
    )
    return Trial(fault=fault, seen=seen, codes=tuple(sorted({each.code for each in said})), right=right)


@dataclass(frozen=True, slots=True)
class TrialCounts:
    """Trials of one kind, or of all."""

    name: str
    trials: Sequence[Trial]

    @property
    def tried(self) -> int:
        """Those that changed something."""
        return sum(each.seen is not Seen.EQUAL for each in self.trials)

    @property
    def found(self) -> int:
        """Those that a check found."""
        return sum(each.found for each in self.trials)

    @property
    def right(self) -> int:
        """Those that were told on the right line."""
        return sum(each.right for each in self.trials)

    @property
    def enough(self) -> bool:
        """Whether enough were found, and enough of these on the right line."""
        return self.found >= ENOUGH_FOUND * self.tried and self.right >= ENOUGH_RIGHT * self.found

    def of(self, seen: Seen) -> int:
        """Count those that came to light in this way."""
        return sum(each.seen is seen for each in self.trials)


def tallies(trials: Sequence[Trial], names: Iterable[str]) -> list[TrialCounts]:
    """Sort trials by kind, in the order of the names."""
    return [TrialCounts(name, [each for each in trials if each.fault.kind == name]) for name in names]
