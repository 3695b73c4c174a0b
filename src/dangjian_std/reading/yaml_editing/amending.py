"""Operations done on a text: what they do not touch stays byte for byte, and every comment is kept.

What comes out is read again and compared with what the operations mean as plain data: a text is either edited
rightly or refused.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from functools import reduce
from operator import getitem
from typing import Any

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.layout import Layout, Lines, entry, flow, pair, scalar, shifted, written
from dangjian_std.reading.yaml_editing.operations import (
    Add,
    AmendError,
    Append,
    Move,
    Operation,
    Remove,
    Rename,
    Replace,
    TakenError,
    meant,
)
from dangjian_std.text.places import Path

BOM = "\ufeff"


def amend(raw: RawSource, tree: Tree, operations: Sequence[Operation]) -> tuple[RawSource, Tree]:
    """Return a file with all operations done, and its new tree."""
    if not operations:
        return raw, tree
    try:
        new, found = _attempt(raw, tree, operations)
    except TakenError as error:
        message = f"同一层已经有“{error.key}”这个键，新的没有地方放。先改名或者删去，再来一次。"
        raise AmendError(tree.outline.key(error.at), message) from None
    if found is None:
        culprit = next((each for each in operations if _fails(raw, tree, each)), operations[0])
        message = "这一处的写法太少见，程序改不了。照 docs/写法.md 的样子改写，再来一次。"
        raise AmendError(tree.outline.key(culprit.at), message)
    return new, found


def _fails(raw: RawSource, tree: Tree, operation: Operation) -> bool:
    with contextlib.suppress(TakenError):
        return _attempt(raw, tree, [operation])[1] is None
    return False


def _attempt(raw: RawSource, tree: Tree, operations: Sequence[Operation]) -> tuple[RawSource, Tree | None]:
    """Return the new file; the new tree too, if it is as meant."""
    wanted = meant(tree.data, operations)
    text = raw.data.decode()
    body = text.removeprefix(BOM)
    new = RawSource(raw.path, (text.removesuffix(body) + _Amended(body, tree, operations).text()).encode())
    found = parse(new).tree
    return new, found if found and found.data == wanted else None


_Added = tuple[tuple[str, ...], str | None, Any]
"""Behind which keys, the key (None for a list item), the value."""


class _Amended:
    """A text and the stretches of it that are replaced."""

    def __init__(self, text: str, tree: Tree, operations: Sequence[Operation]) -> None:
        self.old = Layout(text, tree)
        self.splices: list[tuple[int, int, str]] = []
        self.carried: dict[Path, tuple[int, int]] = {}
        cut = {each.at for each in operations if isinstance(each, Remove | Move)}
        cut = {at for at in cut if not any(at[:length] in cut for length in range(len(at)))}
        self.gone = cut
        added: dict[Path, list[_Added]] = {}
        for each in operations:
            match each:
                case Rename():
                    self._rename(each)
                case Replace():
                    self._replace(each.at, each.value)
                case Add():
                    added.setdefault(each.at, []).append((each.after, each.key, each.value))
                case Append():
                    added.setdefault(each.at, []).append(((), None, each.item))
                case Move():
                    added.setdefault(each.to, []).append((each.after, each.name, self._carried(each, tree)))
        for holder in dict.fromkeys([*added, *(at[:-1] for at in cut)]):
            self._hold(holder, added.get(holder, []))

    def text(self) -> str:
        """Return the new text."""
        parts: list[str] = []
        done = 0
        for start, end, new in sorted(self.splices, key=lambda each: each[:2]):
            if start < done:
                raise ValueError("two edits of one place")
            parts += (self.old.text[done:start], new)
            done = end
        return "".join((*parts, self.old.text[done:]))

    # -- single keys and values

    def _rename(self, rename: Rename) -> None:
        start, end = self.old.key(rename.at)
        quote = self.old.text[start] if self.old.text[start] in "'\"" else ""
        name = f"{quote}{rename.to}{quote}" if quote else scalar(rename.to, flow=self.old.in_flow(rename.at))
        self.splices.append((start, end, name))

    def _replace(self, at: Path, value: Any) -> None:
        old = self.old
        indent = old.column(at[:-1]) - 1
        if isinstance(at[-1], int):
            plain = isinstance(value, str) and not old.in_flow(at)
            return self._over(old.start(at), old.end(at), scalar(value) if plain else flow(value), indent + 2)
        colon = old.colon(at)
        new = flow(value) if old.in_flow(at) else written(value, indent)
        lead = "" if old.text[colon - 1] == ":" else ":"
        new = lead + (new if new.startswith("\n") else f" {new}")
        return self._over(colon, old.end(at), new, indent + 2)

    def _over(self, start: int, end: int, new: str, indent: int) -> None:
        """Replace a stretch; the comments inside it come behind what is new."""
        lines = [new, *(" " * indent + each for each in self._comments(start, end))]
        self.splices.append((start, end, self._ended("\n".join(lines), start)))

    def _ended(self, text: str, place: int) -> str:
        """Give new lines the ends of those around them."""
        return re.sub("\r?\n", self.old.newline(place), text)

    def _comments(self, start: int, end: int) -> list[str]:
        return [
            text
            for place, text in self.old.comments(start, end)
            if not any(first <= place < last for first, last in self.carried.values())
        ]

    def _carried(self, move: Move, tree: Tree) -> Any:
        """Return the lines of a key that moves between blocks; where either is in brackets, only its value."""
        old = self.old
        if old.in_flow(move.at) or old.flow(move.to):
            return reduce(getitem, move.at, tree.data)
        (start, stop), end = old.key(move.at), old.line_end(old.end(move.at))
        above = start if old.inline(start) else old.remarks_above(start)
        self.carried[move.at] = (above, end)
        shift = old.column(move.to) - old.column(move.at[:-1])
        name = scalar(move.key) if move.key else old.text[start:stop]
        lines = f"{old.text[above:start]}{name}{old.text[stop:end]}".split("\n")
        return Lines("\n".join([lines[0], *(shifted(line, shift) for line in lines[1:])]))

    # -- mappings and lists

    def _hold(self, holder: Path, added: list[_Added]) -> None:
        """Take out what is gone from a mapping or list, and put in what is added."""
        children = self.old.children[holder]
        kept = [each for each in children if each not in self.gone]
        if not kept and not self.old.flow(holder):
            self._refill(holder, added)
            return
        if len(kept) < len(children):
            (self._cut_flow if self.old.flow(holder) else self._cut_lines)(children, kept)
        for after, key, value in added:
            named = [each for each in kept if each[-1] in after]
            behind = (named or kept or [()])[-1]
            if self.old.flow(holder):
                place = self.old.end(behind) if behind else self.old.start(holder) + 1
                lead = ", " if behind or any(start == end == place for start, end, _ in self.splices) else ""
                self.splices.append((place, place, lead + pair(key, value)))
            else:
                indent = self.old.column(holder) - 1
                self._below(self.old.end(behind), f"{' ' * indent}{entry(key, value, indent)}")

    def _below(self, place: int, new: str) -> None:
        """Put in lines below the line of a place."""
        end = self.old.text.find("\n", place) + 1
        lines = f"{new}\n" if end else f"\n{new}"
        self.splices.append((end or len(self.old.text),) * 2 + (self._ended(lines, place),))

    def _refill(self, holder: Path, added: list[_Added]) -> None:
        """Fill a block again that keeps nothing: with what is added, or with nothing in brackets."""
        old, children = self.old, self.old.children[holder]
        indent = old.column(holder) - 1
        start, end = self._extent(children[0])[0], self._extent(children[-1])[1]
        new = f"\n{' ' * indent}".join(entry(key, value, indent) for _, key, value in added)
        if not new:
            new = "{}" if children[0] in old.outline.keys else "[]"
            if holder in old.outline.keys:
                start, new = old.colon(holder), f" {new}"
        self._over(start, end, new, indent)

    def _extent(self, entry: Path) -> tuple[int, int]:
        """Where an entry of a block begins and ends; one that moves takes its comments along."""
        start, end = self.carried.get(entry) or (self.old.entry(entry), self.old.end(entry))
        return start, max([end, *(last for first, last in self.carried.values() if first < end < last)])

    def _cut_flow(self, children: list[Path], kept: list[Path]) -> None:
        """Take out what stands between brackets, each with its comma."""
        for run, behind in _runs(children, kept):
            first, last = self.old.start_of(run[0]), self.old.end(run[-1])
            if behind:
                last = self.old.start_of(behind)
                indent = " " * self.old.indent(last)
                new = "".join(f"{each}\n{indent}" for each in self._comments(first, last))
            else:
                first = self.old.end(kept[-1]) if kept else first
                indent = " " * self.old.indent(last)
                new = "".join(f"  {each}\n{indent}" for each in self._comments(first, last))
            self.splices.append((first, last, self._ended(new, first)))
        if not kept:  # a comma behind the last would be one behind nothing
            comma = re.compile(r"\s*, *").match(self.old.text, self.old.end(children[-1]))
            if comma:
                self.splices.append((*comma.span(), ""))

    def _cut_lines(self, children: list[Path], kept: list[Path]) -> None:
        """Take out whole lines of a block; behind a dash, what is next comes up."""
        old = self.old
        for run, behind in _runs(children, kept):
            rest = list(run)
            start, end = self._extent(run[0])[0], self._extent(run[-1])[1]
            if old.inline(start) and behind:
                up = old.entry(behind)
                if re.fullmatch(r" *\r?\n *", old.text[end:up]) and not self._comments(start, end):
                    self.splices.append((start, up, ""))
                    continue
                rest.pop(0)
                dash = len(old.text[:start].rstrip(" "))
                self._over(dash, self._extent(run[0])[1], "", old.column(run[0][:-1]) - 1)
            for each in rest:
                start, end = self._extent(each)
                start, end = old.line_start(start), old.line_end(end)
                indent = " " * (old.column(each[:-1]) - 1)
                new = "".join(f"{indent}{text}\n" for text in self._comments(start, end))
                after = old.text.find("\n", end) + 1 or len(old.text)
                self.splices.append((start, after, self._ended(new, start)))


def _runs(children: list[Path], kept: list[Path]) -> list[tuple[list[Path], Path | None]]:
    """Neighbours that go together, each run with what is kept behind it."""
    runs: list[tuple[list[Path], Path | None]] = []
    run: list[Path] = []
    for each in children:
        if each not in kept:
            run.append(each)
        elif run:
            runs.append((run, each))
            run = []
    return [*runs, (run, None)] if run else runs
