"""Whether data have the shape of their kind, told at once and without a reason: a sieve before `schema`.

`jsonschema_rs` takes a thirtieth of the time of `jsonschema`, which alone says what is wrong. It gets schemas a
little stricter where it reads them otherwise, so that what it takes the other would take too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import re
from collections.abc import Callable, Mapping
from typing import Any

PYTHON_WHITE_SPACE = r"\x1c-\x1f\x85"
"""What is white space to Python's regular expressions, and not to those of JavaScript."""
ISO_DATE_FORM = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")

Sieve = Callable[[object], bool]


class _Whole:
    """Takes whole numbers as they are written; the library takes 1.0 as well."""

    def __init__(self, _schema: object, _value: object, _path: object) -> None:
        pass

    def validate(self, instance: object) -> None:
        """Refuse a number with a point."""
        if not isinstance(instance, int):
            raise TypeError(instance)


def sieve(schema: Mapping[str, Any], shared: Mapping[str, Mapping[str, Any]]) -> Sieve:
    """Return what tells whether data have a shape for sure; `shared` are the schemas that it names, by address.

    Where the library is not to be had, nothing is sure.
    """
    try:
        import jsonschema_rs  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return lambda _: False
    validator = jsonschema_rs.Draft202012Validator(
        stricter(schema),
        formats={"date": _is_date},
        validate_formats=True,
        keywords={"whole": _Whole},
        registry=jsonschema_rs.Registry([(name, stricter(each)) for name, each in shared.items()]),
    )

    def sure(data: object) -> bool:
        with contextlib.suppress(ValueError):  # what it cannot read: too deep, or no plain data
            return bool(validator.is_valid(data))
        return False

    return sure


def stricter(schema: Any) -> Any:
    """Return a schema as the library is to read it."""
    if isinstance(schema, list):
        return list(map(stricter, schema))
    if not isinstance(schema, Mapping):
        return schema
    new = {key: stricter(value) for key, value in schema.items()}
    if new.get("type") == "integer":
        new["whole"] = True
    if isinstance(pattern := new.get("pattern"), str):
        new["pattern"] = pattern.replace(r"[^\s", rf"[^\s{PYTHON_WHITE_SPACE}").replace(
            r"\S", rf"[^\s{PYTHON_WHITE_SPACE}]"
        )
    return new


@functools.lru_cache(maxsize=1024)
def _is_date(text: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ISO_DATE_FORM.fullmatch(text) and dt.date.fromisoformat(text))
    return False
