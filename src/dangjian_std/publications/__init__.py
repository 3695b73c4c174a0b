"""What can be made of a catalogue. A publication is one module: its formats, and `compose(catalog)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType

from dangjian_std.document import Document
from dangjian_std.model import Catalog
from dangjian_std.publications import handbook

PUBLICATIONS: Mapping[str, ModuleType] = {"handbook": handbook}
"""Publications by the name that `dstd build --only` takes."""


def compose(catalog: Catalog, name: str) -> Iterator[tuple[Document, str]]:
    """Yield the documents of publication `name`, each with a format that it is made in."""
    module = PUBLICATIONS[name]
    for document in module.compose(catalog):
        for format_ in module.FORMATS:
            yield document, format_
