"""Rules that judge each file by itself, asked again only of a file that changed, or that looked up one which did.

Such a rule (`CatalogRule.alone`) goes through the files and judges each by what it says, by what it looks up by
name, and by what a set has one of. So it can be given a catalogue in which one file alone is gone through, and all
can be looked up: what is looked up is noted, and while that is the same, so is what was found in the file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.text.diagnostic import Diagnostic

MULTIPLE_KINDS = ("standards", "records", "papers", "regulations", "profiles", "holidays", "dates")
"""Kinds of which a set has many files."""
SINGLE_KINDS = ("system", "vocabulary", "withdrawals", "key_dates", "acceptances", "adoption")
"""What it has one of, or none."""

Name = tuple[str, str]
"""Kind and key of a file; of what belongs to none, empty texts."""
Found = tuple[Diagnostic, ...]
Judge = Callable[[Catalog], Iterable[Diagnostic]]


class _Noted(Mapping[str, Any]):
    """The files of a kind as one file sees them: of all that can be looked up only its own is gone through."""

    def __init__(self, kind: str, files: Mapping[str, Node], own: tuple[str, ...], noted: dict[Name, Any]) -> None:
        self._kind, self._files, self._own, self._noted = kind, files, own, noted

    def __getitem__(self, key: str) -> Any:
        self._noted[self._kind, key] = self._files.get(key)
        return self._files[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)


class _File:
    """A file, since which state of the set it is so, what was looked up in judging it, and what was found."""

    def __init__(self, name: Name, node: Node | None, since: int) -> None:
        self.name, self.node, self.since = name, node, since
        self.noted: dict[Name, Any] = {}
        self.found: dict[str, Found] = {}
        self.seen: Catalog | None = None

    def stands(self, catalog: Catalog) -> bool:
        """Whether all that it was judged by is still the same."""
        return all(getattr(catalog, kind).get(key) is node for (kind, key), node in self.noted.items())

    def ask(self, name: str, judge: Judge, catalog: Catalog) -> None:
        """Keep what is found in it."""
        if self.seen is None:
            self.seen = self._seen(catalog)
        if found := tuple(each for each in judge(self.seen) if self._ours(each)):
            self.found[name] = found

    def _seen(self, catalog: Catalog) -> Catalog:
        kinds: dict[str, Any] = {
            kind: _Noted(kind, getattr(catalog, kind), (self.name[1],) if kind == self.name[0] else (), self.noted)
            for kind in MULTIPLE_KINDS
        }
        return dataclasses.replace(catalog, **kinds)

    def _ours(self, finding: Diagnostic) -> bool:
        return self.node is None or finding.place.span.path == self.node.anchor.outline.file.path


class Judged:
    """What rules found in the files of a set, for as long as that stays true; of one set only, again and again."""

    def __init__(self) -> None:
        """Know nothing."""
        self._few: tuple[object, ...] = ()
        self._files: dict[Name, _File] = {}
        self._state = 0
        self._asked: dict[str, int] = {}
        """For each judge the number of the last state of the set about which it was asked."""

    def settle(self, catalog: Catalog) -> None:
        """Forget what is no longer so: the catalogue is asked about next."""
        self._state += 1
        few = tuple(getattr(catalog, name) for name in SINGLE_KINDS)
        if len(few) != len(self._few) or any(one is not other for one, other in zip(few, self._few, strict=True)):
            self._few, self._files = few, {}
        names = [("", ""), *((kind, key) for kind in MULTIPLE_KINDS for key in getattr(catalog, kind))]
        self._files = {name: self._settled(name, catalog) for name in names}

    def _settled(self, name: Name, catalog: Catalog) -> _File:
        kind, key = name
        node = getattr(catalog, kind)[key] if kind else None
        file = self._files.get(name)
        if file is None or file.node is not node or not file.stands(catalog):
            return _File(name, node, self._state)
        file.seen = None  # it looks things up in what the set was
        return file

    def ask(self, name: str, judge: Judge, catalog: Catalog) -> list[Diagnostic]:
        """Return what is found in the catalogue that was settled last; `name` tells one judge from the others."""
        before = self._asked.get(name, 0)
        for file in self._files.values():
            if file.since > before:
                file.ask(name, judge, catalog)
        self._asked[name] = self._state
        telling = (file for file in self._files.values() if file.found)
        return [finding for file in telling for finding in file.found.get(name, ())]
