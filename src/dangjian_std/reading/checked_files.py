"""What a person asked to have checked: the whole set, or files of it; and what he named that is not checked."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK, find_root, names, own, shown
from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.errors import DstdError

RULE_OF_WHOLE_SET = "old-format"
"""The rule whose finding is about every file of a set."""
MOST_FILES_NAMED = 3
"""Files that are told by name; of more the number is enough."""


@dataclass(frozen=True, slots=True)
class FileScope:
    """A project, the files of it that were asked for (None: all of them), and why others are not checked."""

    root: Path
    files: frozenset[str] | None = None
    unread: tuple[str, ...] = ()

    def split(self, found: Iterable[Diagnostic]) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
        """Return the findings that have any place in the files asked for, and the others."""
        ours: list[Diagnostic] = []
        others: list[Diagnostic] = []
        for each in found:
            mine = self.files is None or each.rule == RULE_OF_WHOLE_SET or not self.files.isdisjoint(_files(each))
            (ours if mine else others).append(each)
        return tuple(ours), tuple(others)

    @property
    def complaint(self) -> str:
        """One sentence on what was named and is not checked; empty where all of it is."""
        more = len(self.unread) - MOST_FILES_NAMED
        return f"{'；'.join(self.unread[:MOST_FILES_NAMED])}{f'；另有 {more} 个也没有检查' if more > 0 else ''}。"


def _files(finding: Diagnostic) -> Iterable[str]:
    return (place.span.file for place in (finding.place, *(each.place for each in finding.related)))


def scope(paths: Sequence[Path]) -> FileScope:
    """Return what `paths` ask for: a project, its standards/, folders and files in it; none means all of here.

    The sheet of a unit means all of its project: what is wrong elsewhere comes of what is filled in there.
    """
    roots = {_root(path) for path in paths or (Path(),)}
    if len(roots) > 1:
        raise DstdError("这些路径不在同一个项目里，请分开检查。")
    root = roots.pop()
    known = tuple(names(root))
    whole = not paths
    files: set[str] = set()
    unread: list[str] = []
    for path in paths:
        places = _places(root, path)
        if {".", own(root)} & set(places):
            whole = True
        elif found := {name for name in known for place in places if f"{name}/".startswith(f"{place}/")}:
            files |= found
            whole = whole or not found.isdisjoint((UNIT_SHEET, UNIT_WORKBOOK))
        else:
            unread.append(f"{shown(path)} {_why(root, places[0], known)}，没有检查")
    return FileScope(root, None if whole else frozenset(files), tuple(unread))


def _root(path: Path) -> Path:
    """Return the project of a path; a folder that the standards/ of this project is a link to is in it too."""
    try:
        return find_root(path)
    except DstdError:
        with contextlib.suppress(DstdError):
            root = find_root(Path())
            if path.exists() and path.resolve().is_relative_to((root / own(root)).resolve()):
                return root
        raise


def _places(root: Path, path: Path) -> list[str]:
    """Return what a path is called in its project: as it was typed, and as its links lead."""
    typed, real = Path(os.path.abspath(path)), path.resolve()  # noqa: PTH100 links must stay
    above = next((each for each in (typed, *typed.parents) if each.resolve() == root), None)
    found = [typed.relative_to(above)] if above else []
    top = (root / own(root)).resolve()
    if real.is_relative_to(top):
        found.append(own(root) / real.relative_to(top))
    elif real.is_relative_to(root) and not found:
        found.append(real.relative_to(root))
    return [each.as_posix() for each in found]


def _why(root: Path, place: str, known: Sequence[str]) -> str:
    """Say why nothing at this place of the project is read."""
    top, *parts = Path(place).parts
    if top != own(root):
        other = f"，也不是 {UNIT_SHEET}、{UNIT_WORKBOOK}" if own(root) != "standards" else ""
        return f"不在 {own(root)}/ 里{other}"
    if any(place.startswith(f"{name}/") for name in known):
        return "在链接到别处的文件夹里"
    if any(part.startswith((".", "~")) for part in parts):
        return "的名字以 . 或者 ~ 开头，当作隐藏文件或者临时文件"
    return "里没有 .yaml 文件" if (root / place).is_dir() else "不是 .yaml 文件"
