"""unit.yaml: what the unit is that adopts a set. It says who and how many; what is done stands in the set."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import Doubling


class Stance(StrEnum):
    """How a unit takes a standard."""

    ADOPTED = "采用"
    EXTENDED = "增加要求"
    LEFT_OUT = "不适用"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base(Node):
    """The set that is adopted: where it lies, and which one it has to be."""

    from_: str
    """`随程序` for the one that comes with the program, or a folder, as seen from unit.yaml."""
    revision: str | None = None
    """A revision in the git repository of that folder; none means its files as they lie."""
    edition: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Node):
    """A branch of the unit, its groups, and while it is there."""

    name: str
    members: int
    groups: tuple[str, ...] = ()
    from_: dt.date | None = None
    until: dt.date | None = None
    """The last day on which it is there."""
    temporary: bool = False
    """Whether its members stay members of other branches."""

    def stands(self, day: dt.date) -> bool:
        """Whether it is there on a day."""
        return (self.from_ or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDate(Node):
    """A day of the month or the months of the year that the unit chooses for a step."""

    step: StepRef
    day: int | None = None
    months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted(Node):
    """How the unit takes a standard, and why."""

    standard: str
    stance: Stance
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLimit(Node):
    """A number that the unit sets for a parameter which a standard declares, and why."""

    parameter: StepRef
    """The standard and the id of its parameter: DJ401.notice."""
    value: int
    reason: str | None = None


class Occasion(StrEnum):
    """When a step of an added standard is done, in the words of an office."""

    MONTH = "每月"
    QUARTER = "每季度"
    HALF_YEAR = "每半年"
    YEAR = "每年"
    AFTER = "上一步以后"
    BEFORE = "下一步以前"
    EVENT = "遇到事情"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedStep(Node):
    """A step of a standard that the unit adds in the simple form; its first step says what the standard is."""

    standard: str
    title: str | None = None
    group: str | None = None
    reason: str | None = None
    who: str
    with_: tuple[str, ...] = ()
    what: str
    how: tuple[str, ...]
    when: Occasion
    months: tuple[int, ...] = ()
    by_day: int | None = None
    """Up to which day of the month."""
    event: str | None = None
    workdays: int | None = None
    """Within how many working days after the step or the event, or how many before the step."""
    record: str | None = None
    """The form of the set that it fills."""
    leaves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSheet(Node):
    """All of unit.yaml."""

    name: str
    prefix: str
    title: str | None = None
    edition: str
    year: int
    base: Base
    shape: str
    """The name of a profile of the set."""
    branches: tuple[Branch, ...]
    leaders: int = 0
    doubling: tuple[Doubling, ...] = ()
    dates: tuple[UnitDate, ...] = ()
    limits: tuple[UnitLimit, ...] = ()
    adopt: tuple[Adopted, ...] = ()
    added: tuple[AddedStep, ...] = ()

    @property
    def standing(self) -> tuple[Branch, ...]:
        """The branches of the year of the set, on the day on which most of them are there; the last such day."""
        first, last = dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)
        days = {first, *(each.from_ for each in self.branches if each.from_ and first <= each.from_ <= last)}
        found = [tuple(each for each in self.branches if each.stands(day)) for day in sorted(days, reverse=True)]
        return max(found, key=len)

    @property
    def counted(self) -> tuple[Branch, ...]:
        """Those of them whose members count: a temporary one has members of others, where there are others."""
        return tuple(each for each in self.standing if not each.temporary) or self.standing
