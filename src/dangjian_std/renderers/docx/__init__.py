"""DOCX by python-docx: what a person fills in Word or WPS. It looks as the PDF does, and is always the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from docx.section import Section

from dangjian_std.document.blocks import (
    Annex,
    Block,
    Contents,
    Cover,
    Definition,
    EndRule,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Table,
)
from dangjian_std.document.cards import Card
from dangjian_std.document.charts import Flow, Structure
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form, FormKind, Letter
from dangjian_std.document.wall_calendars import WallCalendar
from dangjian_std.renderers.docx import cards, forms, letters, package, sections, styles, tables, text_blocks
from dangjian_std.renderers.docx.paragraphs import Words, bookmarks, looks, paragraph
from dangjian_std.renderers.docx.sections import Stretch
from dangjian_std.renderers.docx.xml import Element
from dangjian_std.renderers.renderer import Renderer
from dangjian_std.text.errors import DstdError


def render(document: Document) -> bytes:
    """Set a document; a chart or a wall calendar has no place in a file to edit, and is refused."""
    file = package.blank(large=document.large)
    body = file.element.body
    body[:] = []
    stretches = tuple(sections.of(document))
    writer = _Writer(Words(bookmarks(document)), large=document.large)
    before = None
    for stretch in stretches:
        body.extend(writer.stretch(stretch))
        properties = sections.properties(stretch)
        if stretch is stretches[-1]:
            body.append(properties)
        else:
            body[-1].set_sectPr(properties)
        sections.dress(Section(properties, file.part), stretch, before)
        before = stretch
    styles.keep_used(file.styles.element, body)
    package.describe(file, document, marked=not all(map(_is_ballot, stretches)))
    return package.pack(file)


def _is_ballot(stretch: Stretch) -> bool:
    return any(isinstance(block, Form) and block.kind is FormKind.BALLOT for block in stretch.blocks)


class _Writer:
    """Writes the blocks of a document."""

    def __init__(self, words: Words, *, large: bool) -> None:
        self._words = words
        self._large = large

    def stretch(self, stretch: Stretch) -> Iterator[Element]:
        """Write a section. A page breaks before a paragraph, so that no empty one is needed for it."""
        broken = False
        for before, block, after in zip(
            (None, *stretch.blocks), stretch.blocks, (*stretch.blocks[1:], None), strict=False
        ):
            made = list(self._block(block, before, after, stretch.width))
            if made and (broken or (isinstance(block, Annex) and before)):
                looks(made[0]).page_break_before = True
            broken = isinstance(block, PageBreak)
            yield from made

    def _block(self, block: Block, before: Block | None, after: Block | None, width: int) -> Iterator[Element]:  # noqa: C901, PLR0912 - a case for each kind
        words = self._words
        match block:
            case Heading():
                yield text_blocks.heading(block, words, large=self._large)
            case Paragraph():
                yield text_blocks.text(block, words, leads=isinstance(after, Table | Items))
            case Items():
                yield from text_blocks.items(block, words)
            case Definition():
                yield from text_blocks.definition(block, words)
            case Table():
                yield from tables.blocks(block, words, width)
            case Annex():
                yield text_blocks.annex(block, words)
            case Form():
                yield from forms.blocks(block, words, width, under_title=isinstance(before, Annex | Heading))
            case Letter():
                yield from letters.blocks(block, words)
            case Card():
                yield from cards.blocks(block, width)
            case Cover():
                yield from text_blocks.cover(block, words)
            case Contents():
                yield from text_blocks.contents(block, words, large=self._large)
            case EndRule():
                yield paragraph("终结线")
            case PageBreak():
                return
            case Flow() | Structure() | WallCalendar():
                raise DstdError(f"“{block.title}”是图，DOCX 里不放图；请改用 PDF。")
            case _:
                assert_never(block)


RENDERER = Renderer(render=render, libraries=("python-docx", "lxml"))
