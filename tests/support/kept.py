"""What a plan, a month and a case keep of their standards: each function yields what is not kept.

It is found from the steps and their dates, not from how days were chosen.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound, fits, moved_by, recurring_dates
from dangjian_std.domain.planning import Plan
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Before, Every, When, offset
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Modal, Weekday
from dangjian_std.domain.workdays import Calendar

Broken = Iterator[tuple[object, ...]]


def always(catalog: Catalog) -> Catalog:
    """The same set, in force long since: so that any year can be planned."""
    early = dt.date(2020, 1, 1)
    return dataclasses.replace(
        catalog,
        standards={code: dataclasses.replace(each, effective=early) for code, each in catalog.standards.items()},
    )


def changed(catalog: Catalog, steps: Mapping[str, Mapping[str, Any]]) -> Catalog:
    """The same set, in force long since, with fields of some steps replaced."""

    def step(code: str, each: Step) -> Step:
        return dataclasses.replace(each, **steps.get(f"{code}.{each.id}", {}))

    catalog = always(catalog)
    return dataclasses.replace(
        catalog,
        standards={
            code: dataclasses.replace(
                standard,
                stages=tuple(
                    dataclasses.replace(stage, steps=tuple(step(code, each) for each in stage.steps))
                    for stage in standard.stages
                ),
            )
            for code, standard in catalog.standards.items()
        },
    )


def timed(catalog: Catalog, key: str, **values: Any) -> When:
    """The time of a step with other values."""
    code, _, name = key.partition(".")
    step = next(each for each in catalog.standards[code].steps if each.id == name)
    return dataclasses.replace(step.when, **values)


# -- a plan ------------------------------------------------------------------------------------------------


def broken(unit: Unit, plan: Plan) -> Broken:
    """Days out of their bounds, of no kind of day that is asked for, or in a wrong order."""
    calendar = unit.catalog.calendar
    for due in (each for each in plan.dues if not each.limits):
        dates, day = due.dates, due.planned
        if dates.bound is Bound.DAY and day != dates.last:
            yield "its own day", due.key
        if day > dates.last or day > max(dates.listed, dates.last):
            yield "its last day", due.key
        if isinstance(due.step.when, Every) and day < min(dates.first, dates.listed):
            yield "its first day", due.key
        if dates.bound is not Bound.DAY and not _of_its_kind(calendar, due, day):
            span = (dates.first + dt.timedelta(number) for number in range((dates.listed - dates.first).days + 1))
            if any(_of_its_kind(calendar, due, each) for each in span):
                yield "a day of its kind", due.key
        yield from _broken_orders(calendar, due)


def _of_its_kind(calendar: Calendar, due: Due, day: dt.date) -> bool:
    """Whether a day is a working day, or such a day of the week as a step asks for."""
    weekday = due.step.when.day if isinstance(due.step.when, Every) else None
    return fits(day, weekday if isinstance(weekday, Weekday) else Weekday.WORKDAY, calendar)


def _broken_orders(calendar: Calendar, due: Due) -> Broken:
    day, asked, anchor = due.planned, offset(due.step.when), due.hangs_on
    if due.host and due.host.planned != day:
        yield "the day of its meeting", due.key
    for other in due.waits_for:
        if other.planned > day:
            yield f"what it waits for: {other.key}", due.key
    if anchor is None or asked is None:
        return
    if isinstance(due.step.when, Before):
        last = moved_by(anchor.planned, asked, -1, calendar) if asked.number else anchor.planned
        if day > last:
            yield f"its distance before {anchor.key}", due.key
        if asked.number and due.until > last:
            yield f"the last day that is told, before {anchor.key}", due.key
    elif (
        not anchor.planned
        <= day
        <= (moved_by(anchor.planned, asked, 1, calendar) if asked.number else anchor.planned)
    ):
        yield f"its distance after {anchor.key}", due.key


def unlike_the_standards(unit: Unit, plan: Plan, year: int) -> Broken:
    """A step that comes too often or not at all, on a day that is ruled out, or not at a meeting it names."""
    dues: dict[str, list[Due]] = defaultdict(list)
    for due in plan.dues:
        dues[due.key].append(due)
    for code, standard in unit.catalog.standards.items():
        for step in standard.steps if standard.status.binding else ():
            own = dues[f"{code}.{step.id}"]
            if not unit.does(code, step):
                yield from (("not done here", due.key) for due in own)
                continue
            if isinstance(step.when, Every):
                asked = sorted(recurring_dates(step.when, year, unit.catalog.calendar), key=lambda each: each.last)
                if len(asked) != len(own):
                    yield "how often", code, step.id, len(own)
                for dates, due in zip(asked, sorted(own, key=lambda due: due.planned), strict=False):
                    if not dates.first <= due.planned <= dates.last:
                        yield "its time", due.key, due.planned
            named = [str(each.qualified(code)) for each in (*step.joins, *step.at_)]
            days = {host.planned for name in named for host in dues[name]}
            yield from (("its meeting", due.key, due.planned) for due in own if days and due.planned not in days)


def gatherings(unit: Unit, plan: Plan) -> dict[tuple[int, int], set[dt.date]]:
    """The days of each month on which all members of a branch are called together."""
    found: dict[tuple[int, int], set[dt.date]] = defaultdict(set)
    for due in plan.dues:
        form = unit.catalog.records.get(due.step.form or "")
        called = not unit.catalog.everyone.isdisjoint(due.step.with_) and due.step.when.modal is Modal.SHALL
        if called and form and form.common and (due.step.when.per or form.per) is CountedPer.BRANCH:
            found[due.month].add(due.planned)
    return found


def too_many_gatherings(unit: Unit, plan: Plan) -> Broken:
    """A month with more gatherings than a standard allows for it: 全月集中不超过2次."""
    days = gatherings(unit, plan)
    for code, standard in unit.catalog.standards.items():
        most = [
            int(number) for step in standard.steps for number in re.findall(r"集中不超过(\d)次", "".join(step.how))
        ]
        months = {due.month for due in plan.dues if due.standard.code == code and due.step.joins}
        if most:
            yield from ((code, month, days[month]) for month in months if len(days[month]) > min(most))


def meeting_of(due: Due) -> Due:
    """The meeting at which something is done in the end; itself where it is done apart."""
    return meeting_of(due.host) if due.host else due


def unannounced(plan: Plan, *beside: Plan) -> Broken:
    """A meeting of which nobody is told some days before, or after which nothing is written up or passed on.

    What belongs to it may stand in the plan of the year before or after.
    """
    dues = [due for each in (plan, *beside) for due in each.dues]
    for due in plan.dues:
        meeting = meeting_of(due)
        if due.step.meeting and due.step.when.modal is Modal.SHALL:
            hanging = [each for each in dues if each.hangs_on and each.hangs_on.time == meeting.time]
            ahead = [
                each for each in hanging if isinstance(each.step.when, Before) and each.planned < meeting.planned
            ]
            if not ahead:
                yield "who is told", due.key, due.planned
            if not any(isinstance(each.step.when, After) for each in hanging):
                yield "what is kept", due.key, due.planned
