"""Blocks of text: headings, paragraphs, lists, terms, the titles of annexes, covers and the 目次."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from dangjian_std.document.blocks import Annex, Contents, Cover, Definition, Heading, Items, Paragraph
from dangjian_std.renderers.docx.paragraphs import Words, looks, paragraph, run, spaced
from dangjian_std.renderers.docx.styles import CLAUSE_NUMBER_STYLE
from dangjian_std.renderers.docx.xml import Element

WIDE_TITLE_CHARACTERS = 2
"""Characters of a title that is set wide."""
TITLE_SIZES = {False: 16, True: 20}
"""Size of a title, in points, by whether the document is 大字."""
ANNEX_SIZE = 10.5
COVER_AT, COVER_FOOT = 206, 660
"""How far down a cover its title starts and its foot ends, in points."""
COVER_LINE, COVER_EMS = 40, 17
"""Height of a line of a cover's title, in points, and the characters it holds."""


def heading(block: Heading, words: Words, *, large: bool) -> Element:
    """Return a title; it stays with what it heads."""
    target = words.target(block.anchor)
    if block.level == 0 and not block.number:
        return paragraph("Heading1", *target, *_title(block.text, large=large))
    number = f"{block.number}　" if block.number else ""
    made = paragraph(f"Heading{block.level + 1}", *target, run(f"{number}{block.text}"))
    if block.level == 1 and not block.number:
        looks(made).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def _title(text: str, *, large: bool) -> tuple[Element, ...]:
    if len(text) != WIDE_TITLE_CHARACTERS:
        return (run(text),)
    return spaced(text[0], TITLE_SIZES[large]), run(text[1])


def text(block: Paragraph, words: Words, *, leads: bool) -> Element:
    """Return a paragraph; one that leads to a table or a list stays with it."""
    number = (run(block.number, CLAUSE_NUMBER_STYLE), run("　")) if block.number else ()
    made = words.paragraph("条" if block.number else "段", block.text, number, anchor=block.anchor)
    looks(made).keep_with_next = leads or None
    return made


def items(block: Items, words: Words) -> Iterator[Element]:
    """Return a list of one level."""
    for mark, item in zip(block.marks, block.items, strict=True):
        yield words.paragraph("列项" if mark else "列项文字", item, (run(mark),) if mark else ())


def definition(block: Definition, words: Words) -> Iterator[Element]:
    """Return an entry of the terms."""
    yield words.paragraph("术语编号", (block.number,), anchor=block.anchor)
    yield words.paragraph("术语", (block.term,))
    yield words.paragraph("段", block.text)


def annex(block: Annex, words: Words) -> Element:
    """Return the three lines that open an annex, as one title."""
    rest = "\n".join((block.letter, *block.lines[1:]))
    return paragraph("附录标题", *words.target(block.anchor), spaced(block.word, ANNEX_SIZE), run(rest))


def cover(block: Cover, words: Words) -> Iterator[Element]:
    """Return a title page; how far its foot is from its title follows from the lines between."""
    if block.number:
        yield words.paragraph("封面编号", (block.number,))
    title = [words.paragraph("封面标题" if block.number else "封面书名", (text,)) for text in block.title]
    looks(title[0]).space_before = Pt(COVER_AT)
    yield from title
    if block.subtitle:
        yield words.paragraph("封面副题", (block.subtitle,))
    yield from (words.paragraph("封面版次", each.line) for each in block.entries)
    lines = len(block.entries) + sum(ceil(len(text) / COVER_EMS) for text in block.title)
    used = COVER_AT + lines * COVER_LINE + (40 if block.subtitle else 0)
    foot = [words.paragraph("封面版次", (block.edition,))] if block.edition else []
    foot.append(words.paragraph("封面单位", (block.issuer,)))
    looks(foot[0]).space_before = Pt(max(COVER_LINE, COVER_FOOT - used - (32 if block.edition else 0)))
    yield from foot


def contents(block: Contents, words: Words, *, large: bool) -> Iterator[Element]:
    """Return the 目次 as links; a page number would be a field that asks to be refreshed."""
    yield paragraph("目次标题", *_title(block.title, large=large))
    for entry in block.entries:
        yield paragraph(f"TOC{entry.level + 1}", words.link(entry.target, entry.text))
