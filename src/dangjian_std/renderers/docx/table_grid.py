"""Tables of a document: fixed columns on one grid, every width said twice, as all programs want it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dangjian_std.renderers.docx.xml import Element, element

THICK_LINE, THIN_LINE = 8, 4
"""Lines of a table, in eighths of a point."""
BORDER_SIDES = ("top", "left", "bottom", "right")
CLOSEST_EDGES = 57
"""A millimetre, in twips: edges that are closer fall together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell: the edges that it reaches from and to, and what stands in it."""

    start: float
    end: float
    paragraphs: tuple[Element, ...]
    middle: bool = True
    lines: Mapping[str, int] = field(default_factory=dict)
    """Lines at its sides that are not those of the table."""
    margins: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    """A row: at least `height` twips high, never divided; a head comes again on every page."""

    boxes: tuple[GridCell, ...]
    height: int = 0
    head: bool = False


def table(lines: Sequence[GridLine], width: int, margins: Sequence[int], *, bottom: bool = True) -> Element:
    """Return a table in a frame; `margins` are those of its cells: top, left, bottom, right.

    `bottom=False` omits the bottom rule: the top rule of the next table serves for both.
    """
    edges = _edges((box for line in lines for box in line.boxes), width)
    places = sorted(set(edges.values()))
    properties = element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *_frame(bottom=bottom)),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar", *(element(side, w=w, type="dxa") for side, w in zip(BORDER_SIDES, margins, strict=True))
        ),
    )
    columns = [element("gridCol", w=end - start) for start, end in pairwise(places)]
    rows = [_row(line, edges, places) for line in lines]
    return element("tbl", properties, element("tblGrid", *columns), *rows)


def _edges(boxes: Iterable[GridCell], width: int) -> dict[float, int]:
    """Return the place of each edge, in twips: edges less than a millimetre apart snap to the first."""
    edges: dict[float, int] = {}
    last = 0
    for edge in sorted({0.0, float(width)} | {edge for box in boxes for edge in (box.start, box.end)}):
        if edge - last > CLOSEST_EDGES:
            last = round(edge) if width - edge > CLOSEST_EDGES else width
        edges[edge] = last
    return edges


def _frame(*, bottom: bool) -> list[Element]:
    sizes = dict.fromkeys(BORDER_SIDES, THICK_LINE) | {"insideH": THIN_LINE, "insideV": THIN_LINE}
    return [_line(side, size) for side, size in sizes.items() if bottom or side != "bottom"]


def _line(side: str, size: int) -> Element:
    return element(side, val="single", sz=size, space=0, color="000000")


def _row(line: GridLine, edges: Mapping[float, int], places: Sequence[int]) -> Element:
    properties = element("trPr", element("cantSplit"))
    if line.height:
        properties.append(element("trHeight", val=line.height, hRule="atLeast"))
    if line.head:
        properties.append(element("tblHeader"))
    return element("tr", properties, *(_cell(box, edges, places) for box in line.boxes))


def _cell(box: GridCell, edges: Mapping[float, int], places: Sequence[int]) -> Element:
    start, end = edges[box.start], edges[box.end]
    properties = element("tcPr", element("tcW", w=end - start, type="dxa"))
    span = places.index(end) - places.index(start)
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if box.lines:
        properties.append(
            element("tcBorders", *(_line(side, box.lines[side]) for side in BORDER_SIDES if side in box.lines))
        )
    if box.margins:
        margins = (element(side, w=box.margins[side], type="dxa") for side in BORDER_SIDES if side in box.margins)
        properties.append(element("tcMar", *margins))
    if box.middle:
        properties.append(element("vAlign", val="center"))
    return element("tc", properties, *box.paragraphs)
