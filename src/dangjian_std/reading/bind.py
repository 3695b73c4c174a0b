"""Trees to frozen values, by type hints. Total: whatever has passed its schema can be bound."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dangjian_std.domain.agreements import Agreement, PartOf
from dangjian_std.domain.computing import Computation, Same
from dangjian_std.domain.measures import Hand, Measure
from dangjian_std.domain.nodes import Anchor, Node
from dangjian_std.domain.references import FieldRef, StepRef, parse_target
from dangjian_std.domain.timing import ByDay, Offset, On, OnDay, Time, When
from dangjian_std.domain.vocabulary import TimeUnit, Weekday
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Outline, Path

T = TypeVar("T", bound=Node)
Fields = Mapping[str, tuple[str, Any]]
Maker = Callable[[Any, Outline, Path], Any]
Makers = Mapping[str, tuple[str, Maker | None]]
_FIELDS: dict[type[Node], Fields] = {}
_MAKERS: dict[type[Node], Makers] = {}
_PARSERS: Mapping[Any, Callable[[Any], Any]] = {
    StepRef: StepRef.parse,
    FieldRef: FieldRef.parse,
    dt.date: dt.date.fromisoformat,
}
_LED: Mapping[frozenset[type], type[Any]] = {
    frozenset(get_args(When)): On,
    frozenset(get_args(Measure)): Hand,
    frozenset(get_args(Agreement)): PartOf,
    frozenset(get_args(Computation)): Same,
}
"""Kinds that are told apart by their leads, and which one it is where there is none."""
_SPELLED: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "before": ("before", parse_target),
    "after": ("after", parse_target),
    "day": ("day", OnDay),
    "by_day": ("day", ByDay),
    "weekday": ("day", Weekday),
    **{f"at_least_{unit}": ("at_least", partial(Offset, unit=unit)) for unit in TimeUnit},
    **{f"within_{unit}": ("within", partial(Offset, unit=unit)) for unit in TimeUnit},
}
"""Keys of a time whose value is no plain one: the field that takes it, and how it is made."""


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
        name: make(data[key], outline, (*path, key)) if make else data[key]
        for key, (name, make) in _makers(cls).items()
        if key in data
    }
    return cls(anchor=Anchor(outline, path, data), **values)


def _makers(cls: type[Node]) -> Makers:
    """YAML key -> (field name, what makes its value; None where that is the data themselves)."""
    if cls not in _MAKERS:
        _MAKERS[cls] = {key: (name, _maker(hint)) for key, (name, hint) in fields(cls).items()}
    return _MAKERS[cls]


def _led(kinds: frozenset[type[Any]], data: Mapping[str, Any], outline: Outline, path: Path) -> Any:
    """Make a value of the kind that its first lead names; what does not go with that is kept aside."""
    leads = {cls.lead: cls for cls in kinds}
    cls = next((leads[key] for key in data if key in leads), _LED[kinds])
    known, spelled = _makers(cls), _SPELLED if issubclass(cls, Time) else {}
    values: dict[str, Any] = {}
    unfit = []
    for key, value in data.items():
        name, spell = spelled.get(key, (key, None))
        attribute, make = known.get(name, (name, None))
        if name not in known or attribute in values:
            unfit.append((key, str(value)))
        elif spell:
            values[attribute] = spell(value)
        else:
            values[attribute] = make(value, outline, (*path, key)) if make else value
    return cls(anchor=Anchor(outline, path), unfit=tuple(unfit), **values)


def _maker(hint: Any) -> Maker | None:
    """Return what makes a value of a type; None where it is the data themselves."""
    if get_origin(hint) in {Union, types.UnionType}:
        choices = frozenset(get_args(hint)) - {types.NoneType}
        if choices in _LED:
            return partial(_led, choices)
        hint = next(iter(choices)) if len(choices) == 1 else Any  # of several, which one is said by `_SPELLED`
    if get_origin(hint) is tuple:
        return partial(_items, _maker(get_args(hint)[0]))
    if hint in _PARSERS:
        return _plainly(_PARSERS[hint])
    if issubclass(hint, Node):
        return partial(_node, hint)
    return _plainly(hint) if issubclass(hint, StrEnum | Fraction | float) else None


def _items(make: Maker | None, data: Sequence[Any], outline: Outline, path: Path) -> tuple[Any, ...]:
    if make is None:
        return tuple(data)
    return tuple(make(each, outline, (*path, index)) for index, each in enumerate(data))


def _plainly(make: Callable[[Any], Any]) -> Maker:
    """Make a value that does not know where it stands."""
    return lambda data, _outline, _path: make(data)
