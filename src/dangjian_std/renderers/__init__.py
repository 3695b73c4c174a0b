"""Documents to bytes. A format is one file or folder here (`renderer.py`), imported only when asked for."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from dangjian_std.renderers import machine
from dangjian_std.renderers.renderer import Renderer, Way
from dangjian_std.text.errors import DstdError, NoTypesetterError
from dangjian_std.text.package_data import shipped

if TYPE_CHECKING:  # a typesetter begins with this file, and knows no documents
    from dangjian_std.document.document import Document

NOT_FORMATS = frozenset({"fingerprint", "layout", "machine", "renderer", "zip_files"})
"""What is here and is no format."""
OF_DAYS = frozenset({"ics"})
"""Formats that make nothing of a document but its days."""


def formats() -> tuple[str, ...]:
    """Return the name of every format: how its files end."""
    return tuple(sorted({each.name for each in pkgutil.iter_modules(__path__)} - NOT_FORMATS))


def renderer(form: str) -> Renderer:
    """Return what makes files of a format."""
    if form not in formats():
        raise DstdError(f"不认识格式“{form}”，可用的有：{'、'.join(formats())}。")
    found: Renderer = import_module(f"{__name__}.{form}").RENDERER
    return found


def render(document: Document, form: str, way: Way = Way.USUAL) -> bytes:
    """Return the document as the bytes of a file, once what goes on a page is settled."""
    from dangjian_std.renderers.layout import page_fitting

    found = renderer(form)
    return found.ways.get(way, found.render)(page_fitting.settled(document))


def render_all(
    jobs: Mapping[str, tuple[Document, str]], tell: Callable[[str], None], way: Way = Way.USUAL
) -> tuple[dict[str, bytes], NoTypesetterError | None]:
    """Render documents by their paths, side by side, the longest first, so that none runs alone at the end.

    `tell` hears of each path in turn. Where nothing can set a PDF all the rest is made, and the reason comes back.
    """
    from concurrent.futures import ThreadPoolExecutor

    more = () if way is Way.USUAL else (way,)
    files: dict[str, bytes] = {}
    trouble: NoTypesetterError | None = None
    with ThreadPoolExecutor(max_workers=machine.workers()) as pool:
        queue = sorted(jobs.items(), key=lambda job: -len(job[1][0].parts))
        running = {path: pool.submit(render, document, form, *more) for path, (document, form) in queue}
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


@cache
def identity(form: str) -> str:
    """Return a sha256 over all that decides what a document looks like (`fingerprint`)."""
    from dangjian_std.renderers import fingerprint

    return fingerprint.of(form, renderer(form).libraries)


def missing_glyphs(document: Document) -> set[str]:
    """Return the characters of a document that some face of ours has no glyph for."""
    from dangjian_std.document import fields

    return set(undrawable("".join(fields.characters(document))))


def undrawable(text: str) -> str:
    """Return the characters of a text that some face of ours has no glyph for."""
    covered = _coverage()
    return "".join(character for character in text if character not in covered)


def too_tall(document: Document) -> set[str]:
    """Return the codes of the forms that do not fit their pages.

    Pages of workbooks (`FormKind.PAGE`) are skipped: tests check them.
    """
    from dangjian_std.document.forms import Form, FormKind
    from dangjian_std.renderers.layout import form_heights

    forms = (block for part in document.parts for block in part.blocks if isinstance(block, Form))
    return {form.code for form in forms if form.kind is not FormKind.PAGE and form_heights.too_tall(form)}


@cache
def _coverage() -> frozenset[str]:
    """Return the characters that all faces have, as `tools/fonts.py` wrote them beside the faces: `4E00-9FA5`."""
    rows = (shipped("templates") / "fonts" / "characters.txt").read_text("ascii").splitlines()
    ranges = ([int(point, 16) for point in row.split("-")] for row in rows)
    return frozenset(chr(point) for first, last in ranges for point in range(first, last + 1))
