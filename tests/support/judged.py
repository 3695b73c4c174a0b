"""Cases of answers: filings as they are written down in YAML, and what follows from them in the live set."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import yaml

from dangjian_std.assessment import examined_cells, judging
from dangjian_std.assessment.answers import Finding
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Number, Options, Tick, Unknown, Value, Word, Written
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.assessment.scope import BranchScope
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, Fill
from dangjian_std.domain.workdays import last_of
from support import messages
from support.folders import CASES

BRANCH = "甲支部"
BODY = Body(BRANCH)
Case = Mapping[str, Any]


@cache
def cases() -> tuple[Case, ...]:
    """Return the cases that were worked out by hand."""
    return tuple(yaml.safe_load((CASES / "judged" / "cases.yaml").read_text("utf-8")))


def filings(catalog: Catalog, case: Case) -> tuple[Filing, ...]:
    """Return what was handed in."""
    return tuple(_filing(catalog, each, line) for line, each in enumerate(case.get("filings", ()), 1))


def _filing(catalog: Catalog, data: Mapping[str, Any], line: int) -> Filing:
    record = catalog.records[data["form"]]
    cells = record.cells
    return Filing(
        form=record.code,
        version=record.version,
        branch=BRANCH,
        key=str(data["key"]),
        taken=dt.date(2027, 12, 31),
        asked=examined_cells.cells(catalog)[record.code],
        fields={name: _fact(cells[name], value, name) for name, value in data.get("fields", {}).items()},
        rows={
            table: tuple(
                {column: _fact(cells[f"{table}.{column}"], value, f"{at}") for column, value in row.items()}
                for at, row in enumerate(rows, 1)
            )
            for table, rows in data.get("rows", {}).items()
        },
        line=line,
    )


def _fact(cell: Field | Column, value: object, at: str) -> Fact:
    number = int(at) if at.isdecimal() else 1
    return Fact(_value(cell, value), f"1!A{number}")


def _value(cell: Field | Column, value: object) -> Value:  # noqa: PLR0911 one return for each kind
    if value == "不详":
        return Unknown()
    if cell.words:
        word, _, day = str(value).partition(" ")
        dated = re.fullmatch(r"[0-9-]+", day)
        return Word(word, dt.date.fromisoformat(day) if dated else None, undated=bool(day) and not dated)
    if cell.type is FieldType.PERIOD or (isinstance(cell, Field) and cell.fill is Fill.YEAR):
        return _span(cell, str(value))
    if isinstance(value, list):
        return Options(tuple(value))
    if cell.options:
        return Options((str(value),))
    if isinstance(value, dt.date):
        return Day(value)
    if isinstance(value, bool):
        return Tick(value)
    if isinstance(value, int | float):
        return Number(Decimal(str(value)))
    return Written(int(str(value)[1:]) if str(value).startswith("@") else 0)


def _span(cell: Field | Column, text: str) -> DateSpan:
    """Return the year 2027, the quarter 2027-Q1, or the month 3."""
    if isinstance(cell, Field) and cell.fill is Fill.YEAR:
        return DateSpan(dt.date(int(text), 1, 1), dt.date(int(text), 12, 31))
    year, _, quarter = text.rpartition("-Q")
    first, last = (3 * int(quarter) - 2, 3 * int(quarter)) if year else (int(text), int(text))
    return DateSpan(dt.date(int(year or 2027), first, 1), last_of(int(year or 2027), last))


def judge(catalog: Catalog, case: Case, found: tuple[Filing, ...] | None = None) -> Finding:
    """Return the answer to a case; with other filings if they are given."""
    unit = Unit.of(catalog)
    covered = {BRANCH: case["covered"]} if "covered" in case else {}
    facts = Facts(filings(catalog, case) if found is None else found, covered)
    code, _, name = case["criterion"].partition(".")
    (criterion,) = (each for each in catalog.standards[code].criteria if each.id == name)
    scope = BranchScope(unit=unit, facts=facts, code=code, body=BODY, branches=(BRANCH,), as_of=case["as_of"])
    answer = judging.answer(scope, criterion)
    messages.hear_printed("\n".join((answer.reason, *(each.note for each in answer.items))))
    return answer


def without_one(found: tuple[Filing, ...]) -> Iterator[tuple[Filing, ...]]:
    """Yield the filings without one fact, for each of them; a box that is ticked is left: empty, it says no."""
    for at, filing in enumerate(found):
        for name, fact in filing.fields.items():
            if not isinstance(fact.value, Tick):
                rest = {key: each for key, each in filing.fields.items() if key != name}
                yield _with(found, at, dataclasses.replace(filing, fields=rest))
        for table, rows in filing.rows.items():
            for number, row in enumerate(rows):
                for column, fact in row.items():
                    if not isinstance(fact.value, Tick):
                        less = {key: each for key, each in row.items() if key != column}
                        other = (*rows[:number], less, *rows[number + 1 :])
                        yield _with(found, at, dataclasses.replace(filing, rows={**filing.rows, table: other}))


def with_one_unknown(found: tuple[Filing, ...]) -> Iterator[tuple[Filing, ...]]:
    """Yield the filings with 不详 in one place, for each of them."""
    for at, filing in enumerate(found):
        for name, fact in filing.fields.items():
            fields = {**filing.fields, name: Fact(Unknown(), fact.at)}
            yield _with(found, at, dataclasses.replace(filing, fields=fields))
        for table, rows in filing.rows.items():
            for number, row in enumerate(rows):
                for column, fact in row.items():
                    other = {**row, column: Fact(Unknown(), fact.at)}
                    changed = {**filing.rows, table: (*rows[:number], other, *rows[number + 1 :])}
                    yield _with(found, at, dataclasses.replace(filing, rows=changed))


def _with(found: tuple[Filing, ...], at: int, filing: Filing) -> tuple[Filing, ...]:
    return (*found[:at], filing, *found[at + 1 :])
