"""What is typed into the workbooks that compute, and what has to come out, by the standards and exact arithmetic.

Runs under the Python of the program, apart from what writes its formulas. Arguments: the root, then workbooks;
writes JSON, for each workbook what to type (worksheet, address, text or number) and what must come out.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import sys
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from dangjian_std.domain import rate_bands
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Computation, Count, Product, Rate, Same, Sum, Totals
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.reading import filled_forms, load, project
from dangjian_std.reading.filled_forms import FilledCell, FilledSheet, NamedCell

AMOUNTS = tuple(map(Decimal, (
    "3000", "3000.01", "5000", "5000.01", "10000", "10000.01", "6010", "2999.9", "4530", "8470", "0.2", "0",
    "1006.7", "7", "12.35", "5001", "430",
)))  # fmt: skip
"""Typed in turn: the bounds of the bands, just above them, products that end in half a jiao, cents."""
TEXTS = ("示例甲", "=1+1", "+2", "-3", "@SUM(1)", "示例乙")
"""Typed in turn: names, and what must stay the text that it is."""
NUMBERS = frozenset({FieldType.NUMBER, FieldType.MONEY})
DAY = Decimal(46000)
"""A day, as a workbook counts them."""
Value = Decimal | str | None


@dataclasses.dataclass(slots=True)
class Typed:
    """One workbook: its cells, and what stands in them."""

    catalog: Catalog
    record: Record
    cells: dict[str, list[tuple[str, FilledCell]]]
    """By field, or `table.column`: worksheet and cell, row by row."""
    values: dict[tuple[str, int], Value] = dataclasses.field(default_factory=dict)

    def fill(self) -> None:
        """Type something into every cell that is not computed; every seventh one stays empty."""
        amounts, texts, turns = itertools.cycle(AMOUNTS), itertools.cycle(TEXTS), itertools.count()
        for name, cells in self.cells.items():
            told = self.record.cells.get(name)
            if told is None or told.compute or (isinstance(told, Column) and told.given):
                continue
            options = itertools.cycle(told.options or ("",))
            for row in range(len(cells)):
                if len(cells) > 1 and next(turns) % 7 == 0:
                    continue
                if told.type in NUMBERS:
                    self.values[name, row] = "—" if next(turns) % 11 == 0 else next(amounts)
                elif told.type is FieldType.DATE:
                    self.values[name, row] = DAY + row
                else:
                    self.values[name, row] = next(options) if told.options else next(texts)

    def value(self, name: str, row: int) -> Value:
        """Return what has to stand in a cell."""
        told = self.record.cells[name]
        if told.compute is None:
            return self.values.get((name, row))
        table = name.rpartition(".")[0]
        return self._computed(told.compute, table, row)

    def _computed(self, each: Computation, table: str, row: int) -> Value:
        match each:
            case Same():
                name = self.record.named(table, each.same or "")
                return self.value(name, row if "." in name else 0)
            case Sum():
                added = [n for name in each.sum for n in self._numbers(table, name, row)]
                less = [n for name in each.less for n in self._numbers(table, name, row)]
                return _rounded(sum(added) - sum(less), 2) if added or less else None
            case Product():
                both = [n for name in each.product for n in self._numbers(table, name, row)]
                return _rounded(both[0] * both[1], each.round or 0) if len(both) == 2 else None  # noqa: PLR2004
            case Rate():
                return self._rate(each, table, row)
            case Totals():
                return self._total(each, row)
            case Count():
                return self._count(each, table, row)

    def _rate(self, each: Rate, table: str, row: int) -> Value:
        annex = next(a for a in self.catalog.standards[self.record.home].annexes if a.id == each.annex)
        bands = rate_bands.bands(annex).get(str(self.values.get((each.by or "", 0))), ())
        found = self._numbers(table, each.rate, row)
        return (
            next((band.rate for band in bands if band.high is None or found[0] <= band.high), None)
            if found
            else None
        )

    def _total(self, each: Totals, row: int) -> Value:
        if row >= len(each.totals):
            return None
        rows = range(len(self.cells[each.totals[row]]))
        filled = [at for at in rows if isinstance(self.value(each.totals[row], at), Decimal)]
        added = [self.value(each.of or each.totals[row], at) for at in filled]
        return _rounded(sum(n for n in added if isinstance(n, Decimal)), 2) if filled else None

    def _count(self, each: Count, table: str, row: int) -> Value:
        found = [value for name in each.count for value in self._all(table, name, row)]
        numbers = [each for each in found if isinstance(each, Decimal)]
        if any(
            self.record.cells[self.record.named(table, name)].type in {*NUMBERS, FieldType.DATE}
            for name in each.count
        ):
            return Decimal(len(numbers)) if numbers else None
        texts = [value for value in found if isinstance(value, str)]
        return Decimal(texts.count(each.is_) if each.is_ else len(texts)) if texts else None

    def _numbers(self, table: str, name: str, row: int) -> list[Decimal]:
        return [value for value in self._all(table, name, row) if isinstance(value, Decimal)]

    def _all(self, table: str, name: str, row: int) -> list[Value]:
        """Return the cell of a row, of a field, or the whole column of another table."""
        inside = self.record.named(table, name)
        if inside != name:
            return [self.value(inside, row)]
        return [self.value(name, at) for at in range(len(self.cells[name]) if "." in name else 1)]


def _rounded(number: Decimal | int, digits: int) -> Decimal:
    return Decimal(number).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def jobs(catalog: Catalog, sheets: tuple[FilledSheet, ...]) -> Iterator[dict[str, Any]]:
    """Yield what to type into a workbook that computes, and what must come out, by worksheet and address."""
    record = catalog.records[sheets[0].code]
    if not record.computed:
        return
    cells: dict[str, list[tuple[str, FilledCell]]] = {}
    for sheet in sheets:
        for place, own in sheet.cells.items():
            cells[_name(place)] = [(sheet.title, each) for each in own]
    choices = [cell.options for cell in record.fields if cell.options and not cell.columns] or [("",)]
    for option in choices[0]:
        typed = Typed(catalog, record, cells)
        typed.fill()
        for field in record.fields:
            if field.options and option in field.options:
                typed.values[field.id, 0] = option
        yield {
            "typed": [(*_where(cells, key), _plain(value)) for key, value in typed.values.items()],
            "expected": [
                (title, cell.address, _plain(typed.value(name, row)))
                for name, own in cells.items()
                for row, (title, cell) in enumerate(own)
                if name in record.cells and _is_compared(record.cells[name])
            ],
        }


def _is_compared(cell: Field | Column) -> bool:
    """Whether a cell is read as it was typed: a day is not, and what is printed was not typed."""
    return cell.type is not FieldType.DATE and not (isinstance(cell, Column) and cell.given)


def _name(place: NamedCell) -> str:
    return ".".join(filter(None, (place.field, place.column)))


def _where(cells: dict[str, list[tuple[str, FilledCell]]], key: tuple[str, int]) -> tuple[str, str]:
    title, cell = cells[key[0]][key[1]]
    return title, cell.address


def _plain(value: Value) -> str | float | None:
    return float(value) if isinstance(value, Decimal) else value


def main() -> None:
    """Write what to type into each workbook of the arguments."""
    catalog = load.load(project.sources(Path(sys.argv[1]))).catalog
    if catalog is None:
        raise SystemExit("标准读不了")
    print(json.dumps([list(jobs(catalog, filled_forms.read(Path(name).read_bytes()))) for name in sys.argv[2:]]))


if __name__ == "__main__":
    main()
