"""The live files and the examples stand in the layout of `dstd fmt`."""

from __future__ import annotations

from dangjian_std.reading.formatting import all_formatted
from dangjian_std.reading.project import RawSource, sources
from support.folders import ROOT


def test_every_live_file_is_in_the_layout():
    assert [file.old.path for file in all_formatted(sources(ROOT)).changed] == []


def test_every_example_is_in_the_layout():
    raws = [RawSource(str(path), path.read_bytes()) for path in (ROOT / "examples").rglob("*.yaml")]
    assert raws
    assert [file.old.path for file in all_formatted(raws).changed] == []
