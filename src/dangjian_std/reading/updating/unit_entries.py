"""What a unit says of its base: in its sheet and in its overlays, one thing at an address each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.overlay import Overlay
from dangjian_std.domain.unit_sheet import UnitSheet
from dangjian_std.reading import bind, limits
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Place

PUT, ADD, OMIT = "put", "add", "omit"

Trees = Mapping[str, Tree]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry:
    """One thing that a unit says of a file of the base: what is put, added or left out at an address."""

    act: str
    code: str
    address: str
    value: Any
    place: Place
    at: Place
    """Where the address is written."""
    called: str = ""
    """What a sheet calls it: a person who fills in cells knows no address."""

    @property
    def name(self) -> str:
        """What it is called, or its address."""
        return self.called or self.address


def entries(sheet: Tree, overlays: Iterable[Tree], states: Iterable[Trees]) -> Iterator[UnitEntry]:
    """Yield all that a unit says of the base but which standards it takes; every tree has its shape.

    Where a parameter stands is said by the first state of the base that has it.
    """
    for tree in overlays:
        said = bind.bind(Overlay, tree)
        for index, put in enumerate(said.put):
            value = tree.data["put"][index]["value"]
            at = put.at("at")
            yield UnitEntry(act=PUT, code=said.of, address=put.at_, value=value, place=put.at("value"), at=at)
        for index, added in enumerate(said.add):
            item, at = tree.data["add"][index]["item"], added.at("to")
            yield UnitEntry(act=ADD, code=said.of, address=added.to, value=item, place=added.at("item"), at=at)
        for left in said.omit:
            at = left.at("step")
            yield UnitEntry(act=OMIT, code=said.of, address=left.step, value=None, place=at, at=at)
    yield from _of_sheet(sheet, states)


def _of_sheet(sheet: Tree, states: Iterable[Trees]) -> Iterator[UnitEntry]:
    if "doubling" in sheet.data:
        at = sheet.outline.value(("doubling",))
        value = sheet.data["doubling"]
        yield UnitEntry(act=PUT, code=sheet.data["shape"], address="doubling", value=value, place=at, at=at)
    unit = bind.bind(UnitSheet, sheet)
    for limit in unit.limits:
        ways = (tuple(limits.addressed(trees, limit.parameter)) for trees in states)
        for address, title in next(filter(None, ways), ()):
            code, at, value = limit.parameter.standard, limit.at("parameter"), limit.value
            place, called = limit.at("value"), f"“{title}”"
            yield UnitEntry(act=PUT, code=code, address=address, value=value, place=place, at=at, called=called)
    for index, date in enumerate(unit.dates):
        for key in ("day", "months"):
            if key in (data := sheet.data["dates"][index]):
                code, address, at = date.step.standard, f"{date.step.step}.when.{key}", date.at("step")
                place, called = date.at(key), f"“{date.step.step}”的{'几日' if key == 'day' else '月份'}"
                yield UnitEntry(
                    act=PUT, code=code, address=address, value=data[key], place=place, at=at, called=called
                )
