"""The one way in which files are handed to a person: what is stale and why, making it, and putting it into place.

What is made is a pure function of its inputs and never asks the clock. What a person changed stays: it gets
another name beside the new file, and that is told.
"""

from __future__ import annotations

import hashlib
import itertools
import operator
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dangjian_std import publications, renderers
from dangjian_std.document import fields
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.output import locks, manifest, regular_files, write
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.publications import Request
from dangjian_std.renderers.renderer import Way
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

Output = tuple[str, str, Document, str]
"""Where it goes, its publication, what it is made of, and its format."""
LONGEST_KEPT_NAME = 225
"""Bytes of UTF-8 in the name of a file that is kept; systems stop at 255."""


class Reason(StrEnum):
    """Why an output is made."""

    NEW = "还没有这个文件"
    CONTENT = "内容或排版有变化"
    EDITED = "文件被改动过"
    MISSING = "文件不在了"
    UNKNOWN = "已有同名的文件，没有记录"


@dataclass(frozen=True, slots=True)
class BuildTarget:
    """One output: where it goes, what it is made of, and the fingerprint of everything that decides its bytes."""

    path: str
    publication: str
    format: str
    document: Document
    fingerprint: str
    way: Way = Way.USUAL


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What would be done."""

    stale: tuple[tuple[BuildTarget, Reason], ...]
    fresh: tuple[BuildTarget, ...]
    orphans: tuple[str, ...]
    """Outputs of an earlier run that are no longer part of the set."""
    whole: frozenset[str]
    """Publications that are made in full, so that what they left behind may go."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every output that the set consists of afterwards, sorted."""
        return tuple(sorted(target.path for target in (*self.fresh, *(target for target, _ in self.stale))))

    @property
    def idle(self) -> bool:
        """Whether nothing would change."""
        return not self.stale and not self.orphans


def targets(outputs: Iterable[Output], way: Way = Way.USUAL) -> Iterator[BuildTarget]:
    """Yield outputs with their fingerprints.

    The formats of a document follow each other: what it says is worked out once for all of them.
    """
    for document, formats in itertools.groupby(outputs, key=operator.itemgetter(2)):
        text = fields.canonical(document)
        for path, publication, _, form in formats:
            made = hashlib.sha256(f"{renderers.identity(form)}{'whole' * (way is Way.WHOLE)}\n{text}".encode())
            yield BuildTarget(path, publication, form, document, made.hexdigest(), way)


def build(  # noqa: PLR0913 who, where, what, and how
    unit: Unit, out: Path, names: Iterable[str], request: Request, *, every: bool = False, way: Way = Way.USUAL
) -> BuildPlan:
    """Plan the outputs of publications, and with `every` of all that the manifest in `out` names.

    A booklet or a large-print book that was asked for once goes stale with the set.
    """
    names = tuple(names)
    made = {each.path: each for name in names for each in _composed(unit, name, request, way)}
    whole = set[str]()
    if request == Request():
        known = manifest.read(out)
        whole = {*names, *(entry["publication"] for entry in known.values() if every)}
        for name, marked in _asked_before(known.keys() - made.keys(), known, whole):
            found = _composed(unit, name, marked, way)
            made |= {each.path: each for each in found if each.path in known and each.path not in made}
    return plan(made.values(), out, whole)


def _composed(unit: Unit, name: str, request: Request, way: Way) -> Iterator[BuildTarget]:
    found = publications.compose(unit, name, request)
    return targets(((path, name, document, form) for path, document, form in found), way)


def _asked_before(
    paths: Iterable[str], known: manifest.Entries, names: Iterable[str]
) -> Iterator[tuple[str, Request]]:
    """Yield the publications that recorded outputs belong to, with the marks that their names carry."""
    rest = {(known[path]["publication"], path) for path in paths}
    for name in sorted(set(names) & publications.publications().keys()):
        for large, proof in itertools.product((False, True), repeat=2):
            order = Request(large=large, proof=proof)
            if any(publication == name and order.mark in path for publication, path in rest):
                yield name, order


def plan(wanted: Iterable[BuildTarget], out: Path, whole: Iterable[str]) -> BuildPlan:
    """Compare what should be in `out` with its manifest and its files."""
    whole = frozenset(whole)
    known = manifest.read(out)
    stale: list[tuple[BuildTarget, Reason]] = []
    fresh: list[BuildTarget] = []
    for each in wanted:
        if reason := _reason(each, known.pop(each.path, None), out):
            stale.append((each, reason))
        else:
            fresh.append(each)
    orphans = tuple(path for path, entry in known.items() if entry["publication"] in whole)
    return BuildPlan(tuple(stale), tuple(fresh), orphans, whole)


