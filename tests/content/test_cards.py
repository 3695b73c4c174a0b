"""The live standards on cards: one page for each who acts, whatever the unit, in type that is read on a wall."""

from __future__ import annotations

import io

import pikepdf
import pytest

from content.claims import judged
from content.live import files
from dangjian_std import publications, renderers
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.renderers.layout import card_fitting


@pytest.mark.parametrize("profile", ["总支", "支部", "小支部", "机关党委"])
@pytest.mark.parametrize(("name", "least"), [("cards", 14), ("guide", 10.5)])
def test_a_card_is_a_page(name, least, profile):
    catalog = judged(files())[0].catalog
    publication = publications.publications()[name]
    unit = publication.standards_of(Unit.of(catalog, profile))
    for document, _ in publication.compose(unit, Request()):
        sizes = [card_fitting.lay_out(part.blocks[0]).size for part in document.parts]
        assert min(sizes) >= least
        with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
            assert len(pdf.pages) == len(document.parts)


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_who_inspects_carries_six_pages(profile):
    publication = publications.publications()["checks"]
    unit = publication.standards_of(Unit.of(judged(files())[0].catalog, profile))
    ((document, _),) = publication.compose(unit, Request())
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) <= 6
