"""An item of a block list moved with its lines and comments, in its file or into another."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from functools import reduce
from operator import getitem

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.amending import BOM
from dangjian_std.reading.yaml_editing.layout import Layout, shifted
from dangjian_std.reading.yaml_editing.operations import AmendError
from dangjian_std.text.places import Path

TOO_RARE_MESSAGE = "这一处的写法太少见，程序挪不了。照 docs/写法.md 的样子改写，再来一次。"


class _Lines:
    """The text of a file, and the lines of items in it."""

    def __init__(self, raw: RawSource) -> None:
        self.raw = raw
        self.tree = parse(raw).sound
        self.text = raw.data.decode().removeprefix(BOM)
        self.layout = Layout(self.text, self.tree)

    def block(self, item: Path) -> tuple[int, int, int]:
        """Return where the lines of an item begin and end, and how far in its dash stands."""
        layout = self.layout
        if layout.in_flow(item) or layout.inline(dash := layout.entry(item)):
            raise AmendError(self.tree.outline.value(item), TOO_RARE_MESSAGE)
        indent = dash - layout.line_start(dash)
        start, end = layout.line_start(layout.remarks_above(dash)), self._below(layout.end(item))
        while match := re.compile(rf" {{{indent + 1},}}#.*").match(self.text, end):
            end = self._below(match.start())
        return start, end, indent

    def _below(self, place: int) -> int:
        return self.text.find("\n", place) + 1 or len(self.text)


def moved(source: RawSource, item: Path, target: RawSource, beside: Path, *, after: bool) -> tuple[RawSource, ...]:
    """Return the file of an item and the one that it goes into, before or behind another item; of one file, it."""
    here, there = _Lines(source), _Lines(target)
    start, end, indent = here.block(item)
    first, last, column = there.block(beside)
    lines = here.text[start:end].rstrip("\r\n").split("\n")
    newline = there.layout.newline(first)
    block = "".join(f"{shifted(line.rstrip(chr(13)), column - indent)}{newline}" for line in lines)
    place = last if after else first
    if place and there.text[place - 1] != "\n":
        block = f"{newline}{block}"
    cut, put = (start, end, ""), (place, place, block)
    if source.path == target.path:
        return (_checked(here, [cut, put], _in_one(here.tree, item, beside, after=after)),)
    value = copy.deepcopy(reduce(getitem, item, here.tree.data))
    without, with_ = copy.deepcopy(here.tree.data), copy.deepcopy(there.tree.data)
    del reduce(getitem, item[:-1], without)[item[-1]]
    reduce(getitem, beside[:-1], with_).insert(int(beside[-1]) + after, value)
    return _checked(here, [cut], without), _checked(there, [put], with_)


def _in_one(tree: Tree, item: Path, beside: Path, *, after: bool) -> object:
    """Return the data of a file in which an item has moved."""
    data = copy.deepcopy(tree.data)
    holder, other = (reduce(getitem, path[:-1], data) for path in (item, beside))
    value, mark = holder[item[-1]], other[beside[-1]]
    del holder[item[-1]]
    other.insert(next(index for index, each in enumerate(other) if each is mark) + after, value)
    return data


def _checked(lines: _Lines, splices: Iterable[tuple[int, int, str]], wanted: object) -> RawSource:
    """Return a file with stretches of its text replaced, if it says what is wanted."""
    text = lines.text
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    mark = BOM if lines.raw.data.startswith(BOM.encode()) else ""
    new_file = RawSource(lines.raw.path, (mark + text).encode())
    tree = parse(new_file).tree
    if tree is None or tree.data != wanted:
        raise AmendError(lines.tree.outline.value(()), TOO_RARE_MESSAGE)
    return new_file
