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
    """What the manifest and `dstd build --only` call it."""
    words: tuple[str, ...]
    """What people call it, its usual name first."""
    folder: str
    """Where it goes, below the output folder; publications stand in the order of their folders."""
    compose: Callable[[Unit, Request], Outputs]
    large: bool = True
    """Whether it can be had in large type: not what is large as it is, nor forms that fill fixed sheets."""
    cover: bool = False
    """Whether a person may give it a name of his own."""
    binding: Binding | None = None

    def standards_of(self, unit: Unit) -> Unit:
        """Return the unit with the standards that this holds, by the year of the set.

        A book holds what is in force in that year or will be, booklets hold drafts too; all else what is in force.
        """
        match self.binding:
            case Binding.WHOLE:
                return unit.from_year()
            case Binding.SINGLE:
                return unit
            case _:
                return unit.of_year()
