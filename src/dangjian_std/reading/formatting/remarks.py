"""Comments and blank lines of a file, each with what it belongs to, so that it is written there again.

A comment on a line of its own belongs to what follows it, except one that stands further in than that: it ends the
block above. A comment behind something belongs to it. What stands above the first key is about the file.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from dangjian_std.reading.yaml_editing.layout import Layout
from dangjian_std.text.places import Path

BLANK_LINE = ""
"""What stands for a blank line."""
_LINE = re.compile(r"^[^\S\n]*$", re.MULTILINE)


@dataclass(slots=True)
class Remarks:
    """Lines, by what they belong to; an empty one is a blank line."""

    head: list[str] = field(default_factory=list)
    above: dict[Path, list[str]] = field(default_factory=dict)
    behind: dict[Path, list[str]] = field(default_factory=dict)
    below: dict[Path, list[str]] = field(default_factory=dict)
    """By the mapping or list that they end."""
    opened: set[Path] = field(default_factory=set)
    """What stands in brackets with comments inside: it cannot be written in one line."""


def of(layout: Layout) -> Remarks:
    """Return the remarks of a file."""
    return _Finder(layout).found


class _Finder:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.found = Remarks()
        paths = [path for path in layout.outline.values if path]
        self.entries = sorted((self._begin(path), path) for path in paths)
        self.begins = [begin for begin, _ in self.entries]
        self.brackets = [path for path in layout.outline.values if layout.children[path] and layout.flow(path)]
        self.tokens = sorted(
            [(layout.key(path)[0], True, path) for path in layout.outline.keys]
            + [(layout.start(path), False, path) for path in paths if not layout.children[path]]
        )
        self.starts = [start for start, *_ in self.tokens]
        text = layout.text
        events = [*layout.comments(0, len(text)), *((match.start(), BLANK_LINE) for match in _LINE.finditer(text))]
        for place, remark in sorted(events):
            if remark and layout.inline(place):
                self._behind(place, remark)
            elif remark or not layout.within(place):
                self._alone(place, remark)

    def _begin(self, path: Path) -> int:
        inside = self.layout.in_flow(path)
        return self.layout.start_of(path) if inside else self.layout.entry(path)

    def _around(self, place: int) -> list[Path]:
        """Return the brackets that a place is in, the outermost first."""
        layout = self.layout
        return [path for path in self.brackets if layout.start(path) < place < layout.end(path)]

    def _alone(self, place: int, remark: str) -> None:
        """Take in a line of its own."""
        index = bisect.bisect_right(self.begins, place)
        if index == 0:
            self.found.head.append(remark)
            return
        following = self.entries[index][1] if index < len(self.entries) else None
        around = self._around(place)
        if remark:
            self.found.opened.update(around)
        if around:
            holder = around[-1]
            leads = following is not None and following[: len(holder)] == holder
        else:
            column = place - self.layout.line_start(place) + 1
            holder = self._ended(column, self.entries[index - 1][1])
            further = following is None or column > self.layout.column(following[:-1])
            leads = following is not None and (not further or following[:-1][: len(holder)] == holder)
        if following is not None and (leads or not remark):
            self.found.above.setdefault(following, []).append(remark)
        elif remark:
            self.found.below.setdefault(holder, []).append(remark)

    def _ended(self, column: int, last: Path) -> Path:
        """Return the innermost block that a comment stands as far in as; `last` is the entry before it."""
        layout = self.layout
        for length in range(len(last), 0, -1):
            holder = last[:length]
            block = bool(layout.children[holder]) and not layout.flow(holder) and not layout.in_flow(holder)
            if block and layout.column(holder) <= column:
                return holder
        return ()

    def _behind(self, place: int, remark: str) -> None:
        """Take in a comment behind something on its line."""
        layout = self.layout
        around = self._around(place)
        self.found.opened.update(around)
        line = layout.line_start(place)
        _, is_key, path = self.tokens[bisect.bisect_left(self.starts, place) - 1]
        begin = self.entries[bisect.bisect_left(self.begins, place) - 1]
        if begin[0] >= line and layout.start(begin[1]) > place and begin[1] not in layout.outline.keys:
            self.found.above.setdefault(begin[1], []).append(remark)  # behind a dash
            return
        if not is_key:
            inner = len(around[-1]) if around else -1
            while len(path) - 1 > inner and path[:-1] in self.brackets and layout.end(path[:-1]) <= place:
                path = path[:-1]
        self.found.behind.setdefault(path, []).append(remark)
