"""One more key or one more item in a step of a standard, put into its text so that everything else stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.model import Step
from dangjian_std.source import Outline, Path

Insertion = tuple[int, int, str]
"""Line and column (counted from 1) and what is put in before them."""


class Text:
    """The text of a standard, and where the parts of one step stand in it."""

    def __init__(self, text: str, step: Step) -> None:
        """Keep the lines of the text beside where its reader found things."""
        self.lines = text.split("\n")
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.outline: Outline = step.anchor.outline
        self.path: Path = step.anchor.path

    def keyed(self, key: str, value: str, after: Iterable[str]) -> Insertion:
        """Put a new key into the step, behind the last of those named; at its end where none is."""
        here = self.path
        if self._starts(here, "{"):
            line, column = max(self._end(path) for path in self._children(here))
            return line, column, f", {key}: {value}"
        named = [(*here, name) for name in after if (*here, name) in self.outline.values]
        line, _ = max(self._end(path) for path in named or self._children(here))
        indent = self.outline.keys[*here, "when"].column - 1
        return self._below(line, f"{' ' * indent}{key}: {value}")

    def listed(self, key: str, item: str) -> Insertion:
        """Put one more item into a list of the step; where there is none, begin one behind what is kept."""
        path = (*self.path, key)
        if path not in self.outline.values:
            after = ("when", "bounds", "opens", "record") if key == "papers" else ()
            return self.keyed(key, f"[{item}]", after)
        items = list(self._children(path))
        if self._starts(path, "["):
            start = self.outline.values[path]
            return (*self._end(items[-1]), f", {item}") if items else (start.line, start.column + 1, item)
        last = self.outline.values[items[-1]]
        dash = self.lines[last.line - 1][: last.column - 1]
        return self._below(self._end(items[-1])[0], f"{dash}{item}")

    def inserted(self, insertions: Iterable[Insertion]) -> str:
        """Return the text with everything put in, from its end upward."""
        lines = list(self.lines)
        order = [(line, column, index, new) for index, (line, column, new) in enumerate(insertions)]
        for line, column, _, new in sorted(order, reverse=True):
            old = lines[line - 1]
            lines[line - 1] = old[: column - 1] + new + old[column - 1 :]
        return "\n".join(lines)

    def _below(self, line: int, new: str) -> Insertion:
        return line, len(self.lines[line - 1].rstrip("\r")) + 1, self.newline + new

    def _starts(self, path: Path, bracket: str) -> bool:
        span = self.outline.values[path]
        return self.lines[span.line - 1][span.column - 1 :].startswith(bracket)

    def _children(self, path: Path) -> Iterator[Path]:
        return (each for each in self.outline.values if each[:-1] == path and len(each) == len(path) + 1)

    def _end(self, path: Path) -> tuple[int, int]:
        """Where a value ends; of a block the end of its last leaf, so that no comment below is passed over."""
        if not self._starts(path, "{") and not self._starts(path, "[") and (inner := list(self._children(path))):
            return max(map(self._end, inner))
        span = self.outline.values[path]
        return span.end_line, span.end_column
