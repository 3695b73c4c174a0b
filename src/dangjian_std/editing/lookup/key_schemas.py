"""What the format says of a place in a file: the schema behind a path."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from dangjian_std.reading import schema
from dangjian_std.text.places import Path

Schema = Mapping[str, Any]
SHARED_REFERENCE = f"{schema.COMMON_SCHEMA}.schema.json#/$defs/"
"""How what several kinds share is referred to."""


def at(kind: str, path: Path) -> Schema | None:
    """Return the schema of what stands at a path in a kind of file; None where nothing may stand there."""
    if kind not in schema.SCHEMA_KINDS:
        return None
    return _at(kind, tuple(part if isinstance(part, str) else 0 for part in path))


@functools.lru_cache(maxsize=4096)
def _at(kind: str, path: Path) -> Schema | None:
    name, found = _whole(kind, schema.shape(kind))
    for part in path:
        below = found.get("properties", {}).get(part) if isinstance(part, str) else found.get("items")
        if not isinstance(below, Mapping):
            return None
        name, found = _whole(name, below)
    return found


def _whole(name: str, found: Schema) -> tuple[str, Schema]:
    """Return a schema with what it refers to, and the file in which that stands; its own words come first."""
    while reference := found.get("$ref"):
        if reference.startswith(SHARED_REFERENCE):
            name = schema.COMMON_SCHEMA
        target = schema.shape(name)["$defs"][reference.rpartition("/")[2]]
        found = {**target, **{key: value for key, value in found.items() if key != "$ref"}}
        if "$ref" in target:
            found["$ref"] = target["$ref"]
    return name, found


def said(found: Schema) -> str:
    """Return the title and the meaning of a key."""
    return "\n".join(str(found[key]) for key in ("title", "description") if key in found)


def choices(found: Schema) -> tuple[str, ...]:
    """Return the words that a value is one of, as they are written; none where it is free."""
    if "const" in found:
        return (str(found["const"]),)
    if found.get("type") == "boolean":
        return ("true", "false")
    return tuple(map(str, found.get("enum", ())))
