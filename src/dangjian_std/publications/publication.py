"""What a publication is: one file or folder beside this one, with a `PUBLICATION` that says all about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document
from dangjian_std.domain.unit import Unit

Outputs: TypeAlias = Iterator[tuple[Document, tuple[str, ...]]]
"""Each document, and the formats that it is made in."""


class Binding(Enum):
    """How a publication holds the standards themselves."""

    WHOLE = auto()
    """All in one book."""
    SINGLE = auto()
    """Each as a booklet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Something that is made of the standards for a unit.

    `compose` gives each document its plain name; how it is marked and set on request is seen to for all of them.
    """

    name: str
    """Name in the manifest, which `dstd build --only` takes too."""
    words: tuple[str, ...]
    """Names that `dstd build --only` takes, the usual one first."""
    folder: str
    """Folder below the output folder; publications are listed in the order of their folders."""
    compose: Callable[[Unit, Request], Outputs]
    large: bool = True
    """Whether there is a large-print edition: none of what is large already, none of forms with fixed sheets."""
    cover: bool = False
    """Whether `--cover` may give the book another name."""
    binding: Binding | None = None
    as_book: bool = False
    """Whether it is of the same standards as the book."""
    bound: bool = False
    """Whether it is a book of leaves, of which some can be exchanged for those of another edition."""

    def standards_of(self, unit: Unit) -> Unit:
        """Return the unit with the standards that this holds, by the year of the set.

        A book holds what is in force in that year or will be, booklets hold drafts too; all else what is in force.
        """
        match self.binding:
            case Binding.WHOLE:
                return unit.from_year()
            case None if self.as_book:
                return unit.from_year()
            case Binding.SINGLE:
                return unit.adopted()
            case _:
                return unit.of_year()
