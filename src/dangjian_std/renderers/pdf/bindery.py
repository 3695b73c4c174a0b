"""From parts to a document: sets those that are not kept, settles the numbers of pages, and links.

Used only by the worker. A part is asked for as `{"id", "name", "of", "style", "targets", "html"}`: `name` is what
people call it, `of` a digest of all it says, `style` its page rules, `targets` the anchors whose page numbers it
shows. One that seems to be kept comes without its `html`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from dangjian_std.document.document import Folio
from dangjian_std.renderers.layout import page_margins, page_numbers
from dangjian_std.renderers.layout.page_margins import MarginLine
from dangjian_std.renderers.layout.page_rules import PartPages
from dangjian_std.renderers.pdf import c_libraries, linker, store
from dangjian_std.renderers.pdf.exit_codes import PART_MARK
from dangjian_std.renderers.pdf.linker import DrawnLine, PlacedPart
from dangjian_std.renderers.pdf.store import StoredPart
from dangjian_std.renderers.pdf.trouble import LostError, TroubleError
from dangjian_std.text import kept

MOST_RENUMBERINGS = 6
"""How often numbers are asked for anew when the parts that show them change their own length."""
CONTENTS_LINES_PER_PAGE, CONTENTS_TITLE_LINES = 37, 3
"""How many lines of a 目次 a page holds, and how many its title takes."""

Asked = Mapping[str, Any]


def keep(request: Asked) -> None:
    """Set parts and keep them."""
    shelf = _Shelf(request)
    for asked in request["parts"]:
        shelf.part(asked)
    shelf.close()


def numbers(request: Asked) -> bytes:
    """Return, as JSON, the number of the page that each anchor of the document would stand on."""
    shelf = _Shelf(request)
    *_, found = _settled(shelf, request["parts"], _pages(request))
    shelf.close()
    return json.dumps(found).encode()


def bind(request: Asked) -> bytes:
    """Return the document."""
    shelf = _Shelf(request)
    pages = _pages(request)
    entries, places, _ = _settled(shelf, request["parts"], pages)
    _say("")
    sheets = page_margins.sheets(pages, places, request["margins"]["mark"])
    margins = {
        lines: shelf.margins(request["margins"], lines, own=not number)
        for number, lines in enumerate(page_margins.together(sheets))
    }
    fonts = shelf.fonts(_fonts([*entries, *margins.values()]))
    shelf.close()
    bound = [
        PlacedPart(entry=entry, place=place, mirrored=not each.wall)
        for entry, place, each in zip(entries, places, pages, strict=True)
    ]
    drawn = {
        line: DrawnLine(*said)
        for lines, entry in margins.items()
        for line, said in zip(lines, entry.facts["lines"], strict=True)
    }
    return linker.link(bound, sheets, drawn, next(iter(margins.values())), fonts)


def _pages(request: Asked) -> list[PartPages]:
    return [PartPages(**{**each, "folio": Folio(each["folio"])}) for each in request["pages"]]


def _settled(
    shelf: _Shelf, parts: Sequence[Asked], pages: Sequence[PartPages]
) -> tuple[list[StoredPart], tuple[page_numbers.PagesOfPart, ...], dict[str, str]]:
    """Set every part; those that show numbers of pages again and again, until nothing moves; with the numbers."""
    entries = {number: shelf.part(asked) for number, asked in enumerate(parts) if not asked["targets"]}
    shown: dict[str, str] | None = None
    for _ in range(MOST_RENUMBERINGS):
        counts = [
            entries[number].facts["pages"] if number in entries else _likely(asked["targets"])
            for number, asked in enumerate(parts)
        ]
        places = page_numbers.places(pages, counts)
        numbers = {
            anchor: places[number].number(page)
            for number, entry in entries.items()
            for anchor, (page, *_) in entry.facts["dests"].items()
        }
        if numbers == shown:
            return [entries[number] for number in range(len(parts))], places, numbers
        shown = numbers
        for number, asked in enumerate(parts):
            if asked["targets"]:
                entries[number] = shelf.part(asked, {each: numbers.get(each, "") for each in asked["targets"]})
    raise TroubleError("numbers of pages do not settle")


def _likely(targets: Sequence[str]) -> int:
    """Return how many pages it takes to list so many targets, mostly: to set them once more takes long."""
    return -(-(len(targets) + CONTENTS_TITLE_LINES) // CONTENTS_LINES_PER_PAGE)


def _fonts(entries: Sequence[StoredPart]) -> dict[str, dict[str, Any]]:
    """Return the fonts of all entries with all their glyphs; what differs is as in the first."""
    fonts: dict[str, dict[str, Any]] = {}
    glyphs: dict[str, dict[int, list[Any]]] = {}
    for entry in entries:
        for name, font in entry.facts["fonts"].items():
            fonts.setdefault(name, font)
            found = glyphs.setdefault(name, {})
            for glyph in font["glyphs"]:
                found.setdefault(glyph[0], glyph)
    return {
        name: {**fonts[name], "glyphs": [glyphs[name][glyph] for glyph in sorted(glyphs[name])]}
        for name in sorted(fonts)
    }


class _Shelf:
    """What is kept, and what makes it where it is not."""

    def __init__(self, request: Asked) -> None:
        self._where = Path(request["store"])
        self._identity: str = request["identity"]
        self._assets: dict[str, str] = request["assets"]
        self._added = False

    def part(self, asked: Asked, numbers: Mapping[str, str] | None = None) -> StoredPart:
        """Return a part; `numbers` are those of the pages that it names."""
        name = store.part_key(self._identity, asked, numbers or {})
        if (entry := store.read(self._where, name)) is None:
            if "html" not in asked:
                raise LostError
            _say(asked["name"])
            assets = {**self._assets, "pages.css": asked["style"]}
            entry = self._keep(name, _compiler().part(asked["id"], asked["html"], assets, numbers or {}))
        return entry

    def margins(self, asked: Asked, lines: Sequence[MarginLine], *, own: bool) -> StoredPart:
        """Return lines of margins, with the document's own metadata or nobody's."""
        html, said = asked["html" if own else "nobody"], [(line.kind.value, line.text) for line in lines]
        name = kept.key(self._identity, "margins", html, asked["style"], said)
        if (entry := store.read(self._where, name)) is None:
            assets = {**self._assets, "pages.css": asked["style"]}
            entry = self._keep(name, _compiler().margins(html, assets, said))
        return entry

    def fonts(self, wanted: dict[str, Any]) -> list[StoredPart]:
        """Return each font: most have the same glyphs in the next book, and only a few are made anew."""
        names = {name: kept.key(self._identity, "font", name, font) for name, font in wanted.items()}
        found = {name: store.read(self._where, key) for name, key in names.items()}
        lost = {name: wanted[name] for name, entry in found.items() if entry is None}
        made = _compiler().fonts(lost) if lost else {}
        return [entry or self._keep(names[name], made[name]) for name, entry in found.items()]

    def _keep(self, name: str, entry: StoredPart) -> StoredPart:
        store.write(self._where, name, entry)
        self._added = True
        return entry

    def close(self) -> None:
        """Make room if anything was added."""
        if self._added:
            kept.trim(self._where)


def _say(name: str) -> None:
    """Tell who asked which part is set next, so that one that ends the process can be named."""
    sys.stderr.write(f"{PART_MARK}{name}\n")
    sys.stderr.flush()


def _compiler() -> ModuleType:
    """Return the module that sets what is not kept; it loads WeasyPrint."""
    c_libraries.require()
    from dangjian_std.renderers.pdf import compiler

    return compiler
