"""local/*.yaml with `kind: overlay`: what a unit changes in one file of the set that it adopts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Put(Node):
    """A value that takes the place of another one; `at` names it: the id of a node, then keys."""

    at_: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Added(Node):
    """An item that comes into a list; `to` names the list, `after` the item behind which it comes."""

    to: str
    after: str | None = None
    item: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Omitted(Node):
    """A step that the unit does not do, and why."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay(Node):
    """All that a unit changes in one file, and why."""

    of: str
    """What the file is called by: DJ201, R201, W401, catalog, roles."""
    reason: str
    put: tuple[Put, ...] = ()
    add: tuple[Added, ...] = ()
    omit: tuple[Omitted, ...] = ()
