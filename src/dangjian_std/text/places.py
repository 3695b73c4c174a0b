"""Text, and places in it.

Lines and columns are 1-based and count Unicode code points; ends are exclusive.
A position is one ordered value: comparing two spans compares path, then line, then column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
"""The way from the root of a file to a value: keys and 0-based list indexes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: its path relative to the project (POSIX) and its text."""

    path: str
    text: str

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its end; an empty text past the last line."""
        lines = self.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else ""


WORKBOOK = ".xlsx"
"""How the files end whose places are cells."""


class Span(NamedTuple):
    """A stretch of a file, from (line, column) to the exclusive (end_line, end_column).

    There is one for every key and every value of a set, so it is the lightest kind of value that there is.
    A cell of a workbook has the path of its file, a colon and the title of its worksheet; its row is the line.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @classmethod
    def cell(cls, file: str, sheet: str, row: int, column: int) -> Span:
        """Return the place of a cell of a workbook; rows and columns count from 1."""
        return cls(f"{file}:{sheet}", row, column, row, column + 1)

    @property
    def file(self) -> str:
        """Path of the file."""
        book, mark, _ = self.path.partition(f"{WORKBOOK}:")
        return book + WORKBOOK if mark else self.path

    def holds(self, other: Span) -> bool:
        """Whether the other lies in it."""
        begins = self[:3] <= other[:3]
        return begins and self.path == other.path and other[3:] <= self[3:]

    @property
    def where(self) -> str:
        """How a person finds it: file, line and column, or file, worksheet and cell."""
        if self.file == self.path:
            return f"{self.path}:{self.line}:{self.column}"
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.path}:{letters}{self.line}"


@dataclass(frozen=True, slots=True)
class Place:
    """A span together with the path of the value that stands there."""

    span: Span
    path: Path = ()

    @property
    def pointer(self) -> str:
        """The path as a JSON Pointer (RFC 6901); empty for the whole file."""
        parts = (str(part).replace("~", "~0").replace("/", "~1") for part in self.path)
        return "".join(f"/{part}" for part in parts)


@dataclass(frozen=True, slots=True)
class Outline:
    """Where every key and every value of one file stands, by path; and the lines of the files that it is made of.

    A value that a layer puts into the file has its place in the file of that layer.
    """

    file: Span
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    _named: dict[Path, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The keys of each mapping, once somebody has asked for some."""

    def keys_of(self, path: Path) -> Sequence[str]:
        """Return the keys of the mapping at `path`, in the order in which they stand there."""
        if not self._named:
            for each in self.keys:
                self._named.setdefault(each[:-1], []).append(str(each[-1]))
        return self._named.get(path, ())

    def value(self, path: Path) -> Place:
        """Place of the value at `path`, or of the nearest holder where the file does not state it."""
        for length in range(len(path), -1, -1):
            if length == len(path) and path in self.values:
                return Place(self.values[path], path)
            if length < len(path) and (holder := path[:length]) in self.values:
                return Place(self.keys.get(holder) or self.head(self.values[holder]), path)
        return Place(self.file, path)

    def key(self, path: Path) -> Place:
        """Place of the key that holds the value at `path`; of the value itself for list items."""
        return Place(self.keys[path], path) if path in self.keys else self.value(path)

    def part(self, path: Path, text: str, start: int, end: int) -> Place:
        """Place of `text[start:end]` in the text at `path`; of all of it where it is typed in another way."""
        place, word = self.value(path), text[start:end]
        typed, read = list(self._typed(place.span, word)), list(_starts(text, word))
        return Place(typed[read.index(start)], path) if len(typed) == len(read) else place

    def _typed(self, span: Span, word: str) -> Iterator[Span]:
        """Yield where a word stands in the lines of a span."""
        lines = self.lines.get(span.path, ())
        for number in range(span.line, min(span.end_line, len(lines)) + 1):
            first = span.column - 1 if number == span.line else 0
            last = span.end_column - 1 if number == span.end_line else None
            for column in _starts(lines[number - 1][first:last], word):
                begin = first + column + 1
                yield Span(span.path, number, begin, number, begin + len(word))

    @staticmethod
    def head(span: Span) -> Span:
        """Shrink a holder to its first character: a message about it must not underline all of it."""
        return Span(span.path, span.line, span.column, span.line, span.column + 1)


