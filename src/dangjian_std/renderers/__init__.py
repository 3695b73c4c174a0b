"""Documents to bytes. A format is one file or folder here (`renderer.py`), imported only when asked for."""

from __future__ import annotations

import contextlib
import hashlib
import os
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form, FormKind
from dangjian_std.renderers.layout import page_fitting
from dangjian_std.renderers.renderer import Renderer
from dangjian_std.text import imports
from dangjian_std.text.errors import DstdError, NoTypesetterError
from dangjian_std.text.package_data import shipped

SHARED = frozenset({"layout", "renderer", "zip_files"})
"""What is here and is no format."""
OF_DAYS = frozenset({"ics"})
"""Formats that make nothing of a document but its days."""
MOST = 4
"""Most documents that are rendered at once. Each PDF has a process of its own, so this bounds the memory used."""
EACH = 3 * 1024**3 // 2
"""Bytes of memory reserved for each render: the pack of 900 members takes that much."""
CONTAINER = Path("/sys/fs/cgroup/memory.max")
"""Where Linux says how much memory a container may take."""


def formats() -> tuple[str, ...]:
    """Return the name of every format: how its files end."""
    return tuple(sorted({each.name for each in pkgutil.iter_modules(__path__)} - SHARED))


def renderer(form: str) -> Renderer:
    """Return what makes files of a format."""
    if form not in formats():
        raise DstdError(f"不认识格式“{form}”，可用的有：{'、'.join(formats())}。")
    found: Renderer = import_module(f"{__name__}.{form}").RENDERER
    return found


def render(document: Document, form: str) -> bytes:
    """Return the document as the bytes of a file, once what goes on a page is settled."""
    return renderer(form).render(page_fitting.settled(document))


def render_all(
    jobs: Mapping[str, tuple[Document, str]], tell: Callable[[str], None]
) -> tuple[dict[str, bytes], NoTypesetterError | None]:
    """Render documents by their paths, side by side, the longest first, so that none runs alone at the end.

    `tell` hears of each path in turn. Where nothing can set a PDF all the rest is made, and the reason comes back.
    """
    files: dict[str, bytes] = {}
    trouble: NoTypesetterError | None = None
    with ThreadPoolExecutor(max_workers=workers()) as pool:
        queue = sorted(jobs.items(), key=lambda job: -len(job[1][0].parts))
        running = {path: pool.submit(render, document, form) for path, (document, form) in queue}
        try:
            for path in jobs:
                tell(path)
                try:
                    files[path] = running[path].result()
                except NoTypesetterError as error:
                    trouble = error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for form in {form for _, form in jobs.values()}:
                renderer(form).stop()
            raise
    return files, trouble


def workers() -> int:
    """Return how many documents are set at once: as many as there are processors and memory for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST, cores, _memory() // EACH))


def _memory() -> int:
    """Return the bytes of memory that this machine or container has; where that is unknown, enough for `MOST`."""
    found = [MOST * EACH]
    with contextlib.suppress(OSError, ValueError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(OSError, ValueError):
        found.append(int(CONTAINER.read_text("ascii")))
    return min(found)


@cache
def identity(form: str) -> str:
    """Return a sha256 over all that decides what a document looks like: code, templates, fonts, libraries."""
    digest = hashlib.sha256()
    looks = (path for path in shipped("templates").rglob("*") if path.suffix in {".j2", ".css", ".ttf"})
    for path in (*sources(form), *sorted(looks)):
        digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    for library in renderer(form).libraries:
        digest.update(f"{library} {_version(library)}\0".encode())
    return digest.hexdigest()


def sources(form: str) -> tuple[Path, ...]:
    """Return the files of ours that decide what a document looks like in a format."""
    return tuple(sorted({*imports.needed(f"{__name__}.{form}"), *imports.needed(page_fitting.__name__)}))


def missing_glyphs(document: Document) -> set[str]:
    """Return the characters of a document that some face of ours has no glyph for."""
    return {character for text in _texts(document) for character in undrawable(text)}


def undrawable(text: str) -> str:
    """Return the characters of a text that some face of ours has no glyph for."""
    covered = _coverage()
    return "".join(character for character in text if ord(character) not in covered)


def too_tall(document: Document) -> set[str]:
    """Return the codes of the forms that do not fit their pages.

    Pages of workbooks (`FormKind.PAGE`) are skipped: tests check them.
    """
    from dangjian_std.renderers.layout import form_heights

    forms = (block for part in document.parts for block in part.blocks if isinstance(block, Form))
    return {form.code for form in forms if form.kind is not FormKind.PAGE and form_heights.too_tall(form)}


@cache
def _coverage() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    covered = []
    for face in (shipped("templates") / "fonts").glob("*.ttf"):
        with TTFont(face, lazy=True) as font:
            font.setGlyphOrder([])  # what glyphs are called takes longer to find out than all else
            covered.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*covered)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"
