"""Standards, forms and papers of a unit's own, carried over to the newest format; the set below says which it was.

Where that state of the set is gone, the newest format from which they come out with their shape is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dangjian_std.reading import layering, migrations, schema
from dangjian_std.reading.migrations import CATALOG, File
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import LOCAL, RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.operations import AmendError

OWN = frozenset({"standard", "record", "paper"})
"""Kinds of files that a unit writes as a set does."""


def carried(local: Sequence[RawSource], old: Sequence[RawSource], new: Sequence[RawSource]) -> tuple[File, ...]:
    """Return the files below local/ that have to change, before and after; `old` is empty where it is gone."""
    newest = schema.newest_format()
    own = tuple(raw for raw in local if raw.path.startswith(f"{LOCAL}/") and _kind(raw) in OWN)
    if not own:
        return ()
    if old:
        number = migrations.stated(old)
        return () if number in {None, newest} else _changed(own, old)
    if _sound(own):
        return ()
    forms = tuple(raw for raw in new if _kind(raw) == "record")
    for number in range(newest - 1, 0, -1):
        catalog = RawSource(CATALOG, f"kind: catalog\nformat: {number}\n".encode())
        try:
            found = _changed(own, (catalog, *forms))
        except AmendError:  # a form of the newest format takes no older step
            found = _changed(own, (catalog,))
        made = {file.old.path: file.new for file in found}
        if _sound(made.get(raw.path, raw) for raw in own):
            return found
    return ()


def _changed(own: Sequence[RawSource], below: Sequence[RawSource]) -> tuple[File, ...]:
    mine = {raw.path for raw in own}
    return tuple(file for file in migrations.carry((*own, *below)).changed if file.old.path in mine)


def _sound(raws: Iterable[RawSource]) -> bool:
    trees = [parse(raw).tree for raw in raws]
    return all(tree is not None and not any(schema.check(tree)) for tree in trees)


def _kind(raw: RawSource) -> str:
    tree: Tree | None = parse(raw).tree
    return layering.kind_of(tree) if tree is not None and isinstance(tree.data, dict) else ""
