"""What comes with a meeting that is held apart from the one it could share: its notice, its record, who is told.

The standards say that once for every meeting, by events; a meeting on the plan gives them its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.domain.catalog import MeetingEvent
from dangjian_std.domain.due import Due, Time
from dangjian_std.domain.due_dates import counted_dates, dates_on
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import Before, Every, offset, reference
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal


def beside_meetings(unit: Unit, dues: Iterable[Due]) -> Iterator[Due]:
    """Yield what is done before and after each meeting that is held apart, each on a day of its own."""
    steps = [(standard, step) for standard, step in waiting(unit, MeetingEvent.EACH)]
    seen: set[Time] = set()
    for meeting in (due for due in dues if due.apart):
        for standard, step in steps:
            due = _with(unit, meeting, standard, step)
            if due and due.time not in seen and standard.in_force(due.planned, due.planned):
                seen.add(due.time)
                yield due


def waiting(unit: Unit, *kinds: MeetingEvent) -> Iterator[tuple[Standard, Step]]:
    """Yield the steps of a unit that events of these kinds bring, and that have to be done in some time."""
    events = {each.name for each in unit.catalog.system.events if each.meeting in kinds}
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
