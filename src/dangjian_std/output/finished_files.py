"""Files that are finished when they come here, put into a folder as a build puts its outputs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from dangjian_std import __version__
from dangjian_std.output import build, locks, manifest


def hand_over(out: Path, files: Mapping[str, bytes], tell: Callable[[str], None], *, whole: bool = False) -> None:
    """Put files into a folder, by their names, and record them there.

    With `whole` they are all that belongs there: what was handed over before goes, unless somebody changed it.
    """
    made = {
        name: manifest.entry(
            name, manifest.RELEASE, name.rpartition(".")[2], data, hashlib.sha256(data).hexdigest()
        )
        for name, data in files.items()
    }
    with locks.locked(out):
        known = manifest.read(out)
        gone = [
            path for path, each in known.items() if each["publication"] == manifest.RELEASE and path not in files
        ]
        for path in gone if whole else ():
            build.retire(out, path, known.pop(path), tell)
        build.put(out, files, known, made, __version__, tell)
