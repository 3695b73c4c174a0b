"""The places of a sheet of paper that small ballots are printed in, to be cut apart. All lengths are in mm."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.document.forms import Form
from dangjian_std.renderers.layout import form_grid, page_frame

ABREAST = {1: 1, 2: 1, 4: 2, 8: 2}
"""How many places stand side by side, by how many there are on a sheet."""
CUT_MARGIN = 5.0
"""What stays free on either side of a cut."""
SPARE_PLACE_HEIGHT = 1.0
"""What the places of a sheet leave free below, for programs that set lines higher than we do."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a sheet of paper: how many abreast and one under the other, and how large each is."""

    abreast: int
    down: int

    @property
    def width(self) -> float:
        """Width of a place, with the edges at its cuts."""
        return page_frame.BOOK.width / self.abreast

    @property
    def height(self) -> float:
        """Height of a place, with the edges at its cuts."""
        return (page_frame.BOOK.height - SPARE_PLACE_HEIGHT) / self.down

    @property
    def scale(self) -> float:
        """Width of a frame, as a share of one that fills the page."""
        return (self.width - CUT_MARGIN * _cuts(self.abreast)) / page_frame.BOOK.width

    @property
    def label(self) -> float:
        """Percent of a frame that a label takes."""
        return form_grid.NARROW_LABEL if self.abreast > 1 else form_grid.LABEL_PERCENT

    @property
    def room(self) -> float:
        """Height that a form has within its place."""
        return self.height - CUT_MARGIN * _cuts(self.down)

    def edges(self, number: int) -> tuple[float, float, float, float]:
        """Return what a place keeps free above, at the right, below, and at the left, where it is cut."""
        row, column = divmod(number, self.abreast)
        cut = (row > 0, column + 1 < self.abreast, row + 1 < self.down, column > 0)
        above, right, below, left = (CUT_MARGIN if each else 0.0 for each in cut)
        return above, right, below, left


def _cuts(number: int) -> int:
    """At how many of its sides a place is cut, of so many in a row: those in the middle at both."""
    return min(number - 1, 2)


def of(form: Form) -> Places:
    """Return the places of the paper that a form is printed on."""
    abreast = ABREAST[form.per_sheet]
    return Places(abreast, form.per_sheet // abreast)
