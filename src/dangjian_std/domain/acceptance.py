"""已接受.yaml: findings about a change of the set that the office agreed to let stand, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Node):
    """A finding that was accepted."""

    finding: str
    """Its fingerprint, 12 hexadecimal digits."""
    rule: str
    """Code of the rule that says it."""
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptances(Node):
    """All of them, in the order in which they were written down."""

    accepted: tuple[Acceptance, ...]
