"""The live standards, read once."""

from __future__ import annotations

from functools import cache

from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.load import load
from dangjian_std.reading.project import sources
from support.folders import ROOT


@cache
def _read() -> tuple[tuple[str, str], ...]:
    return tuple((raw.path, raw.data.decode("utf-8-sig")) for raw in sources(ROOT))


@cache
def catalog() -> Catalog:
    """Return what they say."""
    found = load(sources(ROOT)).catalog
    assert found is not None
    return found


def files() -> dict[str, str]:
    """Return the text of every file, by path."""
    return dict(_read())
