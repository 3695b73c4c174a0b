"""What we wrote into a folder: the file manifest.json, and whether a file is still as we wrote it."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from dangjian_std import __version__, publications
from dangjian_std.composition.request import safe_file_name
from dangjian_std.output import regular_files
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

TOOL = "dangjian-std"
MOST_BYTES_OF_MANIFEST = 4 * 1024 * 1024
"""Bytes of a manifest; ours has some hundred for each output."""
SHAPES = {
    "path": re.compile(r".+"),
    "publication": re.compile(r"[a-z][a-z0-9_-]{0,38}"),
    "format": re.compile(r"[a-z][a-z0-9]{0,9}"),
    "sha256": re.compile(r"[0-9a-f]{64}"),
    "fingerprint": re.compile(r"[0-9a-f]{64}"),
}
"""What the texts of an entry look like, as schemas/manifest.schema.json says."""
PACK_NAME_PREFIX = "pack-"
"""Start of the name of a publication that is the pack of a month, a year or a case."""
RELEASE = "release"
"""The publication that is handed over as one file."""

Entries: TypeAlias = dict[str, dict[str, Any]]
"""What a manifest says of each output, by path."""


def read(out: Path) -> Entries:
    """Return what the manifest in `out` says. A folder without one has none of ours.

    A file of that name that is not ours is refused: the folder may be somebody else's. An entry that we would not
    write counts as none, and so does the file that it names.
    """
    path = out / MANIFEST
    if not os.path.lexists(path):
        return {}
    try:
        with regular_files.opened(path) as file:
            data = file.read(MOST_BYTES_OF_MANIFEST + 1)
        content: Any = json.loads(data.decode()) if len(data) <= MOST_BYTES_OF_MANIFEST else None
        outputs: Any = content["outputs"] if content["tool"]["name"] == TOOL else None
        return {each["path"]: each for each in outputs if _sound(each)}
    except PermissionError as error:
        raise DstdError(f"读不了 {visible(os.fspath(path))}：{reason(error)}。没有写任何文件。") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DstdError(
            f"{visible(os.fspath(path))} 不是本工具做的，或者已经损坏；没有写任何文件。"
            "请另选一个输出文件夹，或者把它移走。"
        ) from error


def dump(entries: Entries, edition: str) -> bytes:
    """Return the manifest as the bytes of a file."""
    content = {
        "format": 1,
        "tool": {"name": TOOL, "version": __version__},
        "edition": edition,
        "outputs": [entries[path] for path in sorted(entries)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def entry(path: str, publication: str, format_: str, data: bytes, fingerprint: str) -> dict[str, Any]:
    """Return what the manifest says of an output."""
    return {
        "path": path,
        "publication": publication,
        "format": format_,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "fingerprint": fingerprint,
    }


def untouched(path: Path, known: Mapping[str, Any] | None) -> bool:
    """Whether a file is still as we wrote it."""
    return known is not None and regular_files.digest(path) == known["sha256"]


def pack(folder: str) -> str:
    """Return the name of the publication that fills a folder of packs: its name, or a digest of a Chinese one."""
    name = f"{PACK_NAME_PREFIX}{folder}"
    return (
        name
        if SHAPES["publication"].fullmatch(name)
        else f"{PACK_NAME_PREFIX}{hashlib.sha256(folder.encode()).hexdigest()[:16]}"
    )


def _sound(each: Any) -> bool:
    """Whether an entry is one of ours: exactly its keys, each of its shape, and a safe name."""
    if not isinstance(each, dict) or each.keys() != {*SHAPES, "bytes"} or type(each["bytes"]) is not int:
        return False
    texts_fit = all(isinstance(each[key], str) and shape.fullmatch(each[key]) for key, shape in SHAPES.items())
    if not texts_fit or each["bytes"] < 0:
        return False
    path: str = each["path"]
    folder, slash, name = path.rpartition("/")
    if each["publication"].startswith(PACK_NAME_PREFIX):
        ours = _plain(folder) and each["publication"] == pack(folder)
    else:
        home = _folder(each["publication"])
        ours = home is not None and (not slash or folder == home != "")
    return ours and _plain(name) and path.endswith(f".{each['format']}")


def _folder(publication: str) -> str | None:
    """Return the folder that a publication goes to; one that we do not make has none."""
    if publication == RELEASE:
        return ""
    known = publications.publications().get(publication)
    return known.folder if known else None


def _plain(name: str) -> bool:
    """Whether a name of a file is one that we would give."""
    return name == safe_file_name(name) and name.lower() != MANIFEST
