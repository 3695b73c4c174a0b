"""What is stale and why; making it; the manifest.

A build is a pure function of its inputs and never asks the clock.
"""

from __future__ import annotations

import dataclasses
import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import Any

from dangjian_std import __version__, publications, renderers, write
from dangjian_std.characters import visible
from dangjian_std.document import Document
from dangjian_std.model import Catalog
from dangjian_std.project import DstdError
from dangjian_std.publications import Order
from dangjian_std.publications.order import safe

MANIFEST = "manifest.json"
LARGEST = 4 * 1024 * 1024
"""Bytes of a manifest; ours has some hundred for each output."""
SHAPES = {
    "path": re.compile(r".+"),
    "publication": re.compile(r"[a-z][a-z0-9_-]{0,38}"),
    "format": re.compile(r"[a-z][a-z0-9]{0,9}"),
    "sha256": re.compile(r"[0-9a-f]{64}"),
    "fingerprint": re.compile(r"[0-9a-f]{64}"),
}
"""What the texts of an entry look like, as schemas/manifest.schema.json says."""


class Reason(StrEnum):
    """Why an output is made."""

    NEW = "还没有这个文件"
    CONTENT = "内容或排版有变化"
    EDITED = "文件缺失或被改动过"


@dataclass(frozen=True, slots=True)
class Target:
    """One output: where it goes, what it is made of, and the fingerprint of everything that decides its bytes."""

    path: str
    publication: str
    format: str
    document: Document
    fingerprint: str


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do."""

    stale: tuple[tuple[Target, Reason], ...]
    fresh: tuple[Target, ...]
    orphans: tuple[str, ...]
    """Outputs of an earlier build that are no longer part of the set."""
    whole: tuple[str, ...]
    """Publications that are made in full, so that what they left behind may go."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every output that the set consists of after the build, sorted."""
        return tuple(sorted(target.path for target in (*self.fresh, *(target for target, _ in self.stale))))

    @property
    def idle(self) -> bool:
        """Whether nothing would change."""
        return not self.stale and not self.orphans


def plan(catalog: Catalog, out: Path, names: Iterable[str], order: Order) -> BuildPlan:
    """Compare what should be in `out` with its manifest and its files."""
    names = tuple(names)
    targets = [
        Target(path, name, format_, document, _fingerprint(document, format_))
        for name in names
        for path, document, format_ in publications.compose(catalog, name, order)
    ]
    return _compared(targets, out, names if order == Order() else ())


def _compared(targets: Iterable[Target], out: Path, whole: tuple[str, ...]) -> BuildPlan:
    known = _recorded(out)
    stale: list[tuple[Target, Reason]] = []
    fresh: list[Target] = []
    for target in targets:
        reason = _reason(target, known.pop(target.path, None), out)
        if reason:
            stale.append((target, reason))
        else:
            fresh.append(target)
    orphans = tuple(path for path, entry in known.items() if entry["publication"] in whole)
    return BuildPlan(tuple(stale), tuple(fresh), orphans, whole)


def execute(plan: BuildPlan, out: Path, edition: str, tell: Callable[[str], None]) -> None:
    """Render what is stale, write it, and write the manifest last.

    What is stale is looked at once more when the folder is ours: another build may just have made it.
    """
    with write.locked(out):
        plan = _compared((*plan.fresh, *(target for target, _ in plan.stale)), out, plan.whole)
        if plan.idle:
            return
        reasons = {target.path: reason for target, reason in plan.stale}
        files, trouble = renderers.render_all(
            {target.path: (target.document, target.format) for target, _ in plan.stale},
            lambda path: tell(f"制作 {visible(path)}（{reasons[path]}）……"),
        )
        entries = _recorded(out)
        for path in plan.orphans:
            if write.inside(out, out / path) and _digest(out / path) == entries[path]["sha256"]:
                tell(f"删去 {visible(path)}（已不在这一套里）")
                write.remove(out / path)
            elif os.path.lexists(out / path):
                tell(f"留下 {visible(path)}（已不在这一套里，但被改动过）")
            del entries[path]
        for target, _ in plan.stale:
            if target.path in files:
                entries[target.path] = _entry(target, files[target.path])
        files[MANIFEST] = _manifest(entries, edition)
        write.write_all(out, files)
    if trouble:
        raise DstdError(f"其余 {len(files) - 1} 个文件已经做好。{trouble}")


def _entry(target: Target, data: bytes) -> dict[str, Any]:
    return {
        "path": target.path,
        "publication": target.publication,
        "format": target.format,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "fingerprint": target.fingerprint,
    }


def _manifest(entries: Mapping[str, dict[str, Any]], edition: str) -> bytes:
    content = {
        "format": 1,
        "tool": {"name": "dangjian-std", "version": __version__},
        "edition": edition,
        "outputs": [entries[path] for path in sorted(entries)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _recorded(out: Path) -> dict[str, dict[str, Any]]:
    """Entries of the manifest in `out`, by path; a manifest with anything wrong about it counts as none."""
    try:
        with _regular(out / MANIFEST) as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            return {}
        content = json.loads(data.decode())
        found = {entry["path"]: entry for entry in content["outputs"] if _sound(entry)}
        return found if len(found) == len(content["outputs"]) else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}


def _sound(entry: Any) -> bool:
    """Whether an entry is one of ours: exactly its keys, each of its shape, and a safe name."""
    if not isinstance(entry, dict) or entry.keys() != {*SHAPES, "bytes"} or type(entry["bytes"]) is not int:
        return False
    texts_fit = all(isinstance(entry[key], str) and shape.fullmatch(entry[key]) for key, shape in SHAPES.items())
    if not texts_fit or entry["bytes"] < 0:
        return False
    path: str = entry["path"]
    folder, slash, name = path.rpartition("/")
    module = publications.PUBLICATIONS.get(entry["publication"])
    ours = module is not None and folder == (module.FOLDER if slash else "")
    return ours and _plain(name) and path.endswith(f".{entry['format']}")


def _plain(name: str) -> bool:
    """Whether a name of a file or folder is one that we would give."""
    return name == safe(name) and name.lower() != MANIFEST


def _regular(path: Path) -> BufferedReader:
    """Open a regular file; anything else that has its name (a link, a pipe) is as good as missing."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    return os.fdopen(os.open(path, flags), "rb")


def _digest(path: Path) -> str:
    """Return the sha256 of a regular file, or an empty text."""
    try:
        with _regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _reason(target: Target, entry: Mapping[str, Any] | None, out: Path) -> Reason | None:
    if entry is None:
        return Reason.NEW
    if entry["fingerprint"] != target.fingerprint:
        return Reason.CONTENT
    return None if _digest(out / target.path) == entry["sha256"] else Reason.EDITED


def canonical(value: object) -> object:
    """Turn a document into plain data that says everything it says, class names included."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (each.name for each in dataclasses.fields(value))
        return {"": type(value).__name__, **{name: canonical(getattr(value, name)) for name in names}}
    if isinstance(value, tuple):
        return [canonical(item) for item in value]
    return value


def _fingerprint(document: Document, format_: str) -> str:
    text = json.dumps(canonical(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{renderers.identity(format_)}\n{text}".encode()).hexdigest()
