"""The packs of many units in one folder: what is made of the same content is made once.

OUT/units.json says what was made of which row. The name of the unit that only stands among the properties of a
file is left out: it alone would make every file another one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dangjian_std import __version__, publications, renderers
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.output import adoption, build, manifest, packs, regular_files, write
from dangjian_std.output.build import BuildTarget
from dangjian_std.output.regular_files import ADOPTION, MANIFEST
from dangjian_std.output.shared_files import PACK_FILE, LostFileError, SharedFiles
from dangjian_std.publications import Request
from dangjian_std.renderers.zip_files import EARLIEST, READABLE_MODE, UNIX_SYSTEM
from dangjian_std.text import imports, os_errors
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

UNITS_FILE = "units.json"
FILES_PER_BATCH = 16
"""Files that are made before they are kept: what an interrupted run loses at most."""
COMPRESSED = (".docx", ".xlsx", ".pdf", ".zip")
NAMING_SHEET_KEYS = ("name", "prefix")
"""Keys of a sheet that only name a unit: units that differ in nothing else are of one variant."""

UnitStates = dict[str, dict[str, Any]]
"""What is said of each unit, by its folder."""
Packs = Iterable[tuple[str, Document, str]]
"""Folder, document and format of what packs of months hold."""


class NotMadeError(Exception):
    """A pack that cannot be made, and why: another unit may do well."""


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack of a unit: its bytes, what `adoption` says of it, its files, and how many are new."""

    data: bytes
    adoption: bytes | None
    files: int
    fresh: int


def wanted(
    unit: Unit, names: Iterable[str], request: Request, months: Packs, formats: Iterable[str]
) -> tuple[BuildTarget, ...]:
    """Return what the pack of a unit holds."""
    kept = set(formats)
    found = (
        (path, name, _bare(document), form)
        for name in names
        for path, document, form in publications.compose(unit, name, request)
        if form in kept
    )
    packed = ((place, _bare(document), form) for place, document, form in months if form in kept)
    return (*build.targets(found), *packs.targets(packed))


def _bare(document: Document) -> Document:
    return dataclasses.replace(document, author="")


def identity(base: str, wishes: Sequence[str], formats: Iterable[str]) -> str:
    """Return a digest of all that decides what is in the packs of a run, whatever their units are.

    The whole program counts: what judges a unit, what composes and what renders.
    """
    code = hashlib.sha256()
    for path in sorted(imports.PACKAGE_FOLDER.rglob("*.py")):
        code.update(path.read_bytes())
    looks = [renderers.identity(each) for each in formats]
    return hashlib.sha256(json.dumps([__version__, code.hexdigest(), base, wishes, looks]).encode()).hexdigest()


def inputs(run: str, sheet: str) -> str:
    """Return a digest of all that decides what is in the pack of a unit."""
    return hashlib.sha256(f"{run}\n{sheet}".encode()).hexdigest()


