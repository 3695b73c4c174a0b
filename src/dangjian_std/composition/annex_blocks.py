"""Annexes of a standard's own as blocks: paragraphs and a table (GB/T 1.1—2020, 9.6, 9.8)."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Annex, Block, Paragraph, Row, Table
from dangjian_std.document.inline import Column
from dangjian_std.document.tables import cell
from dangjian_std.domain import standard
from dangjian_std.text.characters import width

NARROWEST, WIDEST = 8, 60
"""Between how many places of a terminal the text of a column counts when the columns share the page."""


def draw_annex(numbering: Clauses, letter: str, annex: standard.Annex) -> tuple[Annex, tuple[Block, ...]]:
    """Return the head of an annex and its blocks."""
    head = Annex(
        letter=letter,
        nature="资料性" if annex.informative else "规范性",
        title=annex.title,
        anchor=numbering.annex_anchor(letter),
        listed=annex.title,
    )
    return head, tuple(_blocks(numbering, letter, annex))


def _blocks(numbering: Clauses, letter: str, annex: standard.Annex) -> Iterator[Block]:
    yield from (Paragraph(text=numbering.text(text)) for text in annex.text)
    if annex.rows:
        yield Table(
            label=f"表{letter}.1",
            title=annex.title,
            anchor=f"{numbering.annex_anchor(letter)}-table",
            columns=tuple(_columns(annex)),
            rows=tuple(Row(cells=tuple(map(cell, row))) for row in annex.rows),
            whole=True,
        )


def _columns(annex: standard.Annex) -> Iterator[Column]:
    """Yield the columns, as wide as their longest texts ask."""
    asked = [
        min(max(NARROWEST, *map(width, texts)), WIDEST) for texts in zip(annex.columns, *annex.rows, strict=True)
    ]
    for head, each in zip(annex.columns, asked, strict=True):
        yield Column(head=head, width=100 * each / sum(asked))
