"""Addresses in an overlay: the id of a node, then keys, with dots between; items of a list are counted from 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.text.places import Path

PARAMETERS = "parameters"
"""The list of what names places elsewhere and is no place itself."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Why an address leads nowhere: the word that nothing is called by, or several are, and what there is."""

    word: str
    known: tuple[str, ...]
    several: bool = False


def find(data: Mapping[str, Any], address: str, key: str = "id", *, new: bool = False) -> Path | Missed:
    """Return the path that an address leads to; with `new`, its last word may be a key that is not there yet."""
    path: Path = ()
    here: Any = data
    words = address.split(".")
    for count, word in enumerate(words, 1):
        named = [below for below, each in nodes(here, key) if each[key] == word and below]
        if path and isinstance(here, dict) and word in here:
            step: Path = (word,)
        elif isinstance(here, list) and word.isdigit() and 0 < int(word) <= len(here):
            step = (int(word) - 1,)
        elif len(named) == 1:
            step = named[0]
        elif not named and isinstance(here, dict) and (word in here or (new and count == len(words))):
            step = (word,)
        else:
            return Missed(word, _known(here, key), several=len(named) > 1)
        path = (*path, *step)
        here = None if new and step == (word,) and word not in here else _at(here, step)
    return path


def nodes(data: Any, key: str = "id", path: Path = ()) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every mapping with an id in a value, itself included, and where it stands; parameters are none."""
    if isinstance(data, dict) and isinstance(data.get(key), str):
        yield path, data
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, below in parts:
        if part != PARAMETERS:
            yield from nodes(below, key, (*path, part))


def holders(data: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield every mapping on the way to a path, from the root."""
    for length in range(len(path) + 1):
        if isinstance(data, dict):
            yield path[:length], data
        if length < len(path):
            part: Any = path[length]
            there = isinstance(data, list) or (isinstance(data, dict) and part in data)
            data = data[part] if there else None


def _known(here: Any, key: str) -> tuple[str, ...]:
    keys = tuple(here) if isinstance(here, dict) else ()
    return (*(each[key] for path, each in nodes(here, key) if path), *keys)


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data
