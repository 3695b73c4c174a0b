"""What in a filled form is not certain: it is asked, and answered by mending the cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dangjian_std.text.characters import visible
from dangjian_std.text.places import Span

FIGURES_AND_UNITS = re.compile(
    "(?:[^\u3400-\u9fff]|[年月日号第季度上中下旬半前后左右约近多人件条个次名元份项户时分至到和一二三四五六七八九十零])*"
)
"""What stands in dates, numbers and their units; any other Chinese character may be of a name."""
LONGEST_TICK = 2
"""Characters of what may be a tick; without a figure in it, anything longer may be a name."""
MOST_CELL_CHARACTERS = 16
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
    return f"“{visible(text[:MOST_CELL_CHARACTERS])}{'…' if len(text) > MOST_CELL_CHARACTERS else ''}”"


def amiss(text: str, wanted: str) -> str:
    """Say that something is no date or no number; of what may be a name nothing is repeated."""
    return f"{spoken(text)}不是{wanted}"


def spoken(text: str) -> str:
    """Return what was typed in place of a figure or a tick; where it may be a name, only that it is a text."""
    harmless = any(map(str.isdecimal, text)) or 0 < len(text) <= LONGEST_TICK
    return quoted(text) if harmless and FIGURES_AND_UNITS.fullmatch(text) else "写的是文字，"
