"""Cards: a title, a table of heads and what stands beside them, a foot; one page in sizes of its own."""

from __future__ import annotations

from collections.abc import Iterator

from docx.enum.text import WD_LINE_SPACING
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt

from dangjian_std.document.cards import Card, CardRow
from dangjian_std.renderers.docx import table_grid
from dangjian_std.renderers.docx.paragraphs import looks, paragraph, sized
from dangjian_std.renderers.docx.table_grid import GridCell, GridLine
from dangjian_std.renderers.docx.xml import Element
from dangjian_std.renderers.layout import card_fitting, plain_text
from dangjian_std.renderers.layout.card_fitting import BELOW_CARD_TITLE, CARD_CELL_SIDES, CardLayout

TWIPS = 20
"""Twips in a point."""


def blocks(card: Card, width: int) -> Iterator[Element]:
    """Return a card that is `width` twips wide."""
    layout = card_fitting.lay_out(card)
    title = _line("表单标题", card.title, *layout.title)
    looks(title).space_after = Pt(BELOW_CARD_TITLE)
    yield title
    margins = [round(each * TWIPS) for each in (layout.room, CARD_CELL_SIDES, layout.room, CARD_CELL_SIDES)]
    yield table_grid.table([_row(row, layout, width) for row in layout.rows], width, margins)
    yield paragraph("表单下方", sized(card.foot, 9))


def _row(row: CardRow, layout: CardLayout, width: int) -> GridLine:
    edge = layout.head_width * TWIPS
    head = _line("表格重点", row.head, layout.size, layout.line)
    texts = []
    for each in row.lines:
        made = _line("表格文字", plain_text.line(each), layout.size, layout.line)
        if row.listed:
            looks(made).left_indent, looks(made).first_line_indent = Pt(layout.size), -Pt(layout.size)
        texts.append(made)
    return GridLine(
        boxes=(
            GridCell(start=0, end=edge, paragraphs=(head,)),
            GridCell(start=edge, end=width, paragraphs=tuple(texts)),
        )
    )


def _line(style: str, text: str, size: float, height: float) -> CT_P:
    """Return a paragraph in a size of its own, with lines of one height."""
    made = paragraph(style, sized(text, size))
    looks(made).line_spacing_rule = WD_LINE_SPACING.EXACTLY
    looks(made).line_spacing = Pt(height)
    return made
