"""倒排: the last day for each step of a case, so that all limits can be kept to the end.

One day is given: that of an event (届满日) or of a step (the day of the 组织生活会). Every other day follows:

- a step is done within its time after what it follows, or its time ahead of what it precedes;
- it is done no later than what waits for it, and no later than any step of the stages that come after its own;
- its last day is a working day, but where it is done at the same time as something else;
- what is done at a meeting on the plan of the year is done on the day of that one: of the next one after what it
  follows, or else of the last one in time;
- a day that the unit has fixed is the day, whatever the limits say.

These limits only ever move a day forward in time towards the given one, so the latest days that keep all of them
are found by lowering each until nothing changes. Whoever does every step on its last day is in time with the rest.
A step that waits for an event of which no day is given has none, unless another step of the case brings it about:
then the event comes with that step.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.due_dates import counted_dates, dates_on
from dangjian_std.domain.references import StepRef, Target
from dangjian_std.domain.standard import Stage, Standard, Step
from dangjian_std.domain.timing import After, Every, On, offset, reference, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer

HALF_A_YEAR = dt.timedelta(days=183)
"""How far from its limit a day that is fixed may lie and still be that of this case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A step of a case, and the last day on which it is in time."""

    standard: Standard
    stage: Stage
    step: Step
    who: str
    """Who acts in a unit of this shape."""
    latest: dt.date | None
    """None where it waits for something of which no day is known."""
    exact: bool
    """Whether it is done on that very day."""
    together: bool
    """Whether it is done at the same time as another step of the case."""
    meeting: str = ""
    """The meeting on the plan of the year at which it is done."""
    limit: dt.date | None = None
    """The last day that the standards allow, where the unit has fixed one."""

    @property
    def key(self) -> StepRef:
        """Name of the step, as DJ102.plan."""
        return StepRef(self.standard.code, self.step.id)

    @property
    def place(self) -> StepRef:
        """Name of its stage, as DJ102.start."""
        return StepRef(self.standard.code, self.stage.id)


def countdown(unit: Unit, case: Case, day: dt.date, stage: str = "") -> tuple[Turn, ...]:
    """Return the steps of a case in printed order, counted from a day; of one stage only, where it is named.

    The day is that of the event or step that the case starts from; for a stage, of what its first step waits for.
    """
    steps = tuple(each for each in _steps(unit, case) if stage in {"", each[1].title})
    start = {case.start, *case.together}
    if stage and steps:
        start = _awaited(*steps[0])
    else:
        start |= {each.event for each in case.brings if each.step is None}
    days = _Days(unit, steps, dict.fromkeys(start, day), case)
    return tuple(
        Turn(
            standard=standard,
            stage=each,
            step=step,
            who=unit.holder(step.who) or step.who,
            latest=days.latest.get(StepRef(standard.code, step.id)),
            exact=days.exact(StepRef(standard.code, step.id)),
            together=days.together(StepRef(standard.code, step.id)),
            meeting=days.meetings.get(StepRef(standard.code, step.id), ""),
            limit=days.limits.get(StepRef(standard.code, step.id)),
        )
        for standard, each, step in steps
    )


def stages(catalog: Catalog, case: Case) -> tuple[str, ...]:
    """Return the titles of the stages that a case has steps of, in its order."""
    found = (
        stage.title
        for part in case.parts
        for stage in (catalog.standards[part.standard].stages if part.standard in catalog.standards else ())
        if part.step in {stage.id, *(step.id for step in stage.steps)}
    )
    return tuple(dict.fromkeys(found))


Place = tuple[Standard, Stage, Step]


def _steps(unit: Unit, case: Case) -> Iterator[Place]:
    """Yield what the unit does of a case; of a stage, without what the calendar brings in any case."""
    for part in case.parts:
        standard = unit.catalog.standards.get(part.standard)
        for stage in standard.stages if standard else ():
            for step in stage.steps if standard else ():
                named = standard and step.id == part.step
                wanted = named or (stage.id == part.step and not _routine(unit, case, part.standard, step))
                if standard and wanted and unit.does(part.standard, step):
                    yield standard, stage, step


def _routine(unit: Unit, case: Case, code: str, step: Step) -> bool:
    """Whether the calendar brings a step, not the event that the case starts from."""
    brought = unit.recurrence(code, step)
    return isinstance(case.start, str) and brought is not None and brought.per is not CountedPer.CASE


def _awaited(standard: Standard, _: Stage, step: Step) -> set[Target]:
    """Return what a step is counted from, by full names; a step that recurs, itself."""
    named = references(step.when) or (StepRef("", step.id),)
    return {each.qualified(standard.code) if isinstance(each, StepRef) else each for each in named}


class _Days:
    """Lowers the latest days of steps until all limits are kept."""

    def __init__(self, unit: Unit, steps: tuple[Place, ...], known: Mapping[Target, dt.date], case: Case) -> None:
        self._unit = unit
        self._brought = {each.event: each.step for each in case.brings if each.step}
        self._calendar = unit.catalog.calendar
        self._known = known
        self.meetings: dict[StepRef, str] = {}
        self.limits: dict[StepRef, dt.date] = {}
        self._steps = {StepRef(standard.code, step.id): (stage, step) for standard, stage, step in steps}
        self.latest = {key: day for key, day in known.items() if isinstance(key, StepRef)}
        for _ in range(len(self._steps) + 1):
            before = dict(self.latest)
            for key in self._steps:
                if key not in known and (found := [*self._limits(key)]):
                    self.latest[key] = self._done(key, min(found))
            if self.latest == before:
                break

    def exact(self, key: StepRef) -> bool:
        """Whether a step is done on the given day or one that is fixed, or at the same time as one that is."""
        if key in self._known or key in self.meetings or key in self.limits:
            return True
        asked, host = offset(self._steps[key][1].when), self._host(key)
        if asked and not asked.number and reference(self._steps[key][1].when) in self._known:
            return True  # the event of the given day asks for it that very day
        return host is not None and (host in self._known or (host in self._steps and self.exact(host)))

    def together(self, key: StepRef) -> bool:
        """Whether a step is done at the same time as another one of the case."""
        return self._host(key) in self._steps

    def _host(self, key: StepRef) -> StepRef | None:
        """Return the step at the time of which a step is done; None where it has a time of its own."""
        when = self._steps[key][1].when
        found, target = offset(when), reference(when)
        same = found is not None and not found.number and isinstance(target, StepRef)
        return target.qualified(key.standard) if same and isinstance(target, StepRef) else None

    def _done(self, key: StepRef, limit: dt.date) -> dt.date:
        """Return the day of a step: a fixed one, that of the meeting at which it is done, or its last one."""
        fixed = [day for day in self._unit.catalog.fixed_dates.get(key, ()) if abs(day - limit) < HALF_A_YEAR]
        if fixed:
            self.limits[key] = limit
            return min(fixed, key=lambda day: abs(day - limit))
        return self._met(key, limit) or self._worked(key, limit)

    def _met(self, key: StepRef, limit: dt.date) -> dt.date | None:
        """Return the day of the meeting on the plan at which a step is done; None where none comes in time."""
        step = self._steps[key][1]
        since, movable = self._since(key)
        named = [each.qualified(key.standard) for each in (*step.joins, *step.at_)]
        held = [self._held(each, limit) for each in named if each not in self._steps]
        following = [(name, day) for name, days in held for day in days if since and day >= since][:1]
        earlier = [(name, days[-1]) for name, days in held if days][:1] if movable else []
        for name, day in following or earlier:
            self.meetings[key] = name
            return day
        self.meetings.pop(key, None)
        return None

    def _since(self, key: StepRef) -> tuple[dt.date | None, bool]:
        """Return the day of what a step follows, and whether that could be done sooner."""
        when = self._steps[key][1].when
        if not isinstance(when, After | On):
            return None, True
        days = [(day, each) for each in references(when) if (day := self._day(each, key.standard))]
        if not days:
            return None, False
        last, target = max(days, key=lambda each: each[0])
        step = self._step(target, key.standard)
        return last, step is not None and step not in self._known

    def _held(self, host: StepRef, limit: dt.date) -> tuple[str, list[dt.date]]:
        """Return what a meeting on the plan of the year is called, and its days up to a limit."""
        dues = [
            due
            for year in (limit.year - 1, limit.year)
            for due in year_agenda(self._unit, year)
            if due.key == str(host) and due.planned <= limit
        ]
        return (dues[0].step.meeting or "" if dues else ""), sorted(due.planned for due in dues)

    def _worked(self, key: StepRef, day: dt.date) -> dt.date:
        """Return the last working day up to a day, but none before what it follows; at the same time, its day."""
        found, (since, _) = offset(self._steps[key][1].when), self._since(key)
        worked = self._calendar.on_or_before(day)
        return day if (found and not found.number) or (since and worked < since <= day) else worked

    def _step(self, target: Target, home: str) -> StepRef | None:
        """Return the step that is meant, or with which an event comes; None for any other event."""
        return target.qualified(home) if isinstance(target, StepRef) else self._brought.get(target)

    def _day(self, target: Target, home: str) -> dt.date | None:
        if target in self._known:
            return self._known[target]
        step = self._step(target, home)
        return self.latest.get(step) if step else None

    def _limits(self, key: StepRef) -> Iterator[dt.date]:
        """Yield the days that a step must not pass, as far as they are known by now."""
        stage, step = self._steps[key]
        if not isinstance(step.when, Every):
            days = [self._day(each, key.standard) for each in references(step.when)]
            if all(days):
                last = max(day for day in days if day)
                yield counted_dates(step.when, dates_on(last), self._calendar).last
        held = [name for each in step.prefers if self._unit.does_named(name := each.qualified(key.standard))]
        if step.prefers[1:] and len(held) == 1 and held[0] in self._known:
            yield self._known[held[0]]  # of the meetings that it may be at, the unit holds but this one
        for other, (later, each) in self._steps.items():
            if other in self.latest and self._waits(each, other, key, stage, later):
                yield self.latest[other]

    def _waits(self, each: Step, other: StepRef, key: StepRef, stage: Stage, later: Stage) -> bool:
        """Whether another step comes only after this one: it follows it, or stands in a stage that does."""
        awaited = (*(references(each.when) if isinstance(each.when, After | On) else ()), *each.after)
        if key in {self._step(target, other.standard) for target in awaited}:
            return True
        stages = [found for name, (found, _) in self._steps.items() if name.standard == key.standard]
        ordered = list(dict.fromkeys(found.id for found in stages if not found.parallel))
        if other.standard != key.standard or not {stage.id, later.id} <= set(ordered):
            return False
        return ordered.index(stage.id) < ordered.index(later.id)
