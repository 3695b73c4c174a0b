"""A form as it was in an earlier version, from the history of its set: who fills in an old blank is read by it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from dangjian_std.domain.record import Record
from dangjian_std.reading import bind, layers, schema, states_of_sets
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.text.errors import DstdError


def earlier(root: Path, code: str, version: str) -> Record | None:
    """Return the newest state of a form that has this version; None where history has none, or there is no git."""
    said = re.compile(rf"^version:\s*{re.escape(version)}\s*$".encode(), re.MULTILINE)
    for commit in states_of_sets.history(root):
        for raw in _files(root, commit):
            if f"/{code}-" in raw.path and said.search(raw.data):
                tree = parse(raw).tree
                if tree and not schema.check(tree):
                    return bind.bind(Record, tree)
    return None


def _files(root: Path, commit: str) -> Iterator[RawSource]:
    """Yield the files of a state; nothing of one that cannot be had any more."""
    with contextlib.suppress(DstdError):
        yield from layers.of_revision(root, commit)
