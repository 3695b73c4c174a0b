"""`share` and `each`: the part of the rows in which something is filled; those who were met in every period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from dangjian_std.assessment import carry_over, readings, windows
from dangjian_std.assessment.answers import Evidence, Item, State
from dangjian_std.assessment.carry_over import ListedRow
from dangjian_std.assessment.facts import Fact, Number, Options, Tick, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.readings import FormLine, UnsureError
from dangjian_std.assessment.scope import NOT_HANDED_IN, BranchScope
from dangjian_std.assessment.windows import Window
from dangjian_std.domain.measures import Each, MeasuredShare, Writes, YearOf
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step

UNKNOWN_PERSON_MESSAGE = "有一次写的是“不详”，不知道是谁、哪一天"
NOT_TOLD = "这一行没有写全，看不出算不算"
EXCUSED = "写有没有办结的事，要看写明了原因和新的时限没有"


def of_rows(scope: BranchScope, share: MeasuredShare) -> Iterator[Item]:
    """Yield an item for each row that counts, or for each filing where the share is of a whole form."""
    record = scope.unit.catalog.records[share.share.record]
    year = scope.year - (share.year is YearOf.LAST)
    rows = []
    for filing in scope.filings_of(record.code, year):
        for line in readings.lines(filing, share.share.below(share.where or "").field):
            try:
                item = _row(scope, share, record, line)
            except UnsureError as error:
                item = Item(subject=line.name, state=State.UNSURE, note=str(error))
            rows.append(ListedRow(line, item))
    if share.due and carry_over.is_handed_on(record):
        yield from carry_over.once(rows, record, scope.as_of)
    else:
        yield from (each.item for each in rows if each.item)


def _row(scope: BranchScope, share: MeasuredShare, record: Record, line: FormLine) -> Item | None:
    """Return what a row says; None where it does not count."""
    row, unless, due, where = (
        _fact(share, line, name) for name in (share.row, share.unless, share.due, share.where)
    )
    source = readings.word(line, record) if share.from_ else None
    if _yes(unless) or (row and not _yes(row)) or (source and source not in share.from_):
        return None
    limit = readings.day(due)
    evidence = tuple(line.evidence(each) for each, name in ((due, share.due), (where, share.where)) if name)
    wanted = ((share.row, row), (share.due, limit), ("来源" if share.from_ else "", source))
    lacks = [name for name, found in wanted if name and not found]
    state, note = State.DONE, ""
    if not _enough(share, where, scope.as_of):
        state, note = _lack(scope, share, line, limit, lacks)
    elif lacks:
        return None
    return Item(subject=line.name, state=state, limit=limit, evidence=evidence, note=note)


def _lack(
    scope: BranchScope, share: MeasuredShare, line: FormLine, limit: dt.date | None, lacks: list[str]
) -> tuple[State, str]:
    """Return the state of a row in which what is asked for does not stand, and why it is not known."""
    if limit and limit > scope.as_of:
        return State.COMING, ""
    if lacks:
        return State.UNSURE, NOT_TOLD
    if not (scope.complete(limit) if limit else scope.covered):
        return State.UNSURE, NOT_HANDED_IN
    if share.spare and _yes(FormLine(line.filing).fact(share.spare)):
        return State.UNSURE, EXCUSED
    return State.MISSING, ""


def _fact(share: MeasuredShare, line: FormLine, name: str | None) -> Fact | None:
    return line.fact(share.share.below(name).field) if name else None


def _yes(fact: Fact | None) -> bool:
    """Whether something is filled in, and not crossed out."""
    return fact is not None and fact.value != Tick(yes=False)


def _enough(share: MeasuredShare, fact: Fact | None, as_of: dt.date) -> bool:
    """Whether what is asked for is there on a day: a date that has come, a number that is large enough."""
    if fact is None:
        return False
    if share.not_less is not None:
        return isinstance(fact.value, Number) and fact.value.is_ >= Decimal(str(share.not_less))
    on = readings.day(fact)
    return _yes(fact) and (on is None or on <= as_of)


def of_persons(scope: BranchScope, each: Each, step: Step) -> Iterator[Item]:
    """Yield an item for each row of a table and each period in which it asks to be met."""
    if each.of is None:
        return
    times = windows.windows(scope.unit, scope.code, step, scope.year, period_only=True)
    for filing in scope.filings_of(each.of.record, scope.year):
        met = tuple(_meetings(filing, each, step.days))
        for line in readings.lines(filing, f"{each.of.field}.{each.key_}"):
            try:
                yield from _met(scope, each, line, times, met)
            except UnsureError as error:
                yield Item(subject=line.name, state=State.UNSURE, note=str(error))


Met = tuple[int, dt.date, Evidence]
"""Who was met, by the number of the name inside the filing, when, and where that stands."""


def _meetings(filing: Filing, each: Each, days: Iterable[tuple[str, Writes]]) -> Iterator[Met | None]:
    """Yield each time that somebody was met; None where it is not known who, or when."""
    for form, writes in days:
        if form != filing.form or not writes.on:
            continue
        for line in readings.lines(filing, writes.on):
            try:
                fact = line.fact(writes.on)
                on = readings.day(fact)
                who = _who(line.fact(f"{line.table}.{each.key_}"))
            except UnsureError:
                yield None
                continue
            if on and who:
                yield who, on, line.evidence(fact)


def _who(fact: Fact | None) -> int:
    return fact.value.who if fact and isinstance(fact.value, Written) else 0


def _met(
    scope: BranchScope, each: Each, line: FormLine, times: Iterable[Window], met: Sequence[Met | None]
) -> Iterator[Item]:
    column = f"{line.table}.{{}}".format
    who = _who(line.fact(column(each.key_)))
    if each.where and not _is(line.fact(column(each.where)), each.is_ or ""):
        return
    first, last = (readings.day(line.fact(column(name))) for name in (*each.while_, *each.while_)[:2])
    if not who or first is None:
        raise UnsureError(NOT_TOLD)
    for window in times:
        if (
            first <= window.first
            and window.last <= (last or window.last)
            and scope.lives(window.first, window.last)
        ):
            known = tuple(filter(None, met))
            found = tuple(
                where for other, on, where in known if other == who and window.first <= on <= window.last
            )
            subject = f"{line.name} {window.name}"
            if found:
                yield Item(subject=subject, state=State.DONE, limit=window.last, evidence=found)
            elif window.last > scope.as_of:
                yield Item(subject=subject, state=State.COMING, limit=window.last)
            elif None in met:
                yield Item(subject=subject, state=State.UNSURE, limit=window.last, note=UNKNOWN_PERSON_MESSAGE)
            else:
                yield scope.lacking(subject, window.last)


def _is(fact: Fact | None, asked: str) -> bool:
    """Whether an option is chosen; raise UnsureError where none is."""
    if fact is None or not isinstance(fact.value, Options):
        raise UnsureError(NOT_TOLD)
    return asked in fact.value.chosen
