"""手册: the whole set as one bound book."""

from __future__ import annotations

from dangjian_std.composition import book_divisions, contents_list
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import back_matter, chapters, front_matter
from dangjian_std.publications.publication import Binding, Outputs, Publication


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the book: cover, 编制说明, 目次, 标准体系, the standards in their divisions, lists and indexes."""
    catalog, system = unit.catalog, unit.catalog.system
    bodies = tuple(
        part
        for book in book_divisions.in_order(catalog)
        for part in book_divisions.opened(book, chapters.parts(unit, book.standard))
    )
    preface, overview = front_matter.preface(unit), front_matter.system(catalog)
    rest = (overview, *bodies, *back_matter.parts(unit))
    book = Document(
        name=system.title,
        title=f"{system.title}（{system.edition}）",
        author=system.issuer,
        subject=f"{system.issuer}党建工作标准",
        parts=(front_matter.cover(catalog), preface, contents_list.contents(rest, chapters=False), *rest),
    )
    yield book, ("pdf",)


PUBLICATION = Publication(
    name="handbook", words=("手册",), folder="01手册", compose=compose, binding=Binding.WHOLE, bound=True
)
