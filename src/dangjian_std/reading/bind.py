"""Trees to frozen values, by type hints. Total: whatever has passed its schema can be bound."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dangjian_std.domain.nodes import Anchor, Node
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Outline, Path

T = TypeVar("T", bound=Node)
Fields = Mapping[str, tuple[str, Any]]
_FIELDS: dict[type[Node], Fields] = {}


def bind(cls: type[T], tree: Tree) -> T:
    """Make a `cls` of a tree whose shape has passed."""
    return _node(cls, tree.data, tree.outline, ())


def fields(cls: type[Node]) -> Fields:
    """YAML key -> (field name, type) of a node class; a trailing underscore is not part of the key."""
    if cls not in _FIELDS:
        hints = get_type_hints(cls)
        names = [each.name for each in dataclasses.fields(cls) if each.name != "anchor"]
        _FIELDS[cls] = {name.rstrip("_"): (name, hints[name]) for name in names}
    return _FIELDS[cls]


def _node(cls: type[T], data: Mapping[str, Any], outline: Outline, path: Path) -> T:
    values = {
        name: _value(hint, data[key], outline, (*path, key))
        for key, (name, hint) in fields(cls).items()
        if key in data
    }
    return cls(anchor=Anchor(outline, path, data), **values)


def _value(hint: Any, data: Any, outline: Outline, path: Path) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return tuple(_value(item, each, outline, (*path, index)) for index, each in enumerate(data))
    if issubclass(hint, Node):
        return _node(hint, data, outline, path)
    if issubclass(hint, dt.date):
        return dt.date.fromisoformat(data)
    if issubclass(hint, StrEnum | Fraction | float):
        return hint(data)
    return data
