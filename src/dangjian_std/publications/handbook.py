"""手册: the whole set as one book."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.document import (
    Annex,
    Block,
    Contents,
    ContentsEntry,
    Cover,
    Document,
    Folio,
    Heading,
    Paragraph,
    Part,
)
from dangjian_std.model import Catalog
from dangjian_std.publications import standard, wording

FORMATS = ("pdf",)

DRAFTED_BY = "本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。"
"""Fixed sentence of GB/T 1.1—2020, 8.3 a."""


def compose(catalog: Catalog) -> Iterator[Document]:
    """Yield the handbook: cover, 目次, 前言, then every standard in order of its code."""
    bodies = tuple(
        part for code in sorted(catalog.standards) for part in standard.parts(catalog, catalog.standards[code])
    )
    preface = _preface(catalog)
    front = (_cover(catalog), _contents((preface, *bodies)), preface)
    system = catalog.system
    yield Document(
        name=system.title,
        title=f"{system.title}（{system.edition}）",
        author=system.issuer,
        subject=f"{system.issuer}党建工作标准",
        parts=(*front, *bodies),
    )


def _cover(catalog: Catalog) -> Part:
    system = catalog.system
    effective = min(each.effective for each in catalog.standards.values())
    block = Cover(
        number="",
        title=system.title,
        subtitle=f"{wording.chinese_date(effective.year, effective.month, effective.day)}起实施",
        issuer=system.issuer,
        edition=system.edition,
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def _preface(catalog: Catalog) -> Part:
    issuer = catalog.system.issuer
    texts = (
        DRAFTED_BY,
        f"本文件由{issuer}提出并归口。",
        f"本文件起草单位：{issuer}。",
        "本文件首次发布。",
    )
    heading: Block = Heading(level=0, text="前言", anchor="preface")
    blocks = (heading, *(Paragraph(text=(text,)) for text in texts))
    return Part(id="part-preface", title="前言", head="", folio=Folio.ROMAN, blocks=blocks, recto=False)


def _contents(parts: tuple[Part, ...]) -> Part:
    entries = tuple(entry for part in parts for entry in _entries(part))
    block = Contents(title="目次", entries=entries)
    return Part(id="part-contents", title="目次", head="", folio=Folio.ROMAN, blocks=(block,))


def _entries(part: Part) -> Iterator[ContentsEntry]:
    """Lines of the 目次 for one part: its title, its chapters, its annexes; never the terms (6.2.2)."""
    for block in part.blocks:
        match block:
            case Heading(level=0):
                text = f"{part.head}　{block.text}" if part.head else block.text
                yield ContentsEntry(level=0, text=text, target=block.anchor)
            case Heading(level=1):
                text = f"{block.number}　{block.text}" if block.number else block.text
                yield ContentsEntry(level=1, text=text, target=block.anchor)
            case Annex():
                text = f"附录{block.letter}（{block.nature}）　{block.title}"
                yield ContentsEntry(level=1, text=text, target=block.anchor)
            case _:
                pass
