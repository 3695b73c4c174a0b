"""文书 in the type of GB/T 9704—2012."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import assert_never

from docx.shared import Pt

from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Bar, Blank, Inline, Line, Mark, Marked, PageOf, Ref, Strong
from dangjian_std.renderers.docx.paragraphs import Words, looks
from dangjian_std.renderers.docx.styles import LETTER_LINE, LETTER_SIZE, TITLE_SIZE
from dangjian_std.renderers.docx.xml import Element
from dangjian_std.text.characters import width

TITLE_EMS = 20
"""Characters that a line of a title holds."""
FROM_EDGE = 4
"""Characters between the widest line of a signature and the edge."""
LONGEST_BLANK_LINE = 25
"""Characters of an empty line that does not run over."""
FREE_LINES = 1.5
"""Lines left empty above a signature."""


def blocks(letter: Letter, words: Words) -> Iterator[Element]:
    """Return a letter; its signature never stands alone on a page."""
    if letter.number:
        number = words.paragraph("公文主送", letter.number)
        looks(number).space_after = Pt(LETTER_LINE)
        yield number
    yield _title(letter, words)
    if letter.addressee:
        yield words.paragraph("公文主送", letter.addressee)
    body = [words.paragraph("公文正文", tuple(map(_fitting, line))) for line in letter.body]
    body += _attachments(letter, words)
    for made in body[-1 - len(letter.attachments) :] if letter.closing else ():
        looks(made).keep_with_next = True
    yield from body
    yield from _closing(letter.closing, words)


def _title(letter: Letter, words: Words) -> Element:
    """Return the title; a long one is broken into lines of about one length."""
    made = words.paragraph("公文标题", (letter.title,), anchor=letter.anchor)
    lines = ceil(len(letter.title) / TITLE_EMS)
    if lines > 1:
        free = TITLE_EMS - ceil(len(letter.title) / lines)
        looks(made).left_indent = looks(made).right_indent = Pt(free / 2 * TITLE_SIZE)
    return made


def _fitting(piece: Inline) -> Inline:
    return replace(piece, ems=min(piece.ems, LONGEST_BLANK_LINE)) if isinstance(piece, Blank) else piece


def _attachments(letter: Letter, words: Words) -> Iterator[Element]:
    for label, name in letter.attachment_lines:
        made = words.paragraph("公文附件说明" if label else "公文附件", (label + name,))
        if label:
            looks(made).space_before = Pt(LETTER_LINE)
        yield made


def _closing(lines: tuple[Line, ...], words: Words) -> Iterator[Element]:
    """Centre the lines of a signature on the widest, which stands some way from the edge."""
    wide = [sum(map(_ems, line)) for line in lines]
    for number, (line, ems) in enumerate(zip(lines, wide, strict=True)):
        made = words.paragraph("公文落款", tuple(map(_typed, line)))
        looks(made).right_indent = Pt((FROM_EDGE + (max(wide) - ems) / 2) * LETTER_SIZE)
        if number == 0:
            looks(made).space_before = Pt(FREE_LINES * LETTER_LINE)
        looks(made).keep_with_next = number < len(lines) - 1
        looks(made).keep_together = True
        yield made


def _typed(piece: Inline) -> Inline:
    """Leave plain room for a date: no line stays below what is typed there."""
    return "　" * piece.ems if isinstance(piece, Blank) and not piece.shown else piece


def _ems(piece: Inline) -> float:
    match piece:
        case Blank():
            return width(piece.label) / 2 + 2 if piece.shown else piece.ems
        case Ref() | Marked() | Mark() | Bar() | Strong() | PageOf():
            return width(piece.text) / 2
        case str():
            return width(piece) / 2
        case _:
            assert_never(piece)
