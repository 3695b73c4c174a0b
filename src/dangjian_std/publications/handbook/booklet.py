"""单行本: one standard on its own, in the full shape of GB/T 1.1—2020."""

from __future__ import annotations

from dataclasses import replace

from dangjian_std.composition import contents_list
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Block, Cover, Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Status
from dangjian_std.publications.handbook import chapters, front_matter
from dangjian_std.publications.publication import Binding, Outputs, Publication

DRAFTS = frozenset({Status.DRAFT, Status.COMMENT})


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield each standard that is asked for, or all but withdrawn ones: cover, 目次, 前言, its body, 终结线."""
    catalog = unit.catalog
    kept = (code for code, each in catalog.standards.items() if each.status is not Status.WITHDRAWN)
    for code in request.codes or sorted(kept):
        found = catalog.standards[code]
        body = tuple(chapters.parts(unit, found, alone=True))
        preface = _preface(catalog, found)
        contents = contents_list.contents((preface, *body), chapters=True)
        parts = (_cover(catalog, found), contents, preface, *body)
        yield _document(catalog, found, parts), ("pdf",)


def reading(unit: Unit, code: str) -> Document:
    """Return a standard without cover and contents, for a terminal; its stage stands first."""
    found = unit.catalog.standards[code]
    body, *annexes = chapters.parts(unit, found, alone=True)
    title, *rest = body.blocks
    stage = Paragraph(text=(f"{_stage(found) or found.status}　{_dates(unit.catalog, found)}",))
    return _document(unit.catalog, found, (replace(body, blocks=(title, stage, *rest)), *annexes))


def _document(catalog: Catalog, found: Standard, parts: tuple[Part, ...]) -> Document:
    return Document(
        name=f"{found.code}-{found.title}",
        title=f"{chapters.called(catalog, found)}　{found.title}",
        author=catalog.system.issuer,
        subject=found.scope.covers,
        parts=parts,
    )


def _cover(catalog: Catalog, found: Standard) -> Part:
    block = Cover(
        number=catalog.number(found.code),
        title=(found.title,),
        subtitle=_stage(found),
        issuer=catalog.system.issuer,
        edition=_dates(catalog, found),
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def _stage(found: Standard) -> str:
    """Say in what stage a standard is; nothing of one that is issued for good."""
    return chapters.STAGES.get(found.status, "") or (found.status if found.status is Status.TRIAL else "")


def _dates(catalog: Catalog, found: Standard) -> str:
    """Say since when a standard is in force and until when; a draft is told from other drafts by its version."""
    if found.status in DRAFTS:
        return f"第{found.version}版"
    withdrawal = catalog.withdrawn.get(found.code)
    end = found.withdrawn or (withdrawal.on if withdrawal else None)
    dates = ((found.issued, "发布"), (found.effective, "实施"), (end, "废止"))
    return "　　".join(f"{day}{what}" for day, what in dates if day)


def _preface(catalog: Catalog, found: Standard) -> Part:
    """前言: its fixed sentences in their order (GB/T 1.1—2020, 8.3)."""
    issuer = catalog.system.issuer
    first = "首次发布" if len(found.history) == 1 else f"第{found.history[0].version}版首次发布"
    heading: Block = Heading(level=0, text="前言", anchor="preface")
    texts = (
        front_matter.DRAFTED_BY,
        f"本文件由{issuer}提出并归口。",
        f"本文件起草单位：{issuer}。",
        *(() if found.status in DRAFTS else (f"本文件{first}。",)),
    )
    blocks = (heading, *(Paragraph(text=(text,)) for text in texts))
    head = chapters.called(catalog, found)
    return Part(id="part-preface", title="前言", head=head, folio=Folio.ROMAN, blocks=blocks, recto=False)


PUBLICATION = Publication(
    name="booklet", words=("单行本",), folder="01手册", compose=compose, binding=Binding.SINGLE, bound=True
)
