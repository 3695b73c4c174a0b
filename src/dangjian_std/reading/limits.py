"""Numbers that a unit sets for the parameters of the standards, put where each of them stands.

What the number may be is judged afterwards, by the rules that judge any other value of a layer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dangjian_std.domain.adoption import Act
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.unit_sheet import UnitLimit, UnitSheet
from dangjian_std.reading import addresses
from dangjian_std.reading.addresses import Missed
from dangjian_std.reading.grafting import Scion
from dangjian_std.reading.layering import Layer, value_at
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.places import Place

Declared = Mapping[str, Any]
"""A parameter as its standard has it."""


def put(layer: Layer, said: UnitSheet) -> None:
    """Put every number of a sheet where its parameter stands."""
    paths, declared = layer.by_code(("standard",)), _declared(layer)
    stated = {str(each.parameter): each for each in said.limits}
    for each in said.limits:
        name = str(each.parameter)
        if each.parameter.standard not in paths:
            layer.unknown(each.at("parameter"), each.parameter.standard, paths, "母本里")
        elif name not in declared:
            ours = [other for other in declared if other.startswith(f"{each.parameter.standard}.")]
            layer.unknown(each.at("parameter"), name, ours or declared, "母本可以由单位定的时限里")
        elif stated[name] is each:
            _put(layer, *declared[name], each, each.value)
        else:
            message = f"{name} 写了两次"
            layer.refuse_twice(each.at("parameter"), message, stated[name].at("parameter"))


def follow(layer: Layer, said: UnitSheet) -> None:
    """Put numbers where parameters follow those of a sheet, as much stricter as before (an overlay wins)."""
    declared = _declared(layer)
    stated = {str(each.parameter): each for each in said.limits}
    for name, (path, each) in declared.items():
        leader = stated.get(each.get("follows", ""))
        if leader and name not in stated and str(leader.parameter) in declared:
            before = _number(layer, *declared[str(leader.parameter)])
            mine = _number(layer, path, each)
            if isinstance(mine, int) and isinstance(before, int):
                number = max(0, leader.value + _stricter(each, mine - before))
                _put(layer, path, each, leader, number, follows=True)


def addressed(trees: Mapping[str, Tree], parameter: StepRef) -> Iterator[tuple[str, str]]:
    """Yield the addresses at which a parameter stands in a state of the base, and what it is called."""
    for tree in trees.values():
        if tree.data.get("code") == parameter.standard:
            for _, each in addresses.nodes(tree.data.get("parameters")):
                if each["id"] == parameter.step:
                    yield from ((str(address), str(each["title"])) for address in each.get("at", ()))


def restated(text: str, before: int, after: int) -> tuple[str, int]:
    """Return a sentence with another number in place of those that count days or months in it, and how many."""
    return re.subn(rf"(?<![0-9.]){before}(?=个工作日|个月|天|日|小时)", str(after), text)


def _declared(layer: Layer) -> Mapping[str, tuple[str, Declared]]:
    """Return the path and the words of every parameter of the base."""
    return {
        f"{code}.{each['id']}": (path, each)
        for code, path in layer.by_code(("standard",)).items()
        for each in layer.trees[path].data.get("parameters", ())
    }


def _number(layer: Layer, path: str, declared: Declared) -> object:
    """Return the number of a parameter as it stands in the base."""
    way = addresses.find(layer.trees[path].data, declared["at"][0])
    return None if isinstance(way, Missed) else value_at(layer.trees[path].data, way)


def _stricter(declared: Declared, apart: int) -> int:
    """Return by how much what follows differs: never so that it asks less than what it follows."""
    more = declared["at"][0].rpartition(".")[2].startswith(("at_least_", "times"))
    return max(0, apart) if more else min(0, apart)


def _put(  # noqa: PLR0913 what is put where, and by whom
    layer: Layer, path: str, declared: Declared, said: UnitLimit, number: int, *, follows: bool = False
) -> None:
    """Put a number at every place of a parameter, and into the sentences that say it."""
    data, place = layer.trees[path].data, said.at("value")
    for address in declared["at"]:
        way = layer.find(path, address, place)
        if way is None or (follows and (path, way) in layer.put) or layer.fixed(path, way, place):
            return
        before = value_at(data, way)
        if before != number and layer.set(path, way, Scion.made(number, place.span), place):
            layer.note(path, way, Act.PUT, (before, number), said.reason or "", place)
            _restate(layer, path, declared, (before, number), place)


def _restate(layer: Layer, path: str, declared: Declared, numbers: tuple[Any, int], place: Place) -> None:
    for address in declared.get("said", ()):
        way = layer.find(path, address, place)
        text = value_at(layer.trees[path].data, way) if way else None
        if way and isinstance(text, str) and (path, way) not in layer.put:
            said, count = restated(text, *numbers)
            if count > 1:
                message = f"母本的“{address}”那一句里不止一处说到 {numbers[0]}，不知道改哪一处"
                layer.refuse(ds0.UNKNOWN_TARGET, place, message, "请定母本的单位改那一句，或者在 local/ 里改")
            layer.set(path, way, Scion.made(said, place.span), place)
