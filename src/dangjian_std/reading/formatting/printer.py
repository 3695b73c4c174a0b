"""A file written anew from its data and its remarks, in one layout.

Keys stand in the order of their schema, brackets stay brackets and blocks stay blocks; what is in brackets has
one line, or is folded behind a comma where that is too wide. A text is never folded, which would put a space in
it, and stays beside the key before its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import getitem
from typing import Any

from dangjian_std.reading.formatting.key_order import KeyOrder
from dangjian_std.reading.formatting.remarks import BLANK_LINE, Remarks
from dangjian_std.reading.yaml_editing.layout import Layout, scalar
from dangjian_std.reading.yaml_mistakes import odd_dash
from dangjian_std.text.characters import width
from dangjian_std.text.places import Path

LONGEST_BRACKET_LINE = 120
"""Columns of a line with brackets."""
INDENT_COLUMNS = 2
"""Columns that each level is further in."""


Written = tuple[list[str], str, list[str]]
"""What stands above an entry, its first line, both without an indent, and its further lines as they are."""


class Printer:
    """One file being written."""

    def __init__(self, layout: Layout, data: Any, remarks: Remarks) -> None:
        """Take where everything stands, what it is, and what is remarked."""
        self.layout = layout
        self.data = data
        self.remarks = remarks
        self.orders: dict[Path, KeyOrder] = {(): KeyOrder.of(data.get("kind"))}

    def text(self) -> str:
        """Return the file."""
        lines = [*self.remarks.head, *(self._lines((), 0) if self.data else ["{}"])]
        return "\n".join(_squeezed(lines)).strip("\n") + "\n"

    # -- what there is

    def _value(self, path: Path) -> Any:
        return reduce(getitem, path, self.data)

    def _order(self, path: Path) -> KeyOrder:
        if path not in self.orders:
            self.orders[path] = self._order(path[:-1]).below(path[-1])
        return self.orders[path]

    def _entries(self, path: Path) -> list[Path]:
        """Return the entries of a mapping or list as they are written."""
        value = self._value(path)
        keys = self._order(path).keys(list(value)) if isinstance(value, dict) else range(len(value))
        return [(*path, key) for key in keys]

    def _is_block(self, path: Path) -> bool:
        inner = self.layout.children[path]
        return bool(inner) and (path in self.remarks.opened or not self.layout.flow(path))

    # -- blocks

    def _lines(self, holder: Path, indent: int) -> list[str]:
        """Return the lines of a block; no blank one comes first."""
        above, first, rest = self._block(holder, indent)
        while holder and above[:1] == [BLANK_LINE]:
            del above[0]
        return [*_indented(above, indent), f"{' ' * indent}{first}", *rest]

    def _block(self, holder: Path, indent: int) -> Written:
        """Write a block."""
        head, *others = self._entries(holder)
        above, first, rest = self._entry(head, indent)
        for entry in others:
            more, line, further = self._entry(entry, indent)
            rest += [*_indented(more, indent), f"{' ' * indent}{line}", *further]
        return above, first, [*rest, *_indented(self.remarks.below.get(holder, ()), indent)]

    def _entry(self, entry: Path, indent: int) -> Written:
        """Write an entry of a block; what is remarked above the first thing behind a dash goes above the dash."""
        *earlier, behind = self.remarks.behind.get(entry) or [""]
        above = [*self.remarks.above.get(entry, ()), *earlier]
        remark = f"  {behind}" if behind else ""
        if isinstance(entry[-1], str):
            key = f"{scalar(entry[-1])}:"
            if self._is_block(entry):
                return above, f"{key}{remark}", self._lines(entry, indent + INDENT_COLUMNS)
            value = self._inline(entry, indent + width(key) + 1, indent + INDENT_COLUMNS)
            return above, *_behind(f"{key} {value}" if value else key, remark)
        if self._is_block(entry):
            inner, first, rest = self._block(entry, indent + INDENT_COLUMNS)
            return [*above, *([behind] if behind else ()), *inner], f"- {first}", rest
        return above, *_behind(
            f"- {self._inline(entry, indent + INDENT_COLUMNS, indent + INDENT_COLUMNS + 1)}", remark
        )

    # -- values of one line, and brackets

    def _inline(self, path: Path, column: int, fold: int) -> str:
        """Return a value that is no block and begins in a column; brackets go on in column `fold`."""
        return self._folded(path, column, fold, 0) if self.layout.children[path] else self._leaf(path, flow=False)

    def _leaf(self, path: Path, *, flow: bool) -> str:
        value = self._value(path)
        match value:
            case str():
                return scalar(value, flow=flow)
            case None:
                return "null" if flow else ""
            case dict():
                return "{}"
            case list():
                return "[]"
            case _:  # a number stays as it was typed
                return self.layout.text[self.layout.start(path) : self.layout.end(path)]

    def _line(self, path: Path) -> str:
        """Return a value in one line, as it may stand between brackets."""
        if not self.layout.children[path]:
            return self._leaf(path, flow=True)
        return "".join((self._bracket(path, 0), ", ".join(self._pairs(path)), self._bracket(path, 1)))

    def _bracket(self, path: Path, end: int) -> str:
        return ("{}" if isinstance(self._value(path), dict) else "[]")[end]

    def _pairs(self, path: Path) -> Iterator[str]:
        yield from (f"{self._name(entry)}{self._line(entry)}" for entry in self._entries(path))

    def _name(self, entry: Path) -> str:
        return "" if isinstance(entry[-1], int) else f"{scalar(entry[-1], flow=True)}: "

    def _folded(self, path: Path, column: int, fold: int, tail: int) -> str:
        """Return brackets that begin in a column, `tail` characters behind them; too wide ones are folded."""
        line = self._line(path)
        if not self.layout.children[path] or column + width(line) + tail <= LONGEST_BRACKET_LINE:
            return line
        text = self._bracket(path, 0)
        column += 1
        entries = self._entries(path)
        for number, entry in enumerate(entries):
            name, one = self._name(entry), self._line(entry)
            behind = 1 if entry != entries[-1] else tail + 1
            if number:
                fits = column + 1 + width(name) + width(one) + behind <= LONGEST_BRACKET_LINE
                stays = fits or (name and not self.layout.children[entry]) or odd_dash(one)
                text += " " if stays else f"\n{' ' * fold}"
                column = column + 1 if stays else fold
            new = f"{name}{self._folded(entry, column + width(name), fold + INDENT_COLUMNS, behind)}"
            text += new if entry == entries[-1] else f"{new},"
            *folded, last = new.split("\n")
            column = width(last) + 1 if folded else column + width(last) + 1
        return text + self._bracket(path, 1)


def _behind(text: str, remark: str) -> tuple[str, list[str]]:
    """Return the first line of a text and the others, with a remark behind the last."""
    first, *rest = f"{text}{remark}".split("\n")
    return first, rest


def _squeezed(lines: list[str]) -> list[str]:
    """Return lines without blank ones behind blank ones."""
    return [line for number, line in enumerate(lines) if line or number == 0 or lines[number - 1]]


def _indented(lines: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else line for line in lines]
