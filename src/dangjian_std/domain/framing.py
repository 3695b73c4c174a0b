"""What stands around the procedure of a standard: what it covers, its terms, what a unit may set in it."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.domain.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope(Node):
    """Chapter 1: what a standard covers and to whom it applies."""

    covers: str
    applies_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Node):
    """An entry of chapter 3."""

    id: str
    term: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter(Node):
    """A number of a time that a unit which adopts the set may set without an overlay.

    Addresses are those of an overlay. What the number may be is judged where it is put: by the articles.
    """

    id: str
    title: str
    at_: tuple[str, ...]
    """Where the number stands: `notify.when.at_least_workdays`; in all of them the same one."""
    said: tuple[str, ...] = ()
    """Sentences that say it once more: `told.statement`."""
    follows: str | None = None
    """Of another standard, the one that it follows where only that one is set, as much stricter as before."""
