"""What a value that a schema refuses can only have been meant to be."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from dangjian_std.domain.article_numbers import spelt
from dangjian_std.domain.regulation import ordinals
from dangjian_std.text.spelling import slip

REPAIRABLE_DATE = re.compile(r"([0-9]{4})\D{1,2}([0-9]{1,2})\D{1,2}([0-9]{1,2})日?")


def value(error: Any, written: str) -> str:
    """Return what to type for `written`, the value of an error; an empty text where more than one thing may be."""
    match error.validator:
        case "enum" if isinstance(error.instance, str):
            return slip(error.instance, map(str, error.validator_value))
        case "type" if error.validator_value == "string" and isinstance(error.instance, int | float):
            return _quoted(error.schema, written)
        case "pattern" | "format" if written == error.instance:
            return _formed(error.schema, written)
    return ""


def _quoted(schema: Any, written: str) -> str:
    """Return a number as the text that it has to be, which may also be the number of an article."""
    if isinstance(schema, dict) and "enum" not in schema:
        if re.fullmatch(schema.get("pattern", ".*"), written):
            return f'"{written}"'
        return _formed(schema, written)
    return ""


def _formed(schema: Any, typed: str) -> str:
    """Return the only way of writing a text that has the form."""
    pattern = schema.get("pattern", "")
    ways = {way for way in _ways(schema, typed) if re.fullmatch(pattern, way)}
    return ways.pop() if len(ways) == 1 else ""


def _ways(schema: Any, typed: str) -> Iterator[str]:
    narrow = unicodedata.normalize("NFKC", typed).strip()
    if schema.get("format") == "date":
        if found := REPAIRABLE_DATE.fullmatch(narrow):
            try:
                yield dt.date(*map(int, found.groups())).isoformat()
            except ValueError:
                return
    elif ordinals(str(schema.get("examples", [""])[0])):
        yield spelt(typed)
    else:
        yield from (narrow, narrow.upper(), narrow.lower())
