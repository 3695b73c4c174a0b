"""What was found out once and need not be again: entries in a folder of the user's, by what they were made of.

An entry carries a digest of its name and of itself: one that is damaged, or is another's, is none. What nobody but
the user may write is all that is read. Nothing here knows the clock, but that the entries longest unused go first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import sys
from functools import cache
from pathlib import Path

MOST_BYTES_CACHED = 512 * 1024**2
"""Bytes that entries may take; what a set of thirty standards leaves there is a tenth."""
BYTES_LEFT_AFTER_SWEEP = MOST_BYTES_CACHED * 3 // 4
"""Bytes that remain when they took more."""
_HEAD = b"dangjian-std 1 "


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


def shelf() -> Path | None:
    """Return the folder; none for who wants everything read and judged afresh, and sets DSTD_FRESH to 1."""
    return None if os.environ.get("DSTD_FRESH") == "1" else folder()


def _wanted() -> Path:
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():
        return given / "dangjian-std"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "dangjian-std"
    return Path.home() / ".cache" / "dangjian-std"


def key(*made_of: object) -> str:
    """Return the name of what is made of these, plain data."""
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()


def read(path: Path, guard: str = "") -> bytes | None:
    """Return a sound entry, or nothing; `guard` is what it rests on beside what gave it its name."""
    with contextlib.suppress(OSError):
        head, _, body = path.read_bytes().partition(b"\n")
        if head == _HEAD + _digest(path, guard, body):
            os.utime(path)
            return body
    return None


def write(path: Path, body: bytes, guard: str = "") -> None:
    """Keep an entry; where that cannot be, it is made again next time."""
    temporary = path.with_name(f"{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(_HEAD + _digest(path, guard, body) + b"\n")
            file.write(body)
        temporary.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def trim(where: Path) -> None:
    """Remove the entries longest unused once they take too much room."""
    with contextlib.suppress(OSError):
        found = [(each.stat(), each.path) for each in os.scandir(where) if each.is_file(follow_symlinks=False)]
        taken = sum(each.st_size for each, _ in found)
        if taken <= MOST_BYTES_CACHED:
            return
        for each, path in sorted(found, key=lambda pair: (pair[0].st_mtime_ns, pair[1])):
            if taken <= BYTES_LEFT_AFTER_SWEEP:
                return
            with contextlib.suppress(OSError):
                Path(path).unlink()
                taken -= each.st_size


def _digest(path: Path, guard: str, body: bytes) -> bytes:
    found = hashlib.sha256(f"{path.name}\0{guard}\0".encode())
    found.update(body)
    return found.hexdigest().encode()
