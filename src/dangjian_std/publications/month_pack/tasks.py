"""What an officer does on one occasion: a step, what one meeting holds with it, what comes before and after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from dangjian_std.composition import wording
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due, NamedDay
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.rates import NAMES_OF_PERIODS
from dangjian_std.domain.timing import Before, Every, When, offset
from dangjian_std.domain.vocabulary import CountedPer, Modal, Period

SHORT_PERIODS = frozenset({Period.WEEK, Period.HALF_MONTH, Period.MONTH})
"""Periods of which every month has one that ends in it."""


class Relation(Enum):
    """How a step is related to its root, the step that it belongs to."""

    HELD = auto()
    """Done at the same time."""
    BEFORE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Task:
    """A step that is due, with the steps of the same month that belong to it."""

    root: Due
    held: tuple[Due, ...] = ()
    before: tuple[Due, ...] = ()
    after: tuple[Due, ...] = ()

    @property
    def day(self) -> dt.date:
        """The day that is proposed for the task, or its own day."""
        return self.root.planned

    @property
    def deadline(self) -> dt.date:
        """The last day to do the task: the earliest deadline of its root and of the steps held with it."""
        return min(due.until for due in (self.root, *self.held))

    @property
    def exact(self) -> bool:
        """Whether the task has to be done on its day, not before it."""
        return self.root.dates.bound is Bound.DAY

    @property
    def everything(self) -> tuple[Due, ...]:
        """All steps of the task, the root first."""
        return (self.root, *self.held, *self.before, *self.after)

    @property
    def acts(self) -> tuple[Due, ...]:
        """The acts that a reminder names; how a meeting goes, and what may be done, is left to its standard."""
        return tuple(
            due
            for due in (self.root, *self.held)
            if due.step.when.modal is not Modal.MAY
            and (due is self.root or due.host or not is_simultaneous(due.step.when))
        )

    @property
    def loose(self) -> bool:
        """Whether the task has neither a day nor a form of its own, and no step is held with it."""
        return self.root.dates.bound is Bound.SPAN and not self.held and not self.root.step.opens


def tasks_of_month(dues: Iterable[Due], month: int) -> tuple[Task, ...]:
    """Gather what is planned for a month into tasks, by date; on a day, what happens that day comes first.

    Steps counted per case are left out: they have no date until a case occurs. The lists by role show them.
    """
    listed = [due for due in dues if due.planned.month == month and due.step.when.per is not CountedPer.CASE]
    by_key = {due.time: due for due in listed}
    parents = {due.time: _parent(due, by_key) for due in listed}
    found: dict[NamedDay, dict[Relation, list[Due]]] = {
        time: {} for time, parent in parents.items() if parent is None
    }
    for due in listed:
        if parents[due.time] is not None:
            root, place = _root(due, parents, by_key)
            found[root].setdefault(place, []).append(due)
    tasks = (
        Task(by_key[key], *(tuple(parts.get(place, ())) for place in Relation)) for key, parts in found.items()
    )
    return tuple(sorted(tasks, key=lambda task: (task.day, not task.exact, task.deadline)))


def _parent(due: Due, listed: Container[NamedDay]) -> NamedDay | None:
    """The step of the same month that a step belongs to, or None where it stands for itself."""
    if due.host and due.host.time in listed:
        return due.host.time
    if due.hangs_on and due.hangs_on.time in listed:
        return due.hangs_on.time
    return None


def _root(
    due: Due, parents: dict[NamedDay, NamedDay | None], by_key: dict[NamedDay, Due]
) -> tuple[NamedDay, Relation]:
    """Return the root of a step and its relation to it; a step below a preparation counts as a preparation."""
    place, key = Relation.HELD, due.time
    while (parent := parents[key]) is not None:
        each = by_key[key]
        hangs = each.hangs_on is not None and each.hangs_on.time == parent and not each.host
        if hangs and not is_simultaneous(each.step.when):
            place = Relation.BEFORE if isinstance(each.step.when, Before) else Relation.AFTER
        key = parent
    return key, place


def is_simultaneous(when: When) -> bool:
    """Whether a time before or after something is that same day."""
    found = offset(when)
    return found is not None and found.number == 0


def is_monthly(due: Due) -> bool:
    """Whether a step comes in every month, itself or with what it hangs on."""
    while due.hangs_on:
        due = due.hangs_on
    return _period(due) in SHORT_PERIODS and not (isinstance(due.step.when, Every) and due.step.when.months)


# -- in words --------------------------------------------------------------------------------------------


def describe_date(task: Task) -> tuple[str, ...]:
    """Return when a task is done: its day and weekday, or the proposed day and the last one: 25日前."""
    day = f"{task.day.day}日"
    if task.exact:
        return day, wording.weekday(task.day)
    return (day, f"{_day(task.deadline, task.day)}前") if task.deadline > task.day else (day,)


def describe_when(task: Task) -> str:
    """Return the same in one line: 10日周三, 22日（25日前）."""
    day, *beside = describe_date(task)
    return f"{day}{''.join(beside) if task.exact else ''.join(f'（{each}）' for each in beside)}"


def _day(day: dt.date, listed: dt.date) -> str:
    return f"{day.day}日" if day.month == listed.month else f"{day.month}月{day.day}日"


def describe_task(task: Task, dues: Iterable[Due]) -> str:
    """Return the acts of a task in words; actors are named unless they are the root's actor or take part in it."""
    known = {task.root.who, *task.root.step.with_}
    return "；".join(describe_act(due, known) for due in dues)


