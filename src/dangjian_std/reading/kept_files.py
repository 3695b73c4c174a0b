"""Files that were read before and found sound: their trees, by their bytes and by the program.

Only what has neither a slip nor a wrong shape is kept, so a finding is always made afresh.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import kept, program
from dangjian_std.text import places as text_places
from dangjian_std.text.places import Outline, Source, Span

ENDING = ".file"


def read(where: Path, raw: RawSource) -> Parsed | None:
    """Return a sound file that was read before."""
    body = kept.read(_entry(where, raw))
    if body is None:
        return None
    data, numbers = json.loads(body)
    source = Source(raw.path, raw.data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n"))
    values: dict[text_places.Path, Span] = {}
    keys: dict[text_places.Path, Span] = {}
    _fill(values, keys, raw.path, data, iter(numbers))
    outline = Outline(Span(raw.path, 1, 1, 1, 2), values, keys, {raw.path: source.text.split("\n")})
    return Parsed(source, Tree(source, data, outline), ())


def write(where: Path, raw: RawSource, tree: Tree) -> None:
    """Keep a sound file."""
    body = json.dumps([tree.data, list(_numbers(tree.outline, tree.data, ()))], separators=(",", ":"))
    kept.write(_entry(where, raw), body.encode())


def _entry(where: Path, raw: RawSource) -> Path:
    name = kept.key("file", program.identity(), raw.path, hashlib.sha256(raw.data).hexdigest())
    return where / f"{name}{ENDING}"


def _numbers(outline: Outline, value: Any, path: text_places.Path) -> Iterator[int]:
    """Yield lines and columns of a value and of all below it, each key before its value."""
    yield from outline.values[path][1:]
    for part in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        below = (*path, part)
        if isinstance(value, dict):
            yield from outline.keys[below][1:]
        yield from _numbers(outline, value[part], below)


def _fill(
    values: dict[text_places.Path, Span],
    keys: dict[text_places.Path, Span],
    file: str,
    data: Any,
    numbers: Iterator[int],
) -> None:
    """Give every value and key its place, in the order in which they were taken down."""

    def place(value: Any, path: text_places.Path) -> None:
        values[path] = Span(file, next(numbers), next(numbers), next(numbers), next(numbers))
        if isinstance(value, dict):
            for key, each in value.items():
                below = (*path, key)
                keys[below] = Span(file, next(numbers), next(numbers), next(numbers), next(numbers))
                place(each, below)
        elif isinstance(value, list):
            for index, each in enumerate(value):
                place(each, (*path, index))

    place(data, ())
