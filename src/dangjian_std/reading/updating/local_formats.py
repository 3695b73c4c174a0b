"""Standards, forms and papers of a unit's own in the newest format: their base says which one they have."""

from __future__ import annotations

from collections.abc import Sequence

from dangjian_std.reading import layering, migrations, schema
from dangjian_std.reading.migrations import File
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import LOCAL_FOLDER, RawSource

LOCAL_KINDS = frozenset({"standard", "record", "paper"})
"""Kinds of files that a unit writes as a set does."""


def carried(raws: Sequence[RawSource], old: Sequence[RawSource]) -> tuple[File, ...]:
    """Return the files below local/ that have to change, before and after; none where the old base is gone."""
    if migrations.stated(old) in {None, schema.newest_format()}:
        return ()
    mine = {raw.path: raw for raw in own(raws)}
    return tuple(file for file in migrations.carry((*mine.values(), *old)).changed if file.old.path in mine)


def own(raws: Sequence[RawSource]) -> tuple[RawSource, ...]:
    """Return the standards, forms and papers below local/."""
    return tuple(raw for raw in raws if raw.path.startswith(f"{LOCAL_FOLDER}/") and _kind(raw) in LOCAL_KINDS)


def _kind(raw: RawSource) -> str:
    tree = parse(raw).tree
    return layering.kind_of(tree) if tree is not None and isinstance(tree.data, dict) else ""
