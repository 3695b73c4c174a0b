"""单行本: one standard on its own, in the full shape of GB/T 1.1—2020."""

from __future__ import annotations

from dangjian_std.composition import contents_list
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Block, Cover, Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import chapters, front_matter
from dangjian_std.publications.publication import Binding, Outputs, Publication


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield each standard that is asked for: cover, 目次, 前言, the standard, 终结线."""
    catalog = unit.catalog
    for code in request.codes or sorted(catalog.standards):
        found = catalog.standards[code]
        body = tuple(chapters.parts(unit, found, alone=True))
        preface = _preface(catalog, found)
        contents = contents_list.contents((preface, *body), chapters=True)
        parts = (_cover(catalog, found), contents, preface, *body)
        yield _document(catalog, found, parts), ("pdf",)


def reading(unit: Unit, code: str) -> Document:
    """Return a standard without cover and contents, for reading in a terminal."""
    found = unit.catalog.standards[code]
    return _document(unit.catalog, found, tuple(chapters.parts(unit, found, alone=True)))


def _document(catalog: Catalog, found: Standard, parts: tuple[Part, ...]) -> Document:
    return Document(
        name=f"{found.code}-{found.title}",
        title=f"{catalog.number(found.code)}　{found.title}",
        author=catalog.system.issuer,
        subject=found.scope.covers,
        parts=parts,
    )


def _cover(catalog: Catalog, found: Standard) -> Part:
    block = Cover(
        number=catalog.number(found.code),
        title=(found.title,),
        subtitle="",
        issuer=catalog.system.issuer,
        edition=f"{found.issued.isoformat()}发布　　{found.effective.isoformat()}实施",
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def _preface(catalog: Catalog, found: Standard) -> Part:
    """前言: its fixed sentences in their order (GB/T 1.1—2020, 8.3)."""
    issuer = catalog.system.issuer
    first = "首次发布" if len(found.history) == 1 else f"第{found.history[0].version}版首次发布"
    heading: Block = Heading(level=0, text="前言", anchor="preface")
    texts = (
        front_matter.DRAFTED_BY,
        f"本文件由{issuer}提出并归口。",
        f"本文件起草单位：{issuer}。",
        f"本文件{first}。",
    )
    blocks = (heading, *(Paragraph(text=(text,)) for text in texts))
    head = catalog.number(found.code)
    return Part(id="part-preface", title="前言", head=head, folio=Folio.ROMAN, blocks=blocks, recto=False)


PUBLICATION = Publication(
    name="booklet", words=("单行本",), folder="01手册", compose=compose, binding=Binding.SINGLE
)
