"""电子表格里要算的格，填的不是数，或者拿来算的格对不上。

为什么
------
算出来的写成了别的填写方式，拿来算的是文字、整个表格，表里就只剩一个错误值，填表的人不知道是谁错了。

- 相加、相乘、合计、点数，算出来的是 number、money；拿来算的也是（点数的不限），或者是查出来的比例；
- 照抄的，两格的填写方式一样；照抄一列的，自己也在表格里；
- 相乘和查比例拿的是一格，不是整列；totals 写在表格的列上，拿的是同一个表格的整列；
- 接着往下填的表格（continues）算在开头的那个里，写开头的那个。

反例
----
    # R201 present
    compute: {sum: [topic]}

正例
----
    # R201 present
    compute: {sum: [due]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import computing
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Computation, Count, Product, Rate, Same, Totals
from dangjian_std.domain.record import NUMERIC_TYPES, Record
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS417"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "mistaken-computation")

TYPED_FIELDS = NUMERIC_TYPES | {
    FieldType.TEXT,
    FieldType.PERSON,
    FieldType.DATE,
    FieldType.CHOICE,
    FieldType.PERIOD,
}
"""Fields that are one cell in which something is typed."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each computed cell of a wrong type, then each cell that it cannot be computed from."""
    for record in catalog.records.values():
        for cell, each in record.computed.items():
            if wrong := _result(record, cell, each):
                own = record.cells[cell]
                yield Problem(
                    place=own.key("compute"), message=f"“{own.label}”{wrong}", help="改它的填写方式或者算法"
                )
            for path, name in computing.names(each):
                if wrong := _source(record, cell, each, path[0], name):
                    label = record.cells[record.named(cell.rpartition(".")[0], name)].label
                    yield Problem(place=each.at(*path), message=f"“{label}”{wrong}", help="换一栏，或者换一种算法")


def _result(record: Record, cell: str, each: Computation) -> str:
    kind = record.cells[cell].type
    wanted = TYPED_FIELDS if isinstance(each, Same | Rate) else NUMERIC_TYPES
    if kind not in wanted:
        return f"的填写方式是 {kind}，算出来的放不进去"
    return "不是表格的列，totals 一行算一列" if isinstance(each, Totals) and "." not in cell else ""


def _source(record: Record, cell: str, each: Computation, key: str | int, name: str) -> str:
    """Say why a cell cannot be taken, or return an empty text."""
    table = cell.rpartition(".")[0]
    other, whole = record.cells[record.named(table, name)], "." in name
    fields = {field.id: field for field in record.fields}
    if whole and fields[name.partition(".")[0]].continues:
        return "在接着往下填的表格里，算在开头的那个表格里"
    if whole and isinstance(each, Product | Rate):
        return "写的是整列，这里要一格"
    if isinstance(each, Totals) and name.partition(".")[::2][0] != each.totals[0].partition(".")[0]:
        return "同第一列不在一个表格里"
    if isinstance(each, Totals) and not whole:
        return "不是整列，写成“表格.列”"
    match each:
        case Same():
            fits = other.type is record.cells[cell].type and (bool(table) or not whole)
        case Count():
            fits = other.type in TYPED_FIELDS
        case _:
            fits = key == "by" or other.type in NUMERIC_TYPES or isinstance(other.compute, Rate)
    return "" if fits else f"的填写方式是 {other.type}，不能这样算"