class ReadOutline(Outline):
    """The outline of a file as it was read: numbers, of which spans are made when somebody asks for one.

    A value stands at four numbers: line, column, end line, end column; those of a key stand before those of its
    value. `starts` says at which: a number for a text, and for a mapping or list one for itself and one for
    each of its parts, in their order.
    """

    __slots__ = ("_data", "_dicts", "numbers", "source", "starts")
    source: Source
    starts: Any
    numbers: Sequence[int]
    _data: Any
    _dicts: tuple[dict[Path, Span], dict[Path, Span]] | None

    def __init__(self, source: Source, data: Any, starts: Any, numbers: Sequence[int]) -> None:
        """Take what was read; the data must not be changed."""
        object.__setattr__(self, "file", Span(source.path, 1, 1, 1, 2))
        for name, value in (("source", source), ("_data", data), ("starts", starts), ("numbers", numbers)):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_dicts", None)

    @property
    def values(self) -> Mapping[Path, Span]:
        """Where each value stands, by path."""
        return self._all()[0]

    @property
    def keys(self) -> Mapping[Path, Span]:
        """Where each key stands, by the path of its value."""
        return self._all()[1]

    @property
    def lines(self) -> Mapping[str, Sequence[str]]:
        """The lines of the file."""
        return {self.source.path: _lines(self.source.text)}

    def keys_of(self, path: Path) -> Sequence[str]:
        """Return the keys of the mapping at `path`, in the order in which they stand there."""
        data, _, _, found = self._walk(path)
        return list(data) if found == len(path) and isinstance(data, dict) else ()

    def value(self, path: Path) -> Place:
        """Place of the value at `path`, or of the nearest holder where the file does not state it."""
        _, starts, keyed, found = self._walk(path)
        start = starts[0] if isinstance(starts, list) else starts
        if found == len(path):
            return Place(self._span(start), path)
        return Place(self._span(start - 4) if keyed else self.head(self._span(start)), path)

    def key(self, path: Path) -> Place:
        """Place of the key that holds the value at `path`; of the value itself for list items."""
        _, starts, keyed, found = self._walk(path)
        if found < len(path) or not keyed:
            return self.value(path)
        return Place(self._span((starts[0] if isinstance(starts, list) else starts) - 4), path)

    def _walk(self, path: Path) -> tuple[Any, Any, bool, int]:
        """Go down a path as far as the file states it: what is there, where, whether by a key, how many parts."""
        data, starts, keyed = self._data, self.starts, False
        for depth, part in enumerate(path):
            if type(data) is dict:
                if part not in data:
                    return data, starts, keyed, depth
                for place, each in enumerate(data, 1):
                    if each == part:
                        starts = starts[place]
                        break
                keyed = True
            elif type(data) is list:
                if type(part) is not int or not 0 <= part < len(data):
                    return data, starts, keyed, depth
                starts, keyed = starts[part + 1], False
            else:
                return data, starts, keyed, depth
            data = data[part]
        return data, starts, keyed, len(path)

    def _span(self, start: int) -> Span:
        return Span(self.file.path, *self.numbers[start : start + 4])

    def _all(self) -> tuple[dict[Path, Span], dict[Path, Span]]:
        found = self._dicts
        if found is None:
            found = {}, {}
            self._fill(*found, self._data, self.starts, ())
            object.__setattr__(self, "_dicts", found)
        return found

    def _fill(self, values: dict[Path, Span], keys: dict[Path, Span], data: Any, starts: Any, path: Path) -> None:
        """Give every value and key its place, in the order in which they stand."""
        if not isinstance(starts, list):
            values[path] = self._span(starts)
            return
        values[path] = self._span(starts[0])
        parts = data if isinstance(data, dict) else range(len(data))
        for part, below in zip(parts, starts[1:], strict=True):
            if isinstance(data, dict):
                keys[*path, part] = self._span((below[0] if isinstance(below, list) else below) - 4)
            self._fill(values, keys, data[part], below, (*path, part))


@lru_cache(maxsize=16)
def _lines(text: str) -> list[str]:
    """Return the lines of a text; several places of one file are asked for at once."""
    return text.split("\n")


def _starts(text: str, word: str) -> Iterator[int]:
    """Yield every index at which a word begins in a text."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)
