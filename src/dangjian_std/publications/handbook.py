"""手册: the whole set as one bound book."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.document import Document
from dangjian_std.model import Catalog
from dangjian_std.publications import back, front, standard
from dangjian_std.publications.order import Order

FOLDER = "01手册"
FORMATS = ("pdf",)


def compose(catalog: Catalog, order: Order) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Yield the book: cover, 编制说明, 目次, 标准体系, every standard in order of its code, lists and indexes."""
    system = catalog.system
    bodies = tuple(
        part for code in sorted(catalog.standards) for part in standard.parts(catalog, catalog.standards[code])
    )
    preface, overview = front.preface(catalog), front.system(catalog)
    rest = (overview, *bodies, *back.parts(catalog))
    book = Document(
        name=order.named(system.title),
        title=f"{system.title}（{system.edition}）",
        author=system.issuer,
        subject=f"{system.issuer}党建工作标准",
        parts=(front.cover(catalog), preface, front.contents(rest, chapters=False), *rest),
        large=order.large,
        proof=order.proof,
    )
    yield book, FORMATS
