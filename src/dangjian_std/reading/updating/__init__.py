"""The project of a unit on another state of its base: what it would be, and which of its files change for that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dangjian_std.reading import (
    adopting,
    layering,
    layers,
    migrations,
    schema,
    unit_sources,
)
from dangjian_std.reading.migrations import File
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import CATALOG_FILE, LOCAL_FOLDER, UNIT_SHEET, UNIT_WORKBOOK, RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.updating import local_formats, rebasing, sheet_editing, unit_entries
from dangjian_std.reading.updating.rebasing import Rebased, Trees
from dangjian_std.reading.updating.unit_entries import UnitEntry
from dangjian_std.reading.yaml_editing.amending import amend

Raws = Sequence[RawSource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """The same project on another base."""

    own: tuple[RawSource, ...]
    """Its own files as they would be, without the sheet that is made of the other one."""
    below: tuple[RawSource, ...]
    """Every file of the new base."""
    sheet: Tree
    """The sheet as it would be."""
    changed: tuple[File, ...]
    """Its own files that change: the source of the sheet is among them."""
    older: bool
    """Whether files of its own were of an older format."""
    entries: tuple[UnitEntry, ...]
    rebased: Rebased
    old: Trees
    """The trees of the old base; nothing where that is gone."""
    new: Trees

    @property
    def raws(self) -> tuple[RawSource, ...]:
        """Every file of the project and of what it stands on."""
        return (*self.own, *layers.lowered(self.below))


def onto(own: Raws, source: Tree, old: Raws, new: Raws, place: tuple[str, str | None]) -> Update:
    """Return a project on another base, which lies at a place and is perhaps a revision there.

    `source` is what says what the unit is; `old` is empty where the old base is gone. Raises `AmendError` and
    `DstdError` where a file is written so that it cannot be changed.
    """
    kept = {
        raw.path: raw
        for raw in own
        if raw.path not in {UNIT_SHEET, UNIT_WORKBOOK} or raw.path == source.source.path
    }
    before = dict(kept)
    for file in (carried := local_formats.carried(own, old)):
        kept[file.old.path] = file.new
    overlays = tuple(_overlays(kept.values()))
    was, now = trees(migrations.earlier(old)) if old else {}, trees(new)
    said = tuple(unit_entries.entries(source, overlays, (now, was)))
    rebased = rebasing.rebased(said, was, now)
    for tree in overlays:
        path = tree.source.path
        kept[path] = amend(kept[path], tree, tuple(rebased.edits(path)))[0]
    base = {"from": place[0], "edition": now[CATALOG_FILE].data["edition"], "sha256": layers.digest(new)}
    base |= {"revision": place[1]} if place[1] else {}
    path = source.source.path
    kept[path] = sheet_editing.with_base(kept[path], source, base)
    changed = tuple(File(before[path], raw) for path, raw in kept.items() if before[path] != raw)
    sheet = (unit_sources.workbook if path == UNIT_WORKBOOK else parse)(kept[path]).tree
    return Update(
        own=tuple(kept.values()),
        below=tuple(new),
        sheet=sheet or source,
        changed=changed,
        older=bool(carried),
        entries=said,
        rebased=rebased,
        old=was,
        new=now,
    )


def trees(raws: Raws) -> Trees:
    """Return the files of a base, its own layers laid over what they stand on; only what is sound of it."""
    parsed = [(unit_sources.workbook if unit_sources.is_workbook(raw) else parse)(raw) for raw in raws]
    found, _ = unit_sources.settled({each.source.path: each.tree for each in parsed if each.tree})
    if UNIT_SHEET in found:
        return adopting.lay(raws, found).trees
    return {path: tree for path, tree in found.items() if path.startswith("standards/")}


def _overlays(raws: Iterable[RawSource]) -> Iterable[Tree]:
    for raw in raws:
        tree = parse(raw).tree if raw.path.startswith(f"{LOCAL_FOLDER}/") else None
        sound = tree is not None and isinstance(tree.data, Mapping) and layering.kind_of(tree) == "overlay"
        if tree is not None and sound and not any(schema.check(tree)):
            yield tree
