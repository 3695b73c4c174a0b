"""A step that is due: who does it, by which dates, on which proposed day, and at whose meeting."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field

from dangjian_std.domain.due_dates import Bound, Dates
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.vocabulary import CountedPer, Fill

MOST_DAYS_OF_MONTH, HALF_YEAR = 31, 184
"""The most days of each."""
NamedDay = tuple[str, dt.date]
"""One time of a step: its name, and the last day of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A step that is due once, or `times` in its span."""

    standard: Standard
    step: Step
    who: str
    """Who acts in a unit of this shape."""
    dates: Dates
    """What the standards allow."""
    planned: dt.date
    """The day that is proposed for it; its last one until a year is planned."""
    until: dt.date
    """The last day on which it can be done, if what it hangs on is done on the day proposed for that."""
    times: int
    sent: CountedPer
    """For whom one counts of each paper that it sends."""
    copies: int
    """How many of the form that it opens, or as a meeting adds to, are filled at one time; else 0."""
    record: str | None = None
    """The form that the unit adds to, and does not open."""
    hangs_on: Due | None = None
    """What it is done before or after."""
    waits_for: tuple[Due, ...] = ()
    """What else has to be done before it."""
    host: Due | None = None
    """The meeting that it is done at."""
    limits: Dates | None = None
    """What the standards allow, where the unit has fixed the day itself."""
    key: str = field(init=False, compare=False, repr=False)
    """Name of the step, as DJ401.hold."""
    time: NamedDay = field(init=False, compare=False, repr=False)
    """What tells this time of the step from its others."""

    def __post_init__(self) -> None:
        """Name it once: a plan asks for that again and again."""
        key = f"{self.standard.code}.{self.step.id}"
        object.__setattr__(self, "key", key)
        object.__setattr__(self, "time", (key, self.dates.last))

    @property
    def joins(self) -> str:
        """The step whose meeting on a day of its own it shares, as DJ401.hold; nothing where there is none."""
        return self.host.key if self.host and self.host.dates.bound is Bound.DAY else ""

    @property
    def apart(self) -> bool:
        """Whether it is a meeting that could add to the form of another one, and is held by itself."""
        step = self.step
        return bool(self.host is None and step.meeting and step.kinds and self.record and not step.opens)

    @property
    def in_force(self) -> bool:
        """Whether its standard is in force when it is due; what it hangs on may have come before that."""
        return self.standard.in_force(self.dates.listed, self.dates.listed)

    @property
    def month(self) -> tuple[int, int]:
        """Year and month in which it is done."""
        return self.planned.year, self.planned.month

    def within(self, dates: Dates, host: Due | None = None) -> Due:
        """Return it with other dates, at a meeting if one is given."""
        host = host or self.host
        return dataclasses.replace(self, dates=dates, planned=dates.listed, until=dates.deadline, host=host)


def is_long(due: Due) -> bool:
    """Whether it has a span of more than a month in which to choose its day."""
    dates = due.dates
    return dates.bound is Bound.SPAN and (dates.last - dates.first).days > MOST_DAYS_OF_MONTH


def has_the_year(due: Due) -> bool:
    """Whether it has more than half a year in which to choose its day."""
    return is_long(due) and (due.dates.last - due.dates.first).days > HALF_YEAR


def meeting_kinds(record: Record, step: Step) -> tuple[str, ...]:
    """Return the kinds of meeting of a form that a step is; the box for any other occasion is none."""
    fields = record.fields_filled(Fill.KINDS)
    return tuple(kind for each in fields for kind in each.options if kind in step.kinds and kind != each.other)
