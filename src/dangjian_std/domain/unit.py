"""What a unit of one shape has to do in a year: who acts, for how many, how often, and what it need not do.

A unit only asks the catalogue. A step is named by the code of its standard and itself.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due_dates import recurring_dates
from dangjian_std.domain.key_dates import KeyDate
from dangjian_std.domain.rates import frequency_asked
from dangjian_std.domain.references import EventName, StepRef
from dangjian_std.domain.roles import Counts, Profile
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, When, reference
from dangjian_std.domain.vocabulary import CountedPer, Level, Organ, Period, RoleKind


@dataclass(frozen=True, eq=False)
class Unit:
    """A catalogue as a unit of one shape reads it."""

    catalog: Catalog
    profile: Profile

    def __eq__(self, other: object) -> bool:
        """Units are the same that have one shape and read one catalogue."""
        return isinstance(other, Unit) and self.catalog is other.catalog and self.profile == other.profile

    def __hash__(self) -> int:
        """Return one number for units that are the same."""
        return hash((id(self.catalog), self.profile.name))

    @classmethod
    def of(cls, catalog: Catalog, profile: str = "") -> Unit:
        """Return a unit of the shape of this name; where none is named, the one that the set is for."""
        return cls(catalog, catalog.profiles[profile or catalog.system.profile])

    @classmethod
    def all(cls, catalog: Catalog) -> tuple[Unit, ...]:
        """Return a unit of each shape."""
        return tuple(cls(catalog, profile) for profile in catalog.profiles.values())

    # -- by which standards ----------------------------------------------------------------------------------

    def in_force(self, first: dt.date, last: dt.date) -> Unit:
        """Return the unit with only the standards that are in force on some day from `first` to `last`."""
        return self._of(self.catalog.in_force(first, last)).adopted()

    def adopted(self) -> Unit:
        """Return the unit without the standards that it does not have at all."""
        gone = {each.standard for each in self.profile.without}
        return self._of(self.catalog.of_standards(code for code in self.catalog.standards if code not in gone))

    def _of(self, catalog: Catalog) -> Unit:
        return self if catalog is self.catalog else dataclasses.replace(self, catalog=catalog)

    def of_year(self) -> Unit:
        """Return the unit with what is in force in the year of the set: what it has to do, fill in and keep."""
        return self.in_force(*self.catalog.system.days)

    def from_year(self) -> Unit:
        """Return the unit with what is in force in the year of the set or will be: what its book holds."""
        return self.in_force(self.catalog.system.days[0], dt.date.max)

    # -- who -------------------------------------------------------------------------------------------------

    def has(self, organ: Organ) -> bool:
        """Whether the unit has an organ."""
        return organ in self.profile.has

    def has_role(self, role: str) -> bool:
        """Whether the unit has a role itself; one that is not registered needs nothing."""
        found = self.catalog.roles.get(role)
        return found is None or found.needs is None or self.has(found.needs)

    def actor(self, role: str) -> str | None:
        """Return who does the work of a role; None where nobody does."""
        seen: set[str] = set()
        while role not in seen:
            seen.add(role)
            found = self.catalog.roles.get(role)
            if found is None or found.needs is None or self.has(found.needs):
                return role
            if found.absent is None or found.absent.acts is None:
                return None
            role = found.absent.acts
        return None

    def holder(self, role: str) -> str | None:
        """Return who holds the post whose work it is, 兼任 counted; None where nobody does the work."""
        actor = self.actor(role)
        return next((each.by for each in self.profile.doubling if each.role == actor), actor)

    def absence(self, role: str) -> str:
        """Return why nobody has to do the work of a role that the unit lacks; nothing where it has the role."""
        if self.actor(role) == role:
            return ""
        absent = self.catalog.roles[role].absent
        return (absent and absent.reason) or ""

    # -- what it need not do ---------------------------------------------------------------------------------

    @cached_property
    def excuses(self) -> Mapping[StepRef, str]:
        """Why the unit need not do a step, by its name."""
        steps = {each.step: each.reason for each in self.profile.excused}
        for each in self.profile.without:
            standard = self.catalog.standards.get(each.standard)
            steps |= {StepRef(each.standard, step.id): each.reason for step in standard.steps} if standard else {}
        return {step: reason for step, reason in steps.items() if step.standard in self.catalog.standards}

    def excuse(self, code: str, step: Step) -> str | None:
        """Return why the unit need not do a step; None where nothing excuses it."""
        return self.excuses.get(StepRef(code, step.id))

    def does(self, code: str, step: Step) -> bool:
        """Whether the unit does a step: nothing excuses it, and somebody acts."""
        return self.excuse(code, step) is None and self.holder(step.who) is not None

    def does_named(self, name: StepRef) -> bool:
        """Whether the unit does the step of a full name."""
        standard = self.catalog.standards.get(name.standard)
        step = standard.steps_by_id.get(name.step) if standard else None
        return step is not None and self.does(name.standard, step)

    # -- where it writes -------------------------------------------------------------------------------------

    @cached_property
    def forms(self) -> frozenset[str]:
        """Codes of the forms that the unit fills in: some step that it does opens them."""
        standards = self.catalog.standards.items()
        opening = ((code, step) for code, standard in standards for step in standard.steps if step.opens)
        return frozenset(step.opens for code, step in opening if step.opens and self.does(code, step))

    def form(self, code: str | None) -> str | None:
        """Return a form, or the one in its place where the unit lacks its organ; None where that leads nowhere."""
        seen: set[str] = set()
        while code and code not in seen:
            seen.add(code)
            found = self.catalog.records.get(code)
            if found is None or found.needs is None or self.has(found.needs):
                return code
            code = found.instead
        return None

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The form that the unit fills in the place of each one whose organ it lacks, by the code of that one."""
        found = {code: self.form(code) for code in sorted(self.catalog.records)}
        return {code: form for code, form in found.items() if form and form != code}

    # -- how many --------------------------------------------------------------------------------------------

    def count(self, per: CountedPer) -> int:
        """Return how many fill a form that is kept `per` one; a case that time brings comes to every branch."""
        counts = self.profile.counts
        return {
            CountedPer.UNIT: 1,
            CountedPer.BRANCH: counts.branches,
            CountedPer.GROUP: counts.groups,
            CountedPer.MEMBER: counts.members,
            CountedPer.CASE: counts.branches,
        }[per]

    def copies(self, step: Step) -> int:
        """Return how many of the form that a step opens, or a meeting adds to, are filled at one time; else 0."""
        code = step.opens or (self.form(step.record) if step.meeting else None)
        record = self.catalog.records.get(code) if code else None
        return self.count(step.when.per or record.per) if record else 0

    def sent_per(self, role: str) -> CountedPer:
        """Return for whom one paper counts that a role sends: the members of a branch have one between them."""
        found = self.catalog.roles.get(role)
        if found is None or found.kind is RoleKind.DUTY:
            return CountedPer.BRANCH
        levels = {Level.BRANCH: CountedPer.BRANCH, Level.GROUP: CountedPer.GROUP, Level.MEMBER: CountedPer.BRANCH}
        return levels.get(found.level, CountedPer.UNIT)

    def one_branch(self) -> Unit:
        """Return the unit as one of its branches: with its share of groups and members."""
        counts = self.profile.counts
        groups, members = (-(-number // counts.branches) for number in (counts.groups, counts.members))
        return self._counted(dataclasses.replace(counts, branches=1, groups=groups, members=members))

    def as_one(self) -> Unit:
        """Return the unit as if it were one branch of all its members: what they do together is done once."""
        return self._counted(dataclasses.replace(self.profile.counts, branches=1))

    def with_members(self, members: int) -> Unit:
        """Return the unit with so many members."""
        return self._counted(dataclasses.replace(self.profile.counts, members=members))

    def _counted(self, counts: Counts) -> Unit:
        return dataclasses.replace(self, profile=dataclasses.replace(self.profile, counts=counts))

    # -- what it keeps in mind -------------------------------------------------------------------------------

    def key_dates(self, month: int) -> tuple[KeyDate, ...]:
        """Return the key dates of a month by day; what has no day of its own comes first."""
        listed = self.catalog.key_dates.days if self.catalog.key_dates else ()
        found = (each for each in listed if each.month == month and self.profile.name not in each.not_for)
        return tuple(sorted(found, key=lambda each: each.day or 0))

    # -- how often -------------------------------------------------------------------------------------------

    def frequency(self, code: str, step: Step) -> tuple[int, Period | None]:
        """Return how often a step comes, and in what: a year, a term, or None where an event decides.

        What comes every few years counts in the year in which it comes. A time of the year of the set counts only
        while the standard is in force.
        """
        when = self.recurrence(code, step)
        if when is None:
            return 0, None
        if when.every is Period.TERM:
            return when.times or 1, Period.TERM
        standard, system = self.catalog.standards[code], self.catalog.system
        if standard.in_force_throughout(*system.days):
            return ceil(frequency_asked(when)), Period.YEAR
        listed = (each.listed for each in recurring_dates(when, system.year, self.catalog.calendar))
        return (when.times or 1) * sum(standard.in_force(day, day) for day in listed), Period.YEAR

    def recurrence(self, code: str, step: Step) -> Every | None:
        """Return the recurring time that brings a step; None where an event does.

        A step before or after another one comes as often as that one.
        """
        first = self._first(code, step)
        return first if isinstance(first, Every) else None

    def occasion(self, code: str, step: Step) -> EventName | None:
        """Return the event that brings a step, itself or through other steps; None where the calendar does."""
        first = self._first(code, step)
        target = None if first is None else reference(first)
        return target if isinstance(target, EventName) else None

    def _first(self, code: str, step: Step) -> When | None:
        """Return the time of the step from which one is counted in the end; None where that leads nowhere."""
        seen: set[StepRef] = set()
        while isinstance(target := reference(step.when), StepRef):
            name = target.qualified(code)
            code, standard = name.standard, self.catalog.standards.get(name.standard)
            if standard is None or name.step not in standard.steps_by_id or name in seen:
                return None
            seen.add(name)
            step = standard.steps_by_id[name.step]
        return step.when


def catalog_of(units: Iterable[Unit]) -> Catalog:
    """Return the catalogue that all of these units read."""
    return next(iter(units)).catalog
