"""What others read of the answers: all of them, down to the cell (answers), or the answers and counts (hand-up).

The same ledger, set, day and `known` always make the same bytes. No answer has a name of a person.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dangjian_std import __version__
from dangjian_std.assessment import chain
from dangjian_std.assessment.answers import Evidence, Finding, Item, State
from dangjian_std.assessment.ledger_entries import Facts, LookEntry
from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion, Hand
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Sensitivity
from dangjian_std.output.manifest import TOOL

LEAST_CASES_COUNTED = 3
"""Fewer cases than that of forms with personal data are not counted upwards: they may be one person's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The answers of a unit on a day, and what they rest on."""

    unit: Unit
    digest: str
    """Sha256 of the set."""
    facts: Facts
    findings: Sequence[Finding]
    branches: Sequence[str]
    as_of: dt.date
    known: dt.date | None


def answers(said: Answered) -> bytes:
    """Return the answers by `answers.schema.json`."""
    ledger = {"lines": said.facts.lines, "head": said.facts.head or chain.CHAIN_START}
    criteria = said.unit.catalog.criteria
    found = [
        {
            **_answer(each),
            "by": _by(criteria[each.criterion]),
            "reason": each.reason,
            "counts": _counts(each),
            "items": [_item(item) for item in each.items],
            "looks": [_look(look) for look in _looks(said, each)],
        }
        for each in said.findings
    ]
    return _bytes({**_head(said), "ledger": ledger, "answers": found})


def hand_up(said: Answered, heads: Iterable[str], plan: str) -> bytes:
    """Return what goes upwards by `hand-up.schema.json`; `heads` are those after each line, in their order."""
    catalog = said.unit.catalog
    criteria = catalog.criteria
    personal = {name for name, each in criteria.items() if _personal(catalog, name, each)}
    ledger = {
        "lines": said.facts.lines,
        "head": said.facts.head or chain.CHAIN_START,
        "heads": [each[: chain.SHOWN_HEAD_DIGITS] for each in heads],
    }
    found = [
        {
            **_answer(each),
            "counts": []
            if each.criterion in personal and len(each.items) < LEAST_CASES_COUNTED
            else _counts(each),
        }
        for each in said.findings
    ]
    what = {"month": f"{said.as_of:%Y-%m}", "plan": plan}
    asked = [
        {"criterion": each, "statement": criteria[each].statement, "by": _by(criteria[each])}
        for each in sorted({finding.criterion for finding in said.findings})
    ]
    return _bytes({**_head(said), **what, "ledger": ledger, "criteria": asked, "answers": found})


def _head(said: Answered) -> dict[str, Any]:
    system = said.unit.catalog.system
    covered = said.facts.covered or {}
    return {
        "format": 1,
        "tool": {"name": TOOL, "version": __version__},
        "unit": {"name": system.issuer, "shape": said.unit.profile.name},
        "set": {"title": system.title, "edition": system.edition, "sha256": said.digest},
        "as_of": said.as_of.isoformat(),
        "known": _day(said.known),
        "branches": [{"name": each, "until": _day(covered.get(each))} for each in said.branches],
    }


def _answer(finding: Finding) -> dict[str, Any]:
    return {"criterion": finding.criterion, "branch": finding.branch, "answer": finding.answer.value}


def _by(criterion: Criterion) -> str:
    return "人" if isinstance(criterion.measure, Hand) else "机器"


def _counts(finding: Finding) -> list[dict[str, Any]]:
    return [{"state": each.value, "number": finding.count(each)} for each in State]


def _item(item: Item) -> dict[str, Any]:
    return {
        "subject": item.subject,
        "state": item.state.value,
        "limit": _day(item.limit),
        "note": item.note,
        "evidence": [_evidence(each) for each in item.evidence],
    }


def _looks(said: Answered, finding: Finding) -> Iterator[LookEntry]:
    """Yield the last look at a criterion, if anybody looked; it changes no answer."""
    if look := said.facts.looked(finding.criterion, finding.branch, said.as_of):
        yield look


def _look(each: LookEntry) -> dict[str, Any]:
    return {"seen": each.seen, "post": each.post, "on": each.on.isoformat()}


def _evidence(each: Evidence) -> dict[str, Any]:
    return {"filing": each.filing, "line": each.line, "at": each.at, "says": each.says}


def _personal(catalog: Catalog, name: str, criterion: Criterion) -> bool:
    """Whether a form by which a criterion is answered has personal data."""
    code = name.partition(".")[0]
    forms = {part.record for _, part in measures.parts(criterion.measure)}
    for _, step in measures.steps(criterion.measure):
        ref = step.qualified(code)
        forms |= {form for form, _ in catalog.standards[ref.standard].steps_by_id[ref.step].days}
    return any(catalog.records[form].sensitivity is Sensitivity.PERSONAL for form in forms)


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _bytes(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
