"""Charts: who does what one after the other, and what belongs under what."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.document import words
from dangjian_std.document.inline import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    """A box of a swim-lane chart: in which lane it stands, what it says, and what leads to it.

    An arrow always means 「then」.
    """

    lane: int
    number: str
    text: str
    target: str
    after: tuple[str, ...] = ()
    """Numbers of the boxes that an arrow leads from."""
    opens: bool = False
    """Whether an arrow leads straight down to it from the head of its stage."""
    outcomes: tuple[Line, ...] = ()
    """Which box is next after each way in which it may end, a line for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStage:
    """The steps of a stage, under a line across all lanes."""

    title: str
    steps: tuple[FlowStep, ...]


Lane = tuple[str, ...]
"""The name of a lane, in the pieces between which it may be divided into lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A swim-lane chart: columns are who, boxes what, one under the other over as many pages as it takes."""

    number: str
    title: str
    lanes: tuple[Lane, ...]
    stages: tuple[FlowStage, ...]
    anchor: str = ""

    @property
    def continued(self) -> str:
        """What stands above it on every further page: 「图n（续）」."""
        return self.number + words.CONTINUED


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A column of a structure chart: its head, and what hangs below it."""

    title: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """体系结构图 (GB/T 13016): a root, its branches side by side, their leaves below."""

    number: str
    title: str
    root: str
    branches: tuple[Branch, ...]
    anchor: str = ""
