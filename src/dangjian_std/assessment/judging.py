"""判: answers each criterion for each branch from what was handed in, as far as a machine may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import assert_never

from dangjian_std.assessment import agreeing, answers, following, punctuality, shares
from dangjian_std.assessment.answers import Answer, Finding, Item, State
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.assessment.scope import BranchScope
from dangjian_std.domain import measures
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.measures import (
    Agrees,
    Criterion,
    Decides,
    Each,
    Follows,
    Hand,
    MeasuredShare,
    OnTime,
    Recurs,
)
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer

WITHHELD_ANSWER_NOTES = {
    Decides.ONLY_NO: "机器没有查出问题，内容要翻看",
    Decides.ONLY_YES: "表上查不到，要看有没有别的凭据",
}
NOTHING_HANDED_IN = "还没有报到，也没有收到这张表"
MOST_ITEMS_IN_REASON = 3
"""Items that a reason names one by one."""
UNNAMED_BODY = (Body(""),)


def judge(unit: Unit, facts: Facts, bodies: tuple[Body, ...], as_of: dt.date) -> Iterator[Finding]:
    """Yield the answers to all criteria of the standards in force on a day, up to that day of its year."""
    listed = tuple(each for each in bodies if not each.group) or UNNAMED_BODY
    names = tuple(each.branch for each in listed)
    for code, standard in sorted(unit.in_force(as_of, as_of).catalog.standards.items()):
        for criterion in standard.criteria:
            whole = of_unit(unit, code, criterion) and len(listed) > 1
            for body in (None,) if whole else listed:
                if body is None or body.lives(as_of, as_of):
                    scope = BranchScope(unit=unit, facts=facts, code=code, body=body, branches=names, as_of=as_of)
                    yield answer(scope, criterion)


def of_unit(unit: Unit, code: str, criterion: Criterion) -> bool:
    """Whether a criterion is answered once for the unit, and not for each branch."""
    for step in _steps(unit, code, criterion):
        forms = [unit.catalog.records[form] for form, _ in step.days]
        if step.when.per or any(form.per is CountedPer.UNIT for form in forms):
            return CountedPer.UNIT in {step.when.per, *(form.per for form in forms)}
        counted = step.writes is not None and step.writes.since is not None
        return not counted and unit.sent_per(unit.actor(step.who) or step.who) is CountedPer.UNIT
    parts = (unit.catalog.records.get(part.record) for _, part in measures.parts(criterion.measure))
    return any(record is not None and record.per is CountedPer.UNIT for record in parts)


def answer(scope: BranchScope, criterion: Criterion) -> Finding:
    """Return the answer to a criterion for one branch, or for the unit."""
    unit, code, measure = scope.unit, scope.code, criterion.measure
    said, reason = Answer.UNKNOWN, ""
    items: tuple[Item, ...] = ()
    steps = tuple(_steps(unit, code, criterion))
    idle = next((step for step in steps if not unit.does(code, step)), None)
    if isinstance(measure, Hand):
        reason = f"要{measure.hand}：{criterion.by_hand}"
    elif idle:
        said, reason = Answer.NOTHING_DUE, unit.excuse(code, idle) or unit.absence(idle.who)
    else:
        items = tuple(_items(scope, measure, steps))
        said, reason = _said(scope, criterion, steps, items)
    name = f"{code}.{criterion.id}"
    return Finding(criterion=name, branch=scope.branch, answer=said, reason=reason, items=items)


def _said(
    scope: BranchScope, criterion: Criterion, steps: tuple[Step, ...], items: tuple[Item, ...]
) -> tuple[Answer, str]:
    """Return the answer that follows from the items, and why."""
    forms = {part.record for _, part in measures.parts(criterion.measure)}
    forms |= {form for step in steps for form, _ in step.days}
    if not items and not scope.covered and not any(True for form in forms for _ in scope.filings(form)):
        return Answer.UNKNOWN, NOTHING_HANDED_IN
    percent = criterion.measure.at_least if isinstance(criterion.measure, MeasuredShare) else None
    whole = answers.of_all(items) if percent is None else answers.of_share(items, percent)
    decides = criterion.machine or Decides.BOTH
    said, reason = answers.decided(whole, decides), _reason(items, percent)
    return said, reason if said is whole else f"{reason}；{WITHHELD_ANSWER_NOTES[decides]}：{criterion.by_hand}"


def _steps(unit: Unit, code: str, criterion: Criterion) -> Iterator[Step]:
    for _, name in measures.steps(criterion.measure):
        ref = name.qualified(code)
        yield unit.catalog.standards[ref.standard].steps_by_id[ref.step]


def _items(scope: BranchScope, measure: measures.Measure, steps: tuple[Step, ...]) -> Iterator[Item]:
    match measure:
        case Recurs():
            yield from punctuality.recurring(scope, steps[0], period_only=True)
        case OnTime():
            yield from punctuality.on_time(scope, steps[0], measure.grace_months)
        case MeasuredShare():
            yield from shares.of_rows(scope, measure)
        case Agrees():
            yield from agreeing.of_forms(scope, measure)
            for step in steps:
                yield from punctuality.on_time(scope, step, None)
        case Each():
            yield from shares.of_persons(scope, measure, steps[0])
        case Follows():
            yield from following.of_forms(scope, measure, steps)
        case Hand():
            return
        case _:
            assert_never(measure)


def _reason(items: tuple[Item, ...], percent: int | None) -> str:
    """Say in one sentence what the answer rests on: how many had to be done, and what is not there."""
    due = [each for each in items if each.state is not State.COMING]
    if not due:
        return "到这一天没有要办的" if items else "收到的表里没有要办的"
    done = sum(each.state is State.DONE for each in due)
    share = f"，{100 * done // len(due)}%（要求{percent}%）" if percent is not None else ""
    told = [f"应有{len(due)}，有{done}{share}"]
    for state in (State.LATE, State.MISSING, State.UNSURE):
        found = [each.subject for each in due if each.state is state]
        if found:
            more = "等" if found[MOST_ITEMS_IN_REASON:] else ""
            told.append(f"{state}{len(found)}（{'、'.join(found[:MOST_ITEMS_IN_REASON])}{more}）")
    return "，".join(told)
