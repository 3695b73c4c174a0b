"""How large a manifest may be."""

from __future__ import annotations

import pytest

from dangjian_std.output import manifest
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.text.errors import DstdError


@pytest.mark.parametrize(("spare", "is_read"), [(0, True), (1, True), (-1, False)])
def test_a_manifest_is_read_up_to_its_limit(tmp_path, monkeypatch, spare, is_read):
    data = manifest.dump({}, "2027年版")
    (tmp_path / MANIFEST).write_bytes(data)
    monkeypatch.setattr(manifest, "MOST_BYTES_OF_MANIFEST", len(data) + spare)
    if is_read:
        assert manifest.read(tmp_path) == {}
    else:
        with pytest.raises(DstdError, match="不是本工具做的"):
            manifest.read(tmp_path)
