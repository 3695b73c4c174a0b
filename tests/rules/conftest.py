"""What the rules say in a test of theirs was said before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support import rule_messages


@pytest.fixture(autouse=True)
def said_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare every finding of a test with those of the golden file."""
    yield from rule_messages.said_before(request)
