"""The whole set: what its catalogue file says, and everything in it by code."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from dangjian_std.domain.acceptance import Acceptances
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.fixed_dates import FixedDates
from dangjian_std.domain.holidays import Holidays, arranged_calendar
from dangjian_std.domain.inspection import Inspection
from dangjian_std.domain.key_dates import KeyDates
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.references import EventName, FieldRef, StepRef, Target, parse_target
from dangjian_std.domain.regulation import Article, Citation, Regulation
from dangjian_std.domain.roles import Profile, Role, Roles
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.vocabulary import Organ, SpecialDay
from dangjian_std.domain.withdrawal import Withdrawal, Withdrawals
from dangjian_std.domain.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Node):
    """A goal of the 12345 and its parts."""

    name: str
    parts: tuple[str, ...]


class MeetingEvent(StrEnum):
    """How an event comes with a meeting."""

    EACH = "each"
    """With every one."""
    SETTLED = "settled"
    """Where something is settled there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Node):
    """Something that happens and starts a step."""

    name: str
    note: str
    calendar: SpecialDay | None = None
    """The day on which it happens, where the calendar knows that."""
    handover: bool = False
    """Whether it is that a post goes over to somebody else."""
    meeting: MeetingEvent | None = None
    """How it comes with a meeting; None where it does not."""
    of: Organ | None = None
    """The organ whose meeting it is: one that has no step of its own, on each day on which the organ acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEvent(Node):
    """An event that a case brings about: others of its steps wait for it."""

    event: EventName
    step: StepRef | None = None
    """The step with which it comes; None where it comes on the day that the case is counted from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUse(Node):
    """A ballot or a paper that a step of a case needs beside those that its standard names there."""

    step: StepRef
    code: str
    matter: str | None = None
    """What is voted on, for the first line of a ballot; what a paper is for, in the list of what is used."""
    post: str | None = None
    """The post that candidates are named for; without one, those that are named for none."""
    number: str | None = None
    """In words, how many are needed, where that is not one a member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Node):
    """A piece of work that comes as a whole, such as 换届: its name, the day it is counted from, its steps."""

    name: str
    from_: str
    """The event or the step (`DJ202.meeting`) of which the day is given."""
    of: Organ | None = None
    """The organ whose work it is: of the whole unit, not of one of its branches; a unit without it has none."""
    together: tuple[StepRef, ...] = ()
    """Steps that are done on that day too."""
    brings: tuple[CaseEvent, ...] = ()
    field: FieldRef | None = None
    """The field of a form in which that day stands; papers that ask for it have it written."""
    parts: tuple[StepRef, ...]
    """Stages and steps that belong to it, in the order in which they are printed."""
    without: tuple[str, ...] = ()
    """Papers that its steps send in other cases only."""
    uses: tuple[CaseUse, ...] = ()
    notes: tuple[str, ...] = ()
    """What has to be known of the whole, printed below the plan."""

    @property
    def start(self) -> Target:
        """The event or the step that it is counted from."""
        return parse_target(self.from_)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasedOn(Node):
    """The set that this one was adopted from."""

    set: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class System(Node):
    """catalog.yaml: what the whole set is called, its groups, goals, events and the shape of the unit."""

    format: int
    title: str
    edition: str
    issuer: str
    prefix: str
    year: int
    profile: str
    groups: tuple[str, ...]
    goals: tuple[Goal, ...] = ()
    events: tuple[Event, ...] = ()
    cases: tuple[Case, ...] = ()
    inspection: Inspection | None = None
    based_on: BasedOn | None = None
    review_years: int | None = None
    """After how many years a standard is to be looked at again."""

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day of the year of the set."""
        return dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Catalog:
    """Everything that the standards say. Kinds that stand one to a file are keyed by what their file is called."""

    system: System
    vocabulary: Roles
    regulations: Mapping[str, Regulation]
    records: Mapping[str, Record]
    papers: Mapping[str, Paper]
    profiles: Mapping[str, Profile]
    standards: Mapping[str, Standard]
    holidays: Mapping[str, Holidays]
    dates: Mapping[str, FixedDates]
    withdrawals: Withdrawals | None = None
    key_dates: KeyDates | None = None
    acceptances: Acceptances | None = None
    adoption: Adoption | None = None
    """Which set the unit adopted and what it made of it; None for a set of one's own."""

    @cached_property
    def calendar(self) -> Calendar:
        """Working days, as far as they are known."""
        return arranged_calendar(self.holidays.values())

    @cached_property
    def fixed_dates(self) -> Mapping[StepRef, tuple[dt.date, ...]]:
        """Days that the unit has fixed, by the step."""
        found: dict[StepRef, tuple[dt.date, ...]] = {}
        for each in (each for year in self.dates.values() for each in year.dates):
            found[each.step] = (*found.get(each.step, ()), each.on)
        return found

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """Roles by name, as registered; of two with one name the first."""
        found: dict[str, Role] = {}
        for role in self.vocabulary.roles:
            found.setdefault(role.id, role)
        return found

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by its name, as DJ401.closed."""
        standards = self.standards.items()
        return {f"{code}.{each.id}": each for code, standard in standards for each in standard.criteria}

    @cached_property
    def everyone(self) -> frozenset[str]:
        """Roles that every member of a branch has."""
        return frozenset(role.id for role in self.vocabulary.roles if role.everyone)

    @cached_property
    def calendar_days(self) -> Mapping[str, SpecialDay]:
        """Events of which the calendar knows the day, by name."""
        return {event.name: event.calendar for event in self.system.events if event.calendar}

    def article(self, citation: Citation) -> Article | None:
        """Return the article that `citation` names, or None where it names nothing registered."""
        regulation = self.regulations.get(citation.regulation)
        return regulation.article(citation.article) if regulation else None

    @cached_property
    def withdrawn(self) -> Mapping[str, Withdrawal]:
        """What was withdrawn, by its code; of two with one code the first."""
        found: dict[str, Withdrawal] = {}
        for each in self.withdrawals.withdrawals if self.withdrawals else ():
            found.setdefault(each.code, each)
        return found

    @property
    def coded(self) -> Mapping[str, Standard | Record | Paper]:
        """Everything that has a code of its own."""
        return {**self.standards, **self.records, **self.papers}

    def in_force(self, first: dt.date, last: dt.date) -> Catalog:
        """Return the standards that are in force on some day from `first` to `last`, and what their steps use."""
        return self.of_standards(code for code, each in self.standards.items() if each.in_force(first, last))

    def of_standards(self, codes: Iterable[str]) -> Catalog:
        """Return the catalogue with some of its standards, and what their steps use."""
        kept = {code: self.standards[code] for code in codes}
        if len(kept) == len(self.standards):
            return self
        used = {code for each in kept.values() for code in each.forms_and_papers}
        return dataclasses.replace(
            self,
            standards=kept,
            records={code: each for code, each in self.records.items() if code in used},
            papers={code: each for code, each in self.papers.items() if code in used},
        )

    def number(self, code: str) -> str:
        """Printed number of a standard, display only: `SLDW DJ 401—2027` from prefix, code and year."""
        letters, digits = code[:2], code[2:]
        return f"{self.system.prefix} {letters} {digits}—{self.system.year}"

    @property
    def nodes(self) -> Iterator[Node]:
        """Every file's root node, in a fixed order."""
        yield self.system
        yield self.vocabulary
        yield from (each for each in (self.withdrawals, self.key_dates, self.acceptances) if each)
        for group in (self.regulations, self.records, self.papers, self.profiles, self.standards, self.holidays):
            yield from group.values()
        yield from self.dates.values()
