"""The live standards as they are bound: each duty stands in both books."""

from __future__ import annotations

import pytest

from content import live
from dangjian_std import publications
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from support.duties import differences

BINDINGS = {"handbook": lambda book: book.linked, "practical": lambda book: book.told}


@pytest.mark.parametrize("name", BINDINGS)
def test_no_duty_is_lost_or_invented(name):
    publication = publications.publications()[name]
    unit = publication.standards_of(Unit.of(live.catalog()))
    ((document, _),) = publication.compose(unit, Request())
    found = list(differences(unit.catalog, document, BINDINGS[name]))
    assert not found, "\n".join(found)
