"""A right edit of the content is green in `dstd validate` and in the tests: thirty kinds of edit are tried."""

from __future__ import annotations

import pytest

from content.claims import CLAIMS, errors, judged
from content.edits import EDITS, outcomes
from content.live import files


def test_there_are_thirty_edits():
    assert len(EDITS) >= 30


@pytest.mark.parametrize("change", EDITS)
def test_an_edit_leaves_everything_green(change):
    """It is made at the first place where the tool has nothing against it; what it does then breaks no claim."""
    refused = []
    for made in outcomes(change, files()):
        loaded, found = judged(made)
        if not errors(found):
            assert loaded.catalog is not None
            assert not [line for claim in CLAIMS for line in claim(loaded.catalog)]
            return
        refused.append(errors(found))
    if not refused:
        pytest.skip("这套标准里没有可以这样改的地方")
    pytest.fail("\n".join(f"改了以后：{line}" for wrong in refused for line in wrong))
