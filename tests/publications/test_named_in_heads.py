from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, compose


def parts(catalog, name, issuer):
    called = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, issuer=issuer))
    found = {each.name: each for _, each, form in compose(Unit.of(called), name, Request()) if form == "pdf"}
    return [part for document in found.values() for part in document.parts]


@pytest.mark.parametrize("name", ["cards", "guide", "archive"])
def test_only_the_head_names_the_unit_so_that_units_share_what_is_set(catalog, name):
    one, other = (parts(catalog, name, issuer) for issuer in ("甲局", "某县乙水务服务中心"))
    assert {part.head for part in one} - {""} == {"甲局"}
    assert {part.head for part in other} - {""} == {"某县乙水务服务中心"}
    bare = [[dataclasses.replace(part, head="") for part in each] for each in (one, other)]
    assert bare[0] == bare[1]
