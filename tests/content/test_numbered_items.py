"""In the live standards too a basis names by their numbers the items that rest on it."""

from __future__ import annotations

from content.live import catalog
from support.numbered import disagreements


def test_a_basis_names_the_items_that_rest_on_it():
    assert list(disagreements(catalog())) == []
