"""废止.yaml: what the set has no more. Its codes are never given again, and its papers went somewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Node):
    """A standard, form or paper that was withdrawn."""

    code: str
    title: str
    on: dt.date
    reason: str
    replaced_by: str | None = None
    papers: str
    """What became of the papers that were made by it."""

    @property
    def instead(self) -> str:
        """Say in Chinese what took its place."""
        return f"改用 {self.replaced_by}" if self.replaced_by else "没有代替的"

    def __str__(self) -> str:
        """Say in Chinese that it was withdrawn, when, and what took its place."""
        return f"{self.code}“{self.title}”{self.on}废止，{self.instead}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawals(Node):
    """All of them, in the order in which they were written down."""

    withdrawals: tuple[Withdrawal, ...]
