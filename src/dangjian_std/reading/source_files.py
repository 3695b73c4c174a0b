"""A file of a set by itself: what it says, whether it has its shape, and whether it stands in its place."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Iterator

from dangjian_std.reading import kept_files, schema, unit_sources
from dangjian_std.reading.layers import BASE_FOLDER
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Refile

FOLDER_OF_KIND = {
    "regulation": "regulations",
    "record": "records",
    "paper": "papers",
    "profile": "profiles",
    "holidays": "holidays",
    "dates": "dates",
}
SINGLE = {
    "catalog": "standards/catalog.yaml",
    "roles": "standards/roles.yaml",
    "withdrawals": "standards/废止.yaml",
    "key-dates": "standards/节点.yaml",
    "acceptances": "standards/已接受.yaml",
}
"""Kinds of which there is one file."""


def read(raw: RawSource) -> Parsed:
    """Read a file; of a workbook the sheet that it stands for."""
    return unit_sources.workbook(raw) if unit_sources.is_workbook(raw) else parse(raw)


def shape(tree: Tree) -> list[Diagnostic]:
    """Return what is wrong with the shape of a file, or else with its place."""
    return list(schema.check(tree)) or list(map(ds0.MISPLACED_FILE.diagnose, _misplaced(tree)))


def is_sound(tree: Tree) -> bool:
    """Whether a file has its shape and stands in its place."""
    return not any(schema.check(tree)) and not any(_misplaced(tree))


def read_for_another(raws: Iterable[RawSource], say: Callable[[str, bytes], None]) -> None:
    """Read files, and say of each sound one what is kept of it (`kept_files`), by its name there."""
    for raw in raws:
        tree = read(raw).tree
        if tree and is_sound(tree) and (body := kept_files.packed(tree)):
            say(kept_files.name(raw), body)


def _misplaced(tree: Tree) -> Iterator[Problem]:
    """A kind has its folder: whoever looks for a form must find it among the forms."""
    kind, place = tree.data["kind"], tree.outline.value(("kind",))
    parts = pathlib.PurePosixPath(tree.source.path.replace(BASE_FOLDER, "")).parts
    if kind in SINGLE:
        if tree.source.path != SINGLE[kind]:
            yield Problem(
                place=place,
                message=f"kind: {kind} 只能写在 {SINGLE[kind]}",
                help="改 kind，或删去这个文件",
            )
        return
    if kind in {"unit", "overlay"}:
        yield Problem(
            place=place,
            message=f"kind: {kind} 不能写在一套标准里",
            help="它写在沿用这一套的单位的项目里：先运行 dstd init；这里删去",
        )
        return
    wanted = FOLDER_OF_KIND.get(kind)
    if wanted and parts[1:-1] != (wanted,):
        yield Problem(
            place=place,
            message=f"kind: {kind} 的文件应放在 {parts[0]}/{wanted}/",
            help="移动文件，或改正 kind",
            repair=Refile(tree.source.path, f"{parts[0]}/{wanted}/{parts[-1]}"),
        )
    elif not wanted and (len(parts[1:-1]) != 1 or parts[1] in FOLDER_OF_KIND.values()):
        yield Problem(
            place=place,
            message=f"标准应放在 {parts[0]}/ 下它那一组的文件夹里",
            help="移动文件，或改正 kind",
        )
