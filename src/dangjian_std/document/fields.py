"""What the values of a document are made of: texts, numbers, days, tuples, and values with fields."""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any


@cache
def names(kind: type[Any]) -> tuple[str, ...] | None:
    """Return the names of the fields of a class, or nothing if its values have none, as texts and tuples."""
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(each.name for each in dataclasses.fields(kind))


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
