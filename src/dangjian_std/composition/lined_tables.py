"""The lines of a form: tables to write in, places to sign, and further sheets where a branch has more members.

A table that is filled by members has a line for each; one that goes on in another has the lines of both.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from dangjian_std.document.forms import EntryTable
from dangjian_std.document.formulas import Formula
from dangjian_std.document.inline import Align, Column, InputKind
from dangjian_std.domain.record import Column as Told
from dangjian_std.domain.record import ColumnFill, Field, Record
from dangjian_std.domain.vocabulary import FieldType, Fill, Medium

Texts = Mapping[str, tuple[str, ...]]
"""What is written already, by the ids of fields; of a column by `table.column`."""

Formulas = Mapping[str, Formula]
"""What a workbook computes, by the ids of fields; of a column by `table.column`."""
NOTHING_COMPUTED: Formulas = {}
"""On paper nothing is computed."""

PERSON_HEAD, CONTINUED_SUFFIX = "姓名", "（续）"
SCREEN_COLUMN_WIDTH = 10
"""Width of a column that only a workbook has, beside the 100 percent of the others."""
FURTHER_SHEET_ROWS = 25
"""Rows of a further sheet."""
SPARE_SIGN_PLACES, LEAST_SIGN_PLACES = 5, 12
"""Places of a page apart to sign in: so many more than members, and never fewer than that."""
ONE_COLUMN = 20
"""Most places of a page apart that stand in one column."""
KIND_OF_COLUMN = {
    FieldType.DATE: InputKind.DATE,
    FieldType.NUMBER: InputKind.NUMBER,
    FieldType.MONEY: InputKind.NUMBER,
    FieldType.CHOICE: InputKind.CHOICE,
}


def needed(record: Record, people: int, *, called: bool) -> dict[str, int]:
    """Return, by field id, the lines of each field with one line a member.

    Where members are not `called`, no more of them sign than there is room for.
    """
    signed = {each.id: people if called else min(people, each.lines) for each in record.fields if _signs(each)}
    return signed | {each.id: people for each in record.fields_filled(Fill.MEMBERS)}


def named(record: Record, names: tuple[str, ...], posts: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """Return the names of members, and their posts, as they stand in each table with a line for each of them."""
    texts = {}
    for each in record.fields_filled(Fill.MEMBERS):
        for column in each.columns:
            if column.type is FieldType.PERSON:
                texts[f"{each.id}.{column.id}"] = names
            elif column.fill is ColumnFill.POST and any(posts):
                texts[f"{each.id}.{column.id}"] = posts
    return texts


def needs_back(record: Record, texts: Texts) -> bool:
    """Whether a form has anything overleaf: a ballot ends with the last of the names that are printed on it."""
    return any(each.overleaf and not _ends_before(record, each, texts) for each in record.fields)


def _ends_before(record: Record, each: Field, texts: Texts) -> bool:
    """Whether a table of a ballot goes on from one that has room for all names."""
    original = next((other for other in record.fields if other.id == each.continues), None)
    if record.medium is not Medium.BALLOT or original is None:
        return False
    names = max((len(texts.get(f"{original.id}.{column.id}", ())) for column in original.columns), default=0)
    return 0 < names <= original.lines


def table(
    record: Record, each: Field, texts: Texts, formulas: Formulas = NOTHING_COMPUTED, people: int | None = None
) -> EntryTable:
    """Draw a table or a sign-in field; a table that continues another one goes on counting.

    A page apart to sign in has places for the `people` that sign, where their number is known.
    """
    if _signs(each):
        names, places = texts.get(each.id, ()), each.lines
        if each.apart and people is not None:
            places = min(places, max(LEAST_SIGN_PLACES, people + SPARE_SIGN_PLACES))
        drawn = _places(each.id, each.label, places, names[:places])
        return dataclasses.replace(drawn, rows=places, across=1) if each.apart and places <= ONE_COLUMN else drawn
    original = next((other for other in record.fields if other.id == each.continues), None)
    start = original.lines if original else 0
    return EntryTable(
        id=each.id,
        label=each.label,
        columns=_columns(each, formulas),
        rows=each.lines,
        hint=each.hint or "",
        values=_values(original or each, texts, start, each.lines, formulas),
        first=start + 1,
        grows=each.columns[0].type is not FieldType.PERIOD and not any(column.given for column in each.columns),
    )


def _values(each: Field, texts: Texts, start: int, rows: int, formulas: Formulas) -> tuple[tuple[str, ...], ...]:
    """Return what is written in some rows of a table, which may go on in others."""
    written = (
        texts.get(f"{each.id}.{column.id}", column.given)[start : start + rows] for column in shown(each, formulas)
    )
    return tuple(zip_longest(*written, fillvalue=""))


def further(
    record: Record, texts: Texts, lines: Mapping[str, int], formulas: Formulas = NOTHING_COMPUTED
) -> Iterator[EntryTable]:
    """Yield what stands on each further sheet."""
    for each in record.fields:
        room = _room(record, each)
        rows = FURTHER_SHEET_ROWS * (2 if _signs(each) else 1)
        names = texts.get(each.id, ()) if _signs(each) else ()
        total = max(lines.get(each.id, 0), len(names))
        for start in range(room, total, rows):
            label = f"{each.label}{CONTINUED_SUFFIX}"
            if _signs(each):
                yield _places(f"{each.id}-{start}", label, rows, names[start : start + rows], start + 1)
            else:
                identity, columns = f"{each.id}-{start}", _columns(each, formulas)
                values = _values(each, texts, start, rows, formulas)
                yield EntryTable(
                    id=identity,
                    label=label,
                    columns=columns,
                    rows=rows,
                    values=values,
                    first=start + 1,
                    needed=min(rows, total - start),
                )


def _signs(each: Field) -> bool:
    return each.type is FieldType.ROSTER


def _room(record: Record, each: Field) -> int:
    """How many lines the form itself has."""
    if _signs(each):
        return each.lines
    parts = (each, *(other for other in record.fields if other.continues == each.id))
    return sum(part.lines for part in parts)


def _places(identity: str, label: str, places: int, names: tuple[str, ...], first: int = 1) -> EntryTable:
    signs = (
        Column(head=PERSON_HEAD, width=40, align=Align.CENTRE, id="name"),
        Column(head="签名", width=60, align=Align.CENTRE, id="sign"),
    )
    values = tuple((name, "") for name in names)
    rows = -(-places // 2)
    return EntryTable(id=identity, label=label, columns=signs, rows=rows, across=2, values=values, first=first)


def shown(each: Field, formulas: Formulas) -> tuple[Told, ...]:
    """Return the columns of a table: on paper not those that only a workbook has."""
    return each.columns if formulas else each.printed


def _columns(each: Field, formulas: Formulas) -> tuple[Column, ...]:
    own = shown(each, formulas)
    given = sum(column.width or 0 for column in each.printed)
    free = sum(1 for column in each.printed if column.width is None)
    return tuple(
        Column(
            head=column.label,
            width=column.width or (SCREEN_COLUMN_WIDTH if column.screen else (100 - given) / free),
            align=Align.CENTRE,
            id=column.id,
            kind=KIND_OF_COLUMN.get(column.type, InputKind.TEXT),
            options=column.options,
            formula=formulas.get(f"{each.id}.{column.id}"),
        )
        for column in own
    )
