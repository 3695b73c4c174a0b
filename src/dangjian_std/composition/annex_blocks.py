"""Annexes of a standard's own as blocks: paragraphs and a table (GB/T 1.1—2020, 9.6, 9.8)."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Annex, Block, Paragraph, Row, Table
from dangjian_std.document.inline import Column
from dangjian_std.document.tables import cell
from dangjian_std.domain import standard
from dangjian_std.text.characters import width

WIDEST_SHARED_TEXT, ANNEX_COLUMN_GAP = 40, 4
"""When columns share a page: how much of the width of a text counts at most, and what is free beside it."""


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
    columns = zip(annex.columns, *annex.rows, strict=True)
    asked = [min(max(map(width, texts)), WIDEST_SHARED_TEXT) + ANNEX_COLUMN_GAP for texts in columns]
    for head, each in zip(annex.columns, asked, strict=True):
        yield Column(head=head, width=100 * each / sum(asked))
