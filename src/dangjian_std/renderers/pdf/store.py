"""What was set once and need not be set again: entries in a folder of the user's, by what they were made of.

An entry carries a digest of its key, of the typesetter's libraries and of itself: one that is damaged, or was made
of something else, is none. Nothing here knows the clock, but that the entries longest unused go first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dangjian_std.renderers.pdf import libraries

MOST = 512 * 1024**2
"""Bytes that entries may take; a set of thirty standards takes a fiftieth."""
LEFT = MOST * 3 // 4
"""Bytes that remain when they took more."""
ENDING = ".part"
_HEAD = b"dangjian-std 1 "


@dataclass(frozen=True, slots=True)
class Entry:
    """A PDF, and what is known of it (`compiler`)."""

    facts: dict[str, Any]
    pdf: bytes


@cache
def folder() -> Path | None:
    """Return the folder of the entries, or nothing where none can be kept."""
    with contextlib.suppress(OSError, RuntimeError):  # the last where there is no home
        wanted = _wanted()
        wanted.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = wanted.lstat()
        ours = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        if stat.S_ISDIR(found.st_mode) and ours and not found.st_mode & 0o022 and os.access(wanted, os.W_OK):
            return wanted
    return None


def _wanted() -> Path:
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():
        return given / "dangjian-std"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "dangjian-std"
    return Path.home() / ".cache" / "dangjian-std"


def key(*made_of: object) -> str:
    """Return the name of what is made of these."""
    return hashlib.sha256(json.dumps(made_of, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def part_key(identity: str, asked: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    """Return the name of a part (`bindery`) that shows these numbers of pages."""
    return key(identity, "part", asked["of"], asked["style"], dict(numbers))


def has(where: Path, name: str) -> bool:
    """Whether there seems to be an entry."""
    return (where / f"{name}{ENDING}").is_file()


def read(where: Path, name: str) -> Entry | None:
    """Return a sound entry, or nothing."""
    path = where / f"{name}{ENDING}"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        data = path.read_bytes()
        head, _, body = data.partition(b"\n")
        if head != _HEAD + _digest(name, body):
            return None
        said, _, pdf = body.partition(b"\n")
        os.utime(path)
        return Entry(json.loads(said), pdf)
    return None


def write(where: Path, name: str, entry: Entry) -> None:
    """Keep an entry; where that cannot be, it is made again next time."""
    said = json.dumps(entry.facts, ensure_ascii=False, separators=(",", ":")).encode()
    body = said + b"\n" + entry.pdf
    temporary = where / f"{secrets.token_hex(8)}.tmp"
    try:
        temporary.write_bytes(_HEAD + _digest(name, body) + b"\n" + body)
        temporary.replace(where / f"{name}{ENDING}")
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def trim(where: Path) -> None:
    """Remove the entries longest unused once they take too much room."""
    with contextlib.suppress(OSError):
        found = [(each.stat(), each.path) for each in os.scandir(where) if each.is_file(follow_symlinks=False)]
        taken = sum(each.st_size for each, _ in found)
        if taken <= MOST:
            return
        for each, path in sorted(found, key=lambda pair: (pair[0].st_mtime_ns, pair[1])):
            if taken <= LEFT:
                return
            with contextlib.suppress(OSError):
                Path(path).unlink()
                taken -= each.st_size


def _digest(name: str, body: bytes) -> bytes:
    return hashlib.sha256(b"\0".join((name.encode(), libraries.versions().encode(), body))).hexdigest().encode()
