"""Text, and places in it.

Lines and columns are 1-based and count Unicode code points; ends are exclusive.
A position is one ordered value: comparing two spans compares path, then line, then column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file, from (line, column) to the exclusive (end_line, end_column)."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


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
    """Where every key and every value of one file stands, by path."""

    file: Span
    values: Mapping[Path, Span] = field(default_factory=dict)
    keys: Mapping[Path, Span] = field(default_factory=dict)
    lines: Sequence[str] = ()

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

    def word(self, path: Path, text: str, start: int, end: int) -> Place:
        """Place of `text[start:end]` in the text at `path`; of all of it where the file spells the word otherwise.

        The word is found by counting, as a text may stand in quotation marks, in a block or with escapes.
        """
        word, whole = text[start:end], self.values.get(path)
        before = text.count(word, 0, start)
        for span, part in self._parts(whole) if whole else ():
            at = -len(word)
            while (at := part.find(word, at + len(word))) >= 0:
                if not before:
                    column = span.column + at
                    return Place(Span(span.path, span.line, column, span.line, column + len(word)), path)
                before -= 1
        return self.value(path)

    def _parts(self, whole: Span) -> Iterator[tuple[Span, str]]:
        """Yield the lines of a span, each from its first column, and what stands there."""
        for number in range(whole.line, min(whole.end_line, len(self.lines)) + 1):
            column = whole.column if number == whole.line else 1
            end = whole.end_column if number == whole.end_line else len(self.lines[number - 1]) + 1
            yield Span(whole.path, number, column, number, end), self.lines[number - 1][column - 1 : end - 1]

    @staticmethod
    def head(span: Span) -> Span:
        """Shrink a holder to its first character: a message about it must not underline all of it."""
        return Span(span.path, span.line, span.column, span.line, span.column + 1)
