"""Renamed things: the old state calls them by their new names where the new state does, and nowhere else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from dangjian_std.changes.aspects import aspect, editorial
from dangjian_std.domain.catalog import Catalog, Event, Goal
from dangjian_std.domain.framing import Term
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field, Paper, Record, Slot
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.regulation import Article, Regulation
from dangjian_std.domain.roles import Profile, Role
from dangjian_std.domain.standard import Annex, Requirement, Stage, Standard, Step
from dangjian_std.reading import bind

T = TypeVar("T", bound=Node)

TYPES_OF_FILES = (Standard, Record, Paper, Regulation, Profile)
NAMED_TYPES = (Stage, Requirement, Criterion, Term, Annex, Field, Column, Slot, Role, Event, Goal, Article)
"""What has a name of its own inside a file, the steps aside."""
IDENTITY_KEYS = frozenset({"id", "code", "name", "number"})
"""Keys under which a thing names itself."""
PARSER_OF_TEXT_TYPE: Mapping[type[object], Callable[[str], object]] = {
    str: str,
    StepRef: StepRef.parse,
    FieldRef: FieldRef.parse,
}
"""What is written as a text, and how it is made of one."""

Use = tuple[type[Node], str, str]
"""A text under a key."""


def uses(node: Node) -> Iterator[Use]:
    """Yield every text in a node but the names of things themselves."""
    for key, (name, _) in bind.fields(type(node)).items():
        value = getattr(node, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Node):
                yield from uses(each)
            elif type(each) in PARSER_OF_TEXT_TYPE and key not in IDENTITY_KEYS:
                yield type(node), key, str(each)


def left(catalog: Catalog, name: str) -> int:
    """Count where a set still calls something by a name, words to read aside."""
    groups = (catalog.regulations, catalog.records, catalog.papers, catalog.profiles, catalog.standards)
    nodes = (catalog.system, catalog.vocabulary, *(each for group in groups for each in group.values()))
    return sum(
        text.partition(".")[0] == name and aspect(cls, key)[1] is not editorial
        for node in nodes
        for cls, key, text in uses(node)
    )


def follow(catalog: Catalog, renamed: Mapping[str, str], twins: Iterable[tuple[Node, Node]]) -> Catalog:
    """Return a set that calls renamed things as their twins do; nothing changes its own name."""
    used = {id(old): frozenset(uses(new)) for old, new in twins}

    def text(value: str, code: str) -> str:
        own = renamed.get(f"{code}.{value}")
        if own is not None:
            return own.removeprefix(f"{renamed.get(code, code)}.")
        head, dot, tail = value.partition(".")
        return renamed.get(value) or (f"{renamed.get(head, head)}{dot}{tail}")

    def node(value: T, code: str, said: frozenset[Use]) -> T:
        if isinstance(value, (*TYPES_OF_FILES, *NAMED_TYPES, Step)):
            said = used.get(id(value), frozenset())
        changed = {
            name: part(getattr(value, name), code, said, (type(value), key))
            for key, (name, _) in bind.fields(type(value)).items()
            if key not in IDENTITY_KEYS
        }
        return dataclasses.replace(value, **changed)

    def part(value: Any, code: str, said: frozenset[Use], where: tuple[type[Node], str]) -> Any:
        if isinstance(value, Node):
            return node(value, code, said)
        if isinstance(value, tuple):
            return tuple(part(each, code, said, where) for each in value)
        make = PARSER_OF_TEXT_TYPE.get(type(value))
        if make is None:
            return value
        name = text(str(value), code)
        return make(name) if (*where, name) in said else value

    def group(nodes: Mapping[str, T]) -> Mapping[str, T]:
        return {key: node(each, key, frozenset()) for key, each in nodes.items()}

    return dataclasses.replace(
        catalog,
        system=node(catalog.system, "", used[id(catalog.system)]),
        vocabulary=node(catalog.vocabulary, "", used[id(catalog.vocabulary)]),
        regulations=group(catalog.regulations),
        records=group(catalog.records),
        papers=group(catalog.papers),
        profiles=group(catalog.profiles),
        standards=group(catalog.standards),
    )
