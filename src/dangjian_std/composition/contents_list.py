"""A table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from dangjian_std.document.blocks import Annex, Block, Contents, ContentsEntry, Heading
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.forms import Letter


def contents(parts: tuple[Part, ...], *, chapters: bool) -> Part:
    """目次 of the parts that follow.

    A single standard lists its chapters and every annex; a bound book the titles below those of its divisions, and
    the letters behind a standard in one line.
    """
    divided = any(map(_is_division, (block for part in parts for block in part.blocks)))
    entries = tuple(entry for part in parts for entry in _entries(part, chapters=chapters, divided=divided))
    block = Contents(title="目次", entries=entries)
    return Part(id="part-contents", title="目次", head="", folio=Folio.ROMAN, blocks=(block,), recto=False)


def _is_division(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == 0 and bool(block.number)


def _entries(part: Part, *, chapters: bool, divided: bool) -> Iterator[ContentsEntry]:
    """Lines of the 目次 for one part: its title, its chapters, its annexes; never the terms (6.2.2)."""
    below = int(divided and bool(part.number))
    letters = [] if chapters else _letters(part)
    for block in part.blocks:
        match block:
            case Heading(level=0) if block.number:
                yield ContentsEntry(level=0, text=f"{block.number}　{block.text}", target=block.anchor)
            case Heading(level=0):
                text = f"{part.number}　{block.text}" if part.number else block.text
                yield ContentsEntry(level=below, text=text, target=block.anchor)
            case Heading(level=1) if chapters or not block.number:
                text = f"{block.number}　{block.text}" if block.number else block.text
                yield ContentsEntry(level=1, text=text, target=block.anchor)
            case Annex() if block not in letters[1:]:
                last = letters[-1] if block in letters else block
                yield ContentsEntry(level=1 + below, text=_annexes(block, last, len(letters)), target=block.anchor)
            case _:
                pass


def _letters(part: Part) -> list[Annex]:
    """Return the annexes of a part that are letters; they follow one another."""
    pairs = pairwise(part.blocks)
    return [block for block, after in pairs if isinstance(block, Annex) and isinstance(after, Letter)]


def _annexes(first: Annex, last: Annex, count: int) -> str:
    """Name an annex, or the letters from one to another that stand together."""
    letter, nature, _ = first.lines
    if first is last:
        return f"{letter}{nature}　{first.listed}"
    return f"{letter}～{last.lines[0]}{nature}　文书{count}件（样式）"
