"""Which base a new unit takes: the set of the program, a folder, or a revision of one."""

from __future__ import annotations

import pytest

from dangjian_std.cli.console import base_sets
from dangjian_std.reading import layers
from dangjian_std.text.errors import DstdError


@pytest.mark.parametrize(
    ("base", "revision", "asked"),
    [(None, None, (layers.SHIPPED, None)), ("母本", None, ("../母本", None)), ("母本", "v1", ("../母本", "v1"))],
)
def test_a_base_is_named_from_the_folder_of_the_unit(tmp_path, monkeypatch, base, revision, asked):
    seen = []
    monkeypatch.setattr(layers, "base_of", lambda top, *said: seen.append(said) or ("raw",))
    place, raws = base_sets.base_of(tmp_path / "某局", base and tmp_path / base, revision)
    assert (seen, place, raws) == ([asked], asked[0], ("raw",))


def test_a_revision_is_one_of_a_folder(tmp_path):
    with pytest.raises(DstdError, match="请同 --base 一起写"):
        base_sets.base_of(tmp_path, None, "v1")


@pytest.mark.parametrize(("revision", "said"), [(None, "母本 里没有一套标准"), ("v1", "母本的 v1 里没有一套标准")])
def test_a_folder_without_a_set_is_told(tmp_path, monkeypatch, revision, said):
    monkeypatch.setattr(layers, "base_of", lambda *_: ())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DstdError, match=said):
        base_sets.base_of(tmp_path, tmp_path / "母本", revision)
