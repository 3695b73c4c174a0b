"""Times and numbers as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar, assert_never

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import EventName, StepRef, Target
from dangjian_std.domain.vocabulary import (
    CountedPer,
    Modal,
    Nth,
    Period,
    PeriodOffset,
    ShareBase,
    Shift,
    TimeUnit,
    Voters,
    Weekday,
)


@dataclass(frozen=True, slots=True)
class Offset:
    """So many hours, working days, days or months before or after something.

    0 is the same day; 0 hours after something is at once.
    """

    number: int
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class OnDay:
    """Done on this day of a month (`day`)."""

    number: int


@dataclass(frozen=True, slots=True)
class ByDay:
    """Done up to this day of a month (`by_day`)."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Node):
    """What the four kinds of a time have in common.

    Two fields are more than one key of the YAML: an `Offset` is `within_days`, `at_least_months` …, the day of an
    `Every` is `day`, `by_day` or `weekday`.
    """

    lead: ClassVar[str]
    """The key that says which kind of time it is."""
    modal: Modal = Modal.SHALL
    per: CountedPer | None = None
    unfit: tuple[tuple[str, str], ...] = ()
    """Keys that do not go with the lead, and their values; `malformed-when` reports them."""

    def stated(self) -> Iterator[tuple[str, object]]:
        """Yield what differs from the defaults, by the keys of the YAML: lead first, modal verb last."""
        for key, value in sorted(Node.stated(self), key=lambda each: each[0] in Time.__annotations__):
            match value:
                case Offset():
                    yield f"{key}_{value.unit}", value.number
                case OnDay():
                    yield "day", value.number
                case ByDay():
                    yield "by_day", value.number
                case Weekday():
                    yield "weekday", value
                case tuple() if key == "unfit":
                    yield from value
                case _:
                    yield key, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Every(Time):
    """A time that recurs with the calendar, or with each term of office."""

    lead = "every"
    every: Period
    times: int | None = None
    years: int | None = None
    """Comes only every so many years."""
    first_year: int | None = None
    """The first year in which it comes, from which those are counted."""
    months: tuple[int, ...] = ()
    day: OnDay | ByDay | Weekday | None = None
    nth: Nth | None = None
    """Which one of the weekdays of the period `day` means."""
    of: PeriodOffset = PeriodOffset.THIS
    shift: Shift = Shift.NONE

    @property
    def fixes_day(self) -> bool:
        """Whether it is done on one day that the calendar knows; a weekday is one in a week, or by its `nth`."""
        if isinstance(self.day, Weekday):
            return self.nth is not None or self.every is Period.WEEK
        return isinstance(self.day, OnDay)


@dataclass(frozen=True, slots=True, kw_only=True)
class On(Time):
    """A time that an event brings."""

    lead = "on"
    on: EventName | None = None
    """None where a time has no lead at all, which `malformed-when` reports."""
    within: Offset | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Before(Time):
    """A time before a step or an event."""

    lead = "before"
    before: Target
    at_least: Offset | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class After(Time):
    """A time after a step or an event, or after several steps, the latest of which counts."""

    lead = "after"
    after: Target
    also: tuple[StepRef, ...] = ()
    """Steps that have to be done as well."""
    within: Offset | None = None


When = Every | On | Before | After
"""A time as data. Where an offset is None none is written; `malformed-when` lets a floor do so for `On` only."""


def reference(when: When) -> Target | None:
    """Return the step or event that a time is counted from; None where the calendar alone decides."""
    match when:
        case Every():
            return None
        case On(on=event):
            return event
        case Before(before=target) | After(after=target):
            return target
        case _:
            assert_never(when)


def references(when: When) -> tuple[Target, ...]:
    """Return all that a time is counted from."""
    first = reference(when)
    return (*(() if first is None else (first,)), *(when.also if isinstance(when, After) else ()))


def offset(when: When) -> Offset | None:
    """Return how long before or after something; None where nothing is stated, or the calendar decides."""
    match when:
        case Every():
            return None
        case Before(at_least=found) | On(within=found) | After(within=found):
            return found
        case _:
            assert_never(when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Node):
    """A part of those entitled (应到) or present (实到), with exactly one operator."""

    of: ShareBase
    whom: Voters = Voters.MEMBERS
    at_least: Fraction | None = None
    more_than: Fraction | None = None

    def least(self, number: int) -> int:
        """Return how many of so many it takes at least."""
        if self.more_than is not None:
            return floor(self.more_than * number) + 1
        return ceil((self.at_least or Fraction()) * number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Node):
    """A number with a lower limit, an upper one, or both."""

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
