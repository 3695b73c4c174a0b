"""Parts that end a few lines into a page: they are set again with closer lines, if that saves the page.

A part is closed up as a whole, so that its pages look alike; `.close` in the stylesheets says by how much. Whether
a part is set alone or with others, it is closed up or not by what it says. Used only by the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

CLOSED_UP_CLASS = "close"
"""The class of a part that is closed up."""
SHORT_PAGE_FILL = 0.5
"""A last page filled less than this is worth saving."""
GAIN = 0.12
"""What closing up a page gains at most, as a part of its height: of a longer tail none is tried."""

Box = Any
"""WeasyPrint has no type information."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How long a part is: its pages, and how far down its last one it reaches, from 0 to 1."""

    pages: int
    fill: float

    @property
    def closes_up(self) -> bool:
        """Whether closer lines may save the last page."""
        return self.pages > 1 and self.fill < min(SHORT_PAGE_FILL, GAIN * (self.pages - 1))


def render(page: Any, **options: object) -> Any:
    """Set the parts of a page of HTML, those with a short tail again."""
    loose = page.render(**options)
    before = _extents(loose)
    tried = {name for name, extent in before.items() if extent.closes_up}
    if not tried:
        return loose
    _mark(page, tried)
    closer = page.render(**options)
    after = _extents(closer)
    saved = {name for name in tried if after[name].pages < before[name].pages}
    if saved == tried:
        return closer
    _mark(page, saved)
    return page.render(**options) if saved else loose


def _mark(page: Any, names: set[str]) -> None:
    """Mark the parts to be closed up, and no others."""
    for each in page.etree_element.iter("main"):
        kept = [name for name in each.get("class", "").split() if name != CLOSED_UP_CLASS]
        each.set("class", " ".join([*kept, CLOSED_UP_CLASS] if each.get("id") in names else kept))


def _extents(document: Any) -> dict[str, Extent]:
    """Measure each part, by its id."""
    found: dict[str, Extent] = {}
    for page in document.pages:
        frame = page._page_box  # noqa: SLF001 - kept nowhere else
        for box in _parts(frame):
            pages = found[box.element.get("id")].pages if box.element.get("id") in found else 0
            fill = (box.position_y + box.margin_height() - frame.content_box_y()) / frame.height
            found[box.element.get("id")] = Extent(pages + 1, fill)
    return found


def _parts(box: Box) -> Iterator[Box]:
    """Yield the boxes of parts on a page."""
    for child in getattr(box, "children", ()):
        if child.element_tag == "main":
            yield child
        elif child.element_tag in {"html", "body"}:
            yield from _parts(child)
