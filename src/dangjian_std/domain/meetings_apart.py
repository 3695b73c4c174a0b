"""What comes with a meeting that is held apart from the one it could share: its notice, its record, who is told.

The standards say that once for every meeting, by events; a meeting on the plan gives them its day. So does each
day on which an organ acts that has no meeting of every month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Sequence

from dangjian_std.domain.catalog import Event, MeetingEvent
from dangjian_std.domain.due import Due, NamedDay
from dangjian_std.domain.due_dates import counted_dates, dates_on
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import Before, Every, offset, reference
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal, RoleKind


def beside_meetings(unit: Unit, dues: Iterable[Due]) -> Iterator[Due]:
    """Yield what is done before and after each meeting that is held apart, each on a day of its own.

    An organ whose meeting has no step of its own meets once on each day on which it acts.
    """
    dues = tuple(dues)
    seen: set[NamedDay] = set()
    awaited: dict[str, list[tuple[Standard, Step]]] = {}
    for standard, step in _awaiting(unit, {event.name for event in unit.catalog.system.events}):
        awaited.setdefault(str(reference(step.when)), []).append((standard, step))
    for event in unit.catalog.system.events:
        steps = awaited.get(event.name, [])
        for meeting in _held(unit, event, dues) if steps else ():
            for standard, step in steps:
                due = _with(unit, meeting, standard, step)
                if due and due.time not in seen and standard.in_force(due.planned, due.planned):
                    seen.add(due.time)
                    yield due


def holds_meetings(unit: Unit, dues: Sequence[Due]) -> bool:
    """Whether something is done beside any of these, on whatever days they are."""
    return any(next(_held(unit, event, dues), None) for event in unit.catalog.system.events)


def _held(unit: Unit, event: Event, dues: Iterable[Due]) -> Iterator[Due]:
    """Yield the meetings with which an event comes: what an organ does first on a day stands for its meeting."""
    if event.meeting is MeetingEvent.EACH:
        yield from (due for due in dues if due.apart)
    if event.of:
        roles = unit.catalog.roles.values()
        organs = {role.id for role in roles if role.kind is RoleKind.ORGAN and role.needs is event.of}
        acts = (due for due in dues if organs & {due.step.who, *due.step.with_} and not due.step.meeting)
        days: dict[dt.date, Due] = {}
        for due in acts:
            days.setdefault(due.planned, due)
        yield from days.values()


def waiting(unit: Unit, *kinds: MeetingEvent) -> Iterator[tuple[Standard, Step]]:
    """Yield the steps of a unit that events of these kinds bring, and that have to be done in some time."""
    return _awaiting(unit, {each.name for each in unit.catalog.system.events if each.meeting in kinds})


def _awaiting(unit: Unit, events: Container[str]) -> Iterator[tuple[Standard, Step]]:
    for code, standard in sorted(unit.catalog.standards.items()):
        for step in standard.steps:
            asked = None if isinstance(step.when, Every) else offset(step.when)
            awaited = str(reference(step.when)) in events and step.when.modal is Modal.SHALL
            if awaited and asked and asked.number and unit.does(code, step):
                yield standard, step


def _with(unit: Unit, meeting: Due, standard: Standard, step: Step) -> Due | None:
    actor, held = unit.actor(step.who), unit.holder(step.who)
    if actor is None or held is None or isinstance(step.when, Every):
        return None
    calendar = unit.catalog.calendar
    dates = counted_dates(step.when, dates_on(meeting.planned), calendar)
    first = dates.last if isinstance(step.when, Before) else calendar.after(meeting.planned, 1)
    return Due(
        standard=standard,
        step=step,
        who=held,
        dates=dates,
        planned=min(first, dates.last),
        until=dates.last,
        times=1,
        sent=unit.sent_per(actor),
        copies=0,
        record=unit.form(step.record),
        hangs_on=meeting,
    )
