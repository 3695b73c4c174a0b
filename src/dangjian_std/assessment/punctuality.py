"""`recurs` and `on_time`: whether a step was done in every period of its time, or within its time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from dangjian_std.assessment import readings, windows
from dangjian_std.assessment.answers import Evidence, Item, State
from dangjian_std.assessment.readings import FormLine, UnsureError
from dangjian_std.assessment.scope import BranchScope
from dangjian_std.assessment.windows import Window
from dangjian_std.domain import workdays
from dangjian_std.domain.measures import Writes
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Before, Every, reference

Found = tuple[dt.date, Evidence, bool]
"""A day on which a step was done, where it stands, and whether it is surely one of this step.

In a form of all kinds of meetings, where nothing tells which it was, one of the right time may be it; one that
comes later may be anything.
"""
NO_START = "没有写从哪天起算，是还没有到这一步，还是漏填，看不出"
TOO_EARLY = "写的日子在起算的日子以前，看是不是写错了年份"
NO_HOLIDAYS = "这一年的放假安排没有公布，算不准到哪一天"
GRACE = "超过了，有特殊情况的可以延长：要看有没有理由"


def recurring(scope: BranchScope, step: Step, *, period_only: bool) -> Iterator[Item]:
    """Yield an item for each time of a step that the calendar brings."""
    found, doubtful = _days(scope, step)
    for window in windows.windows(scope.unit, scope.code, step, scope.year, period_only=period_only):
        if scope.lives(window.first, window.last):
            yield _in_window(scope, window, found, doubtful)


def _in_window(scope: BranchScope, window: Window, found: list[Found], doubtful: list[Item]) -> Item:
    inside = sorted(
        (each for each in found if window.first <= each[0] <= (window.end if each[2] else window.last)),
        key=lambda each: each[0],
    )
    in_time = [each for each in inside if each[0] <= window.last]
    evidence = tuple(each for _, each, _ in inside)
    if len({day for day, _, _ in in_time}) >= window.times:
        return Item(subject=window.name, state=State.DONE, limit=window.last, evidence=evidence)
    if window.last > scope.as_of:
        return Item(subject=window.name, state=State.COMING, limit=window.last, evidence=evidence)
    for item in doubtful:
        if item.limit is None or window.first <= item.limit <= window.end:
            return dataclasses.replace(item, subject=window.name, limit=window.last)
    if len({day for day, _, _ in inside}) >= window.times:
        return Item(subject=window.name, state=State.LATE, limit=window.last, evidence=evidence)
    return dataclasses.replace(scope.lacking(window.name, window.last), evidence=evidence)


def _days(scope: BranchScope, step: Step) -> tuple[list[Found], list[Item]]:
    """Return each day on which a step was done up to now; and what may be such a day and is in doubt.

    Of what is in doubt the limit is the day, where that is known.
    """
    found: list[Found] = []
    doubtful: list[Item] = []
    for line, writes, doubt in _lines(scope, step):
        try:
            fact = line.fact(writes.on or "")
            day = readings.day(fact)
        except UnsureError as error:
            doubtful.append(_unsure(line, str(error)))
            continue
        if day is not None and day <= scope.as_of and doubt:
            doubtful.append(dataclasses.replace(_unsure(line, doubt), limit=day))
        elif day is not None and day <= scope.as_of:
            record = scope.unit.catalog.records[line.filing.form]
            sure = bool(writes.ticked or writes.from_) or not record.common
            found.append((day, line.evidence(fact), sure))
    return found, doubtful


def on_time(scope: BranchScope, step: Step, grace_months: int | None) -> Iterator[Item]:
    """Yield an item for each time of a step, or for each case where its time is counted from a day on the form."""
    if step.writes is None or not step.writes.since:
        yield from recurring(scope, step, period_only=False)
        return
    begins = _begins(scope, step)
    for line, writes, doubt in _lines(scope, step):
        try:
            item = _counted(scope, step, writes, line, grace_months or 0)
            if item and doubt:
                item = dataclasses.replace(item, state=State.UNSURE, note=doubt)
            since = item and readings.day(line.fact(writes.since or ""))
        except UnsureError as error:
            item, since = _unsure(line, str(error)), None
        elsewhere = since and begins and not any(each.first <= since <= each.last for each in begins)
        over = item and item.limit and item.limit.year < scope.year
        if item is None or elsewhere or (over and item.state is not State.MISSING):
            continue  # what was done in a year before is of that one
        yield item


def _begins(scope: BranchScope, step: Step) -> tuple[Window, ...] | None:
    """Return when a step falls that this one comes after, where a day of the year brings it; else any day may."""
    target = reference(step.when)
    if not isinstance(target, StepRef):
        return None
    name = target.qualified(scope.code)
    first = scope.unit.catalog.standards[name.standard].steps_by_id[name.step]
    if isinstance(first.when, Every):
        return None
    return windows.windows(scope.unit, name.standard, first, scope.year, period_only=False) or None


def _counted(scope: BranchScope, step: Step, writes: Writes, line: FormLine, grace_months: int) -> Item | None:
    start, end = line.fact(writes.since or ""), line.fact(writes.on or "")
    since, done = readings.day(start), readings.day(end)
    if since is None:
        return _unsure(line, NO_START)
    last = windows.limit(scope.unit, step, since)
    if last is None or since > scope.as_of:
        return None
    state, note = _state(scope, step, last, done if done and done <= scope.as_of else None)
    if done and state is State.LATE and done <= workdays.months_after(last, grace_months) and grace_months:
        state, note = State.UNSURE, GRACE
    if done and done < since and not isinstance(step.when, Before):
        state, note = State.UNSURE, TOO_EARLY
    evidence = (line.evidence(start), line.evidence(end))
    return Item(subject=line.name, state=state, limit=last, evidence=evidence, note=note)


def _state(scope: BranchScope, step: Step, last: dt.date, done: dt.date | None) -> tuple[State, str]:
    """Return how something stands to its last day, and why that is not known."""
    if done is None and last > scope.as_of:
        return State.COMING, ""
    if done and done <= last:
        return State.DONE, ""
    if not windows.certain(scope.unit, step, last, done or scope.as_of):
        return State.UNSURE, NO_HOLIDAYS
    if done:
        return State.LATE, ""
    lacking = scope.lacking("", last)
    return lacking.state, lacking.note


def _unsure(line: FormLine, note: str) -> Item:
    return Item(subject=line.name, state=State.UNSURE, note=note)


def _lines(scope: BranchScope, step: Step) -> Iterator[tuple[FormLine, Writes, str]]:
    """Yield the filings and rows in which the day of a step stands, and why that is in doubt, if it is."""
    for form, writes in step.days:
        record = scope.unit.catalog.records[form]
        for filing in scope.filings(form):
            for line in readings.lines(filing, writes.on or ""):
                try:
                    if readings.is_of(line, record, writes):
                        yield line, writes, ""
                except UnsureError as error:
                    yield line, writes, str(error)
