"""Where the arrows of a swim-lane chart run, row by row: each line is a stroke in the background of a table cell.

Above each box stands a row of the arrows that lead to it. One from the box before turns there; one from farther
off runs down, or back up, in the free edge of a lane, past the boxes between. All in mm.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dangjian_std.document.charts import Flow, FlowStep

ARROW_THICKNESS = 0.21
SIDE_CLEARANCE = 0.8
"""How far a line beside the boxes stands from the edge of its lane, and from the boxes."""
EDGE_ROOM = 2 * SIDE_CLEARANCE
"""What is free beside a box, on each side."""
FIRST_TURN, SECOND_TURN = 1.2, 1.3
"""How far below a box its arrow turns, and how far below that one turns that comes from farther off."""
ARROW_HEAD_ROOM = 2.3
"""What an arrow needs from its last turn to its box."""
CLEAR = 1.2
"""What is free between a line across, or the box of a stage's end, and what stands below."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line in a cell: where it starts, its width and its height; one as high as its row has none."""

    x: float
    y: float
    width: float
    height: float | None = None


@dataclass(slots=True)
class ArrowRow:
    """What the arrows draw in a row: strokes in each lane, the lane of a head, the height where they decide it."""

    strokes: dict[int, list[Stroke]] = field(default_factory=lambda: defaultdict(list))
    head: int | None = None
    height: float = 0

    def in_lane(self, lane: int) -> list[Stroke]:
        """Return the strokes of a cell."""
        return self.strokes.get(lane, [])


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between boxes that are no neighbours, counted from 0, and where it runs past those between."""

    start: int
    end: int
    x: float

    @property
    def rows(self) -> tuple[int, int]:
        """Above which box it turns first, and above which last, from the top of the chart."""
        low, high = sorted((self.start + 1, self.end))
        return low, high


@dataclass(slots=True)
class Arrows:
    """The arrows of a chart, and the rows that they cross."""

    steps: tuple[FlowStep, ...]
    lane: float
    """Width of a lane."""
    lanes: int
    far: tuple[Arrow, ...]
    near: frozenset[int]
    """Boxes with an arrow from the one before."""

    @classmethod
    def of(cls, flow: Flow, width: float) -> Arrows:
        """Find a way for each arrow: the shortest where no other arrow runs."""
        steps = tuple(step for stage in flow.stages for step in stage.steps)
        place = {step.number: index for index, step in enumerate(steps)}
        pairs = [(place[each], index) for index, step in enumerate(steps) for each in step.after]
        lane = width / len(flow.lanes)
        ways = [
            edge
            for at in range(len(flow.lanes))
            for edge in (at * lane + SIDE_CLEARANCE, (at + 1) * lane - SIDE_CLEARANCE)
        ]
        far: list[Arrow] = []
        for start, end in sorted(pairs, key=lambda pair: (abs(pair[1] - pair[0]), pair)):
            if end == start + 1:
                continue
            first, last = ((steps[each].lane + 0.5) * lane for each in (start, end))
            nearest = sorted(ways, key=lambda x: abs(x - first) + abs(x - last))
            tried = [Arrow(start, end, x) for x in nearest]
            far.append(next((each for each in tried if not any(_meet(each, other) for other in far)), tried[0]))
        near = frozenset(end for start, end in pairs if end == start + 1)
        return cls(steps, lane, len(flow.lanes), tuple(far), near)

    def above(self, at: int) -> ArrowRow:
        """Return the row above a box; the one behind the last box has its number too."""
        row = ArrowRow()
        source = at - 1 if at and self._leaves(at - 1) else None
        target = self.steps[at] if at < len(self.steps) else None
        entering = [each for each in self.far if each.end == at]
        turn = FIRST_TURN + SECOND_TURN if entering and source is not None else FIRST_TURN
        ends = bool(target and (entering or at in self.near or target.opens))
        row.height = (
            turn + ARROW_HEAD_ROOM if ends else FIRST_TURN + (CLEAR if source is not None else SECOND_TURN / 2)
        )
        if source is not None:
            self._down(row, self._middle(source), 0, FIRST_TURN)
        if target and at in self.near and source is not None:
            self._across(row, FIRST_TURN, self._middle(source), self._middle(at))
            self._down(row, self._middle(at), FIRST_TURN, row.height)
        if target and target.opens:
            self._down(row, self._middle(at), 0, row.height)
        for each in self.far:
            self._far(row, each, at, turn)
        row.head = target.lane if target and ends else None
        return row

    def _far(self, row: ArrowRow, arrow: Arrow, at: int, turn: float) -> None:
        low, high = arrow.rows
        downwards = arrow.end > arrow.start
        if at == arrow.start + 1:
            self._across(row, FIRST_TURN, self._middle(arrow.start), arrow.x)
            self._down(row, arrow.x, *((FIRST_TURN, row.height) if downwards else (0, FIRST_TURN)))
        if at == arrow.end:
            self._across(row, turn, arrow.x, self._middle(at))
            self._down(row, arrow.x, *((0, turn) if downwards else (turn, row.height)))
            self._down(row, self._middle(at), turn, row.height)
        if low < at < high:
            self._down(row, arrow.x)

    def beside(self, at: int) -> ArrowRow:
        """Return what runs past a box, and down from it."""
        row = ArrowRow()
        if self._leaves(at):
            self._down(row, self._middle(at))
        for each in self.far:
            low, high = each.rows
            if low <= at < high:
                self._down(row, each.x)
        return row

    def behind(self, at: int) -> ArrowRow:
        """Return what runs through the head of the stage that a box opens: its cell is as wide as the chart."""
        beside = self.beside(at - 1) if at else ArrowRow()
        strokes = [
            Stroke(each.x + lane * self.lane, 0, ARROW_THICKNESS)
            for lane, found in sorted(beside.strokes.items())
            for each in found
        ]
        return ArrowRow({0: strokes})

    def _leaves(self, at: int) -> bool:
        return at + 1 in self.near or any(each.start == at for each in self.far)

    def _middle(self, at: int) -> float:
        return (self.steps[at].lane + 0.5) * self.lane

    def _down(self, row: ArrowRow, x: float, top: float = 0, bottom: float | None = None) -> None:
        lane = min(int(x / self.lane), self.lanes - 1)
        height = None if bottom is None else bottom - top
        row.strokes[lane].append(Stroke(x - lane * self.lane - ARROW_THICKNESS / 2, top, ARROW_THICKNESS, height))

    def _across(self, row: ArrowRow, y: float, start: float, end: float) -> None:
        left, right = sorted((start, end))
        for lane, first, last in self._cut(left - ARROW_THICKNESS / 2, right + ARROW_THICKNESS / 2):
            row.strokes[lane].append(Stroke(first, y - ARROW_THICKNESS / 2, last - first, ARROW_THICKNESS))

    def _cut(self, left: float, right: float) -> Iterator[tuple[int, float, float]]:
        """Yield each lane that a line crosses, and from where to where in it."""
        for lane in range(self.lanes):
            first, last = max(left - lane * self.lane, 0), min(right - lane * self.lane, self.lane)
            if first < last:
                yield lane, first, last


def _meet(one: Arrow, other: Arrow) -> bool:
    """Whether two arrows would run in one line though they have neither end in common."""
    if one.x != other.x or one.start == other.start or one.end == other.end:
        return False
    (low, high), (first, last) = one.rows, other.rows
    return low <= last and first <= high
