"""How data stands in a text: offsets of keys, values and comments, and how a new value is written.

Offsets count characters of the text as it is, CRLF included; the parser counts lines and columns.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import Any

from dangjian_std.reading import yaml_mistakes
from dangjian_std.reading.tree import Tree
from dangjian_std.text.characters import width
from dangjian_std.text.places import Path, Span

PLAIN_SCALAR = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`：][^\t]*")
"""Texts that may stand without quotes, unless a rule of `scalar` says otherwise."""
QUOTED_SCALAR = re.compile(r"true|false|null|~|-?[0-9]+(\.[0-9]+)?")
LONGEST_FLOW_LINE = 80
"""Columns of the longest list or mapping that is written in one line."""
HEADER = re.compile(r"[|>][-+0-9]*")
COMMENT = re.compile(r"#[^\r\n]*")


class Layout:
    """Where everything in a text stands."""

    def __init__(self, text: str, tree: Tree) -> None:
        """Take a text as it is in the file, without a BOM, and the tree that was read of it."""
        self.text = text
        self.outline = tree.outline
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.children: dict[Path, list[Path]] = {path: [] for path in self.outline.values}
        for path in self.outline.values:
            if path:
                self.children[path[:-1]].append(path)
        leaves = [self.key(path) for path in self.outline.keys]
        leaves += [self._leaf(path) for path, inner in self.children.items() if not inner]
        self.leaves = sorted(leaves)

    # -- places

    def _offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def _range(self, span: Span) -> tuple[int, int]:
        return self._offset(span.line, span.column), self._offset(span.end_line, span.end_column)

    def _leaf(self, path: Path) -> tuple[int, int]:
        """Return where a value without children stands; the first line of a folded one may end in a comment."""
        start, end = self._range(self.outline.values[path])
        head = HEADER.match(self.text, start)
        return (self.text.find("\n", start), end) if head and end > head.end() else (start, self.end(path))

    def start(self, path: Path) -> int:
        """Where a value begins."""
        return self._range(self.outline.values[path])[0]

    def end(self, path: Path) -> int:
        """Where a value ends; of a block the end of its last leaf, so that no comment below is passed over."""
        if (inner := self.children[path]) and not self.flow(path):
            return self.end(inner[-1])
        start, end = self._range(self.outline.values[path])
        empty = not self.text[start : start + 1].strip(" \r\n,]}")  # then its span is of something else
        return start if empty else end

    def key(self, path: Path) -> tuple[int, int]:
        """Where a key begins and ends."""
        return self._range(self.outline.keys[path])

    def colon(self, path: Path) -> int:
        """Where the colon behind a key ends; in brackets it may be left out, then the key."""
        end = self.key(path)[1]
        match = re.compile(r"\s*:").match(self.text, end)
        return match.end() if match else end

    def start_of(self, path: Path) -> int:
        """Where an entry in brackets begins: its key, or the item."""
        return self.key(path)[0] if path in self.outline.keys else self.start(path)

    def entry(self, path: Path) -> int:
        """Where an entry of a block begins: its key, or the dash of the item."""
        if path in self.outline.keys:
            return self.key(path)[0]
        start = self.start(path)
        index = bisect.bisect_left(self.leaves, (start, start))
        before = self.leaves[index - 1][1] if index else 0
        blank = COMMENT.sub(lambda match: " " * len(match[0]), self.text[before:start])
        return before + blank.rindex("-")

    def column(self, holder: Path) -> int:
        """Column of the entries of a mapping or list; of an empty one its own."""
        inner = self.children[holder]
        place = (self.start_of if self.flow(holder) else self.entry)(inner[0]) if inner else self.start(holder)
        return place - self.line_start(place) + 1

    # -- lines

    def line_start(self, place: int) -> int:
        """Where the line of a place begins."""
        return self.starts[bisect.bisect_right(self.starts, place) - 1]

    def line_end(self, place: int) -> int:
        """Where the line of a place ends, before its line feed."""
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - self.text[place:end].endswith("\r")

    def newline(self, place: int) -> str:
        """What ends the line of a place; of a last line without an end what ends the one before."""
        feed = self.text.find("\n", place)
        feed = self.text.rfind("\n") if feed < 0 else feed
        return "\r\n" if feed > 0 and self.text[feed - 1] == "\r" else "\n"

    def indent(self, place: int) -> int:
        """How far the line of a place is indented."""
        line = self.text[self.line_start(place) : place]
        return len(line) - len(line.lstrip(" "))

    def inline(self, place: int) -> bool:
        """Whether something stands before a place on its line: a dash."""
        return bool(self.text[self.line_start(place) : place].strip())

    def remarks_above(self, place: int) -> int:
        """Where the comment lines begin that stand right above a key, as far in as it.

        Those that begin the file are about the file: they name its schema.
        """
        column, begin = place - self.line_start(place), place
        while (top := self.line_start(begin)) > 0:
            above = self.line_start(top - 1)
            if not re.match(f" {{{column}}}#", self.text[above:top]) or self.within(above + column):
                return begin
            begin = above + column
        return place

    # -- marks

    def flow(self, path: Path) -> bool:
        """Whether a value stands in brackets of its own."""
        return self.text[self.start(path) : self.start(path) + 1] in {"{", "["}

    def in_flow(self, path: Path) -> bool:
        """Whether a value stands inside brackets."""
        return any(self.flow(path[:length]) for length in range(len(path)))

    def comments(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the comments in a stretch, with their places."""
        while (start := self.text.find("#", start, end)) >= 0:
            stop = start + 1
            if not self.within(start):
                stop = self.line_end(start)
                yield start, self.text[start:stop].rstrip()
            start = stop

    def within(self, place: int) -> bool:
        """Whether a place lies inside a key or a value."""
        index = bisect.bisect_right(self.leaves, (place, len(self.text)))
        return index > 0 and place < self.leaves[index - 1][1]


