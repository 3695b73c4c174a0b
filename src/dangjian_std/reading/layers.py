"""The layers of a project: the files of the unit itself, and below them those of the set that it adopts.

A base may itself be the project of a unit that adopts a set. Paths tell the layers apart: what stands below the
project has `base/` before its path, once for each layer between; the files of the set itself keep theirs.
"""

from __future__ import annotations

import hashlib
import os
import pathlib
from collections.abc import Iterable, Iterator

from dangjian_std.reading import project, states_of_sets, unit_sources
from dangjian_std.reading.project import LOCAL_FOLDER, UNIT_SHEET, UNIT_WORKBOOK, RawSource
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped

BASE_FOLDER = "base/"
SHIPPED = "随程序"
MOST_LAYERS = 5
"""Layers that may stand on each other."""


def sources(root: pathlib.Path) -> tuple[RawSource, ...]:
    """Return every file of a project and of what it stands on; one that says why where there is no base."""
    return over(root, tuple(project.sources(root)))


def over(root: pathlib.Path, files: tuple[RawSource, ...]) -> tuple[RawSource, ...]:
    """Return the files of a project, which may not be there yet, and of what they stand on."""
    return _with_base(root, files, MOST_LAYERS)


def of_revision(root: pathlib.Path, name: str) -> tuple[RawSource, ...]:
    """Return the same of a revision in git; the base is read from where it says."""
    return _with_base(root, states_of_sets.sources(root, name), MOST_LAYERS)


def base_of(root: pathlib.Path, place: str, name: str | None) -> tuple[RawSource, ...]:
    """Return every file of the base that lies at a place, as seen from a project; nothing where there is none."""
    found = _base(root, place, name, MOST_LAYERS)
    return found if isinstance(found, tuple) else ()


def digest(raws: Iterable[RawSource]) -> str:
    """Return the sha256 of the files of a set: their paths and their texts, in order of path."""
    found = hashlib.sha256()
    for raw in sorted(raws, key=lambda raw: raw.path):
        text = raw.data.replace(b"\r\n", b"\n")
        found.update(f"{raw.path}\n{len(text)}\n".encode() + text)
    return found.hexdigest()


def identity(raws: Iterable[RawSource]) -> str:
    """Return the sha256 of everything that was read, byte for byte, and of what could not be."""
    found = hashlib.sha256()
    for raw in raws:
        head = f"{raw.path}\0{raw.trouble}\0{len(raw.data)}\0"
        found.update(head.encode("utf-8", "surrogatepass") + raw.data)
    return found.hexdigest()


def own(path: str) -> bool:
    """Whether a file of a unit that adopts a set is its own."""
    return path in {UNIT_SHEET, UNIT_WORKBOOK} or path.startswith(f"{LOCAL_FOLDER}/")


def below(path: str, prefix: str) -> str | None:
    """Return what a file is called in the base that has this prefix; None where it stands above that."""
    if path.startswith("standards/"):
        return path
    return path.removeprefix(prefix) if path.startswith(prefix) else None


def _with_base(root: pathlib.Path, own: tuple[RawSource, ...], deep: int) -> tuple[RawSource, ...]:
    stated = _stated(own)
    if stated is None:
        return own
    found = _base(root, *stated, deep - 1)
    return (*own, *(lowered(found) if isinstance(found, tuple) else [RawSource(BASE_FOLDER, trouble=found)]))


def _stated(own: Iterable[RawSource]) -> tuple[str, str | None] | None:
    """Return where the files of a unit say that its base lies, and which revision; None where they do not."""
    tree = unit_sources.sheet(own)
    stated = tree.data.get("base") if tree else None
    if not isinstance(stated, dict) or not isinstance(stated.get("from"), str):
        return None
    name = stated.get("revision")
    return stated["from"], name if isinstance(name, str) else None


def _folder(root: pathlib.Path, place: str) -> pathlib.Path:
    return shipped("standards").parent if place == SHIPPED else pathlib.Path(os.path.normpath(root / place))


def located(root: pathlib.Path, path: str) -> pathlib.Path | None:
    """Return where a file of a project, or of what it stands on, lies; None where that is in git, or nowhere."""
    for _ in range(MOST_LAYERS):
        if own(path) or not project.adopts(root):
            return root / path
        stated = _stated(project.sources(root))
        if stated is None or stated[1] is not None:
            return None
        root, path = _folder(root, stated[0]), path.removeprefix(BASE_FOLDER)
    return None


def _base(root: pathlib.Path, place: str, name: str | None, deep: int) -> tuple[RawSource, ...] | str:
    """Return every file of a base; or why there is none."""
    try:
        folder = _folder(root, place)
        if deep <= 0:
            return f"一层一层超过了 {MOST_LAYERS} 层，或者绕回了自己"
        if not folder.is_dir():
            return "没有这个文件夹"
        if not (name or (folder / project.CATALOG_FILE).is_file() or project.adopts(folder)):
            return "文件夹在，里面没有一套标准，也不是沿用标准的单位"
        own = states_of_sets.sources(folder, name) if name else tuple(project.sources(folder))
    except DstdError as error:
        said = str(error).rstrip("。")
        return f"文件夹在，取不到这个版本：{said}" if name else said
    except (OSError, ValueError):
        return "读不了"
    return _with_base(folder, own, deep)


def lowered(raws: Iterable[RawSource]) -> Iterator[RawSource]:
    """Yield the files of a base as a project that stands on it has them."""
    for raw in raws:
        path = raw.path if raw.path.startswith("standards/") else f"{BASE_FOLDER}{raw.path}"
        yield RawSource(path, raw.data, raw.trouble)
