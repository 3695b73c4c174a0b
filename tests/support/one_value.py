"""Sets that differ from the small one in one value: of every field, of every kind."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.timing import ByDay, Offset, OnDay, When
from dangjian_std.domain.vocabulary import Status, TimeUnit, Weekday
from dangjian_std.reading import bind, load, project
from support.folders import BASE


@cache
def catalog_of(root: Path) -> Catalog:
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


SET = catalog_of(BASE)


# -- every leaf of the model -----------------------------------------------------------------------------


OTHER = {
    str: "另一个",
    int: 7,
    float: 7.0,
    bool: True,
    Fraction: Fraction(3, 4),
    StepRef: StepRef("DJ777", "other"),
    FieldRef: FieldRef("R777", "other"),
    Offset: Offset(7, TimeUnit.DAYS),
    OnDay: OnDay(7),
    ByDay: ByDay(7),
}
"""Some value of each type that has no parts."""


def inner(hint: Any) -> Any:
    if get_origin(hint) in {Union, types.UnionType}:
        return next(choice for choice in get_args(hint) if choice is not types.NoneType)
    return hint


def made(hint: Any) -> Any:
    """Make some value of a type."""
    hint = inner(hint)
    if get_origin(hint) is tuple:
        return tuple(made(each) for each in get_args(hint) if each is not Ellipsis)
    if issubclass(hint, Node):
        fields = bind.fields(hint).values()
        wanted = {each.name for each in dataclasses.fields(hint) if each.default is dataclasses.MISSING}
        values = {name: made(type_) for name, type_ in fields if name in wanted}
        return hint(anchor=SET.system.anchor, **values)
    if issubclass(hint, StrEnum):
        return next(iter(hint))
    if issubclass(hint, dt.date):
        return hint(2031, 5, 7)
    return OTHER[hint]


KINDS = {*get_args(When), OnDay, ByDay, Weekday, StepRef, str}
"""Types of which a value may be replaced by one of another type."""


NEAR = {
    bool: lambda each: [not each],
    str: lambda each: [f"{each}又"],
    dt.date: lambda each: [each + dt.timedelta(days=1)],
    **dict.fromkeys((int, float, Fraction), lambda each: [each + 1]),
    StepRef: lambda each: [dataclasses.replace(each, step=f"{each.step}-again")],
    FieldRef: lambda each: [dataclasses.replace(each, field=f"{each.field}-again")],
    OnDay: lambda each: [OnDay(each.number + 1)],
    ByDay: lambda each: [ByDay(each.number + 1)],
    Offset: lambda each: [
        Offset(each.number + 1, each.unit),
        *(Offset(each.number, unit) for unit in TimeUnit if unit is not each.unit),
    ],
}
"""Other values of the same type."""


def others(hint: Any, value: Any) -> Iterator[Any]:
    """Yield other values of a type."""
    yield from (made(each) for each in get_args(hint) if each in KINDS and type(value) in KINDS - {each})
    hint = inner(hint)
    if value is None:
        yield made(hint)
    elif get_origin(hint) is tuple:
        yield (*value, made(get_args(hint)[0]))
        if value:
            yield value[1:]
        if len(value) > 1 and value[::-1] != value:
            yield value[::-1]
    elif isinstance(value, StrEnum):
        yield from (each for each in type(value) if each is not value)
    elif type(value) in NEAR:
        yield from NEAR[type(value)](value)


def mutants(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield every node that differs in one value, and where."""
    for key, (name, hint) in bind.fields(type(node)).items():
        value = getattr(node, name)
        for other in others(hint, value):
            yield key, dataclasses.replace(node, **{name: other})
        if value is not None and types.NoneType in get_args(hint):
            yield key, dataclasses.replace(node, **{name: None})
        if isinstance(value, Node):
            for way, other in mutants(value):
                yield f"{key}.{way}", dataclasses.replace(node, **{name: other})
        if isinstance(value, tuple):
            for index, each in enumerate(value):
                parts = (
                    mutants(each)
                    if isinstance(each, Node)
                    else (("", other) for other in others(get_args(hint)[0], each))
                )
                for way, part in parts:
                    changed = (*value[:index], part, *value[index + 1 :])
                    yield f"{key}.{index}.{way}", dataclasses.replace(node, **{name: changed})


