"""One page that says it all: a card for the wall, or a guide to lay on the desk."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.document.inline import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """What stands beside one head: running text, or lines of which each is a matter of its own."""

    head: str
    lines: tuple[Line, ...]
    listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A page that is never two: layout takes the first of its settings that fits, in the largest type."""

    title: str
    settings: tuple[tuple[CardRow, ...], ...]
    """Ways to say it, the fullest first; the last is short enough for any page."""
    foot: str
    wall: bool
    """Whether it is read from a metre away."""
