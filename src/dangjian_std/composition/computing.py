"""What a workbook of a form computes: the `compute` of its record, with the rates of the annex that it names."""

from __future__ import annotations

from typing import assert_never

from dangjian_std.composition.lined_tables import Formulas
from dangjian_std.document.formulas import (
    CellName,
    Cells,
    Count,
    Formula,
    Look,
    Means,
    Product,
    Rate,
    Same,
    Sum,
    Totals,
)
from dangjian_std.domain import computing, rate_bands
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Computation
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import FieldType

LOOK_OF_TYPE = {FieldType.MONEY: Look.MONEY, FieldType.NUMBER: Look.NUMBER}
COUNTABLE_TYPES = frozenset({FieldType.MONEY, FieldType.NUMBER, FieldType.DATE})
"""Types of cells that count as filled where a number or a day stands in them, which is a number too."""


def formulas(catalog: Catalog, record: Record) -> Formulas:
    """Return what a workbook of a form computes; nothing where it is filled in by hand alone.

    Where the standard with the rates is not in force, they are looked up by hand.
    """
    found = {}
    for name, each in record.computed.items():
        if isinstance(each, computing.Rate) and record.home not in catalog.standards:
            continue
        look = (
            Look.PERCENT
            if isinstance(each, computing.Rate)
            else LOOK_OF_TYPE.get(record.cells[name].type, Look.TEXT)
        )
        found[name] = Formula(_means(catalog, record, name.rpartition(".")[0], each), look)
    return found


def _means(catalog: Catalog, record: Record, table: str, each: Computation) -> Means:
    def cell(name: str) -> CellName:
        return _cell(record, table, name)

    def cells(names: tuple[str, ...]) -> Cells:
        return tuple(map(cell, names))

    match each:
        case computing.Same():
            return Same(cell(each.same or ""))
        case computing.Sum():
            return Sum(cells(each.sum), cells(each.less))
        case computing.Product():
            return Product(cells(each.product), each.round or 0)
        case computing.Rate():
            annexes = {annex.id: annex for annex in catalog.standards[record.home].annexes}
            found = rate_bands.bands(annexes[each.annex or ""])
            listed = tuple((who, tuple((band.high, str(band.rate)) for band in own)) for who, own in found.items())
            return Rate(cell(each.rate), cell(each.by or ""), listed)
        case computing.Totals():
            return Totals(cells(each.totals), cell(each.of) if each.of else None)
        case computing.Count():
            types = {record.cells[record.named(table, name)].type for name in each.count}
            return Count(cells(each.count), types <= COUNTABLE_TYPES, each.is_ or "")
        case _:
            assert_never(each)


def _cell(record: Record, table: str, name: str) -> CellName:
    """Name a cell: a column of the table of its own first, then a field, or a column of another table."""
    if record.named(table, name) != name:
        return CellName("", name)
    place, _, column = name.partition(".")
    return CellName(place, column)
