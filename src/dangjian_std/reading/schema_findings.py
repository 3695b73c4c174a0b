"""What is said of a file that has not the shape of its kind: one problem for one cause, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dangjian_std.domain.article_numbers import spelt
from dangjian_std.domain.regulation import ordinals
from dangjian_std.reading import schema_repairs, schema_words
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Repair, Rule
from dangjian_std.text.places import Outline, Path, Place
from dangjian_std.text.spelling import alike, near, slip

DATE_HINT = "写成 2026-12-01 这样"
HOLDER_KEYWORDS = frozenset({"required", "additionalProperties"})
"""Keywords that speak of several keys at once; of all others one message for a value is enough."""


def explained(tree: Tree, errors: Iterable[Any]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the shape of a tree, by the errors of its validator."""
    said: set[Path] = set()
    for error in errors:
        path = tuple(error.path)
        if error.validator in HOLDER_KEYWORDS or path not in said:
            yield from _explain(tree, error)
        if error.validator not in HOLDER_KEYWORDS:
            said.add(path)


def _explain(tree: Tree, error: Any) -> Iterator[Diagnostic]:
    match error.validator:
        case "additionalProperties":
            yield from _foreign_keys(tree, tuple(error.path), error.instance, error.schema)
        case "required":
            yield from _missing_key(tree, tuple(error.path), error)
        case _:
            place = tree.outline.value(tuple(error.path))
            written = _written(tree, place)
            rule, message, help_ = _value(error, written)
            new = schema_repairs.value(error, written)
            problem = Problem(
                place=place,
                message=f"{_title(error)}{message}",
                help=help_,
                repair=Repair((place,), written, new) if new and new != written else None,
            )
            yield rule.diagnose(problem)


def _written(tree: Tree, place: Place) -> str:
    """Return the first line of a value as it was typed: 1.50 is no longer known from the number."""
    span, lines = place.span, tree.outline.lines.get(place.span.path, ())
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return line.rstrip("\r")[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


def _value(error: Any, written: str) -> tuple[Rule, str, str]:
    """Rule, message and help for a value that is there and is not what it should be."""
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "type":
            message = (
                f"应是{schema_words.TYPE_NAMES.get(str(limit), limit)}，这里是{schema_words.value_in_words(value)}"
            )
            return ds0.WRONG_TYPE, message, _instead(error.schema, value, written)
        case "enum" | "const":
            allowed = [str(item) for item in limit] if isinstance(limit, list) else [str(limit)]
            return (
                ds0.WRONG_VALUE,
                f"不能是“{schema_words.cut(value)}”",
                schema_words.choose(alike(str(value), allowed), allowed),
            )
        case "pattern" | "minLength" if not value:
            return ds0.OUT_OF_RANGE, "不能空着", str(error.schema.get("description", ""))
        case "pattern":
            help_ = DATE_HINT if error.schema.get("format") == "date" else _formed(error.schema, str(value))
            return ds0.WRONG_FORM, f"的写法不对：“{schema_words.cut(value)}”", help_
        case "format":
            formed = re.fullmatch(error.schema.get("pattern", ""), str(value))
            return (
                ds0.WRONG_FORM,
                f"的写法不对：“{schema_words.cut(value)}”",
                f"日历上没有这一天，{DATE_HINT}" if formed else DATE_HINT,
            )
        case _:
            return ds0.OUT_OF_RANGE, schema_words.range_(error), str(error.schema.get("description", ""))


def _instead(schema: Mapping[str, Any], value: object, written: str) -> str:
    """Say what to write in place of a value of another type: nothing that would only be refused for its form."""
    if schema.get("format") == "date":
        return DATE_HINT
    if "enum" in schema:
        return schema_words.choose([], [str(item) for item in schema["enum"]])
    if schema["type"] == "string" and isinstance(value, dict) and not any(map(str.isascii, value)):
        return "文字里的冒号改用全角“：”，或给整句加英文引号"
    if schema["type"] == "string" and isinstance(value, int | float):
        if re.fullmatch(schema.get("pattern", ".*"), written):
            return f'值两边加英文引号，如 "{schema_words.cut(written)}"'
        return _formed(schema, written)
    return str(schema.get("description", ""))


def _formed(schema: Mapping[str, Any], typed: str) -> str:
    """Show how it is written; the number of an article as that very article."""
    examples = [str(item) for item in schema["examples"][:2]]
    if ordinals(examples[0]) and ordinals(meant := spelt(typed)):
        examples = [meant]
    return f"写成 {'、'.join(examples)} 这样"


def _foreign_keys(
    tree: Tree, path: Path, value: Mapping[str, Any], schema: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    known = list(schema.get("properties", {}))
    free = [key for key in known if key not in value]
    for key in value:
        if key not in known:
            meant = slip(key, free)
            problem = Problem(
                place=tree.outline.key((*path, key)),
                message=f"这里没有“{schema_words.cut(key)}”这个键",
                help=schema_words.choose(near(key, free), free) if free else "删去这个键",
                repair=Repair((tree.outline.key((*path, key)),), key, meant) if meant else None,
            )
            yield ds0.UNKNOWN_KEY.diagnose(problem)


def _missing_key(tree: Tree, path: Path, error: Any) -> Iterator[Diagnostic]:
    """Name a missing key, unless a foreign key beside it is surely its misspelling: one slip, one message."""
    properties = error.schema["properties"]
    missing = [key for key in error.validator_value if key not in error.instance]
    foreign = [key for key in error.instance if key not in properties]
    key = next(key for key in missing if error.message.startswith(f"{key!r} "))
    if any(near(other, [key]) for other in foreign) or len(foreign) == len(missing) == 1:
        return
    title, place = properties[key]["title"], tree.outline.key(path)
    problem = Problem(
        place=Place(Outline.head(place.span), path),
        message=f"缺少键 {key}（{title}）",
        help=properties[key]["description"],
    )
    yield ds0.MISSING_KEY.diagnose(problem)


def _title(error: Any) -> str:
    """What the reader calls the value: the Chinese title of the nearest named key."""
    if title := error.schema.get("title"):
        return f"{title} "
    names = [str(part) for part in error.path if isinstance(part, str)]
    return f"{names[-1]} " if names else ""
