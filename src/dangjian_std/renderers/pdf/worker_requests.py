"""What the worker is asked for: a whole document, or its parts one by one and how they are bound."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from typing import Any

from dangjian_std.document.blocks import Contents
from dangjian_std.document.document import Document, Part
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import page_rules
from dangjian_std.renderers.pdf import store
from dangjian_std.text.package_data import shipped

HTML_PER_PROCESS = 50_000
"""Characters of HTML worth a process of their own: one takes half a second to begin, and sets as many in two."""

PdfRequest = dict[str, Any]


def whole(document: Document) -> PdfRequest:
    """Ask for a document set in one go."""
    pages = page_rules.of(document)
    assets = {**_looks(), "pages.css": page_rules.stylesheet(pages)}
    return {"html": blocks.page(document), "assets": assets, "folios": _folios(pages)}


def book(document: Document, where: Path, identity: str, task: str = "book", *, every: bool = False) -> PdfRequest:
    """Ask for a document of parts, kept in a folder; `identity` is of all that decides what a part looks like.

    The `task` is to bind them (`book`), or to say on what page each of their anchors would stand (`numbers`).

    A part that is kept goes without its HTML, unless `every` one is wanted: to write it takes longer than to link.
    """
    pages = page_rules.of(document)
    parts = [_part(document, *each) for each in zip(document.parts, pages.parts, strict=True)]
    for asked, part in zip(parts, document.parts, strict=True):
        if every or asked["targets"] or not store.has(where, store.part_key(identity, asked, {})):
            asked["html"] = blocks.page(_alone(document, part))
    return {
        "task": task,
        "store": str(where),
        "identity": identity,
        "assets": _looks(),
        "parts": parts,
        "pages": [dataclasses.asdict(each) for each in pages.parts],
        "margins": {
            "html": blocks.page(dataclasses.replace(document, parts=())),
            "nobody": blocks.page(Document(name="", title="", author="", subject="", parts=())),
            "style": page_rules.lines_stylesheet(),
            "mark": pages.mark,
        },
    }


def batches(request: PdfRequest, most: int) -> list[PdfRequest]:
    """Divide the parts of a book that are not kept into requests of like size; none where one worker will do."""
    lost = [part for part in request["parts"] if "html" in part and not part["targets"]]
    count = min(most, len(lost), sum(len(part["html"]) for part in lost) // HTML_PER_PROCESS)
    if count < 2:  # noqa: PLR2004 what one worker does alone it does at once with the rest
        return []
    shares: list[list[PdfRequest]] = [[] for _ in range(count)]
    sizes = [0] * count
    for part in sorted(lost, key=lambda part: -len(part["html"])):
        least = sizes.index(min(sizes))
        shares[least].append(part)
        sizes[least] += len(part["html"])
    common = {name: request[name] for name in ("store", "identity", "assets")}
    return [{"task": "parts", **common, "parts": share} for share in shares]


def sets(request: PdfRequest) -> bool:
    """Whether a request is sure to set pages: all but a book whose parts seem to be kept."""
    return "parts" not in request or any("html" in part and not part["targets"] for part in request["parts"])


def _part(document: Document, part: Part, its: page_rules.PartPages) -> PdfRequest:
    """Ask for a part; `of` says all that it says, so that the same part has the same name wherever it stands.

    Its head and its number stand in the margins and among the bookmarks: by them alone no part is another one.
    """
    listed = (block.entries for block in part.blocks if isinstance(block, Contents))
    said = dataclasses.replace(part, head="", number="")
    return {
        "id": part.id,
        "name": f"{part.number}　{part.title}" if part.number else part.title,
        "of": hashlib.sha256(f"{said!r} {document.large}".encode()).hexdigest(),
        "style": page_rules.part_stylesheet(its),
        "targets": [entry.target for entries in listed for entry in entries],
    }


def _alone(document: Document, part: Part) -> Document:
    """Return a document of one part, of which nothing shows but the part."""
    return Document(name="", title="", author="", subject="", parts=(part,), large=document.large)


def _looks() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(shipped("templates").glob("*.css"))}


def _folios(pages: page_rules.Pages) -> dict[str, tuple[str, bool]]:
    return {part.name: (page_rules.LABELS[part.folio], part.restarts) for part in pages.parts}
