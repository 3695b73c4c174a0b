"""A table of contents."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.document.blocks import Annex, Contents, ContentsEntry, Heading
from dangjian_std.document.document import Folio, Part


def contents(parts: tuple[Part, ...], *, chapters: bool) -> Part:
    """目次 of the parts that follow; a bound book lists titles and annexes, a single standard chapters too."""
    entries = tuple(entry for part in parts for entry in _entries(part, chapters=chapters))
    block = Contents(title="目次", entries=entries)
    return Part(id="part-contents", title="目次", head="", folio=Folio.ROMAN, blocks=(block,), recto=False)


def _entries(part: Part, *, chapters: bool) -> Iterator[ContentsEntry]:
    """Lines of the 目次 for one part: its title, its chapters, its annexes; never the terms (6.2.2)."""
    for block in part.blocks:
        match block:
            case Heading(level=0):
                text = f"{part.head}　{block.text}" if part.folio is Folio.ARABIC and part.head else block.text
                yield ContentsEntry(level=0, text=text, target=block.anchor)
            case Heading(level=1) if chapters or not block.number:
                text = f"{block.number}　{block.text}" if block.number else block.text
                yield ContentsEntry(level=1, text=text, target=block.anchor)
            case Annex():
                letter, nature, _ = block.lines
                text = f"{letter}{nature}　{block.listed}"
                yield ContentsEntry(level=1, text=text, target=block.anchor)
            case _:
                pass
