"""The base of a new unit, which `init` and `sheet` take from the program or from a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_std.cli.console import context
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.reading.project import RawSource


def base_of(top: Path, base: Path | None, revision: str | None) -> tuple[str, tuple[RawSource, ...]]:
    """Return the base as unit.yaml will name it, and its files."""
    from dangjian_std.reading import layers

    if base is None and revision:
        raise DstdError("--revision 是母本文件夹在 git 里的版本，请同 --base 一起写。")
    place = layers.SHIPPED if base is None else Path(os.path.relpath(base, top)).as_posix()
    raws = layers.base_of(top, place, revision)
    if not raws:
        at = f"的 {revision}" if revision else ""
        raise DstdError(f"{context.shown_path(base or Path())}{at} 里没有一套标准。请检查 --base 和 --revision。")
    return place, raws


def catalog_of(raws: tuple[RawSource, ...], place: str) -> Catalog:
    """Return what a base says, or stop."""
    from dangjian_std.reading import load

    loaded = load.load(raws, shapes=True)
    if loaded.catalog is None:
        context.refuse(loaded.diagnostics, loaded, f"母本（{place}）读不了，没有写任何文件。")
    return loaded.catalog
