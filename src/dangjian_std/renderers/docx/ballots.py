"""Ballots that share a sheet of paper: a table of places with fixed sizes, to be cut along its lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dangjian_std.renderers.docx.paragraphs import paragraph
from dangjian_std.renderers.docx.xml import Element, element, twips
from dangjian_std.renderers.layout.paper_places import Places


def sheet(ballot: Callable[[int], Iterable[Element]], repeated: int, places: Places, width: int) -> list[Element]:
    """Return a sheet of paper in places of fixed height; `ballot` draws one, so many twips wide."""
    across, inner = width // places.abreast, round(places.scale * width)
    cells = [_cell(ballot(inner), places.edges(number), across) for number in range(repeated)]
    rows = [cells[start : start + places.abreast] for start in range(0, repeated, places.abreast)]
    properties = element(
        "tblPr",
        element("tblW", w=across * len(rows[0]), type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(_cut(side) for side in ("insideH", "insideV"))),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("left", "right"))),
    )
    grid = element("tblGrid", *(element("gridCol", w=across) for _ in rows[0]))
    return [
        element("tbl", properties, grid, *(_row(row, twips(places.height)) for row in rows)),
        paragraph("表后"),
    ]


def _row(cells: Iterable[Element], height: int) -> Element:
    exact = element("trHeight", val=height, hRule="exact")
    return element("tr", element("trPr", element("cantSplit"), exact), *cells)


def _cell(drawn: Iterable[Element], edges: tuple[float, ...], width: int) -> Element:
    top, right, bottom, left = map(twips, edges)
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    margins = element("tcMar", *(element(side, w=w, type="dxa") for side, w in sides.items()))
    return element("tc", element("tcPr", element("tcW", w=width, type="dxa"), margins), *drawn)


def _cut(side: str) -> Element:
    return element(side, val="dashed", sz=4, space=0, color="777777")
