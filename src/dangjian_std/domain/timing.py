"""Times and numbers as data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.vocabulary import (
    CountedPer,
    Modal,
    Period,
    PeriodOffset,
    ShareBase,
    Shift,
    Voters,
    Weekday,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Node):
    """A time as data: exactly one lead (`every`, `on`, `before`, `after`) and its bound (grammar: When)."""

    every: Period | None = None
    on: str | None = None
    before: str | None = None
    after: str | None = None
    times: int | None = None
    months: tuple[int, ...] = ()
    day: int | None = None
    by_day: int | None = None
    weekday: Weekday | None = None
    of: PeriodOffset = PeriodOffset.THIS
    shift: Shift = Shift.NONE
    at_least_workdays: int | None = None
    at_least_days: int | None = None
    at_least_months: int | None = None
    within_workdays: int | None = None
    within_days: int | None = None
    within_months: int | None = None
    modal: Modal = Modal.SHALL
    per: CountedPer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Node):
    """A part of those entitled (应到) or present (实到), with exactly one operator."""

    of: ShareBase
    whom: Voters = Voters.MEMBERS
    at_least: Fraction | None = None
    more_than: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Node):
    """A number with exactly one operator."""

    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Node):
    """Numbers that a step states or an article asks: quorum, majority, heads, years of a term, study hours."""

    quorum: Share | None = None
    majority: Share | None = None
    headcount: Amount | None = None
    term_years: Amount | None = None
    hours: Amount | None = None
