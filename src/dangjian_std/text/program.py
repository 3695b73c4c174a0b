"""Which program this is: all that decides what it says of a set and makes of it, as one digest."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dangjian_std.text.package_data import shipped

PROGRAM_FOLDER = Path(__file__).parents[1]
FOLDERS_WITHOUT_CODE = frozenset({"__pycache__", "_data"})
"""Folders of the package that are no code; what the last holds is asked for by name."""


@cache
def identity() -> str:
    """Return a sha256 over our code, schemas, templates and fonts, Python, and the libraries by their versions."""
    digest = hashlib.sha256(
        "\0".join((sys.version, sys.platform, *_libraries())).encode("utf-8", "surrogateescape")
    )
    for top in (PROGRAM_FOLDER, shipped("schemas"), shipped("templates")):
        for path in sorted(_files(str(top))):
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 a path object each would take as long again
                data = file.read()
            digest.update(f"\0{path.removeprefix(str(top))}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
            digest.update(data)
    return digest.hexdigest()


def _files(top: str) -> Iterator[str]:
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if name not in FOLDERS_WITHOUT_CODE]
        yield from (os.path.join(folder, name) for name in files)  # noqa: PTH118 as above


def _libraries() -> Iterator[str]:
    """Yield name and version of everything that is installed, as its folders say: quicker than to ask each."""
    for folder in dict.fromkeys(sys.path):
        with contextlib.suppress(OSError):
            names = (each.name for each in os.scandir(folder or "."))
            yield from sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))