def describe_act(due: Due, known: Container[str] = ()) -> str:
    """Return an act in words: its actor unless `known`, how often where its period is longer than a month."""
    when = due.step.when
    actor = "" if due.who in known else due.who
    modal = "" if when.modal is Modal.SHALL else when.modal.value
    often = ""
    if due.dates.bound is Bound.SPAN and _period(due) not in {None, *SHORT_PERIODS}:
        often = f"（{describe_period(due)}{f'{due.times}次' if due.times > 1 else ''}）"
    return f"{actor}{modal}{due.step.what}{often}"


def describe_subject(due: Due) -> str:
    """Return the short title of the standard in 〔〕, to stand before an act; nothing where the act is `clear`."""
    return "" if due.step.clear else f"〔{due.standard.short_title}〕"


def describe_period(due: Due) -> str:
    """Return the period of a step in words: 本季度."""
    return NAMES_OF_PERIODS[_period(due) or Period.MONTH].replace("每", "本")


def _period(due: Due) -> Period | None:
    return due.step.when.every if isinstance(due.step.when, Every) else None


def describe_day(due: Due) -> str:
    """Return the day of a step in words, and its last one where that comes later: 3日（5日前）."""
    last = _day(due.until, due.planned)
    return f"{describe_day_alone(due)}{f'（{last}前）' if due.until > due.planned else ''}"


def describe_day_alone(due: Due) -> str:
    """Return the day of a step in words, where there is no room for its last one."""
    return f"{due.planned.day}日"


def opened(due: Due) -> str | None:
    """Return the form that a step takes a new copy of; so does a meeting that is held apart."""
    return due.record if due.apart else due.step.opens


def forms_opened(catalog: Catalog, task: Task) -> Iterator[tuple[str, int]]:
    """Yield the forms that a task opens, with their numbers; steps that share a common form fill one."""
    counts: dict[str, int] = {}
    for due in task.everything:
        if code := opened(due):
            shared = catalog.records[code].common and code in counts
            counts[code] = max(counts[code], due.copies) if shared else counts.get(code, 0) + due.copies
    yield from counts.items()


def forms_added_to(task: Task) -> Iterator[str]:
    """Yield the forms that a task adds to and does not open."""
    new = {opened(due) for due in task.everything}
    yield from dict.fromkeys(due.record for due in (task.root, *task.held) if due.record and due.record not in new)
