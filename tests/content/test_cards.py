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
from dangjian_std.domain.vocabulary import Level, RoleKind
from dangjian_std.renderers.layout import card_fitting, plain_text


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


def test_who_keeps_a_register_is_found_in_the_branch():
    """Nobody asks an organ above for it, nor who counted votes on one day."""
    for unit in Unit.all(live.catalog()):
        publication = publications.publications()["guide"]
        for document, _ in publication.compose(publication.standards_of(unit), Request()):
            rows = [row for part in document.parts for row in part.blocks[0].settings[0] if row.head == "查什么"]
            said = [plain_text.line(line).partition("管的：")[0] for row in rows for line in row.lines]
            keepers = [unit.catalog.roles[role] for role in said if role != "本岗位"]
            assert said
            assert all(
                role.level in {Level.BRANCH, Level.GROUP} and role.kind is not RoleKind.DUTY for role in keepers
            ), said


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_who_inspects_carries_six_pages(profile):
    publication = publications.publications()["checks"]
    unit = publication.standards_of(Unit.of(live.catalog(), profile))
    ((document, _),) = publication.compose(unit, Request())
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) <= 6
