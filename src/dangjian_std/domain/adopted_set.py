"""The set that a unit adopted, as it was before the unit made something of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog

T = TypeVar("T")


def restored(catalog: Catalog, adoption: Adoption) -> Catalog:
    """Return the catalogue of a unit with nothing changed in the set, and nothing of the unit's own."""

    def as_it_was(now: Mapping[str, T], before: Mapping[str, T]) -> Mapping[str, T]:
        return {code: before.get(code, each) for code, each in now.items() if code not in adoption.own}

    return dataclasses.replace(
        catalog,
        standards=as_it_was(catalog.standards, adoption.before),
        records=as_it_was(catalog.records, adoption.forms),
        papers=as_it_was(catalog.papers, adoption.papers),
    )