def variant(data: Mapping[str, Any]) -> str:
    """Return a digest of what is said of a unit beside its name: those of one variant share most files."""
    rest = {key: value for key, value in data.items() if key not in NAMING_SHEET_KEYS}
    rest["branches"] = [
        {**each, "name": "", "groups": len(each.get("groups", ()))} for each in data.get("branches", ())
    ]
    return hashlib.sha256(json.dumps(rest, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def read(out: Path) -> UnitStates:
    """Return what the folder says of its units. Raises `DstdError` where that cannot be understood."""
    try:
        units = json.loads((out / UNITS_FILE).read_text("utf-8"))["units"]
        return {str(each["folder"]): dict(each) for each in units if "variant" in each}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DstdError(
            f"{out / UNITS_FILE} 不是本工具做的，或者已经损坏；请另选一个输出文件夹，或者把它移走。"
        ) from error


def shared(out: Path, state: UnitStates) -> SharedFiles:
    """Return what is there of the files of the units."""
    return SharedFiles(out, {folder: str(each.get("sha256")) for folder, each in state.items()})


def packed(
    unit: Unit, below: str, targets: Sequence[BuildTarget], files: SharedFiles, tell: Callable[[str], None]
) -> Pack:
    """Return the pack of a unit, made out of what is there already as far as it goes.

    What packs of months hold goes into the folder `below` in it, as a command of its own would put it.
    """
    lost = sorted(files.lost(targets), key=lambda each: -len(each.document.parts))
    for start in range(0, len(lost), FILES_PER_BATCH):
        files.keep(_rendered(lost[start : start + FILES_PER_BATCH], tell))
    said = adoption.dump(unit.catalog)
    try:
        with files.opened() as read:
            data = zipped(_contents(unit, below, targets, read, said))
    except LostFileError as error:
        raise NotMadeError(str(error)) from error
    return Pack(data, said, len(targets), len(lost))


def put_pack(pack: Pack, place: Path, tell: Callable[[str], None], *, ours: bool) -> None:
    """Put a pack into the folder of its unit; one that lies there and is not as we made it gets another name."""
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise NotMadeError(f"输出文件夹里的 {visible(place.name)} 不是文件夹")
    try:
        place.mkdir(exist_ok=True)
        adoption.put(pack.adoption, place)
        if ours:
            write.write_all(place, {PACK_FILE: pack.data})
        else:
            build.save(place / PACK_FILE, pack.data, tell)
    except (DstdError, OSError) as error:
        if shutil.disk_usage(place.parent).free < len(pack.data):
            raise
        raise NotMadeError(_words(error)) from error


def _rendered(targets: Sequence[BuildTarget], tell: Callable[[str], None]) -> dict[str, bytes]:
    jobs = {each.fingerprint: (each.document, each.format) for each in targets}
    paths = {each.fingerprint: each.path for each in targets}
    try:
        files, trouble = renderers.render_all(jobs, lambda name: tell(f"制作 {visible(paths[name])}……"))
    except DstdError as error:
        raise NotMadeError(_words(error)) from error
    if trouble:
        raise trouble
    return files


def _contents(
    unit: Unit, below: str, targets: Iterable[BuildTarget], read: Callable[[str], bytes], said: bytes | None
) -> Iterator[tuple[str, bytes]]:
    """Yield what a pack holds, each file as it is taken in: in memory there is one at a time."""
    entries: dict[str, manifest.Entries] = {"": {}}
    for each in sorted(targets, key=lambda each: each.path):
        data = read(each.fingerprint)
        prefix = f"{below}/" if each.publication.startswith(manifest.PACK_NAME_PREFIX) else ""
        entries.setdefault(prefix, {})[each.path] = manifest.entry(
            each.path, each.publication, each.format, data, each.fingerprint
        )
        yield f"{prefix}{each.path}", data
    for prefix, found in entries.items():
        yield f"{prefix}{MANIFEST}", manifest.dump(found, unit.catalog.system.edition)
    if said:
        yield ADOPTION, said


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a ZIP of files in their order, all of one date: the same bytes each time."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files:
            member = ZipInfo(name, EARLIEST)
            member.create_system, member.external_attr = UNIX_SYSTEM, READABLE_MODE
            archive.writestr(member, data, ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED)
    return packed.getvalue()


def _words(error: DstdError | OSError) -> str:
    """Say why something was not made."""
    return os_errors.reason(error) if isinstance(error, OSError) else str(error).rstrip("。")


def put(out: Path, state: UnitStates) -> None:
    """Write what is said of the units."""
    content = {
        "format": 1,
        "tool": {"name": manifest.TOOL, "version": __version__},
        "units": [state[folder] for folder in sorted(state)],
    }
    write.write_all(out, {UNITS_FILE: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()})


def free(out: Path) -> int:
    """Return the bytes that the disk of a folder has left."""
    there = next(each for each in (out, *out.parents) if each.exists())
    return shutil.disk_usage(there).free


def digest(path: Path) -> str:
    """Return the sha256 of a file of ours."""
    found = regular_files.digest(path)
    if not found:
        raise DstdError(f"读不了刚做好的 {os.fspath(path)}。")
    return found
