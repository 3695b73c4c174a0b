"""What the rules say in a test of theirs was said before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import told


@pytest.fixture(autouse=True)
def said_before() -> Iterator[None]:
    """Compare every finding of a test with those of the golden file."""
    told.heard.clear()
    yield
    assert not told.unknown(), "the rules say something new; `make golden` keeps it"
