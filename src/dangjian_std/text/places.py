"""Text, and places in it.

Lines and columns are 1-based and count Unicode code points; ends are exclusive.
A position is one ordered value: comparing two spans compares path, then line, then column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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


WORKBOOK_ENDING = ".xlsx"
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
        book, mark, _ = self.path.partition(f"{WORKBOOK_ENDING}:")
        return book + WORKBOOK_ENDING if mark else self.path

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


class SoughtPlace(Place):
    """A place of which the span is found once somebody asks for it: rules ask for many places, and tell few."""

    __slots__ = ("_find", "_outline", "_stretch")
    _find: Callable[..., Span]
    _outline: Outline
    _stretch: tuple[object, ...]

    def __init__(self, find: Callable[..., Span], outline: Outline, path: Path, *stretch: object) -> None:
        """Take what finds the span in an outline, by all that follows; it must find the same one at any time."""
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "_find", find)
        object.__setattr__(self, "_outline", outline)
        object.__setattr__(self, "_stretch", stretch)

    def __getattr__(self, name: str) -> Span:
        """Find the span, which nobody has asked for yet."""
        if name != "span":
            raise AttributeError(name)
        found = self._find(self._outline, self.path, *self._stretch)
        object.__setattr__(self, "span", found)
        return found

    def __eq__(self, other: object) -> bool:
        """Whether it is the same place, sought or known."""
        return self is other or (isinstance(other, Place) and (self.span, self.path) == (other.span, other.path))

    def __hash__(self) -> int:
        """Return what a known place returns."""
        return hash((self.span, self.path))


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


def _starts(text: str, word: str) -> Iterator[int]:
    """Yield every index at which a word begins in a text."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)
