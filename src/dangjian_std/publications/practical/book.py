"""实用本: overviews, what every standard asks at a glance, and once at the end what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import book_divisions, contents_list
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Block, Cover, EndRule, Heading
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.practical import back_matter, overviews, preface, standard_pages, volumes
from dangjian_std.publications.publication import Outputs, Publication

PRACTICAL_WORD = "实用本"


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield the book."""
    system = unit.catalog.system
    books = book_divisions.in_order(unit.catalog)
    found = volumes.of(unit, large=request.large)
    parts = (
        _part("overviews", "一览表", overviews.blocks(unit, books), recto=True),
        *(
            part
            for book in books
            for part in book_divisions.opened(book, iter((standard_pages.part(unit, book),)))
        ),
        _part("references", "依据和用表", (*back_matter.blocks(unit, books, found), EndRule())),
    )
    book = Document(
        name=f"{system.title}（{PRACTICAL_WORD}）",
        title=f"{system.title}（{system.edition}，{PRACTICAL_WORD}）",
        author=system.issuer,
        subject=f"{system.issuer}党建工作标准",
        parts=(_cover(unit), preface.part(unit, books), contents_list.contents(parts, chapters=False), *parts),
        volumes=found.documents,
    )
    yield book, ("pdf",)


def _cover(unit: Unit) -> Part:
    system = unit.catalog.system
    block = Cover(
        number="",
        title=(system.title,),
        subtitle=f"{PRACTICAL_WORD}　摘自发布稿，以发布稿为准",
        issuer=system.issuer,
        edition=system.edition,
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def _part(anchor: str, title: str, blocks: Iterator[Block] | tuple[Block, ...], *, recto: bool = False) -> Part:
    heading: Block = Heading(level=0, text=title, anchor=anchor)
    blocks = (heading, *blocks)
    return Part(id=f"part-{anchor}", title=title, head=title, folio=Folio.ARABIC, blocks=blocks, recto=recto)


PUBLICATION = Publication(name="practical", words=(PRACTICAL_WORD,), folder="01手册", compose=compose, bound=True)
