"""What a plan, a month and a case keep of their standards: each function yields what is not kept.

It is found from the steps and their dates, not from how days were chosen.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.document.blocks import Row, Table
from dangjian_std.document.forms import Form
from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.countdown import Turn
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound, fits, moved_by, recurring_dates
from dangjian_std.domain.planning import Plan
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Before, Every, When, offset, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Fill, Modal, Weekday
from dangjian_std.domain.workdays import Calendar
from dangjian_std.publications.month_pack import month_forms, pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.renderers.layout import plain_text

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


# -- a month -----------------------------------------------------------------------------------------------


def untold(year: Year, month: int) -> Broken:
    """What is due in a month and does not stand once among its reminders, or stands there on another day."""
    table = pack.reminder(year, month)
    rows = [[plain_text.cell(each) for each in row.cells] for row in table.rows if isinstance(row, Row)]
    wanted: Counter[str] = Counter()
    for due in year.dues:
        if due.planned.month == month and due.step.when.per is not CountedPer.CASE:
            part = tasks.is_simultaneous(due.step.when) and not due.host
            if not part:
                wanted[due.step.what] += 1
                if not any(
                    f"{due.step.what}" in row[3] and row[1].startswith(f"{due.planned.day}日") for row in rows
                ):
                    yield "its day", due.key, due.planned
    rest = "\n".join(row[3] for row in rows)
    for what in sorted(wanted, key=len, reverse=True):
        if (times := rest.count(what)) != wanted[what]:
            yield "how often it is told", what, times, wanted[what]
        rest = rest.replace(what, "")


def met_twice(year: Year, month: int) -> Broken:
    """Two records of one day for meetings of the same people that could be one."""
    opened: Counter[tuple[object, ...]] = Counter()
    for task in year.listed(month):
        for code, _ in tasks.forms_opened(year.catalog, task):
            record = year.catalog.records[code]
            called = frozenset(task.root.step.with_) & year.catalog.everyone
            if record.common and called:
                opened[code, task.day, task.root.step.when.per or record.per] += 1
    yield from (each for each, times in opened.items() if times > 1)


def proposed_in_records(year: Year, month: int) -> Broken:
    """A day written in a record that is only proposed: none is but that of a meeting whose day is settled."""
    found = year.listed(month)
    settled = {f"{task.day.month}月{task.day.day}日" for task in found if task.exact}
    document = month_forms.month_forms(year.unit, found, year.number, month)
    forms = [block for part in document.parts for block in part.blocks if isinstance(block, Form)]
    for form in forms:
        record = year.catalog.records[form.code]
        dated = {each.id for each in record.fields_filled(Fill.DATE)}
        for sheet in form.sheets:
            for entry in (each for row in sheet.rows for each in getattr(row, "entries", ())):
                days = re.findall(r"\d+月\d+日", "".join(map(str, entry.value or ())))
                if days and (entry.id not in dated or not settled.issuperset(days)):
                    yield form.code, entry.id, days


# -- a case ------------------------------------------------------------------------------------------------


def broken_case(unit: Unit, turns: tuple[Turn, ...]) -> Broken:
    """Last days that pass a limit, come before what they follow, or are no working days."""
    days = {turn.key: turn.latest for turn in turns if turn.latest}
    calendar = unit.catalog.calendar
    for turn in (each for each in turns if each.latest):
        day, asked = days[turn.key], offset(turn.step.when)
        if not (turn.exact or turn.together or calendar.is_workday(day)):
            yield "a working day", turn.key, day
        named = [
            each.qualified(turn.standard.code) for each in references(turn.step.when) if isinstance(each, StepRef)
        ]
        after = [each.qualified(turn.standard.code) for each in turn.step.after]
        first = [
            days[each] for each in (*(named if isinstance(turn.step.when, After) else ()), *after) if each in days
        ]
        if first and max(first) > day:
            yield "its order", turn.key, day
        for anchor in (each for each in named if each in days and asked and asked.number):
            sign = -1 if isinstance(turn.step.when, Before) else 1
            if day > max(moved_by(days[each], asked, sign, calendar) for each in named if each in days):
                yield "its limit", turn.key, anchor, day
    ordered = [turn for turn in turns if turn.latest and not turn.stage.parallel]
    for one in ordered:
        stages = [stage.id for stage in one.standard.stages]
        for other in ordered:
            earlier = one.standard is other.standard and stages.index(one.stage.id) < stages.index(other.stage.id)
            if earlier and days[one.key] > days[other.key]:
                yield "its stage", one.key, other.key


def wrong_forms(unit: Unit, case: Case, turns: tuple[Turn, ...], table: Table) -> Broken:
    """Forms that a case lists and none of its steps uses, and those that a step uses and that are not listed."""
    begun = {turn.place for turn in turns if turn.latest}
    asked = {
        code
        for turn in turns
        if turn.place in begun
        for code in (turn.step.opens, turn.step.record if turn.step.kinds else None)
        if code
    }
    steps = {turn.key for turn in turns if turn.place in begun}
    asked |= {use.code for use in case.uses if use.step in steps and use.code in unit.catalog.records}
    listed = {plain_text.cell(row.cells[0])[:4] for row in table.rows if isinstance(row, Row)}
    if asked != listed:
        yield case.name, unit.profile.name, asked ^ listed
