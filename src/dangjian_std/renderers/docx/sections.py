"""Stretches of a document that share a page: its margins, its running head, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never, cast

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.section import CT_SectPr
from docx.section import Section, _Footer, _Header
from docx.shared import Twips

from dangjian_std.document.blocks import Annex, Block, Cover, EndRule, Heading, PageBreak
from dangjian_std.document.document import Document, Folio
from dangjian_std.document.forms import Form, FormKind, Letter
from dangjian_std.document.words import TALLY
from dangjian_std.renderers.docx.paragraphs import field, looks, paragraph, run
from dangjian_std.renderers.docx.styles import LETTER_NUMBER_STYLE
from dangjian_std.renderers.docx.xml import Element, element, twips
from dangjian_std.renderers.layout import page_frame, page_rules
from dangjian_std.renderers.layout.page_frame import PageFrame

NUMBER_FORMAT_OF_FOLIO = {
    Folio.NONE: "decimal",
    Folio.ROMAN: "upperRoman",
    Folio.ARABIC: "decimal",
    Folio.TALLY: "decimal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginTexts:
    """What stands in the margins."""

    head: str = ""
    folio: Folio = Folio.NONE
    code: str = ""
    """Code and version of the form."""
    official: bool = False
    """Whether the number is set as that of a letter: between dashes, in 四号."""
    middle: str = ""
    """The mark of a proof (校样), in the middle of the head of every page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Blocks that share their pages' looks. `starts` says that pages are counted anew."""

    blocks: tuple[Block, ...]
    page: PageFrame
    marks: MarginTexts
    recto: bool = False
    starts: bool = False

    @property
    def width(self) -> int:
        """Width of the text, in twips."""
        return twips(page_frame.PAGE_WIDTH) - twips(self.page.inner) - twips(self.page.outer)

    @property
    def headed(self) -> tuple[object, ...] | None:
        """All that its head depends on, or nothing where it has none."""
        marks = self.marks
        return (marks.head, marks.middle, self.width) if marks.head or marks.middle else None

    @property
    def footed(self) -> tuple[object, ...] | None:
        """All that its foot depends on, or nothing where it has none."""
        marks = self.marks
        numbered = marks.folio is not Folio.NONE
        return (marks.folio, marks.code, marks.official, self.width) if marks.code or numbered else None


def of(document: Document) -> Iterator[Stretch]:
    """Divide a document: each part, each form and each letter has pages of its own."""
    for part, decided in zip(document.parts, page_rules.of(document).parts, strict=True):
        marks = MarginTexts(head=part.head, folio=part.folio, middle=document.mark)
        for number, blocks in enumerate(_divided(part.blocks)):
            made = _stretch(blocks, marks)
            first = number == 0
            recto = first and part.recto and part is not document.parts[0]
            yield replace(made, recto=recto, starts=first and decided.restarts)


