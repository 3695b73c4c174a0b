"""Lines of a document as paragraphs: runs, links within the document, and blanks to type or to sign in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import assert_never, cast

from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.text.parfmt import ParagraphFormat

from dangjian_std.document.blocks import ContentsEntry
from dangjian_std.document.document import Document, Part
from dangjian_std.document.inline import Bar, Blank, Inline, Line, Mark, Marked, PageOf, Ref, Strong
from dangjian_std.renderers.docx.xml import Element, element

EMPTY_LINE_STYLE = "空线"
"""Character style of an empty line."""
DELETED_WORDS_STYLE, INSERTED_WORDS_STYLE = "删去的字", "新写的字"
"""Character styles of words that a revision takes away, and of those that it brings."""
STRONG = "查找的字"
"""Character style of words that are looked for."""
CODE_CLAUSE_SPACE = re.compile("(?<=[A-Z][0-9]{3}) (?=[0-9])")
"""Where the code of a standard and the number of its clause hold together, as in DJ401 6.1.2."""
EMPTY_LINE_SPACES, EMPTY_LINE_EMS = "　\u00a0", 1.25
"""What an empty line is made of, and its width: a row of equal spaces would vanish at the end of a line."""


def bookmarks(document: Document) -> dict[str, str]:
    """Name the anchors that something in the document links to; the names are hidden from people."""
    values = tuple(_values(document))
    wanted = {value.target for value in values if isinstance(value, Ref | ContentsEntry)}
    anchors = [value.id if isinstance(value, Part) else getattr(value, "anchor", "") for value in values]
    kept = dict.fromkeys(anchor for anchor in anchors if anchor in wanted)
    return {anchor: f"_dstd{number}" for number, anchor in enumerate(kept, 1)}


def _values(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _values(getattr(value, field.name))


def run(text: str, style: str = "") -> Element:
    """Return a stretch of text. Marks that Chinese shares with other scripts are set in the Chinese face."""
    made = cast("CT_R", element("r"))
    properties = made.get_or_add_rPr()
    if style:
        properties.style = style
    properties.append(element("rFonts", hint="eastAsia"))
    made.text = CODE_CLAUSE_SPACE.sub("\u00a0", text)
    return made


def spaced(text: str, points: float) -> Element:
    """Return a stretch of text whose characters stand wide apart."""
    made = cast("CT_R", run(text))
    made.get_or_add_rPr().append(element("spacing", val=points * 20))
    return made


def sized(text: str, points: float) -> Element:
    """Return a stretch of text in a size of its own."""
    made = cast("CT_R", run(text))
    made.get_or_add_rPr().extend((element("sz", val=points * 2), element("szCs", val=points * 2)))
    return made


def field(instruction: str, style: str = "") -> Element:
    """Return a number that the program counts; `1` stands there until it does."""
    return element("fldSimple", run("1", style), instr=f" {instruction} ")


def paragraph(style: str, *pieces: Element) -> CT_P:
    """Return a paragraph in a style, with its pieces."""
    return cast("CT_P", element("p", element("pPr", element("pStyle", val=style)), *pieces))


def looks(made: CT_P) -> ParagraphFormat:
    """Return what can be set about one paragraph beyond its style."""
    return ParagraphFormat(made)


@dataclass(frozen=True, slots=True)
class Words:
    """Writes lines. `names` holds the bookmarks of the anchors that are linked to."""

    names: Mapping[str, str]

    def paragraph(self, style: str, line: Line, before: tuple[Element, ...] = (), anchor: str = "") -> CT_P:
        """Return a paragraph of a line, with what stands before it; `anchor` is where links to it lead."""
        return paragraph(style, *self.target(anchor), *before, *map(self._inline, line))

    def target(self, anchor: str) -> tuple[Element, ...]:
        """Mark a place that links lead to, if any do."""
        if anchor not in self.names:
            return ()
        number = list(self.names).index(anchor)
        name = self.names[anchor]
        return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)

    def link(self, target: str, text: str) -> Element:
        """Return words that lead to a place in the document, or plain words where it is not here."""
        if target not in self.names:
            return run(text)
        return element("hyperlink", run(text), anchor=self.names[target], history="1")

    def _inline(self, piece: Inline) -> Element:
        match piece:
            case str():
                return run(piece)
            case Mark() | Bar() | PageOf():
                return run(piece.text)
            case Ref():
                return self.link(piece.target, piece.text)
            case Marked():
                return run(piece.text, DELETED_WORDS_STYLE if piece.gone else INSERTED_WORDS_STYLE)
            case Strong():
                return run(piece.text, STRONG)
            case Blank():
                return (
                    run(f"〔{piece.label}〕")
                    if piece.shown
                    else run(EMPTY_LINE_SPACES * round(piece.ems / EMPTY_LINE_EMS), EMPTY_LINE_STYLE)
                )
            case _:
                assert_never(piece)
