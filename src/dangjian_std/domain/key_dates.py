"""重要时间节点: days of a year that an office keeps in mind. They remind; nothing has to be done for them."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.regulation import Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDate(Node):
    """A day that comes every year, or a month in which it falls."""

    name: str
    month: int
    day: int | None = None
    """Left out where the day is announced each year."""
    basis: tuple[Citation, ...] = ()
    local: bool = False
    """Whether the unit chose it, and no article that was read names it."""
    not_for: tuple[str, ...] = ()
    """Shapes of units that do without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDates(Node):
    """All of them, in the order in which they were written down."""

    days: tuple[KeyDate, ...]
