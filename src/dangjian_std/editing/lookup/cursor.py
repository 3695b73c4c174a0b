"""Where a cursor stands in a text that may be no YAML yet: behind which keys, and what is typed of the word there.

The text is read as far as it can be: lines by their indentation, brackets by their marks. What is broken elsewhere
costs nothing, and here no more than it has to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dangjian_std.text.places import Path

KEY_AT_LINE_START = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s"'#&*!|>%@`{}\[\],:-][^:#{}\[\],]*?)\s*:(?=\s|$)""")
LIST_ITEM_DASH = re.compile(r"-(?=\s|$)\s*")
TOKEN = re.compile(r"""\s*(?P<word>"[^"]*"?|'[^']*'?|[^,\[\]{}]*)""")
KEY_IN_BRACKETS = re.compile(r"""(?P<key>"[^"]*"|'[^']*'|[^\s"'{}\[\],:][^:{}\[\],]*?)\s*:(?=\s|$)""")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a file, by its path."""

    path: Path
    """Of the value that is typed; of the mapping or the item where a key may be typed."""
    valued: bool
    """Whether a key and its colon stand before it on the line, or it stands in a list in brackets."""
    typed: str
    """What is typed of the word so far."""
    column: int
    """0-based, where that begins in its line."""
    beside: Mapping[str, str]
    """The keys of the mapping that it stands in, and their values where those stand on the same line."""
    tight: bool = False
    """Whether a colon stands right before what is typed, without a space."""


@dataclass(slots=True)
class _Frame:
    """A key or an item of a list that lines below may belong to."""

    indent: int
    path: Path
    item: bool = False


@dataclass(slots=True)
class _Bracket:
    """An open bracket: its path; in a list the index, in a mapping the key that waits for its value."""

    path: Path
    mapping: bool
    index: int = 0
    key: str = ""


@dataclass(slots=True)
class _Reader:
    """One pass over the lines."""

    line: int
    column: int
    frames: list[_Frame] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    outside: int = 0
    """Indentation of the line on which the first open bracket stands."""
    pairs: dict[Path, dict[str, str]] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)
    scalar: int | None = None
    """Indentation of the key whose text is written below it (| or >)."""
    found: tuple[Path, bool, str, int] | None = None

    def take(self, number: int, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        content, here = line[indent:], number == self.line
        if self.scalar is not None:
            if indent > self.scalar or not content:
                return
            self.scalar = None
        if self.brackets:
            if (
                not here
                and indent <= self.outside
                and (KEY_AT_LINE_START.match(content) or LIST_ITEM_DASH.match(content))
            ):
                self.brackets.clear()  # it was never closed
            else:
                self._flow(line, 0, here=here)
                return
        if here:
            content = content[: max(self.column - indent, 0)]
            indent = min(indent, self.column)
        elif not content or content.startswith("#"):
            return
        self._block(line, indent, content, here=here)

    def _block(self, line: str, indent: int, content: str, *, here: bool) -> None:
        while found := LIST_ITEM_DASH.match(content):
            self._item(indent)
            content = content[found.end() :]
            indent += found.end()
        if content[:1] in {"{", "["} and content:
            self._enter(self._holder(indent), line, indent, here=here)
            return
        key = KEY_AT_LINE_START.match(content)
        if not key:
            if here:
                self.found = (self._holder(indent), False, content, indent)
            return
        while self.frames and self.frames[-1].indent >= indent:
            self.frames.pop()
        path = (*self._holder(indent), key["key"].strip("\"'"))
        self.frames.append(_Frame(indent, path))
        rest = content[key.end() :]
        value, start = rest.strip(), indent + key.end() + len(rest) - len(rest.lstrip())
        self.pairs.setdefault(path[:-1], {})[str(path[-1])] = value.split(" #")[0].strip().strip("\"'")
        if value[:1] in {"{", "["} and value:
            self._enter(path, line, start, here=here)
        elif here:
            self.found = (path, True, rest.lstrip(), start)
        elif value[:1] in {"|", ">"} and value:
            self.scalar = indent

    def _item(self, indent: int) -> None:
        while self.frames and (
            self.frames[-1].indent > indent or (self.frames[-1].item and self.frames[-1].indent == indent)
        ):
            self.frames.pop()
        holder = self.frames[-1].path if self.frames else ()
        index = self.counts[holder] = self.counts.get(holder, -1) + 1
        self.frames.append(_Frame(indent, (*holder, index), item=True))

    def _holder(self, indent: int) -> Path:
        return next((each.path for each in reversed(self.frames) if each.indent < indent), ())

    # -- in brackets

    def _enter(self, path: Path, line: str, start: int, *, here: bool) -> None:
        """Begin with a bracket that opens at a column of a line."""
        self.outside = len(line) - len(line.lstrip(" "))
        self._open(path, line[start])
        self._flow(line, start + 1, here=here)

    def _open(self, path: Path, mark: str) -> None:
        self.brackets.append(_Bracket(path, mapping=mark == "{"))

    def _flow(self, line: str, start: int, *, here: bool) -> None:
        """Read on in brackets; on the line of the cursor up to it, then on for what stands beside it."""
        at = start
        while self.brackets and at <= len(line):
            inside = self.brackets[-1]
            token = TOKEN.match(line, at)
            word = token["word"] if token else ""
            begin, end = (token.start("word"), token.end()) if token else (at, at)
            pair = KEY_IN_BRACKETS.match(word) if inside.mapping and not inside.key else None
            if pair:
                inside.key = pair["key"].strip("\"'")
                end = begin + pair.end()
            elif inside.mapping and inside.key:
                self.pairs.setdefault(inside.path, {})[inside.key] = word.strip().strip("\"'")
            if here and self.found is None and at <= self.column <= end and not (pair and end == self.column):
                self._stop(inside, line, begin, pair)
            if pair:
                at = end
                continue
            if end >= len(line):
                return
            self._mark(inside, line[end])
            at = end + 1

    def _stop(self, inside: _Bracket, line: str, begin: int, pair: re.Match[str] | None) -> None:
        begin = min(begin, self.column)
        typed = line[begin : self.column]
        if not inside.mapping:
            self.found = ((*inside.path, inside.index), True, typed, begin)
        elif pair or not inside.key:
            self.found = (inside.path, False, typed, begin)
        else:
            self.found = ((*inside.path, inside.key), True, typed, begin)

    def _mark(self, inside: _Bracket, mark: str) -> None:
        below = (*inside.path, inside.key if inside.mapping else inside.index)
        if mark in "{[":
            self._open(below, mark)
        elif mark in "}]":
            self.brackets.pop()
        else:
            inside.index, inside.key = inside.index + 1, ""


def at(text: str, line: int, column: int) -> Cursor:
    """Return the place at a line and a column of a text, both 0-based."""
    lines = text.split("\n")
    reader = _Reader(line, min(column, len(lines[line])) if line < len(lines) else column)
    for number, each in enumerate(lines):
        reader.take(number, each.rstrip("\r"))
    path, valued, typed, start = reader.found or ((), False, "", column)
    holder = path[:-1] if valued and path and isinstance(path[-1], str) else path
    tight = valued and lines[line][start - 1 : start] == ":"
    return Cursor(path, valued, typed, start, reader.pairs.get(holder, {}), tight)
