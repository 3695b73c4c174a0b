"""单行本: one standard on its own, for reading in a terminal."""

from __future__ import annotations

from dangjian_std.document import Document
from dangjian_std.model import Catalog
from dangjian_std.publications import standard


def compose(catalog: Catalog, code: str) -> Document:
    """Return the standard `code` as a document without cover and contents."""
    found = catalog.standards[code]
    return Document(
        name=f"{code}-{found.title}",
        title=f"{catalog.number(code)}　{found.title}",
        author=catalog.system.issuer,
        subject=found.scope.covers,
        parts=tuple(standard.parts(catalog, found)),
    )
