"""Shape: does a tree have the keys and kinds of values that its `kind` asks? JSON Schema says what is wrong."""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dangjian_std.reading import shapes
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem
from dangjian_std.text.package_data import shipped

if TYPE_CHECKING:  # a sound file does without it
    import jsonschema

_RULED = ("catalog", "roles", "regulation", "profile", "record", "paper", "standard", "withdrawals")
SCHEMA_KINDS = (*_RULED, "holidays", "dates", "key-dates", "acceptances", "unit", "overlay")
COMMON_SCHEMA = "common"
"""What the schemas of several kinds share."""
MOST_SCHEMA_PROBLEMS = 50
"""Problems of one file that are told."""


def _pattern(_: Any, pattern: str, text: object, __: Any) -> Iterator[jsonschema.ValidationError]:
    """Match a whole text: the stock keyword lets `$` stand before a final line feed."""
    import jsonschema

    if isinstance(text, str) and not re.fullmatch(pattern, text):
        yield jsonschema.ValidationError("pattern")


def _integer(_: Any, value: object) -> bool:
    """Tell whole numbers as they are written: 1.0 is none."""
    return isinstance(value, int) and not isinstance(value, bool)


@functools.cache
def shape(name: str) -> Mapping[str, Any]:
    """Return the schema of one kind of file, of an output, or what several share."""
    text = (shipped("schemas") / _file(name)).read_text(encoding="utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


@functools.cache
def validator(name: str) -> Any:
    """Return the validator of one schema. Nothing is ever fetched: the registry holds what schemas share."""
    import jsonschema
    from jsonschema.validators import extend
    from referencing import Registry, Resource

    base = jsonschema.Draft202012Validator
    integer = base.TYPE_CHECKER.redefine("integer", _integer)
    ours: Any = extend(base, {"pattern": _pattern}, type_checker=integer)  # type: ignore[no-untyped-call]
    registry = Registry().with_resource(_file(COMMON_SCHEMA), Resource.from_contents(shape(COMMON_SCHEMA)))
    return ours(shape(name), registry=registry, format_checker=jsonschema.FormatChecker(formats=["date"]))


@functools.cache
def sieve(name: str) -> shapes.Sieve:
    """Return what tells whether data have the shape of one schema for sure."""
    return shapes.sieve(shape(name), {_file(COMMON_SCHEMA): shape(COMMON_SCHEMA)})


def _file(name: str) -> str:
    return f"{name}.schema.json"


def newest_format() -> int:
    """Return the format that this program reads."""
    number: int = shape("catalog")["properties"]["format"]["const"]
    return number


def stated_format(catalog: Tree) -> int | None:
    """Return the format that a catalogue says it has; None where what it says is no number of a format."""
    number = catalog.data.get("format")
    return number if isinstance(number, int) and not isinstance(number, bool) and number > 0 else None


def check(tree: Tree) -> Iterator[Diagnostic]:
    """Yield what is wrong with the shape of a tree, one problem for one cause."""
    return itertools.islice(_check(tree), MOST_SCHEMA_PROBLEMS)


def _check(tree: Tree) -> Iterator[Diagnostic]:
    kind = tree.data.get("kind")
    if kind not in SCHEMA_KINDS:
        known = "、".join(SCHEMA_KINDS)
        place = tree.outline.value(("kind",)) if "kind" in tree.data else tree.outline.value(())
        message = "缺少键 kind" if kind is None else f"kind 写的是“{kind}”，没有这一种"
        yield ds0.UNKNOWN_KIND.diagnose(Problem(place=place, message=message, help=f"写成其中之一：{known}"))
        return
    if sieve(kind)(tree.data):
        return
    from dangjian_std.reading import schema_findings  # a sound file does without it

    yield from schema_findings.explained(tree, validator(kind).iter_errors(tree.data))
