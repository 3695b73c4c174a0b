"""The leaves of a printed book, and which to exchange so that page for page it becomes another edition."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of a leaf."""

    label: str
    """The number printed on it; empty on a cover and on a blank page."""
    drawn: str
    """A digest of all that is printed on it."""
    body: str
    """A digest of that without head and number, wherever on the leaf it falls; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A right-hand page and the page behind it, of which the last leaf of a book may have none."""

    recto: Page
    verso: Page | None

    @property
    def pages(self) -> tuple[Page, ...]:
        """Its one or two pages."""
        return (self.recto, self.verso) if self.verso else (self.recto,)

    @property
    def drawn(self) -> tuple[str, ...]:
        """What makes it the same leaf as another one."""
        return tuple(page.drawn for page in self.pages)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Leaves that lie together in the old book, and those that take their place; either may be none."""

    out: range
    into: range


_Each = TypeVar("_Each")


def leaves(pages: Sequence[Page]) -> tuple[Leaf, ...]:
    """Return the leaves of a book that is printed on both sides from its first page on."""
    sides = (*pages, None)
    return tuple(
        Leaf(recto, verso) for recto, verso in zip(sides[:-1:2], sides[1::2], strict=False) if recto is not None
    )


def pages(book: Sequence[Leaf], wanted: range) -> tuple[int, ...]:
    """Return the pages of some leaves, counted from the first of the book."""
    return tuple(2 * number + side for number in wanted for side in range(len(book[number].pages)))


def exchanges(old: Sequence[Leaf], new: Sequence[Leaf]) -> tuple[Exchange, ...]:
    """Return what turns the old book into the new one, from front to back."""
    found = _differing([each.drawn for each in old], [each.drawn for each in new])
    return tuple(Exchange(range(a, b), range(c, d)) for a, b, c, d in found)


def amended(old: Sequence[_Each], new: Sequence[_Each], done: Sequence[Exchange]) -> tuple[_Each, ...]:
    """Return the old book, or anything that lies leaf by leaf as it does, once every exchange is made."""
    book: list[_Each] = []
    at = 0
    for each in done:
        book += [*old[at : each.out.start], *(new[number] for number in each.into)]
        at = each.out.stop
    return (*book, *old[at:])


def rewritten(old: Sequence[Leaf], new: Sequence[Leaf], each: Exchange) -> tuple[int, ...]:
    """Return which pages that come in read otherwise than those that go out, counted from the first one."""
    before = [page.body for number in each.out for page in old[number].pages]
    coming = [(2 * number + side, page) for number in each.into for side, page in enumerate(new[number].pages)]
    found = _differing(before, [page.body for _, page in coming])
    return tuple(number for _, _, c, d in found for number, page in coming[c:d] if page.body)


def _differing(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int]]:
    """Yield each stretch that differs, from where to where in either list; a shared beginning and end never do."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    was, is_ = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, a, b, c, d in SequenceMatcher(None, was, is_, autojunk=False).get_opcodes():
        if tag != "equal":
            yield a + head, b + head, c + head, d + head


def _shared(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many items two lists have in common from their first on."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(old), len(new)))
