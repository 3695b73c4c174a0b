"""What units above hear of: the adoption.json of a unit as it was handed in, and what many of them come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangjian_std.domain.unit_sheet import Stance

ADDED_STANCE = "增补"
"""How a unit takes a standard of its own."""
MISSING = "未报"
"""What is said of a unit of which there is no file: nobody knows how it takes anything."""
LEAST_UNITS_REPORTED, COMMON_UNITS_DIVISOR = 5, 5
"""Units that must have reported before a change can be common, and what part of them it takes: one in so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenStandard:
    """How a unit takes a standard, and why."""

    code: str
    title: str
    stance: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedChange:
    """One thing that a unit changes."""

    code: str
    node: str
    key: str
    where: str
    """The same in words."""
    kind: str
    before: str
    after: str
    reason: str

    @property
    def address(self) -> str:
        """Where it is: the id of a node, then keys."""
        return ".".join(filter(None, (self.node, self.key)))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionReport:
    """The adoption.json of a unit."""

    name: str
    prefix: str
    year: int
    edition: str
    shape: str
    set: str
    """Title of the set that it adopted."""
    base_edition: str
    sha256: str
    standards: tuple[TakenStandard, ...]
    changes: tuple[ReportedChange, ...]

    @property
    def stances(self) -> Mapping[str, str]:
        """How it takes each standard of the set, by code."""
        return {each.code: each.stance for each in self.standards if each.stance != ADDED_STANCE}

    @property
    def own(self) -> tuple[TakenStandard, ...]:
        """The standards of its own."""
        return tuple(each for each in self.standards if each.stance == ADDED_STANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """The same change in many units: in how many, and what they say now, with how many say it."""

    code: str
    address: str
    where: str
    """The same in words; empty for a whole standard."""
    kind: str
    units: int
    before: str
    after: tuple[tuple[str, int], ...]


def common(reports: Sequence[AdoptionReport]) -> tuple[Common, ...]:
    """Return what at least a fifth of five or more units change alike: a hint to revise the base.

    Changes are alike at one place and of one kind, whatever the new value; additions where they say the same.
    """
    found: dict[tuple[str, str, str, str], list[tuple[str, str, str]]] = {}
    for report in reports:
        for key, said in _changes(report):
            found.setdefault(key, []).append(said)
    made = (
        Common(
            code=code,
            address=address,
            where=_most(where for where, _, _ in said),
            kind=kind,
            units=len(said),
            before=_most(before for _, before, _ in said),
            after=tuple(Counter(after for _, _, after in said).most_common()),
        )
        for (code, address, kind, _), said in found.items()
        if len(reports) >= LEAST_UNITS_REPORTED and len(said) * COMMON_UNITS_DIVISOR >= len(reports)
    )
    return tuple(sorted(made, key=lambda each: (-each.units, each.code, each.address, each.kind)))


def _most(words: Iterable[str]) -> str:
    """Return what most of them are."""
    return Counter(words).most_common(1)[0][0]


def _changes(report: AdoptionReport) -> Iterator[tuple[tuple[str, str, str, str], tuple[str, str, str]]]:
    """Yield what a unit changes or leaves out, each once, by what makes it the same in another unit."""
    seen: dict[tuple[str, str, str, str], tuple[str, str, str]] = {}
    for each in report.changes:
        new = each.after if not each.before else ""
        seen.setdefault((each.code, each.address, each.kind, new), (each.where, each.before, each.after))
    for code, stance in report.stances.items():
        if stance == Stance.LEFT_OUT:
            seen[code, "", stance, ""] = ("", "", "")
    yield from seen.items()
