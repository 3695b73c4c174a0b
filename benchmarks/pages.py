"""How many pages the twelve month packs of the shipped unit are, printed once: reminders, forms, papers."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pikepdf

from dangjian_std import renderers
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import load, project

ROOT = Path(__file__).parents[1]


def pages(document: Document) -> int:
    """Return the pages of a document that bear print; a paper is counted as it is set in PDF."""
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        texts = (pikepdf.parse_content_stream(page) for page in pdf.pages)
        return sum(any(str(each.operator) in {"Tj", "TJ"} for each in text) for text in texts)


catalog = load.load(project.sources(ROOT)).catalog
if catalog is None:
    raise SystemExit("the set cannot be read")
year = pack.year_of_unit(Unit.of(catalog), catalog.system.year)
counted: Counter[str] = Counter()
for month in MONTH_NUMBERS:
    own: Counter[str] = Counter()
    for document, formats in pack.month_pack(year, month):
        kind = "reminders" if "提示" in document.name else "forms" if formats == ("pdf",) else "papers"
        if formats != ("txt",):
            own[kind] += pages(document)
    counted.update(own)
    print(f"{month}: {own.total()} pages, {dict(own)}", flush=True)
print(f"{counted.total()} pages, {dict(counted)}")
