"""What the rules say in a test of theirs was said before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import rule_messages


@pytest.fixture(autouse=True)
def said_before() -> Iterator[None]:
    """Compare every finding of a test with those of the golden file."""
    rule_messages.heard.clear()
    yield
    assert not rule_messages.unknown(), "the rules say something new; `make golden` keeps it"
