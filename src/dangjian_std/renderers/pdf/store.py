"""What was set once and need not be set again: objects of a PDF, and what is known of them (`text.kept`).

An entry rests on the typesetter's libraries too: one that was made with others is none.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dangjian_std.renderers.pdf import c_libraries
from dangjian_std.text import kept

PART_ENDING = ".part"


@dataclass(frozen=True, slots=True)
class StoredPart:
    """Objects of a PDF, and what is known of them (`compiler`, `files.extraction`)."""

    facts: dict[str, Any]
    body: bytes


def part_key(identity: str, asked: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    """Return the name of a part (`bindery`) that shows these numbers of pages."""
    return kept.key(identity, "part", asked["of"], asked["style"], dict(numbers))


def has(where: Path, name: str) -> bool:
    """Whether there seems to be an entry."""
    return (where / f"{name}{PART_ENDING}").is_file()


def read(where: Path, name: str) -> StoredPart | None:
    """Return a sound entry, or nothing."""
    body = kept.read(where / f"{name}{PART_ENDING}", c_libraries.versions())
    with contextlib.suppress(ValueError, RecursionError):
        if body is not None:
            said, _, objects = body.partition(b"\n")
            return StoredPart(json.loads(said), objects)
    return None


def write(where: Path, name: str, entry: StoredPart) -> None:
    """Keep an entry; where that cannot be, it is made again next time."""
    said = json.dumps(entry.facts, ensure_ascii=False, separators=(",", ":")).encode()
    kept.write(where / f"{name}{PART_ENDING}", said + b"\n" + entry.body, c_libraries.versions())