# -- new values ------------------------------------------------------------------------------------------


def scalar(text: str, *, flow: bool = False) -> str:
    """Write a text as YAML: plain where that reads back the same, quoted otherwise. It has one line."""
    plain = PLAIN_SCALAR.fullmatch(text) and not QUOTED_SCALAR.fullmatch(text) and text == text.strip()
    if not plain or ": " in text or " #" in text or text.endswith(":") or any(yaml_mistakes.keys([text])):
        plain = None
    if flow and re.search(r"[,\[\]{}:，：]", text):
        plain = None
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def flow(value: Any) -> str:
    """Write a value in one line, as it may stand between brackets."""
    match value:
        case dict():
            return "{" + ", ".join(f"{scalar(key, flow=True)}: {flow(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(flow, value)) + "]"
        case str():
            return scalar(value, flow=True)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def written(value: Any, indent: int) -> str:
    """Write the value of a key that is indented so far: behind the key, or, from a line feed on, below it."""
    if isinstance(value, str):
        return scalar(value)
    line = flow(value)
    nested = isinstance(value, list | tuple) and any(isinstance(each, dict | list) for each in value)
    if (
        not isinstance(value, dict | list | tuple)
        or not value
        or (width(line) <= LONGEST_FLOW_LINE and not nested)
    ):
        return line
    pad = f"\n{' ' * (indent + 2)}"
    if isinstance(value, dict):
        entries = ((scalar(key), written(each, indent + 2)) for key, each in value.items())
        return "".join(f"{pad}{key}:{'' if new.startswith(pad[:1]) else ' '}{new}" for key, new in entries)
    return "".join(f"{pad}- {scalar(each) if isinstance(each, str) else flow(each)}" for each in value)


class Lines(str):
    """Lines of a moved key as they are."""

    __slots__ = ()


def entry(key: str | None, value: Any, indent: int) -> str:
    """Write a new entry of a block; further lines begin at `indent`."""
    if isinstance(value, Lines):
        return value
    if key is None:
        return f"- {flow(value) if isinstance(value, dict | list) else written(value, indent)}"
    new = written(value, indent)
    return f"{scalar(key)}:{new if new.startswith(chr(10)) else ' ' + new}"


def pair(key: str | None, value: Any) -> str:
    """Write a new entry between brackets."""
    return flow(value) if key is None else f"{scalar(key, flow=True)}: {flow(value)}"


def shifted(line: str, by: int) -> str:
    """Indent a line more, or less as far as it can be."""
    if by >= 0:
        return f"{' ' * by}{line}" if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
