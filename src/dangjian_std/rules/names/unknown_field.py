"""提到的栏目在那张记录表里没有。

为什么
------
文书里的空白、步骤的日期（writes）、检查要点、表里相符和算出来的数、督查（inspection），都从记录表的栏目取。
栏目写错，取出来的就是空的。
接着另一个表格往下填的（continues），也要写对那个表格的标识。

反例
----
    # W401 topic
    field: R201.title

正例
----
    # W401 topic
    field: R201.topic

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.domain import agreements, computing, measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.references import FieldRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS115"
SEVERITY = Severity.ERROR

Use = tuple[str, Place]


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each field that a registered form does not have, then each column that its table does not have."""
    uses: dict[str, list[Use]] = {}
    columns: dict[FieldRef, list[Use]] = {}
    for name, place in _uses(catalog):
        first, _, column = name.field.partition(".")
        uses.setdefault(name.record, []).append((first, place))
        if column:
            columns.setdefault(FieldRef(name.record, first), []).append((column, place))
    for code, record in catalog.records.items():
        path = record.anchor.outline.file.path
        yield from dangling(uses.get(code, ()), _known(record), what=f"{code} 的栏目", register=path)
        for field in record.fields:
            if field.type is FieldType.TABLE:
                yield from _columns(field, columns.get(FieldRef(code, field.id), []), path)


@asked_once
def _known(record: Record) -> Mapping[str, Place]:
    return {field.id: field.at("id") for field in record.fields}


def _columns(field: Field, uses: list[Use], path: str) -> Iterator[Problem]:
    known = {column.id: column.at("id") for column in field.columns}
    yield from dangling(uses, known, what=f"表格“{field.label}”的列", register=path)


def _uses(catalog: Catalog) -> Iterator[tuple[FieldRef, Place]]:
    for standard in catalog.standards.values():
        yield from _said(standard)
    if found := catalog.system.inspection:
        yield from ((name, found.at(key)) for key, name in (*found.parts, *found.cells))
    for paper in catalog.papers.values():
        yield from ((slot.field, slot.at("field")) for slot in paper.slots if slot.field)
    for code, record in catalog.records.items():
        yield from ((FieldRef(code, name), place) for name, place in _own(record))


def _own(record: Record) -> Iterator[tuple[str, Place]]:
    """Yield each name of a field or column that a form uses itself."""
    yield from ((each.continues, each.at("continues")) for each in record.fields if each.continues)
    yield from ((name, record.at("key", index)) for index, name in enumerate(record.key_))
    for each in record.agree:
        if each.rows:
            yield each.rows, each.at("rows")
        yield from ((record.meant(each, name), each.at(*path)) for path, name in agreements.names(each))
    for cell, computed in record.computed.items():
        table = cell.rpartition(".")[0]
        yield from ((record.named(table, name), computed.at(*path)) for path, name in computing.names(computed))


@asked_once
def _said(standard: Standard) -> tuple[tuple[FieldRef, Place], ...]:
    """Return the fields that a standard names."""
    dated = (use for step in standard.steps for use in _dated(step))
    return (*dated, *(use for criterion in standard.criteria for use in _measured(criterion)))


def _dated(step: Step) -> Iterator[tuple[FieldRef, Place]]:
    for code, writes in step.days:
        yield from ((FieldRef(code, name), writes.at(key)) for key, name in writes.cells)


def _measured(criterion: Criterion) -> Iterator[tuple[FieldRef, Place]]:
    measure = criterion.measure
    for key, part in measures.parts(measure):
        if part.field and key != "agrees":
            yield part, measure.at(key)
    yield from ((name, measure.at(*path)) for path, name in measures.cells(measure))
