"""What decides the bytes that a format makes of a document: code, templates, fonts, libraries."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dangjian_std.renderers.layout import page_fitting
from dangjian_std.text import imports
from dangjian_std.text.package_data import shipped


def of(form: str, libraries: tuple[str, ...]) -> str:
    """Return a sha256 over all of it, for a format by its name."""
    digest = hashlib.sha256()
    looks = (path for path in shipped("templates").rglob("*") if path.suffix in {".j2", ".css", ".ttf"})
    for path in (*sources(form), *sorted(looks)):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    for library in libraries:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def sources(form: str) -> tuple[Path, ...]:
    """Return the files of ours that decide what a document looks like in a format."""
    return tuple(
        sorted({*imports.needed(f"dangjian_std.renderers.{form}"), *imports.needed(page_fitting.__name__)})
    )


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
