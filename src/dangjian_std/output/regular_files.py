"""Files as they lie in a folder of outputs: only regular ones are looked at."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path

MANIFEST, ADOPTION = "manifest.json", "adoption.json"
"""Files of a folder of outputs that are no outputs; the second is only there for a unit that adopts a set."""


def digest(path: Path) -> str:
    """Return the sha256 of a regular file, or an empty text."""
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def opened(path: Path) -> BufferedReader:
    """Open a regular file; anything else that has its name (a link, a pipe) is as good as missing."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file", os.fspath(path))
    return os.fdopen(os.open(path, flags), "rb")
