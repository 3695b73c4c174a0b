"""Where the tests find things."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
TOOLS = ROOT / "tools"
LIVE = ROOT / "standards"
"""The standards that are shipped: tests under content/ alone read them."""
CASES = TESTS / "cases"
FROZEN = CASES / "frozen"
"""A set of ten standards, taken once from the shipped one: content may change, what the tests expect does not."""
BASE = CASES / "good" / "base"
"""A small complete project: one standard, two forms, a paper."""