def swapped(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield every node in which one value is that of the next in a list, and where."""
    for key, (name, _) in bind.fields(type(node)).items():
        value = getattr(node, name)
        if isinstance(value, Node):
            for way, other in swapped(value):
                yield f"{key}.{way}", dataclasses.replace(node, **{name: other})
        for index, each in enumerate(value if isinstance(value, tuple) else ()):
            if not isinstance(each, Node):
                continue
            for way, part in (*_like_next(each, value[(index + 1) % len(value)]), *swapped(each)):
                changed = (*value[:index], part, *value[index + 1 :])
                yield f"{key}.{index}.{way}", dataclasses.replace(node, **{name: changed})


def _like_next(node: Node, other: Node) -> Iterator[tuple[str, Node]]:
    for key, (name, _) in bind.fields(type(node)).items() if type(node) is type(other) else ():
        value = getattr(other, name)
        if value != getattr(node, name):
            yield key, dataclasses.replace(node, **{name: value})


def swapped_sets() -> Iterator[tuple[str, Catalog]]:
    for name in ("regulations", "records", "papers", "standards"):
        group = getattr(SET, name)
        for key, value in group.items():
            for way, node in swapped(value):
                yield f"{name}.{key}.{way}", dataclasses.replace(SET, **{name: group | {key: node}})


def measured_otherwise(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """Yield sets in which a standard is in force at other times, or a criterion or a day is read otherwise."""
    for code, standard in catalog.standards.items():
        later = standard.effective + dt.timedelta(days=90)
        ways = [
            *((f"{status}", dataclasses.replace(standard, status=status, withdrawn=later)) for status in Status),
            ("withdrawn", dataclasses.replace(standard, withdrawn=later)),
            ("later", dataclasses.replace(standard, effective=later)),
        ]
        for index, each in enumerate(standard.criteria):
            for way, other in mutants(each):
                ways.append((f"criteria.{index}.{way}", _with(standard, "criteria", index, other)))
        for way, other in ways:
            yield f"{code}.{way}", dataclasses.replace(catalog, standards={**catalog.standards, code: other})


OTHERWISE: tuple[tuple[str, Any], ...] = (
    ("who", "党员"),
    ("with_", ()),
    ("kinds", ()),
    ("basis", ()),
    ("local", ()),
    ("local", ("what",)),
    ("unread", ()),
)
"""Other values of a step, of which an article may have asked for something."""


def _with(node: Any, name: str, index: int, part: Node) -> Any:
    parts = getattr(node, name)
    return dataclasses.replace(node, **{name: (*parts[:index], part, *parts[index + 1 :])})


def done_otherwise(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """Yield sets in which a step is done by others, or says otherwise on which articles it rests."""
    for code, standard in catalog.standards.items():
        for at, stage in enumerate(standard.stages):
            for index, step in enumerate(stage.steps):
                for key, value in OTHERWISE:
                    if getattr(step, key) == value:
                        continue
                    other = _with(stage, "steps", index, dataclasses.replace(step, **{key: value}))
                    changed = _with(standard, "stages", at, other)
                    yield (
                        f"{code}.{step.id}.{key}",
                        dataclasses.replace(catalog, standards={**catalog.standards, code: changed}),
                    )


def sets(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    """Yield every set that differs in one value, or lacks a file, and where."""
    for name in ("system", "vocabulary"):
        for way, node in mutants(getattr(catalog, name)):
            yield f"{name}.{way}", dataclasses.replace(catalog, **{name: node})
    for name in ("regulations", "records", "papers", "profiles", "standards"):
        group = getattr(catalog, name)
        for key, value in group.items():
            without = {other: each for other, each in group.items() if other != key}
            yield f"{name}.{key}", dataclasses.replace(catalog, **{name: without})
            for way, node in mutants(value):
                yield f"{name}.{key}.{way}", dataclasses.replace(catalog, **{name: group | {key: node}})


MUTANTS = list(sets(SET))


def of_each_key(*catalogs: Catalog) -> Iterator[tuple[str, Catalog, Catalog]]:
    """Yield, for each key that may differ, every set that differs there from one of these, at its first place."""
    first: dict[str, str] = {}
    for catalog in catalogs:
        known = {*first}
        for way, other in sets(catalog):
            name, *rest = way.split(".")
            parts = [part for part in rest[name not in {"system", "vocabulary"} :] if not part.isdigit()]
            key = ".".join((name, *parts))
            if key not in known and first.setdefault(key, way) == way:
                yield way, catalog, other
