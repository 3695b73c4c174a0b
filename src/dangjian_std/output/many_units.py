"""The packs of many units in one folder: what is made of the same content is made once.

OUT/units.json says what was made of which row; OUT/.shared/ keeps, while a run is not finished, each file by the
fingerprint of its document. The name of the unit that only stands among the properties of a file is left out: it
alone would make every file another one.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from dangjian_std import __version__, publications, renderers
from dangjian_std.domain.unit import Unit
from dangjian_std.output import adoption, build, manifest, write
from dangjian_std.output.build import Target
from dangjian_std.publications import Request
from dangjian_std.renderers.zip_files import EARLIEST, READABLE, UNIX
from dangjian_std.text.errors import DstdError

NAME, SHARED, PACK = "units.json", ".shared", "成品包.zip"
AT_ONCE = 16
"""Files that are made before they are kept: what an interrupted run loses at most."""
COMPRESSED = (".docx", ".xlsx", ".pdf", ".zip")

State = dict[str, dict[str, Any]]
"""What is said of each unit, by its folder."""


class NotMadeError(Exception):
    """A file of a pack that cannot be set, and why: another unit may do well."""


@dataclass(frozen=True, slots=True)
class Made:
    """The pack of a unit: its bytes, the files in it, and how many of them were made for it alone."""

    size: int
    files: int
    fresh: int


def wanted(unit: Unit, names: Iterable[str], formats: Iterable[str]) -> tuple[Target, ...]:
    """Return what the pack of a unit holds."""
    kept = set(formats)
    return tuple(
        build.target(path, name, form, dataclasses.replace(document, author=""))
        for name in names
        for path, document, form in publications.compose(unit, name, Request())
        if form in kept
    )


def identity(sheet: str, base: str, names: Iterable[str], formats: Sequence[str]) -> str:
    """Return a digest of all that decides what is in the pack of a unit."""
    looks = [renderers.identity(each) for each in formats]
    return hashlib.sha256(json.dumps([__version__, sheet, base, sorted(names), looks]).encode()).hexdigest()


def read(out: Path) -> State:
    """Return what the folder says of its units. Raises `DstdError` where that cannot be understood."""
    try:
        units = json.loads((out / NAME).read_text("utf-8"))["units"]
        return {str(each["folder"]): dict(each) for each in units}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DstdError(
            f"{out / NAME} 不是本工具做的，或者已经损坏；请另选一个输出文件夹，或者把它移走。"
        ) from error


def whole(out: Path, entry: Mapping[str, Any] | None, inputs: str) -> bool:
    """Whether the pack of a unit is there, as it was made, of the same."""
    if entry is None or entry.get("inputs") != inputs:
        return False
    return manifest.digest(out / entry["folder"] / PACK) == entry.get("sha256")


def make(unit: Unit, out: Path, folder: str, targets: Sequence[Target], tell: Callable[[str], None]) -> Made:
    """Make the pack of a unit, out of what is there already as far as it goes."""
    store = out / SHARED
    store.mkdir(parents=True, exist_ok=True)
    lost = {each.fingerprint: each for each in targets if not (store / each.fingerprint).is_file()}
    waiting = list(lost.values())
    for start in range(0, len(waiting), AT_ONCE):
        some = waiting[start : start + AT_ONCE]
        jobs = {each.fingerprint: (each.document, each.format) for each in some}
        paths = {each.fingerprint: each.path for each in some}
        try:
            files, trouble = renderers.render_all(jobs, lambda name, paths=paths: tell(paths[name]))  # type: ignore[misc]
        except DstdError as error:
            raise NotMadeError(str(error).rstrip("。")) from error
        if trouble:
            raise trouble
        write.write_all(store, files)
    data = {each.path: (store / each.fingerprint).read_bytes() for each in targets}
    entries = {
        each.path: manifest.entry(each.path, each.publication, each.format, data[each.path], each.fingerprint)
        for each in targets
    }
    data[manifest.NAME] = manifest.dump(entries, unit.catalog.system.edition)
    said = adoption.dump(unit.catalog)
    beside = {adoption.NAME: said} if said else {}
    (out / folder).mkdir(exist_ok=True)
    packed = pack(data | beside)
    write.write_all(out / folder, {PACK: packed, **beside})
    return Made(len(packed), len(targets), len(lost))


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP of files in the order of their names, all of one date: the same bytes each time."""
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in sorted(files.items()):
            member = ZipInfo(name, EARLIEST)
            member.create_system, member.external_attr = UNIX, READABLE
            archive.writestr(member, data, ZIP_STORED if name.endswith(COMPRESSED) else ZIP_DEFLATED)
    return packed.getvalue()


def put(out: Path, state: State) -> None:
    """Write what is said of the units."""
    content = {
        "format": 1,
        "tool": {"name": manifest.TOOL, "version": __version__},
        "units": [state[folder] for folder in sorted(state)],
    }
    write.write_all(out, {NAME: (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()})


def free(out: Path) -> int:
    """Return the bytes that the disk of a folder has left."""
    there = next(each for each in (out, *out.parents) if each.exists())
    return shutil.disk_usage(there).free


def clear(out: Path) -> None:
    """Remove what was kept for the units to come."""
    shutil.rmtree(out / SHARED, ignore_errors=True)


def digest(path: Path) -> str:
    """Return the sha256 of a file of ours."""
    found = manifest.digest(path)
    if not found:
        raise DstdError(f"读不了刚做好的 {os.fspath(path)}。")
    return found
