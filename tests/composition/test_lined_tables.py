"""Which tables may go on below their last line."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.composition import lined_tables
from dangjian_std.domain.vocabulary import FieldType


@pytest.mark.parametrize(
    ("kinds", "given", "grows"),
    [
        ((FieldType.TEXT, FieldType.TEXT), ((), ()), True),
        ((FieldType.PERIOD, FieldType.TEXT), ((), ()), False),
        ((FieldType.TEXT, FieldType.PERIOD), ((), ()), True),
        ((FieldType.TEXT, FieldType.TEXT), (("甲", "乙"), ()), False),
        ((FieldType.TEXT, FieldType.TEXT), ((), ("甲", "乙")), False),
    ],
)
def test_a_table_whose_rows_are_printed_or_are_months_does_not_grow(catalog, kinds, given, grows):
    record = catalog.records["R211"]
    field = next(each for each in record.fields if len(each.columns) > 1)
    columns = tuple(
        dataclasses.replace(column, type=kind, given=said)
        for column, kind, said in zip(field.columns[:2], kinds, given, strict=True)
    )
    field = dataclasses.replace(field, columns=columns)
    assert lined_tables.table(record, field, {}).grows is grows
