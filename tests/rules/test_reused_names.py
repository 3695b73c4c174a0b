"""How much of what a code stood for is still there."""

from __future__ import annotations

import pytest

from dangjian_std.rules.revision import reused_name


@pytest.mark.parametrize(
    ("old", "new", "share"),
    [
        (("a", "b", "c", "d"), ("a", "b", "c", "e"), 0.75),
        (("a", "b", "c", "d"), ("e",), 0),
        (("a", "b"), ("b", "a", "c"), 1),
        (("a", "a", "b"), ("a",), 0.5),
        ((), ("a",), 0),
        ((), (), 0),
    ],
)
def test_a_share_is_of_what_was_there(old, new, share):
    assert reused_name._share(old, new) == share
