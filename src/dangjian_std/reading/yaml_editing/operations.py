"""Operations on plain data by path, and what they come to. A batch is done at once: its paths are the old ones."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import getitem
from typing import Any

from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Path, Place


@dataclass(frozen=True, slots=True)
class Rename:
    """Give a key another name."""

    at: Path
    to: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out a key or a list item, with its value. Comments inside it stay, on lines of their own."""

    at: Path


@dataclass(frozen=True, slots=True)
class Replace:
    """Give a key or a list item another value."""

    at: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new key into a mapping, behind the last of the keys `after` that it has; else at its end."""

    at: Path
    key: str
    value: Any
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Append:
    """Put one more item at the end of a list."""

    at: Path
    item: Any


@dataclass(frozen=True, slots=True)
class Move:
    """Move a key with its value, layout and comments into another mapping, under another name if need be."""

    at: Path
    to: Path
    key: str = ""
    after: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the key is called where it comes to stand."""
        return self.key or str(self.at[-1])


Operation = Rename | Remove | Replace | Add | Append | Move


class TakenError(ValueError):
    """A key is there already where another is to come, moved or named anew from `at`."""

    def __init__(self, key: str, at: Path) -> None:
        """Keep both for whoever can say where that is."""
        super().__init__(f"the key {key} is there already")
        self.key, self.at = key, at


_Put = tuple[Path, Any, str, Any]
"""Where from, the mapping, the key, the value."""
REMOVED_ITEM = object()
"""Stands for a list item until all have gone: numbers are the old ones."""


def meant(data: Any, operations: Iterable[Operation]) -> Any:
    """Return plain data with the operations done."""
    new = copy.deepcopy(data)

    def node(path: Path) -> Any:
        return reduce(getitem, path, new)

    todo = [(each, node(each.at if isinstance(each, Add | Append) else each.at[:-1])) for each in operations]
    for each, holder in todo:
        if isinstance(each, Replace):
            holder[each.at[-1]] = copy.deepcopy(each.value)
        elif isinstance(each, Append):
            holder.append(each.item)
    put = list(_put(todo, node))
    _take(todo)
    for at, holder, key, value in put:
        if key in holder:
            raise TakenError(key, at)
        holder[key] = value
    for _, holder in todo:
        if isinstance(holder, list):
            holder[:] = [each for each in holder if each is not REMOVED_ITEM]
    return new


def _put(todo: Iterable[tuple[Operation, Any]], node: Callable[[Path], Any]) -> Iterator[_Put]:
    """Yield what gets a key."""
    for each, holder in todo:
        match each:
            case Add():
                yield each.at, holder, each.key, each.value
            case Rename():
                yield each.at, holder, each.to, holder[each.at[-1]]
            case Move():
                yield each.at, node(each.to), each.name, holder[each.at[-1]]


def _take(todo: Iterable[tuple[Operation, Any]]) -> None:
    """Take out what goes, or goes somewhere else."""
    for each, holder in todo:
        if isinstance(each, Rename | Remove | Move):
            if isinstance(holder, dict):
                del holder[each.at[-1]]
            else:
                holder[each.at[-1]] = REMOVED_ITEM


class AmendError(DstdError):
    """A text is written so that an operation cannot be done on it: where, and what its author can do about it."""

    def __init__(self, place: Place, message: str) -> None:
        """Say where in front."""
        span = place.span
        super().__init__(f"{span.path}:{span.line}:{span.column}: {message}")
