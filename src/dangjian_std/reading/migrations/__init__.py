"""A set of an older format carried over to the newest, as edits of its texts.

A file `from_<n>.py` carries format n over to n + 1: its docstring tells the user what has changed, and what its
`changes(trees)` yields is done to the texts. It sees plain data with places, in the old grammar, which no schema
has judged; `every` finds in it only what has the shape. The number in `catalog.yaml` is raised here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading import schema
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import CATALOG_FILE, RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.operations import (
    Add,
    AmendError,
    Append,
    Move,
    Operation,
    Remove,
    Rename,
    Replace,
)
from dangjian_std.text.places import Path, Place, Span

Trees = Mapping[str, Tree]
"""Every file of a set, by path."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One thing to be done to a file: an operation on its text, or a new name for it (a path)."""

    file: str
    what: Operation | str

    @property
    def said(self) -> str:
        """What it does, for the one who runs it."""
        match self.what:
            case str():
                said = f"文件改名为 {self.what}"
            case Rename():
                said = f"{self.what.at[-1]} 改名为 {self.what.to}"
            case Remove():
                said = f"删去 {_key_name(self.what.at)}"
            case Replace():
                said = f"改写 {_key_name(self.what.at)}"
            case Add():
                said = f"加上 {self.what.key}"
            case Append():
                said = f"{_key_name(self.what.at)} 添一项"
            case Move():
                said = f"移动 {self.what.name}"
        return said


@dataclass(frozen=True, slots=True)
class MigrationStep:
    """From one format to the next: what has changed, and what is to be done."""

    source: int
    page: str
    """What has changed, for the user."""
    changes: Callable[[Trees], Iterable[FileChange]]


@dataclass(frozen=True, slots=True)
class File:
    """A file before and after, and what was done to it."""

    old: RawSource
    new: RawSource
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A set in the newest format, and by which steps it came there."""

    files: tuple[File, ...]
    steps: tuple[MigrationStep, ...]

    @property
    def raws(self) -> tuple[RawSource, ...]:
        """Return the set as it now is, sorted by path."""
        return tuple(sorted((file.new for file in self.files), key=lambda raw: raw.path))

    @property
    def changed(self) -> tuple[File, ...]:
        """Return the files that are other than before."""
        return tuple(file for file in self.files if file.old != file.new)


def steps() -> tuple[MigrationStep, ...]:
    """Every migration there is, from the oldest format on."""
    names = [info.name for info in pkgutil.iter_modules(__path__) if info.name.startswith("from_")]
    modules = (importlib.import_module(f"{__name__}.{name}") for name in names)
    found = (
        MigrationStep(module.FROM, (module.__doc__ or "").replace("\n", ""), module.changes) for module in modules
    )
    return tuple(sorted(found, key=lambda step: step.source))


def every(tree: Tree, *way: str | int) -> Iterator[tuple[Path, Any]]:
    """Yield path and value of all that lies on a way; `*` stands for every item of a list or key of a mapping."""
    found: list[tuple[Path, Any]] = [((), tree.data)]
    for part in way:
        found = [
            ((*path, key), value)
            for path, holder in found
            for key, value in _entries(holder)
            if part in {"*", key}
        ]
    yield from found


def _entries(holder: Any) -> Iterator[tuple[str | int, Any]]:
    match holder:
        case dict():
            yield from holder.items()
        case list():
            yield from enumerate(holder)


def stated(raws: Iterable[RawSource]) -> int | None:
    """Return the format that a set says it has; None where it says none that there has ever been."""
    catalog = next((raw for raw in raws if raw.path == CATALOG_FILE), None)
    tree = parse(catalog).tree if catalog else None
    number = schema.stated_format(tree) if tree else None
    return number if number is not None and number <= schema.newest_format() else None


def earlier(raws: Iterable[RawSource]) -> tuple[RawSource, ...]:
    """Return a set of any format in the newest one. What cannot be read stays as it is, for `load` to say why."""
    raws = tuple(raws)
    number = stated(raws)
    if number is None or any(parse(raw).tree is None for raw in raws):
        return raws
    return tuple(map(_floors_listed, raws)) if number == schema.newest_format() else carry(raws).raws


def _floors_listed(raw: RawSource) -> RawSource:
    """Return a file with each floor as a list: the first sets of format 3 still had one act, without the list."""
    tree = parse(raw).sound
    single = [(at, floor) for at, floor in every(tree, "articles", "*", "floor") if isinstance(floor, dict)]
    return amend(raw, tree, [Replace(at, [floor]) for at, floor in single])[0]


def carry(raws: Sequence[RawSource]) -> Carried:
    """Carry a set through every format from its own to the newest; every file of an older one can be read."""
    number = stated(raws)
    todo = tuple(step for step in steps() if number is not None and step.source >= number)
    files = {raw.path: File(raw, raw) for raw in raws}
    trees = {raw.path: parse(raw).sound for raw in raws if todo}
    for step in todo:
        changes: dict[str, list[FileChange]] = {}
        for change in (*step.changes(trees), FileChange(CATALOG_FILE, Replace(("format",), step.source + 1))):
            changes.setdefault(change.file, []).append(change)
        made = [_changed(files.pop(path), trees.pop(path), found) for path, found in changes.items()]
        for file, tree in made:
            if file.new.path in files:
                message = (
                    f"已经有 {file.new.path} 这个文件，{file.old.path} 要改成这个名字。先改名或者删去，再来一次。"
                )
                raise AmendError(Place(Span(file.new.path)), message)
            files[file.new.path], trees[file.new.path] = file, tree
    return Carried(tuple(sorted(files.values(), key=lambda file: file.old.path)), todo)


def _changed(file: File, tree: Tree, changes: Sequence[FileChange]) -> tuple[File, Tree]:
    """Do to a file what is to be done in one step."""
    raw, tree = amend(file.new, tree, [each.what for each in changes if not isinstance(each.what, str)])
    for change in changes:
        if isinstance(change.what, str):
            raw = RawSource(change.what, raw.data)
            tree = parse(raw).sound
    counted = Counter(each.said for each in changes)
    said = tuple(f"{word} {count} 处" if count > 1 else word for word, count in counted.items())
    return File(file.old, raw, tuple(dict.fromkeys((*file.said, *said)))), tree


def _key_name(at: Path) -> str:
    """Return the key of a place; of a list item, that of the list."""
    return f"{at[-2]} 的一项" if isinstance(at[-1], int) else at[-1]
