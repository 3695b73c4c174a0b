"""记录表汇编 and 文书汇编 of the same edition: the books in which a form or a paper is looked up by its page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Cell, Contents
from dangjian_std.document.document import Document
from dangjian_std.document.inline import PageOf
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import papers, records


@dataclass(frozen=True, kw_only=True)
class Volumes:
    """The two books as a unit has them; of one that would hold nothing there is none."""

    documents: tuple[Document, ...]
    large: bool
    """Whether they are in large print: their pages are others."""

    def told(self, book: str) -> str:
        """Say of which book the pages are, and what holds where it is another one."""
        edition = "大字版" if self.large else "同一版"
        return f"页，指{edition}{book}里的页；手里的不是这一版的，照书眉上的编号翻，汇编按编号排列。"

    def page(self, anchor: str) -> Cell:
        """Say on which page a form or a paper stands that begins at an anchor."""
        return Cell(lines=((PageOf(anchor) if anchor in self._listed else NOTHING_MARK,),))

    @cached_property
    def _listed(self) -> frozenset[str]:
        blocks = (block for each in self.documents for part in each.parts for block in part.blocks)
        return frozenset(
            entry.target for block in blocks if isinstance(block, Contents) for entry in block.entries
        )


def of(unit: Unit, *, large: bool) -> Volumes:
    """Compose the volumes of a unit."""
    made = (records.volume(unit, Request()), papers.volume(unit, Request()))
    return Volumes(documents=tuple(replace(each, large=large) for each in made if each), large=large)