def _divided(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Divide blocks into groups with pages of their own.

    A title goes with the form or letter below it, the 终结线 with the group before it.
    """
    groups: list[list[Block]] = [[]]
    for block in blocks:
        match block:
            case Cover():
                groups += [[block], []]
            case Form() | Letter():
                titled = groups[-1] and isinstance(groups[-1][-1], Annex | Heading)
                groups += [[*([groups[-1].pop()] if titled else []), block], []]
            case EndRule() if not groups[-1] and len(groups) > 1:
                groups[-2].append(block)
            case PageBreak() if not groups[-1]:
                pass
            case _:
                groups[-1].append(block)
    return [group for group in groups if group]


def _stretch(blocks: list[Block], marks: MarginTexts) -> Stretch:
    found = next((block for block in blocks if isinstance(block, Cover | Form | Letter)), None)
    match found:
        case None:
            return Stretch(blocks=tuple(blocks), page=page_frame.BOOK, marks=marks)
        case Cover():
            return Stretch(blocks=tuple(blocks), page=page_frame.BOOK, marks=MarginTexts(middle=marks.middle))
        case Form():
            ballot = found.kind is FormKind.BALLOT
            shown = MarginTexts(middle=marks.middle) if ballot else replace(marks, code=found.mark)
            return Stretch(blocks=tuple(blocks), page=page_frame.TYPED_FORM, marks=shown)
        case Letter():
            return Stretch(blocks=tuple(blocks), page=page_frame.LETTER, marks=replace(marks, official=True))
        case _:
            assert_never(found)


def properties(stretch: Stretch) -> CT_SectPr:
    """Return what closes a section: how it starts, its paper, its margins, and how its pages are counted."""
    page = stretch.page
    counted = element("pgNumType", fmt=NUMBER_FORMAT_OF_FOLIO[stretch.marks.folio])
    if stretch.starts:
        counted = element("pgNumType", fmt=NUMBER_FORMAT_OF_FOLIO[stretch.marks.folio], start=1)
    margins = {
        "top": page.top,
        "right": page.outer,
        "bottom": page.bottom,
        "left": page.inner,
        "header": page.head,
        "footer": page.foot,
        "gutter": 0,
    }
    made = element(
        "sectPr",
        element("type", val="oddPage" if stretch.recto else "nextPage"),
        element("pgSz", w=twips(page_frame.PAGE_WIDTH), h=twips(page_frame.PAGE_HEIGHT)),
        element("pgMar", **{side: twips(mm) for side, mm in margins.items()}),
        counted,
        element("cols", space=425),
    )
    return cast("CT_SectPr", made)


def dress(section: Section, stretch: Stretch, before: Stretch | None) -> None:
    """Write head and foot where they differ from those before, which a section takes over."""
    if stretch.headed != (before.headed if before else None):
        _fill(section.header, _head(stretch, right=True))
        _fill(section.even_page_header, _head(stretch, right=False))
    if stretch.footed != (before.footed if before else None):
        _fill(section.footer, _foot(stretch, right=True))
        _fill(section.even_page_footer, _foot(stretch, right=False))


def _fill(story: _Header | _Footer, line: Element) -> None:
    story.is_linked_to_previous = False
    empty = story.paragraphs[0]._p  # noqa: SLF001 - a story gives its words away, not its elements
    empty.getparent().replace(empty, line)


def _head(stretch: Stretch, *, right: bool) -> Element:
    """Set the running head outside, and in the middle what stands on every page."""
    marks = stretch.marks
    head = [run(marks.head)] if marks.head else []
    return _line("Header", [] if right else head, marks.middle, head if right else [], stretch.width)


def _foot(stretch: Stretch, *, right: bool) -> Element:
    """Set the number outside and the code inside: on a right-hand page what is outside stands on the right."""
    code = [run(stretch.marks.code)] if stretch.marks.code else []
    number = list(_number(stretch.marks, right=right))
    return _line("Footer", code if right else number, "", number if right else code, stretch.width)


def _line(style: str, left: list[Element], middle: str, right: list[Element], width: int) -> Element:
    if not (left or middle or right):
        return paragraph(style)
    made = paragraph(style, *left, run(f"\t{middle}\t"), *right)
    stops = looks(made).tab_stops
    stops.add_tab_stop(Twips(width // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Twips(width), WD_TAB_ALIGNMENT.RIGHT)
    return made


def _number(marks: MarginTexts, *, right: bool) -> Iterator[Element]:
    match marks.folio:
        case Folio.NONE:
            return
        case Folio.TALLY:
            before, between, after = map(run, TALLY)
            yield from (before, field("PAGE"), between, field("NUMPAGES"), after)
        case Folio.ROMAN | Folio.ARABIC if marks.official:
            yield run("— " if right else "　— ", LETTER_NUMBER_STYLE)
            yield field("PAGE", LETTER_NUMBER_STYLE)
            yield run(" —　" if right else " —", LETTER_NUMBER_STYLE)
        case Folio.ROMAN | Folio.ARABIC:
            yield field("PAGE")
        case _:
            assert_never(marks.folio)
