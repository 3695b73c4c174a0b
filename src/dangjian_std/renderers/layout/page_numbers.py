"""Where the pages of each part fall in a document, and what number each page bears.

Pages are counted from 0 on, blank ones too; the page 0 is a right-hand one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangjian_std.document.document import Folio
from dangjian_std.renderers.layout.page_rules import PartPages

ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
"""One sign for each number; larger ones are written in letters."""
_LETTERS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PagesOfPart:
    """The pages of one part: the first of them, how many, and the page whose number is 1."""

    first: int
    count: int
    origin: int
    folio: Folio

    @property
    def pages(self) -> range:
        """All of them."""
        return range(self.first, self.first + self.count)

    def number(self, page: int) -> str:
        """Return the number of one of the part's own pages, the first of them being 0."""
        number = self.first + page - self.origin + 1
        return roman(number) if self.folio is Folio.ROMAN else str(number)


def places(parts: Sequence[PartPages], counts: Iterable[int]) -> tuple[PagesOfPart, ...]:
    """Place parts one behind the other; one that wants a right-hand page leaves a blank one before it."""
    found: list[PagesOfPart] = []
    after = origin = 0
    for part, count in zip(parts, counts, strict=True):
        first = after + (after % 2 if part.recto else 0)
        origin = first if part.restarts else origin
        found.append(PagesOfPart(first, count, origin, part.folio))
        after = first + count
    return tuple(found)


def roman(number: int) -> str:
    """Write a number in Roman numerals."""
    if number <= len(ROMAN):
        return ROMAN[number - 1]
    written = ""
    for value, letters in _LETTERS:
        times, number = divmod(number, value)
        written += letters * times
    return written
