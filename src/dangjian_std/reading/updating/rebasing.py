"""What a unit says of its base, held against two states of the base.

What both changed, what has moved, what is needless by now. What the new state lacks, fixes or asks more of is
found when the layers are laid over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dangjian_std.reading import addresses, layering
from dangjian_std.reading.addresses import Missed
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.updating.unit_entries import ADD, OMIT, PUT, UnitEntry
from dangjian_std.reading.yaml_editing.layout import flow
from dangjian_std.reading.yaml_editing.operations import Replace
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related
from dangjian_std.text.places import Path

LONGEST_VALUE_REPEATED = 60
"""Characters of a value that a message repeats."""
GONE_FROM_BASE_HELP = "母本的新版没有它了：删去这一项；只是改了标识的，母本的改动里写着，照新的写"

Trees = Mapping[str, Tree]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebased:
    """What comes of it: findings, entries that the base says itself by now, addresses that have other numbers."""

    found: tuple[Diagnostic, ...] = ()
    needless: tuple[UnitEntry, ...] = ()
    moved: tuple[tuple[UnitEntry, str], ...] = ()
    gone: tuple[UnitEntry, ...] = ()
    """Entries of what only the old state has."""

    def edits(self, path: str) -> Iterator[Replace]:
        """Yield what gives the addresses of a file their new numbers."""
        yield from (Replace(entry.at.path, to) for entry, to in self.moved if entry.at.span.file == path)


def rebased(said: Iterable[UnitEntry], old: Trees, new: Trees) -> Rebased:
    """Hold entries against two states of the base."""
    found: list[Diagnostic] = []
    needless: list[UnitEntry] = []
    moved: list[tuple[UnitEntry, str]] = []
    gone: list[UnitEntry] = []
    for entry in said:
        was, now = where(old, entry), where(new, entry)
        if was and (counted := _counted(was[0], entry)):
            number = _number(counted, entry, new)
            if number is None:
                found.append(_lost(entry, counted))
                continue
            if number != counted.number:
                to = _renumbered(entry, counted, number)
                moved.append((entry, to))
                now = where(new, replace(entry, address=to))
        if now is None:  # laying says so
            gone += [entry] if was else []
            continue
        if _says(entry, now):
            needless.append(entry)
        elif was and (problem := _both(entry, was, now)):
            found.append(ds0.CHANGED_TWICE.diagnose(problem))
    return Rebased(found=tuple(found), needless=tuple(needless), moved=tuple(moved), gone=tuple(gone))


def advised(found: Iterable[Diagnostic], gone: Iterable[UnitEntry]) -> Iterator[Diagnostic]:
    """Yield findings; with those of what the base had until now, what to do: no name that is like it is meant."""
    places = {entry.at.span for entry in gone}
    for each in found:
        mine = each.rule == ds0.UNKNOWN_TARGET.name and each.place.span in places
        yield replace(each, help=GONE_FROM_BASE_HELP) if mine else each


Found = tuple[Tree, Path]
"""A file of the base and the path in it that an address leads to."""


def where(trees: Trees, entry: UnitEntry) -> Found | None:
    """Return where an entry leads in a state of the base."""
    for tree in trees.values():
        if _called(tree) == entry.code:
            way = addresses.find(tree.data, entry.address, _key(tree), new=entry.act != OMIT)
            return None if isinstance(way, Missed) else (tree, way)
    return None


def node(found: Found) -> Path:
    """Return the path of the nearest node with an id around a place; of the file where there is none."""
    tree, way = found
    holders = [at for at, holder in addresses.holders(tree.data, way) if at and _key(tree) in holder]
    return holders[-1] if holders else ()


def value(found: Found) -> Any:
    """Return what stands there; None where nothing does."""
    return layering.value_at(found[0].data, found[1])


def shown(said: Any) -> str:
    """Show a value as it would be written, in a few words."""
    if said is None:
        return "（没有）"
    text = said if isinstance(said, str) else flow(said)
    return text if len(text) <= LONGEST_VALUE_REPEATED else f"{text[: LONGEST_VALUE_REPEATED - 2]}……"


def _number(counted: Counted, entry: UnitEntry, new: Trees) -> int | None:
    """Return which number an item has by now, where its list is still there; else the one that it had."""
    words = entry.address.split(".")
    short = replace(entry, act=PUT, address=".".join(words[: counted.word]))
    found = where(new, short)
    items = value(found) if found else None
    if not found or not isinstance(items, list):
        return counted.number
    return counted.number_in(_names(found[0], items))


# -- one entry -------------------------------------------------------------------------------------------


def _says(entry: UnitEntry, now: Found) -> bool:
    """Whether the base says by now what the unit says."""
    has = value(now)
    if entry.act == ADD:
        return isinstance(has, list) and entry.value in has
    return entry.act == PUT and bool(has == entry.value)


def _both(entry: UnitEntry, was: Found, now: Found) -> Problem | None:
    """Say that the base has changed what the unit changes too."""
    before, after = value(was), value(now)
    if before == after or entry.act == ADD:
        return None
    if entry.act == OMIT:
        message = f"母本改了“{entry.address}”这一步，本单位不做它"
        help_ = "看母本改了什么：还是不做的，不用动；要做的，删去这一项"
    else:
        said = f"母本从 {shown(before)} 改成 {shown(after)}，本单位是 {shown(entry.value)}"
        message = f"{entry.code} 的{entry.called or f' {entry.address} '}两边都改了：{said}"
        gone = "清空这一格" if entry.place.span.file != entry.place.span.path else "删去这一项"
        help_ = f"现在用的是本单位的；要照母本，{gone}"
    related = (Related(now[0].outline.value(now[1]), "母本现在这样写"),)
    return Problem(place=entry.place, message=message, help=help_, related=related)


def _lost(entry: UnitEntry, counted: Counted) -> Diagnostic:
    """Say that an item known by its number alone cannot be found again in its list."""
    said = shown(counted.items[counted.number])
    message = f"母本改了这个列表，原来的第{counted.number + 1}项“{said}”找不到了"
    whole = ".".join(entry.address.split(".")[: counted.word])
    help_ = f"删去这一项；要改的，把整个列表写一遍（at: {whole}）"
    return ds0.UNKNOWN_TARGET.diagnose(Problem(place=entry.at, message=message, help=help_))


@dataclass(frozen=True, slots=True)
class Counted:
    """A list of which an address names an item by its number: its items by what they go by, and that number."""

    items: list[Any]
    number: int
    word: int
    """Which word of the address the number is."""

    def number_in(self, after: list[Any]) -> int | None:
        """Return the number of the same item in a later state of the list; None where that is not certain."""
        before, at = self.items, self.number
        if after[at : at + 1] == before[at : at + 1]:
            return at
        if after.count(before[at]) == before.count(before[at]) == 1:
            return after.index(before[at])
        return at if [*before[:at], *before[at + 1 :]] == [*after[:at], *after[at + 1 :]] else None


def _counted(tree: Tree, entry: UnitEntry) -> Counted | None:
    """Return the first list in which an entry names an item by its number."""
    words = entry.address.split(".")
    for at, word in enumerate(words):
        way = addresses.find(tree.data, ".".join(words[:at]), _key(tree)) if at and word.isdigit() else None
        if way is None or isinstance(way, Missed):
            continue
        items = layering.value_at(tree.data, way)
        if isinstance(items, list) and 0 < int(word) <= len(items):
            return Counted(_names(tree, items), int(word) - 1, at)
    return None


def _names(tree: Tree, items: list[Any]) -> list[Any]:
    return [each.get(_key(tree), each) if isinstance(each, dict) else each for each in items]


def _renumbered(entry: UnitEntry, counted: Counted, number: int) -> str:
    """Return an address with another number."""
    words = entry.address.split(".")
    return ".".join((*words[: counted.word], str(number + 1), *words[counted.word + 1 :]))


def _called(tree: Tree) -> str:
    """Return what a file is called by, if a unit can say anything of it: of a shape of unit, its name."""
    kind = layering.kind_of(tree)
    if kind == "profile":
        return str(tree.data.get("name"))
    return layering.code_of(tree) if kind in layering.ALLOWED else ""


def _key(tree: Tree) -> str:
    return "name" if layering.kind_of(tree) == "catalog" else "id"
