"""实用本: overviews, what every standard asks at a glance, and once at the end what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import book_divisions, book_pages, contents_list
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Block, Cover, EndRule, Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.practical import overviews, references, standard_pages
from dangjian_std.publications.publication import Outputs, Publication

WORD = "实用本"
PREVAILS = "条号和文字同发布稿一致，次序照使用的需要另排；两者不一致的，以发布稿为准。"
HOW_TO_USE = (
    "开会、收发材料：先看三张一览表，再按条号翻到那一项标准；条号如DJ201　6.1.2，同发布稿的条号一致",
    "办一件事：在目次里找到那一项标准，照表从上往下办；写“查”的一行，是检查时对这一步怎么看",
    "填表、发文：表和文书按编号装在记录表汇编、文书汇编里，本册只写编号",
    "核对依据：表里写文件的简称和条号，全称、大意和核对程度在书末的依据一览",
)


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the book."""
    system = unit.catalog.system
    books = book_divisions.in_order(unit.catalog)
    parts = (
        _part("overviews", "一览表", overviews.blocks(unit, books)),
        *(
            part
            for book in books
            for part in book_divisions.opened(book, iter((standard_pages.part(unit, book),)))
        ),
        _part("references", "依据和用表", (*references.blocks(unit.catalog, books), EndRule())),
    )
    book = Document(
        name=f"{system.title}（{WORD}）",
        title=f"{system.title}（{system.edition}，{WORD}）",
        author=system.issuer,
        subject=f"{system.issuer}党建工作标准",
        parts=(_cover(unit), _preface(unit), contents_list.contents(parts, chapters=False), *parts),
    )
    yield book, ("pdf",)


def _cover(unit: Unit) -> Part:
    system = unit.catalog.system
    block = Cover(
        number="",
        title=(system.title,),
        subtitle=f"{WORD}　摘自发布稿，以发布稿为准",
        issuer=system.issuer,
        edition=system.edition,
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def _preface(unit: Unit) -> Part:
    """Say what prevails, how the book is used, and what its marks mean."""
    system = unit.catalog.system
    blocks: tuple[Block, ...] = (
        Heading(level=0, text="使用说明", anchor="preface"),
        Paragraph(text=(f"本册摘自《{system.title}》{system.edition}的发布稿，{PREVAILS}",)),
        Paragraph(text=("本册这样用：",)),
        book_pages.items(HOW_TO_USE),
        Paragraph(text=(standard_pages.MARKS,)),
    )
    return Part(id="part-preface", title="使用说明", head="", folio=Folio.ROMAN, blocks=blocks, recto=False)


def _part(anchor: str, title: str, blocks: Iterator[Block] | tuple[Block, ...]) -> Part:
    heading: Block = Heading(level=0, text=title, anchor=anchor)
    return Part(
        id=f"part-{anchor}", title=title, head="", folio=Folio.ARABIC, blocks=(heading, *blocks), recto=False
    )


PUBLICATION = Publication(name="practical", words=(WORD,), folder="01手册", compose=compose)
