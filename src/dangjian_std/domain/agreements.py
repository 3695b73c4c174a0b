"""What has to agree in a filled form: a closed set of sums, told apart by their leads.

A name is a field of the form, or `table.column` for the sum of a column. With `rows` it is a column of that table
first, and each row has to agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, assert_never

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(Node):
    """What the kinds of an agreement have in common."""

    lead: ClassVar[str]
    """The key that says which kind it is."""
    id: str
    say: str
    """What has to hold, in one sentence."""
    rows: str | None = None
    """The table of which each row has to agree."""
    where: str | None = None
    is_: str | None = None
    """Only where this field is filled, or says this."""
    unfit: tuple[tuple[str, str], ...] = ()
    """Keys that do not go with the lead, and their values; `mistaken-agreement` reports them."""

    def stated(self) -> Iterator[tuple[str, object]]:
        """Yield what differs from the defaults, by the keys of the YAML; what does not fit last."""
        yield from (each for each in Node.stated(self) if each[0] != "unfit")
        yield from self.unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(Agreed):
    """A number is a part of another: those present, of those entitled, at least 4/5."""

    lead = "part"
    part_: str | None = None
    """None where it has no lead at all, which `mistaken-agreement` reports."""
    of: str | None = None
    at_least: Fraction | None = None
    more_than: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumOf(Agreed):
    """Numbers come to another one."""

    lead = "sum"
    sum: tuple[str, ...]
    equals: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InOrder(Agreed):
    """One day is not before another, or so many days after it; both count."""

    lead = "first"
    first: str
    then: str | None = None
    at_least_workdays: int | None = None
    at_least_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled(Agreed):
    """A field is filled where another one is, or says something."""

    lead = "filled"
    filled: str


Agreement = PartOf | SumOf | InOrder | Filled


def names(each: Agreement) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path of each name of a field or column below an agreement, and the name."""
    found: tuple[tuple[tuple[str | int, ...], str | None], ...]
    match each:
        case PartOf():
            found = (("part",), each.part_), (("of",), each.of)
        case SumOf():
            found = (*((("sum", index), name) for index, name in enumerate(each.sum)), (("equals",), each.equals))
        case InOrder():
            found = (("first",), each.first), (("then",), each.then)
        case Filled():
            found = ((("filled",), each.filled),)
        case _:
            assert_never(each)
    yield from ((path, name) for path, name in (*found, (("where",), each.where)) if name)
