"""`agrees`: what has to agree in a form does, in each of its filings and rows.

What is said only of some (`where`) and cannot be told is not known, unless it agrees anyway. An empty box is an
answer: it says no.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar, assert_never

from dangjian_std.assessment import readings
from dangjian_std.assessment.answers import Item, State
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Number, Options, Tick
from dangjian_std.assessment.readings import FormLine, UnsureError
from dangjian_std.assessment.scope import BranchScope
from dangjian_std.domain.agreements import Agreement, Filled, InOrder, PartOf, SumOf
from dangjian_std.domain.measures import Agrees
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import CountedPer, FieldType, Fill

T = TypeVar("T")
NOT_WRITTEN = "没有写全，是还没有到这一步，还是漏填，看不出"


def of_forms(scope: BranchScope, measure: Agrees) -> Iterator[Item]:
    """Yield an item for each filing of the year, or each row of it, and each thing that has to agree there."""
    record = scope.unit.catalog.records[measure.agrees.record]
    of_case = record.per is CountedPer.CASE  # which is not over with the year of its number
    for filing in scope.filings(record.code) if of_case else scope.filings_of(record.code, scope.year):
        for each in record.agree:
            if measure.agrees.field not in {"", each.id}:
                continue
            for line in readings.lines(filing, f"{each.rows}.") if each.rows else (FormLine(filing),):
                item = _item(scope, record, each, line)
                if item:
                    yield item


def _item(  # noqa: PLR0911 one return for each state
    scope: BranchScope, record: Record, each: Agreement, line: FormLine
) -> Item | None:
    """Return whether something agrees; None where it is not asked, or holds though nobody knows that it is."""
    names = [record.meant(each, name) for name in _names(each)]
    try:
        asked = _asked(record, each, line)
        nothing = line.row is None and not any(line.fact(name) for name in names)
        if asked is False or (asked is None and nothing):
            return None
        holds = _holds(scope, record, each, line)
    except UnsureError as error:
        return Item(subject=line.name, state=State.UNSURE, note=str(error))
    if holds and asked is None:
        return None
    facts = [line.fact(name) for name in names]
    days = [fact.value.on for fact in facts if fact and isinstance(fact.value, Day)]
    if record.per is CountedPer.CASE and days and max(days).year != scope.year:
        return None
    evidence = tuple(map(line.evidence, facts))
    if holds:
        return Item(subject=line.name, state=State.DONE, evidence=evidence)
    if (last := _growing_until(record, each, line)) and last > scope.as_of:
        return Item(subject=line.name, state=State.COMING, limit=last, evidence=evidence)
    state = State.MISSING if asked else State.UNSURE
    return Item(subject=line.name, state=state, evidence=evidence, note=f"不合：{each.say}")


def _growing_until(record: Record, each: Agreement, line: FormLine) -> dt.date | None:
    """Return the last day of the period of a register of which rows are summed: before it they need not agree."""
    if each.rows or not isinstance(each, SumOf) or not any("." in name for name in each.sum):
        return None
    fields = (name.id for fill in (Fill.QUARTER, Fill.YEAR) for name in record.fields_filled(fill))
    facts = map(line.filing.fields.get, fields)
    return next((fact.value.last for fact in facts if fact and isinstance(fact.value, DateSpan)), None)


def _names(each: Agreement) -> Iterator[str]:
    match each:
        case PartOf():
            yield from filter(None, (each.part_, each.of))
        case SumOf():
            yield from filter(None, (*each.sum, each.equals))
        case InOrder():
            yield from filter(None, (each.first, each.then))
        case Filled():
            yield each.filled
        case _:
            assert_never(each)


def _asked(record: Record, each: Agreement, line: FormLine) -> bool | None:
    """Whether it has to agree here; None where that cannot be told."""
    if each.where is None:
        return True
    name = record.meant(each, each.where)
    fact = line.fact(name)
    if record.cells[name].type is FieldType.TICK:
        return fact is not None and fact.value == Tick(yes=True)
    if fact is None:
        return None
    return each.is_ is None or (isinstance(fact.value, Options) and each.is_ in fact.value.chosen)


def _holds(scope: BranchScope, record: Record, each: Agreement, line: FormLine) -> bool:
    """Whether it agrees; raise UnsureError where what has to be compared is not all there."""
    names = [record.meant(each, name) for name in _names(each)]
    match each:
        case Filled():
            return line.fact(names[0]) is not None
        case InOrder():
            return _in_order(scope, each, *(_known(readings.day(line.fact(name))) for name in names))
        case PartOf():
            return _is_part(each, *(_known(_number(line, name)) for name in names))
        case SumOf():
            *parts, whole = (_known(_number(line, name)) for name in names)
            return sum(parts) == whole
        case _:
            assert_never(each)


def _is_part(each: PartOf, part: Fraction, whole: Fraction) -> bool:
    return part >= whole * each.at_least if each.at_least is not None else part > whole * (each.more_than or 0)


def _known(value: T | None) -> T:
    if value is None:
        raise UnsureError(NOT_WRITTEN)
    return value


def _number(line: FormLine, name: str) -> Fraction | None:
    """Return a number, or the sum of a column where the line is a whole filing: an empty cell adds nothing."""
    table, mark, _ = name.partition(".")
    if not mark or table == line.table:
        return _of(line.fact(name))
    return sum((_of(each.fact(name)) or Fraction() for each in readings.lines(line.filing, name)), Fraction())


def _of(fact: Fact | None) -> Fraction | None:
    value = fact.value if fact else None
    return Fraction(value.is_) if isinstance(value, Number) else None


def _in_order(scope: BranchScope, each: InOrder, first: dt.date, then: dt.date) -> bool:
    """Whether one day is not before another, or so many days after it; both count."""
    if first > then:
        return False
    if each.at_least_workdays is not None:
        calendar = scope.unit.catalog.calendar
        start = calendar.on_or_after(first)
        return calendar.after(start, each.at_least_workdays - 1) <= then
    return (then - first).days + 1 >= (each.at_least_days or 0)
