"""What the values of a document are made of: texts, numbers, days, tuples, and values with fields."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from functools import cache
from typing import Any


@cache
def names(kind: type[Any]) -> tuple[str, ...] | None:
    """Return the names of the fields of a class, or nothing if its values have none, as texts and tuples."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(each.name for each in dataclasses.fields(kind))


def canonical(document: object) -> str:
    """Return everything that a document says as JSON, class names included: equal documents, equal texts."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    """Return what a value says for which JSON has no form of its own; its fields are written in turn."""
    if isinstance(value, dt.date):
        return value.isoformat()
    kind = type(value)
    if (found := names(kind)) is None:  # type: ignore[arg-type]
        raise TypeError(f"{kind.__name__} in a document")
    return {"": kind.__name__, **{name: getattr(value, name) for name in found}}


def characters(value: object) -> set[str]:
    """Return the characters of all texts in a value."""
    found: set[str] = set()
    _add(found, value)
    return found


def _add(found: set[str], value: object) -> None:
    if isinstance(value, str):
        found.update(value)
    elif isinstance(value, tuple):
        for item in value:
            _add(found, item)
    else:
        for name in names(type(value)) or ():  # type: ignore[arg-type]
            _add(found, getattr(value, name))
