"""What the browser shows: a page for each standard, what is wrong, and how far the files on disk are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from threading import Condition
from typing import Any

from dangjian_std import renderers
from dangjian_std.cli.console import context, reporters
from dangjian_std.cli.console.watching import Scene
from dangjian_std.domain.catalog import Catalog
from dangjian_std.publications.handbook import booklet
from dangjian_std.reading.load import file_code
from dangjian_std.text.characters import visible
from dangjian_std.text.diagnostic import Diagnostic

SERVING_FOLDER = Path(__file__).parent
SHELL_FILES = {
    "/": ("shell.html", "text/html"),
    "/shell.js": ("shell.js", "text/javascript"),
    "/shell.css": ("shell.css", "text/css"),
}
"""What frames the pages, by where it is asked for."""
MOST_FINDINGS_SHOWN = 200
"""Findings that are shown; the summary counts all."""

ServedContent = tuple[str, bytes]
"""A type of content, and the content."""


class Site:
    """All that can be asked for, in memory: a path is a key here and never a path on a disk."""

    def __init__(self) -> None:
        """Begin with a frame and no pages."""
        self._changed = Condition()
        self._version = 0
        self._shell = {
            path: (kind, (SERVING_FOLDER / name).read_bytes()) for path, (name, kind) in SHELL_FILES.items()
        }
        self._pages: dict[str, ServedContent] = {}
        self._state: dict[str, Any] = {"pages": [], "shown": "", "findings": [], "summary": "", "disk": ""}

    def answer(self, path: str) -> ServedContent | None:
        """Return what stands at a path, or nothing."""
        with self._changed:
            if path == "/state":
                state = {"version": self._version, **self._state}
                return "application/json", json.dumps(state, ensure_ascii=False).encode()
            return self._shell.get(path) or self._pages.get(path)

    def wait(self, version: int, seconds: float) -> int:
        """Wait until there is another version than this, or for so long; return the version that there is."""
        with self._changed:
            self._changed.wait_for(lambda: self._version != version, seconds)
            return self._version

    def show(self, scene: Scene, profile: str | None = None, first: Collection[str] = ()) -> None:
        """Show a state of the project: its findings, and its pages as far as they can be made.

        It begins with the first standard, or with the first of those that are wanted first.
        """
        loaded = scene.loaded
        said: dict[str, Any] = {
            "findings": [_finding(each) for each in scene.found[:MOST_FINDINGS_SHOWN]],
            "summary": scene.summary,
        }
        pages: dict[str, ServedContent] | None = None
        if scene.sound and loaded.catalog:
            pages = {}
            said["pages"] = listed = []
            for code, title, html in _pages(loaded.catalog, profile):
                pages[f"/page/{code}"] = "text/html", html
                listed.append({"code": code, "title": title, "digest": hashlib.sha256(html).hexdigest()[:16]})
            shown = next(filter(None, (_home(loaded.catalog, path) for path in scene.changed)), "")
            codes = [each["code"] for each in listed]
            wanted = (code for code in codes if code in first)
            said["shown"] = shown or self._state["shown"] or next(iter((*wanted, *codes)), "")
        self._put(said, pages)

    def tell(self, disk: str) -> None:
        """Say how far the files on disk are."""
        self._put({"disk": disk}, None)

    def _put(self, said: Mapping[str, Any], pages: dict[str, ServedContent] | None) -> None:
        with self._changed:
            self._state |= said
            self._pages = self._pages if pages is None else pages
            self._version += 1
            self._changed.notify_all()


def _pages(catalog: Catalog, profile: str | None) -> Iterator[tuple[str, str, bytes]]:
    """Yield code, title and page of every standard."""
    unit = context.unit(catalog, profile)
    style = f"<style>\n{(SERVING_FOLDER / 'page.css').read_text('utf-8')}</style>\n</head>".encode()
    for code, standard in sorted(catalog.standards.items()):
        page = renderers.render(booklet.reading(unit, code), "html")
        yield code, standard.title, page.replace(b"</head>", style, 1)


def _home(catalog: Catalog, path: str) -> str:
    """Return the standard on whose page a file is printed: a form and a paper stand behind that of their home."""
    code = file_code(path)
    kept = catalog.records.get(code) or catalog.papers.get(code)
    code = kept.home if kept and kept.home else code
    return code if code in catalog.standards else ""


def _finding(each: Diagnostic) -> dict[str, str]:
    return {
        "where": visible(each.place.span.where),
        "severity": each.severity.value,
        "label": f"{reporters.SEVERITY_WORDS[each.severity]} {each.code}",
        "message": reporters.brief(each.message),
        "help": reporters.brief(each.help),
    }
