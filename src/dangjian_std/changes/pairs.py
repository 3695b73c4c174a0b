"""Which of the old is which of the new: by name first, then by what it says; and what stands in another order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Pairs(Generic[K, T]):
    """Two keyed lists side by side."""

    both: tuple[tuple[K, K, T, T], ...]
    """Old key, new key, old, new; in the new order."""
    gone: Mapping[K, T]
    added: Mapping[K, T]

    @property
    def both_values(self) -> tuple[tuple[T, T], ...]:
        """Return only what was and what is."""
        return tuple((old, new) for _, _, old, new in self.both)


def keyed(items: Iterable[T], key: Callable[[T], str]) -> dict[tuple[str, int], T]:
    """Key a list; of equal keys each has its number."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], T] = {}
    for item in items:
        name = key(item)
        found[name, seen[name]] = item
        seen[name] += 1
    return found


def pair(old: Mapping[K, T], new: Mapping[K, T], alike: Callable[[T, T], bool]) -> Pairs[K, T]:
    """Pair by key; what is left by likeness, each once."""
    gone = {key: value for key, value in old.items() if key not in new}
    added = {key: value for key, value in new.items() if key not in old}
    renamed: dict[K, K] = {}
    for key, value in added.items():
        match = next((other for other, was in gone.items() if alike(was, value)), None)
        if match is not None:
            renamed[key] = match
            del gone[match]
    both = tuple(
        (was, key, old[was], value) for key, value in new.items() if (was := renamed.get(key, key)) in old
    )
    return Pairs(both, gone, {key: value for key, value in added.items() if key not in renamed})


def out_of_order(pairs: Pairs[K, T], old: Iterable[K]) -> Iterator[tuple[T, int, int]]:
    """Yield what stands in another order than in `old`, with its place then and now; as few as will do.

    Places are counted among what is on both sides; what stands where it stood is left out.
    """
    there = {was for was, *_ in pairs.both}
    rank = {key: index for index, key in enumerate((each for each in old if each in there), 1)}
    now = {is_: index for index, (_, is_, *_) in enumerate(pairs.both, 1)}
    for was, is_, _, value in _out_of_order(pairs.both, rank):
        if rank[was] != now[is_]:
            yield value, rank[was], now[is_]


def _out_of_order(items: Sequence[tuple[K, K, T, T]], rank: Mapping[K, int]) -> Iterator[tuple[K, K, T, T]]:
    """Yield all but the longest row that has kept its order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (was, *_) in enumerate(items):
        at = bisect_left(tails, rank[was])
        tails[at : at + 1] = [rank[was]]
        ends[at : at + 1] = [index]
        before.append(ends[at - 1] if at else -1)
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    yield from (item for index, item in enumerate(items) if index not in kept)


# -- sentences -------------------------------------------------------------------------------------------

SIMILAR = 0.4
"""From which likeness on a sentence is taken for another one that was reworded."""


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which sentence became which, by index; None where there is none. What is the same is left out."""
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and end - start == last - first == 1:
            yield start, first
        elif tag != "equal":
            for was, is_ in _likest(old[start:end], new[first:last]):
                yield None if was is None else start + was, None if is_ is None else first + is_


def _likest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair the likest in order: of all ways the one with the greatest likeness in sum."""
    best: defaultdict[tuple[int, int], float] = defaultdict(float)
    for was, is_ in product(reversed(range(len(old))), reversed(range(len(new)))):
        taken = _likeness(old[was], new[is_]) + best[was + 1, is_ + 1]
        best[was, is_] = max(taken, best[was + 1, is_], best[was, is_ + 1])
    was = is_ = 0
    while was < len(old) and is_ < len(new):
        if best[was, is_] == best[was + 1, is_]:
            yield was, None
            was += 1
        elif best[was, is_] == best[was, is_ + 1]:
            yield None, is_
            is_ += 1
        else:
            yield was, is_
            was, is_ = was + 1, is_ + 1
    yield from ((index, None) for index in range(was, len(old)))
    yield from ((None, index) for index in range(is_, len(new)))


def _likeness(one: str, two: str) -> float:
    first, second = sorted((one, two))
    ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return ratio if ratio >= SIMILAR else 0.0
