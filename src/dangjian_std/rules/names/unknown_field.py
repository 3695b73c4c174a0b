"""提到的栏目在那张记录表里没有。

为什么
------
文书里的空白、检查要点里的比例，都从记录表的栏目取数。栏目写错，取出来的就是空的。
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

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Field
from dangjian_std.domain.references import FieldRef
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
    for name, place, where in _uses(catalog):
        uses.setdefault(name.record, []).append((name.field, place))
        if where:
            columns.setdefault(name, []).append(where)
    for code, record in catalog.records.items():
        known = {field.id: field.at("id") for field in record.fields}
        path = record.anchor.outline.file.path
        yield from dangling(uses.get(code, ()), known, what=f"{code} 的栏目", register=path)
        for field in record.fields:
            if field.type is FieldType.TABLE:
                yield from _columns(field, columns.get(FieldRef(code, field.id), []), path)


def _columns(field: Field, uses: list[Use], path: str) -> Iterator[Problem]:
    known = {column.id: column.at("id") for column in field.columns}
    yield from dangling(uses, known, what=f"表格“{field.label}”的列", register=path)


def _uses(catalog: Catalog) -> Iterator[tuple[FieldRef, Place, Use | None]]:
    for standard in catalog.standards.values():
        for criterion in standard.criteria:
            measure = criterion.measure
            if measure.share:
                where = (measure.where, measure.at("where")) if measure.where else None
                yield measure.share, measure.at("share"), where
    for paper in catalog.papers.values():
        for slot in paper.slots:
            if slot.field:
                yield slot.field, slot.at("field"), None
    for code, record in catalog.records.items():
        for field in record.fields:
            if field.continues:
                yield FieldRef(code, field.continues), field.at("continues"), None
