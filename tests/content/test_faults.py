"""The live set has a place for every kind of mistake that `dstd selftest` makes."""

from __future__ import annotations

import pytest

from content.live import catalog, files
from dangjian_std import faults
from dangjian_std.faults.fault import Given
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource


@pytest.fixture(scope="module")
def given():
    parsed = [parse(RawSource(path, text.encode())) for path, text in files().items()]
    return Given(files(), {each.source.path: each.sound for each in parsed}, catalog())


@pytest.mark.parametrize("kind", faults.kinds(), ids=lambda kind: kind.name)
def test_a_kind_has_a_place(kind, given):
    assert any(given.make(kind.name, draft) for draft in kind.drafts(given))
