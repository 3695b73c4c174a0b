"""What in a filled form is not certain: it is asked, and answered by mending the cell."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.text.characters import visible
from dangjian_std.text.places import Span

SHOWN = 16
"""Characters of a cell that a question repeats. Questions are shown to the officer and kept nowhere."""


class DoubtError(ValueError):
    """A value that is not certain: what is wrong, and what to write."""

    def __init__(self, message: str, help_: str, name: str = "") -> None:
        """Keep the help beside the message, and the field where the reader does not know it."""
        super().__init__(message)
        self.help, self.name = help_, name


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question about a place of a file."""

    span: Span
    name: str
    """The field, or `table.column` and its row: items.done-on/2."""
    label: str
    message: str
    help: str


def quoted(text: str) -> str:
    """Return what somebody typed, cut short and without anything invisible, between quotation marks."""
    return f"“{visible(text[:SHOWN])}{'…' if len(text) > SHOWN else ''}”"


def amiss(text: str, wanted: str) -> str:
    """Say that something is no date or no number; what has no figure in it may be a name, and is not repeated."""
    return f"{quoted(text) if any(map(str.isdecimal, text)) else '写的是文字，'}不是{wanted}"
