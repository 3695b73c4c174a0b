"""Trees that take in values of other trees: each value keeps the place where it was written."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Outline, Path, Span


@dataclass(frozen=True, slots=True)
class Scion:
    """A value to be put into a tree, and the spans of it and of all below it, by path from it."""

    data: Any
    values: Mapping[Path, Span]
    keys: Mapping[Path, Span]

    @classmethod
    def of(cls, tree: Tree, path: Path) -> Scion:
        """Take the value at a path of a tree."""
        data = tree.data
        for part in path:
            data = data[part]
        values, keys = (_below(spans, path) for spans in (tree.outline.values, tree.outline.keys))
        return cls(data, values, keys)

    @classmethod
    def made(cls, data: Any, span: Span) -> Scion:
        """Take a value that follows from what stands in one place."""
        paths = dict.fromkeys(_paths(data, ()), span)
        return cls(data, paths, {path: span for path in paths if path and isinstance(path[-1], str)})


class Stock:
    """A tree that is being changed; the one that it began as stays."""

    def __init__(self, tree: Tree) -> None:
        """Begin with a copy of a tree."""
        self.source = tree.source
        self.data = copy.deepcopy(tree.data)
        self.file = tree.outline.file
        self.values = dict(tree.outline.values)
        self.keys = dict(tree.outline.keys)
        self.lines = dict(tree.outline.lines)

    @property
    def outline(self) -> Outline:
        """Where everything in it stands."""
        return Outline(self.file, self.values, self.keys, self.lines)

    def tree(self) -> Tree:
        """Return it as a tree."""
        return Tree(self.source, self.data, self.outline)

    def put(self, path: Path, scion: Scion, key: Span | None = None) -> None:
        """Set the value at a path; `key` is where it is said which value that is."""
        holder = self.at(path[:-1])
        holder[path[-1]] = copy.deepcopy(scion.data)
        for spans in (self.values, self.keys):
            for old in [each for each in spans if each[: len(path)] == path]:
                del spans[old]
        self.values |= {(*path, *below): span for below, span in scion.values.items()}
        self.keys |= {(*path, *below): span for below, span in scion.keys.items() if below}
        if isinstance(path[-1], str):
            self.keys[path] = key or scion.values[()]

    def insert(self, path: Path, index: int, scion: Scion) -> None:
        """Put an item into the list at a path, which is made where it is not there."""
        if path[-1] not in self.at(path[:-1]):
            self.put(path, Scion.made([], scion.values[()]))
        here, depth = self.at(path), len(path)
        for spans in (self.values, self.keys):
            moved: dict[Path, Span] = {}
            for each in [each for each in spans if each[:depth] == path and len(each) > depth]:
                if isinstance(place := each[depth], int) and place >= index:
                    moved[*path, place + 1, *each[depth + 1 :]] = spans.pop(each)
            spans.update(moved)
        here.insert(index, None)
        self.put((*path, index), scion)

    def at(self, path: Path) -> Any:
        """Return the value at a path."""
        data = self.data
        for part in path:
            data = data[part]
        return data


def _below(spans: Mapping[Path, Span], path: Path) -> dict[Path, Span]:
    return {each[len(path) :]: span for each, span in spans.items() if each[: len(path)] == path}


def _paths(data: Any, path: Path) -> Iterator[Path]:
    yield path
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, below in parts:
        yield from _paths(below, (*path, part))
