"""Geometry of the charts: where the arrows of a swim-lane chart run, where the boxes of a structure chart stand.

A swim-lane chart is a table, so that its text is text and its pages break between rows; between the rows of two
steps stands a row of arrow pieces. A structure chart is one drawing, measured in tenths of a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from math import ceil

from dangjian_std.document.charts import Arrow, Flow, FlowStage, FlowStep, Structure
from dangjian_std.renderers.layout.line_breaking import CLOSING

UP, DOWN, LEFT, RIGHT = "up", "down", "left", "right"
"""Halves of a cell that an arrow crosses: from its middle to each edge."""

WIDTH = 1650
ROOT_HEIGHT, BRANCH_HEIGHT, GAP = 90, 80, 40
BESIDE = 1.5
"""What stays free beside the box of a swim-lane chart, on both sides together, in mm."""
LETTER, LINE, PADDING = 26.5, 36, 24
"""In tenths of a millimetre: a character of 六号 (7.5 pt), its line, and the padding of a box."""
HEAD_PADDING, EM = 2.2, 9 / 72 * 25.4
"""Head of a lane, in mm: what stays free on both sides together, and the width of a character."""
NARROW = 0.58
"""Width of a Latin letter or digit, in em."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A step of a swim-lane chart: the pieces of an arrow that each lane shows above it, and its box, in mm."""

    step: FlowStep
    arrow: tuple[tuple[str, ...], ...]
    left: float
    """From the left edge of its lane."""
    width: float
    kept: bool
    """Whether no page may end below the row: neither end of a chart is to be a single box."""

    @property
    def bare(self) -> bool:
        """Whether no arrow leads to it."""
        return not any(self.arrow)


def rows(flow: Flow) -> list[tuple[FlowStage, list[FlowRow]]]:
    """Place the steps of a chart, stage by stage."""
    steps = [step for stage in flow.stages for step in stage.steps]
    drawn, places = arrows(flow), boxes(flow)
    none = ((),) * len(flow.lanes)
    made = iter(
        FlowRow(step, drawn.get(step.number, none), *places[step.lane], kept=at in {0, 1, len(steps) - 2})
        for at, step in enumerate(steps)
    )
    return [(stage, list(islice(made, len(stage.steps)))) for stage in flow.stages]


def arrows(flow: Flow) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return, by the number of each step that an arrow leads to, the pieces that each lane shows above it."""
    steps = [step for stage in flow.stages for step in stage.steps]
    return {
        after.number: tuple(_pieces(after if after.arrow is Arrow.STAGE else before, after, len(flow.lanes)))
        for before, after in pairwise(steps)
        if after.arrow is not Arrow.NONE
    }


def heads(flow: Flow) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the head of each lane: a long name is divided where it may be."""
    room = (WIDTH / 10 / len(flow.lanes) - HEAD_PADDING) / EM
    heads = ((lane, "".join(lane)) for lane in flow.lanes)
    return tuple(lane if len(whole) > room else (whole,) for lane, whole in heads)


def boxes(flow: Flow) -> tuple[tuple[float, float], ...]:
    """Return for each lane the offset of its box from the lane's left edge and its width, in mm."""
    lane = WIDTH / 10 / len(flow.lanes)
    return ((BESIDE / 2, lane - BESIDE),) * len(flow.lanes)


def _pieces(before: FlowStep, after: FlowStep, lanes: int) -> Iterator[tuple[str, ...]]:
    low, high = sorted((before.lane, after.lane))
    for lane in range(lanes):
        found = set()
        if lane == before.lane:
            found.add(UP)
        if lane == after.lane:
            found.add(DOWN)
        if low <= lane < high:
            found.add(RIGHT)
        if low < lane <= high:
            found.add(LEFT)
        yield tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a drawing, and its lines of text centred in it."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Where lines leave it, across."""
        return self.x + self.width / 2

    @property
    def rows(self) -> Iterator[tuple[float, str]]:
        """Base line of every line of text."""
        first = self.y + (self.height - LINE * len(self.lines)) / 2 + LINE * 0.74
        yield from ((first + LINE * index, text) for index, text in enumerate(self.lines))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A structure chart, ready to draw: its height, its boxes, and its lines as (x1, y1, x2, y2)."""

    height: float
    root: Box
    branches: tuple[Box, ...]
    leaves: tuple[Box, ...]
    lines: tuple[tuple[float, float, float, float], ...]


def drawing(structure: Structure) -> Drawing:
    """Place a structure chart: the root above, the branches side by side, their leaves below them."""
    column = WIDTH / len(structure.branches)
    root = Box(WIDTH / 2 - 320, 2, 640, ROOT_HEIGHT, (structure.root,))
    bus, top = ROOT_HEIGHT + GAP, ROOT_HEIGHT + 2 * GAP
    branches: list[Box] = []
    leaves: list[Box] = []
    lines: list[tuple[float, float, float, float]] = [(root.middle, ROOT_HEIGHT, root.middle, bus)]
    for index, branch in enumerate(structure.branches):
        box = Box(index * column + 10, top, column - 20, BRANCH_HEIGHT, (branch.title,))
        branches.append(box)
        lines.append((box.middle, bus, box.middle, top))
        below: float = top + BRANCH_HEIGHT
        for leaf in branch.leaves:
            text = tuple(_wrapped(leaf, (box.width - 12) / LETTER))
            leaves.append(Box(box.x, below + GAP / 2, box.width, LINE * len(text) + PADDING, text))
            lines.append((box.middle, below, box.middle, below + GAP / 2))
            below = leaves[-1].y + leaves[-1].height
    lines.append((branches[0].middle, bus, branches[-1].middle, bus))
    height = max(box.y + box.height for box in (*branches, *leaves)) + 4
    return Drawing(height, root, tuple(branches), tuple(leaves), tuple(lines))


def _wrapped(text: str, ems: float) -> Iterator[str]:
    """Break a code and a title into lines of at most `ems`, about equally long; the code keeps one of its own."""
    code, _, title = text.partition(" ")
    yield code
    widths = [NARROW if ord(char) < ord("⺀") and char not in "“”" else 1.0 for char in title]
    most = ceil(sum(widths) / ceil(sum(widths) / ems))
    line, width = "", 0.0
    for char, step in zip(title, widths, strict=True):
        if line and width + step > most and char not in CLOSING:
            yield line
            line, width = "", 0.0
        line, width = line + char, width + step
    yield line
