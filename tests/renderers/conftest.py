"""What several tests of renderers begin with."""

from __future__ import annotations

import pytest

from dangjian_std.text import kept as text_kept


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder of one's own for what is kept."""
    folder = tmp_path / "kept" / "dangjian-std"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder.parent))
    text_kept.folder.cache_clear()
    yield folder
    text_kept.folder.cache_clear()
