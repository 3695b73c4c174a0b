"""States of the base of a unit: the one that it was pinned to, where that can still be had, and another one."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from typing import Any

from dangjian_std.reading import layers, states_of_sets
from dangjian_std.reading.project import RawSource
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped

Raws = tuple[RawSource, ...]
Named = tuple[str, str | None]
"""A place as a sheet says it, and a revision there."""


def named(root: pathlib.Path, stated: Mapping[str, Any], to: str | None, name: str | None) -> Named:
    """Return where the base is that a person names: a folder, 随程序, or a revision of the same one."""
    place, at = stated["from"], stated.get("revision")
    if to is None:
        return place, name or at
    if to == layers.SHIPPED:
        return to, name
    if folder := states_of_sets.folder(to):
        return pathlib.Path(os.path.relpath(folder, root)).as_posix(), name
    if name:
        raise DstdError(f"{visible(to)} 里没有一套标准，也不是沿用标准的单位。请检查 --to 写的文件夹。")
    return place, to


def read(root: pathlib.Path, place: str, name: str | None) -> Raws:
    """Return every file of a base. Raises `DstdError` where there is none."""
    found = layers.base_of(root, place, name)
    if not found:
        at = f"的版本“{visible(name)}”" if name else ""
        raise DstdError(
            f"取不到母本“{visible(place)}”{at}：没有这个文件夹、没有这个版本，或者里面没有一套标准。没有写任何文件。"
        )
    return found


def pinned(root: pathlib.Path, stated: Mapping[str, Any], folder: pathlib.Path | None = None) -> Raws:
    """Return every file of the base that a unit is pinned to, from its place or history; none if it is gone.

    Raises `DstdError` where a person names a folder that holds another one.
    """
    if folder:
        found = layers.base_of(pathlib.Path.cwd(), str(folder), None)
        if not found or layers.digest(found) != stated["sha256"]:
            raise DstdError(f"{visible(str(folder))} 里的不是单位表写定的那一版母本。请检查 --old，或者不写它。")
        return found
    place, name = stated["from"], stated.get("revision")
    there = pathlib.Path(os.path.normpath(root / place))
    top = shipped("standards").parent if place == layers.SHIPPED else there
    for at in (name, *(states_of_sets.history(top) if top.is_dir() else ())):
        found = layers.base_of(root, place, at)
        if found and layers.digest(found) == stated["sha256"]:
            return found
    return ()
