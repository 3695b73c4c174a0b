"""Who acts: roles, and the shapes that a unit may have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.vocabulary import Level, Organ, RoleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(Node):
    """Who acts where a unit lacks a role, or why nobody has to."""

    acts: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Node):
    """Who: an organ, a post or a duty, by its name."""

    id: str
    kind: RoleKind
    level: Level
    needs: Organ | None = None
    convener: str | None = None
    everyone: bool = False
    """Whether it is every member of a branch: who calls it calls all."""
    absent: Absent | None = None

    def sits_in(self, organ: Role) -> bool:
        """Whether it is a post of an organ: its convener, or one of its level that is there with it alone."""
        if self.kind is not RoleKind.POST or organ.kind is not RoleKind.ORGAN:
            return False
        beside = self.level is organ.level and self.needs is not None and self.needs is organ.needs
        return self.id == organ.convener or beside


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts(Node):
    """How many a unit has of each."""

    branches: int
    groups: int
    members: int
    leaders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubling(Node):
    """兼任: one person holds two posts."""

    role: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable(Node):
    """A step that a unit of this shape does not do, and why."""

    step: StepRef
    reason: str
    lacks: Organ | None = None
    """The organ without which it does not do the step; a unit that has it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Node):
    """A standard that a unit of this shape does not have at all, and why."""

    standard: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDone(Node):
    """An article of which a unit of this shape leaves undone what it asks, and why."""

    regulation: str
    article: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Node):
    """The shape of a unit: what it has, how many, and who doubles."""

    name: str
    title: str
    has: tuple[Organ, ...] = ()
    counts: Counts
    doubling: tuple[Doubling, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    not_done: tuple[NotDone, ...] = ()
    without: tuple[LeftOut, ...] = ()

    @property
    def excused(self) -> tuple[NotApplicable, ...]:
        """The steps that a unit with these organs does not do."""
        return tuple(each for each in self.not_applicable if each.lacks is None or each.lacks not in self.has)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles(Node):
    """roles.yaml: the controlled vocabulary of who."""

    roles: tuple[Role, ...]


DIGITS_BEFORE_COUNTER = "零一两三四五六七八九十"
"""Numbers as they stand before 个."""
NAMES_OF_ORGANS_ABOVE = {
    Organ.BUREAU_COMMITTEE: "机关党委",
    Organ.DISCIPLINE: "机关纪委",
    Organ.GENERAL_BRANCH: "党总支",
}
"""What the organs above the branches are called."""


def organs_in_words(has: Collection[str]) -> str:
    """Say which organs the units of a shape have: 设机关党委和机关纪委, or 一个党支部，设支委会."""
    if above := [word for organ, word in NAMES_OF_ORGANS_ABOVE.items() if organ in has]:
        return f"设{'和'.join(above)}"
    return f"一个党支部，{'设' if Organ.COMMITTEE in has else '不设'}支委会"


def shape_title(has: Collection[str], branches: int) -> str:
    """Say in one sentence what a unit with these organs and so many branches is, as the titles of profiles do."""
    above = "和".join(word for organ, word in NAMES_OF_ORGANS_ABOVE.items() if organ in has)
    number = DIGITS_BEFORE_COUNTER[branches] if branches < len(DIGITS_BEFORE_COUNTER) else str(branches)
    parts = [f"设{above}"] if above else []
    parts.append(f"{'下有' if above else ''}{number}个党支部")
    if Organ.COMMITTEE not in has:
        parts.append("不设支委会")
    elif not above:
        parts.append("设支委会")
    if Organ.GROUPS in has or Organ.COMMITTEE in has:
        parts.append("分设党小组" if Organ.GROUPS in has else "不分党小组")
    return "，".join(parts)
