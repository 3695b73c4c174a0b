"""In which order the keys of a mapping are written: that of its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading import schema

_Node = tuple[Mapping[str, Any], Mapping[str, Any]]
"""A schema, and the one that its references start from."""
MIXED = ("allOf", "anyOf", "oneOf")
CONDITIONAL = ("if", "then", "else")


@dataclass(frozen=True, slots=True)
class KeyOrder:
    """What schemas say of one place in a file: the order of its keys, and the same of what is below it."""

    nodes: tuple[_Node, ...] = ()

    @classmethod
    def of(cls, kind: object) -> KeyOrder:
        """Return the order of the keys of a whole file; none where no kind is called so."""
        if kind not in schema.SCHEMA_KINDS:
            return cls()
        whole = schema.shape(str(kind))
        return cls(tuple(_all(whole, whole)))

    def below(self, part: str | int) -> KeyOrder:
        """Return the order inside the value of a key, or inside an item of a list."""
        return KeyOrder(tuple(node for each in self.nodes for node in _below(each, part)))

    def keys(self, keys: Sequence[str]) -> list[str]:
        """Return keys in their order; those that no schema knows come last, as they stood."""
        known = dict.fromkeys(key for node, _ in self.nodes for key in node.get("properties", {}))
        ranks = {key: rank for rank, key in enumerate(known)}
        return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))


def _all(node: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[_Node]:
    """Yield a schema and every other that it takes in."""
    if reference := node.get("$ref"):
        name, _, pointer = reference.partition("#")
        base = schema.shape(name.removesuffix(".schema.json")) if name else root
        target = base
        for part in pointer.strip("/").split("/") if pointer else ():
            target = target[part]
        yield from _all(target, base)
    yield node, root
    taken_in = [each for key in MIXED for each in node.get(key, ())]
    taken_in += [node[key] for key in CONDITIONAL if key in node]
    for each in taken_in:
        yield from _all(each, root)


def _below(node: _Node, part: str | int) -> Iterator[_Node]:
    schema_, root = node
    if isinstance(part, int):
        inner = schema_.get("items")
    else:
        inner = schema_.get("properties", {}).get(part, schema_.get("additionalProperties"))
    if isinstance(inner, dict):
        yield from _all(inner, root)
