"""Meetings that are one: what an organ settles at its meeting of a month, and who may share one with whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due, NamedDay, is_long, meeting_kinds
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.record import Record
from dangjian_std.domain.timing import After, Before
from dangjian_std.domain.vocabulary import CountedPer, RoleKind


def settled_by(catalog: Catalog, meeting: Due, listed: Iterable[Due]) -> Iterator[Due]:
    """Yield what the meeting of an organ settles: it meets by the first deadline, so nothing that starts later.

    One whose day the unit has fixed settles what may be settled on that day.
    """
    organs = _organs(catalog, meeting)
    items = [each for each in listed if each is not meeting and _settles(catalog, meeting, organs, each)]
    fixed = meeting.dates.bound is Bound.DAY
    deadline = meeting.dates.deadline if fixed else _deadline(meeting, items)
    for each in items:
        starts = each.hangs_on.dates.last if each.hangs_on else dt.date.min
        if isinstance(each.step.when, Before):
            starts = dt.date.min
        if starts <= deadline and not (fixed and each.dates.deadline < deadline):
            yield each


def meeting_days(catalog: Catalog, dues: Iterable[Due]) -> Mapping[NamedDay, dt.date]:
    """The day of the meeting for each time that an organ settles at one, by the date that it has of its own."""
    days: dict[NamedDay, dt.date] = {}
    for meeting, settled in settlements(catalog, dues):
        day = _deadline(meeting, settled)
        days.update({each.time: day for each in settled if each.dates.bound is Bound.BY})
    return days


def settlements(catalog: Catalog, dues: Iterable[Due]) -> Iterator[tuple[Due, tuple[Due, ...]]]:
    """Yield each meeting of an organ that settles something, and what it settles, month by month.

    What a case brings has no date until the case occurs.
    """
    months: dict[tuple[int, int], list[Due]] = {}
    held: dict[tuple[int, int], list[Due]] = {}
    for due in dues:
        if due.step.when.per is not CountedPer.CASE:
            month = due.dates.listed.year, due.dates.listed.month
            months.setdefault(month, []).append(due)
            if _organs(catalog, due):
                held.setdefault(month, []).append(due)
    for month, listed in months.items():
        taken: set[NamedDay] = set()
        for meeting in held.get(month, ()):
            settled = tuple(each for each in settled_by(catalog, meeting, listed) if each.time not in taken)
            taken.update(each.time for each in settled)
            if settled:
                yield meeting, settled


def _deadline(meeting: Due, items: Iterable[Due]) -> dt.date:
    own = meeting.dates.deadline
    return own if meeting.dates.bound is Bound.DAY else min((each.dates.deadline for each in items), default=own)


def _organs(catalog: Catalog, meeting: Due) -> frozenset[str]:
    """Return the organs that meet, alone, and may settle things of the span; none where it is no such meeting."""
    step, code = meeting.step, meeting.step.opens
    if code is None or not catalog.records[code].common:
        return frozenset()
    if (meeting.limits or meeting.dates).bound is not Bound.SPAN or not catalog.everyone.isdisjoint(step.with_):
        return frozenset()
    return frozenset(who for who in step.with_ if catalog.roles[who].kind is RoleKind.ORGAN)


def _settles(catalog: Catalog, meeting: Due, organs: frozenset[str], item: Due) -> bool:
    """Whether organs meet, and the item is one that they settle, or that their record notes."""
    if not organs or item.dates.bound is Bound.DAY:
        return False
    step, span = item.step, meeting.limits or meeting.dates
    if not span.first <= item.dates.listed <= span.last:  # the meeting of another week
        return False
    acts = step.who in organs and catalog.everyone.isdisjoint(step.with_)
    own = meeting.step
    noted = item.record == own.opens and step.who == own.who and step.with_ == own.with_
    return acts or noted or (item.host is not None and item.host.time == meeting.time)


def shares(due: Due, host: Due, record: Record, everyone: frozenset[str]) -> bool:
    """Whether the same person calls the same people to what has a box on the form, begins that day, or can wait.

    What can wait has more than a month, and opens no form; what has less, and names no meeting, is a gathering of
    its own. What is asked for shares no meeting that is not.
    """
    called = {*due.step.with_} & {*host.step.with_}
    if due.in_force and not host.in_force:
        return False
    if due.who != host.who or everyone.isdisjoint(called):
        return False
    if (due.step.when.per or CountedPer.BRANCH) is not (host.step.when.per or record.per):
        return False
    begins = due.hangs_on is not None and due.hangs_on.dates == host.dates
    waits = due.step.opens is None and is_long(due)
    return waits or begins or bool(meeting_kinds(record, due.step))


def occasion(due: Due, hosts: Sequence[Due]) -> Due | None:
    """Return the meeting at which something is done: of several in its span the last, after something the next.

    What is prepared is so at the last one before its limit, even if that comes in an earlier month. What follows
    something that need not wait for its own last day may be done at a meeting before that, and what has the whole
    year, which is listed in November, at one that is held later.
    """
    when, anchor, asked = due.step.when, due.hangs_on, due.in_force

    def held(since: dt.date) -> list[Due]:
        near = (each for each in hosts if each.dates.first <= due.dates.last and since <= each.dates.deadline)
        return [each for each in near if not asked or each.in_force]

    if isinstance(when, After) and anchor:
        if later := held(anchor.dates.last):
            return min(later, key=_deadline_of)
        return max(held(anchor.dates.first), key=_deadline_of, default=None)
    found = held(dt.date.min if isinstance(when, Before) else due.dates.first)
    listed = [each for each in found if each.dates.first <= due.dates.deadline]
    return max(listed, key=_deadline_of, default=None) or min(found, key=_deadline_of, default=None)


def _deadline_of(host: Due) -> dt.date:
    return host.dates.deadline
