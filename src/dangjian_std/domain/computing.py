"""What a workbook computes in a form that is filled in: a closed set of sums, told apart by their leads.

A name is a field of the form, a column of the same row, or `table.column` for all rows of a column. On paper a
computed cell is an empty one like any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, assert_never

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed(Node):
    """What the kinds of a computation have in common."""

    lead: ClassVar[str]
    """The key that says which kind it is."""
    unfit: tuple[tuple[str, str], ...] = ()
    """Keys that do not go with the lead, and their values; `mistaken-computation` reports them."""

    def stated(self) -> Iterator[tuple[str, object]]:
        """Yield what differs from the defaults, by the keys of the YAML; what does not fit last."""
        yield from (each for each in Node.stated(self) if each[0] != "unfit")
        yield from self.unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class Same(Computed):
    """What the same row of another table says, or another field: a name is typed once."""

    lead = "same"
    same: str | None = None
    """None where it has no lead at all, which `mistaken-computation` reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum(Computed):
    """Numbers added, less others; nothing where none of them is filled."""

    lead = "sum"
    sum: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Computed):
    """Two numbers multiplied and rounded, half up."""

    lead = "product"
    product: tuple[str, ...]
    round: int | None = None
    """Digits behind the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(Computed):
    """The rate of the band of a number, by an annex of the standard; of no category listed there, nothing."""

    lead = "rate"
    rate: str
    by: str | None = None
    """The choice that says to whom the annex applies, in its own words."""
    annex: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Computed):
    """In each row the total of one column: in the first row of the first named, and so on."""

    lead = "totals"
    totals: tuple[str, ...]
    of: str | None = None
    """The column that is added up in their place, of the rows in which they have a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(Computed):
    """How many of the cells are filled, or say something; of dates and numbers, those that are one."""

    lead = "count"
    count: tuple[str, ...]
    is_: str | None = None


Computation = Same | Sum | Product | Rate | Totals | Count


def names(each: Computation) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path of each name of a field or column below a computation, and the name."""
    found: list[tuple[tuple[str | int, ...], str | None]]
    match each:
        case Same():
            found = [(("same",), each.same)]
        case Sum():
            found = [*_listed("sum", each.sum), *_listed("less", each.less)]
        case Product():
            found = _listed("product", each.product)
        case Rate():
            found = [(("rate",), each.rate), (("by",), each.by)]
        case Totals():
            found = [*_listed("totals", each.totals), (("of",), each.of)]
        case Count():
            found = _listed("count", each.count)
        case _:
            assert_never(each)
    yield from ((path, name) for path, name in found if name)


def _listed(key: str, own: tuple[str, ...]) -> list[tuple[tuple[str | int, ...], str | None]]:
    return [((key, index), name) for index, name in enumerate(own)]
