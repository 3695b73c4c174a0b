"""Geometry of the charts.

A swim-lane chart is a table, so that its text is text and its pages break between rows. A structure chart is one
drawing, measured in tenths of a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from dangjian_std.document.charts import Flow, FlowStage, FlowStep, Structure
from dangjian_std.renderers.html.arrows import EDGE_ROOM, ArrowRow, Arrows
from dangjian_std.renderers.layout.line_breaking import CLOSING

CHART_WIDTH = 1650
ROOT_HEIGHT, BRANCH_HEIGHT, LEVEL_GAP = 90, 80, 40
CHART_CHARACTER, CHART_LINE_HEIGHT, BOX_PADDING = 26.5, 36, 24
"""In tenths of a millimetre: a character of 六号 (7.5 pt), its line, and the padding of a box."""
LANE_HEAD_PADDING, LANE_CHARACTER_WIDTH = 2.2, 9 / 72 * 25.4
"""Head of a lane, in mm: what stays free on both sides together, and the width of a character."""
STAGE_TITLE_MARGIN = 1.8
"""What is free before the title of a stage and between it and an arrow, in mm."""
LATIN_EMS = 0.58
"""Width of a Latin letter or digit, in em."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A step of a swim-lane chart: what the arrows draw above its box and beside it, and its box, in mm."""

    step: FlowStep
    above: ArrowRow
    beside: ArrowRow
    kept: bool
    """Whether no page may end below the row: neither end of a chart is to be a single box."""


@dataclass(frozen=True, slots=True)
class FlowRows:
    """A swim-lane chart ready to draw: its stages with what runs behind their heads, and the row below all."""

    stages: tuple[tuple[FlowStage, ArrowRow, float, tuple[FlowRow, ...]], ...]
    """Of each stage also where its title starts: no arrow runs through it."""
    last: ArrowRow
    left: float
    """Of a box, from the edge of its lane."""
    width: float


def rows(flow: Flow) -> FlowRows:
    """Place the steps of a chart, stage by stage."""
    arrows = Arrows.of(flow, CHART_WIDTH / 10)
    count, stages, at = len(arrows.steps), [], 0
    for stage in flow.stages:
        made = tuple(
            FlowRow(step, arrows.above(index), arrows.beside(index), kept=index in {0, 1, count - 2})
            for index, step in enumerate(stage.steps, at)
        )
        behind = arrows.behind(at)
        stages.append((stage, behind, _start(stage.title, [each.x for each in behind.in_lane(0)]), made))
        at += len(made)
    return FlowRows(tuple(stages), arrows.above(count), EDGE_ROOM, arrows.lane - 2 * EDGE_ROOM)


def _start(title: str, crossing: list[float]) -> float:
    """Return where the title of a stage stands clear of the lines that cross its head: as far left as it can."""
    width = LANE_CHARACTER_WIDTH * sum(map(_ems, title)) + STAGE_TITLE_MARGIN
    starts = [STAGE_TITLE_MARGIN, *(x + STAGE_TITLE_MARGIN for x in sorted(crossing))]
    free = (
        x for x in starts if x + width < CHART_WIDTH / 10 and not any(x <= each <= x + width for each in crossing)
    )
    return next(free, STAGE_TITLE_MARGIN)


def heads(flow: Flow) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the head of each lane: a long name is divided where it may be."""
    room = (CHART_WIDTH / 10 / len(flow.lanes) - LANE_HEAD_PADDING) / LANE_CHARACTER_WIDTH
    heads = ((lane, "".join(lane)) for lane in flow.lanes)
    return tuple(lane if len(whole) > room else (whole,) for lane, whole in heads)


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
        first = self.y + (self.height - CHART_LINE_HEIGHT * len(self.lines)) / 2 + CHART_LINE_HEIGHT * 0.74
        yield from ((first + CHART_LINE_HEIGHT * index, text) for index, text in enumerate(self.lines))


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
    column = CHART_WIDTH / len(structure.branches)
    root = Box(CHART_WIDTH / 2 - 320, 2, 640, ROOT_HEIGHT, (structure.root,))
    bus, top = ROOT_HEIGHT + LEVEL_GAP, ROOT_HEIGHT + 2 * LEVEL_GAP
    branches: list[Box] = []
    leaves: list[Box] = []
    lines: list[tuple[float, float, float, float]] = [(root.middle, ROOT_HEIGHT, root.middle, bus)]
    for index, branch in enumerate(structure.branches):
        box = Box(index * column + 10, top, column - 20, BRANCH_HEIGHT, (branch.title,))
        branches.append(box)
        lines.append((box.middle, bus, box.middle, top))
        below: float = top + BRANCH_HEIGHT
        for leaf in branch.leaves:
            text = tuple(_wrapped(leaf, (box.width - 12) / CHART_CHARACTER))
            leaves.append(
                Box(box.x, below + LEVEL_GAP / 2, box.width, CHART_LINE_HEIGHT * len(text) + BOX_PADDING, text)
            )
            lines.append((box.middle, below, box.middle, below + LEVEL_GAP / 2))
            below = leaves[-1].y + leaves[-1].height
    lines.append((branches[0].middle, bus, branches[-1].middle, bus))
    height = max(box.y + box.height for box in (*branches, *leaves)) + 4
    return Drawing(height, root, tuple(branches), tuple(leaves), tuple(lines))


def _wrapped(text: str, ems: float) -> Iterator[str]:
    """Break a code and a title into lines of at most `ems`, about equally long; the code keeps one of its own."""
    code, _, title = text.partition(" ")
    yield code
    widths = [*map(_ems, title)]
    most = ceil(sum(widths) / ceil(sum(widths) / ems))
    line, width = "", 0.0
    for char, step in zip(title, widths, strict=True):
        if line and width + step > most and char not in CLOSING:
            yield line
            line, width = "", 0.0
        line, width = line + char, width + step
    yield line


def _ems(char: str) -> float:
    """Width of a character."""
    return LATIN_EMS if ord(char) < ord("⺀") and char not in "“”" else 1.0