def _reason(each: BuildTarget, entry: Mapping[str, Any] | None, out: Path) -> Reason | None:
    there = os.path.lexists(out / each.path)
    if entry is None:
        return Reason.UNKNOWN if there else Reason.NEW
    if entry["fingerprint"] != each.fingerprint:
        return Reason.CONTENT
    if manifest.untouched(out / each.path, entry):
        return None
    return Reason.EDITED if there else Reason.MISSING


def deliver(planned: BuildPlan, out: Path, edition: str, tell: Callable[[str], None]) -> None:
    """Render what is stale, write it, and write the manifest last.

    What is stale is looked at once more when the folder is ours: another run may just have made it.
    Where nothing can set a PDF everything else is made, and then it is said.
    """
    with locks.locked(out):
        planned = plan((*planned.fresh, *(each for each, _ in planned.stale)), out, planned.whole)
        if planned.idle:
            return
        reasons = {each.path: reason for each, reason in planned.stale}
        files, trouble = renderers.render_all(
            {each.path: (each.document, each.format) for each, _ in planned.stale},
            lambda path: tell(f"制作 {visible(path)}（{reasons[path]}）……"),
            next((each.way for each, _ in planned.stale), Way.USUAL),
        )
        entries = manifest.read(out)
        for path in planned.orphans:
            retire(out, path, entries.pop(path), tell)
        made = {
            each.path: manifest.entry(each.path, each.publication, each.format, files[each.path], each.fingerprint)
            for each, _ in planned.stale
            if each.path in files
        }
        put(out, files, entries, made, edition, tell)
    if trouble:
        raise DstdError(f"其余 {len(files)} 个文件已经做好。{trouble}")


def retire(out: Path, path: str, entry: Mapping[str, Any], tell: Callable[[str], None]) -> None:
    """Remove what is no longer part of the set, unless somebody changed it."""
    if write.inside(out, out / path) and manifest.untouched(out / path, entry):
        tell(f"删去 {visible(path)}（已不在这一套里）")
        write.remove(out / path)
    elif os.path.lexists(out / path):
        tell(f"留下 {visible(path)}（已不在这一套里，但被改动过）")


def save(path: Path, data: bytes, tell: Callable[[str], None]) -> None:
    """Put one file where a person wants it. Nothing is recorded there, so whatever else has its name stays."""
    with locks.held(path.parent):
        locks.clear(path.parent)
        kept = _kept(path.parent, {path.name: data}, {})
        write.write_all(path.parent, {path.name: data}, kept)
    _tell_of(kept, {}, tell)


def put(  # noqa: PLR0913, PLR0917 the folder, what is there, what comes
    out: Path,
    files: Mapping[str, bytes],
    known: manifest.Entries,
    made: manifest.Entries,
    edition: str,
    tell: Callable[[str], None],
) -> None:
    """Write files and the manifest; what would be lost by that stays beside."""
    kept = _kept(out, files, known)
    write.write_all(out, {**files, MANIFEST: manifest.dump({**known, **made}, edition)}, kept)
    _tell_of(kept, known, tell)


def _kept(out: Path, files: Mapping[str, bytes], known: manifest.Entries) -> dict[str, str]:
    """Name what has to stay: every file that is neither as we wrote it nor what is written now."""
    kept: dict[str, str] = {}
    for path, data in files.items():
        old = out / path
        if not os.path.lexists(old) or (old.is_dir() and not old.is_symlink()):
            continue
        if manifest.untouched(old, known.get(path)):
            continue
        found = regular_files.digest(old)
        if found == hashlib.sha256(data).hexdigest():
            continue
        word = "改过的" if path in known else "原有的"
        for number in itertools.count(1):
            name = beside(path, f"（{word}{number}）")
            if not os.path.lexists(out / name) and name not in files:
                kept[path] = name
            elif not found or regular_files.digest(out / name) != found:
                continue
            break
    return kept


def beside(path: str, mark: str) -> str:
    """Return the name of a file with a mark before its ending."""
    folder, slash, name = path.rpartition("/")
    stem, ending = os.path.splitext(name)  # noqa: PTH122 a path of ours is a text with slashes
    room = LONGEST_KEPT_NAME - len(f"{mark}{ending}".encode())
    return f"{folder}{slash}{stem.encode()[:room].decode(errors='ignore')}{mark}{ending}"


def _tell_of(kept: Mapping[str, str], known: manifest.Entries, tell: Callable[[str], None]) -> None:
    for path, name in kept.items():
        why = "被改动过" if path in known else "没有记录，不知改没改过"
        tell(f"留下 {visible(name)}（原来的 {visible(path.rpartition('/')[2])}，{why}）")
