"""How two values stand to each other, and where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How what is stated stands to what it is compared with."""

    EQUAL = "equal"
    WEAKER = "weaker"
    STRICTER = "stricter"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which two values differ: the deciding key on either side, and both in words."""

    verdict: Verdict
    path: tuple[str, ...]
    other_path: tuple[str, ...]
    stated: str
    """Empty where nothing is stated."""
    asked: str
    """Empty where nothing is asked."""


def order(mine: object, other: object) -> Verdict:
    """Compare two values of which the greater is the stricter."""
    if mine == other:
        return Verdict.EQUAL
    return Verdict.STRICTER if mine > other else Verdict.WEAKER  # type: ignore[operator]


def opposite(verdict: Verdict) -> Verdict:
    """Return the verdict of the comparison the other way round."""
    return {Verdict.WEAKER: Verdict.STRICTER, Verdict.STRICTER: Verdict.WEAKER}.get(verdict, verdict)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Sum up: weaker in one point and stricter in another is neither."""
    found = {each for each in verdicts if each is not Verdict.EQUAL}
    return found.pop() if len(found) == 1 else Verdict.UNLIKE if found else Verdict.EQUAL
