"""The live standards on cards: one page for each who acts, whatever the unit, in type that is read on a wall."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest

from content import live
from dangjian_std import publications, renderers
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.renderers.layout import card_fitting


@pytest.mark.parametrize(("name", "least"), [("cards", 14), ("guide", 10.5)])
def test_a_card_is_a_page(name, least):
    """Those of all units are set at once: as many pages as different cards, none of which takes no page."""
    publication = publications.publications()[name]
    made = [
        document
        for unit in Unit.all(live.catalog())
        for document, _ in publication.compose(publication.standards_of(unit), Request())
    ]
    cards = {part.blocks: part for document in made for part in document.parts}
    assert min(card_fitting.lay_out(card).size for (card,) in cards) >= least
    parts = (dataclasses.replace(part, id=f"card-{at}") for at, part in enumerate(cards.values()))
    whole = dataclasses.replace(made[0], parts=tuple(parts))
    with pikepdf.open(io.BytesIO(renderers.render(whole, "pdf"))) as pdf:
        assert len(pdf.pages) == len(cards)


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_who_inspects_carries_six_pages(profile):
    publication = publications.publications()["checks"]
    unit = publication.standards_of(Unit.of(live.catalog(), profile))
    ((document, _),) = publication.compose(unit, Request())
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) <= 6
