"""Sources to a catalogue: read, parse, check the shape, bind; with gates, so that one slip gives one message."""

from __future__ import annotations

import pathlib
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from dangjian_std.domain.acceptance import Acceptances
from dangjian_std.domain.adoption import Adoption
from dangjian_std.domain.catalog import Catalog, System
from dangjian_std.domain.fixed_dates import FixedDates
from dangjian_std.domain.holidays import Holidays
from dangjian_std.domain.key_dates import KeyDates
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.regulation import Regulation
from dangjian_std.domain.roles import Profile, Roles
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.withdrawal import Withdrawals
from dangjian_std.reading import adopting, bind, project, schema, source_files, unit_sources
from dangjian_std.reading.kept_files import KeptFiles
from dangjian_std.reading.layers import BASE_FOLDER
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.source_files import SINGLE
from dangjian_std.reading.tree import Parsed, Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Place, Source, Span

REQUIRED_KINDS = ("catalog", "roles")
"""Kinds of one file that no set does without."""
T = TypeVar("T", bound=Node)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a project: its sources, the catalogue where every file has its shape, and what is wrong."""

    catalog: Catalog | None
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)


class KnownFiles:
    """Files that are read once, in however many projects they stand: a base, below the sheets of many units.

    What a layer changes is another tree, which is not known and judged anew. Sound files are kept for the next
    process too, those of the first set that is loaded.
    """

    def __init__(self, raws: Iterable[RawSource] = (), kept: KeptFiles | None = None) -> None:
        """Read the files."""
        self._kept = kept
        self._files: dict[RawSource, Parsed] = {}
        self._trees: dict[int, Tree] = {}
        self._sound: dict[int, Tree] = {}
        self._shapes: dict[int, list[Diagnostic]] = {}
        self._bound: dict[int, Node] = {}
        self.settle(raws)

    def settle(self, raws: Iterable[RawSource]) -> None:
        """Know these files, each read once, and no others any more."""
        self._files = {raw: self.read(raw) for raw in raws}
        trees = self._trees = {id(each.tree): each.tree for each in self._files.values() if each.tree}
        self._sound = {name: each for name, each in self._sound.items() if name in trees}
        self._shapes = {name: each for name, each in self._shapes.items() if name in trees}
        self._bound = {name: each for name, each in self._bound.items() if name in trees}

    def read(self, raw: RawSource) -> Parsed:
        """Return the tree of a file."""
        return self._files.get(raw) or (self._once(raw, self._kept) if self._kept else source_files.read(raw))

    def _once(self, raw: RawSource, kept: KeptFiles) -> Parsed:
        found = kept.read(raw)
        if found is None:
            found = source_files.read(raw)
            if not found.tree or not source_files.is_sound(found.tree):
                return found
            kept.add(raw, found.tree)
        if found.tree:
            self._sound[id(found.tree)] = found.tree
        return found

    def keep(self) -> None:
        """Keep what was read; what is read from now on is not kept."""
        if self._kept:
            self._kept.write()
        self._kept = None

    def shape(self, tree: Tree) -> list[Diagnostic]:
        """Return what is wrong with the shape of a tree."""
        if id(tree) in self._sound:
            return []
        if id(tree) not in self._trees:
            return source_files.shape(tree)
        if id(tree) not in self._shapes:
            self._shapes[id(tree)] = source_files.shape(tree)
        return self._shapes[id(tree)]

    def bind(self, cls: type[T], tree: Tree) -> T:
        """Return what a tree says, bound."""
        if id(tree) not in self._trees:
            return bind.bind(cls, tree)
        found = self._bound.get(id(tree))
        if not isinstance(found, cls):
            found = self._bound[id(tree)] = bind.bind(cls, tree)
        return found


def load(raws: Iterable[RawSource], known: KnownFiles | None = None, *, shapes: bool = False) -> Loaded:
    """Load a project; that of a unit which adopts a set comes with the files of the set, `shapes` with all shapes.

    The catalogue is None while a file lacks its shape, the layers do not fit or the set has an older format.
    """
    raws, known = tuple(raws), known or KnownFiles()
    read = [known.read(raw) for raw in raws if not raw.path.endswith(BASE_FOLDER)]
    known.keep()
    found = [diagnostic for each in read for diagnostic in each.diagnostics]
    sources = {each.source.path: each.source for each in read}
    by_path = {each.source.path: each.tree for each in read if each.tree}
    by_path, drift = unit_sources.settled(by_path)
    found += drift
    trees, adoption = list(by_path.values()), None
    if older := _older(trees):
        found.append(ds0.OLD_FORMAT.diagnose(older))
    elif project.UNIT_SHEET in sources or project.UNIT_WORKBOOK in sources:
        laid = adopting.lay(raws, by_path, shapes=shapes) if not found else adopting.Laid({})
        trees, adoption = list(laid.trees.values()), laid.adoption
        found += laid.found
        found += [diagnostic for tree in trees for diagnostic in known.shape(tree)]
    else:
        found += [diagnostic for tree in trees for diagnostic in known.shape(tree)]
        found += map(ds0.MISSING_FILE.diagnose, _missing(sources))
    found = [once for _, once in sorted({each.order: each for each in reversed(found)}.items())]
    return Loaded(None if found else _catalog(trees, adoption, known), tuple(found), sources)


def _older(trees: Iterable[Tree]) -> Problem | None:
    """Say that a set has an older format: by this one every file would be wrong. A newer one stops here."""
    newest = schema.newest_format()
    for tree in trees:
        number = schema.stated_format(tree) if tree.source.path == SINGLE["catalog"] else None
        if number is not None and number > newest:
            raise DstdError(f"这套标准是第{number}版格式，本程序只认到第{newest}版。请换用新版的 dstd。")
        if number is not None and number < newest:
            return Problem(
                place=tree.outline.value(("format",)),
                message=f"这套标准是第{number}版格式，本程序用第{newest}版",
                help="先运行 dstd migrate",
            )
    return None


def _missing(present: Container[str]) -> Iterator[Problem]:
    for path in (SINGLE[kind] for kind in REQUIRED_KINDS):
        if path not in present:
            yield Problem(place=Place(Span(path)), message="缺少这个文件", help=f"新建 {path}")


def file_code(path: str) -> str:
    """What a file is called by: the part of its name before the first `-` (DJ401, R201, 支部条例)."""
    return pathlib.PurePosixPath(path).stem.split("-")[0]


def file_name(code: str, title: str) -> str:
    """Name the file of a thing: its code and its title, without the quotation marks of either script."""
    return f"{code}-{re.sub('[“”‘’《》〈〉]', '', title)}.yaml"


def _catalog(trees: Iterable[Tree], adoption: Adoption | None, known: KnownFiles) -> Catalog:
    by_kind: dict[str, dict[str, Tree]] = {kind: {} for kind in schema.SCHEMA_KINDS}
    for tree in trees:
        key = file_code(tree.source.path)
        group = by_kind[tree.data["kind"]]
        group[key if key not in group else tree.source.path] = tree
    return Catalog(
        system=known.bind(System, by_kind["catalog"].popitem()[1]),
        vocabulary=known.bind(Roles, by_kind["roles"].popitem()[1]),
        regulations={key: known.bind(Regulation, tree) for key, tree in by_kind["regulation"].items()},
        records={key: known.bind(Record, tree) for key, tree in by_kind["record"].items()},
        papers={key: known.bind(Paper, tree) for key, tree in by_kind["paper"].items()},
        profiles={key: known.bind(Profile, tree) for key, tree in by_kind["profile"].items()},
        withdrawals=next((known.bind(Withdrawals, tree) for tree in by_kind["withdrawals"].values()), None),
        key_dates=next((known.bind(KeyDates, tree) for tree in by_kind["key-dates"].values()), None),
        acceptances=next((known.bind(Acceptances, tree) for tree in by_kind["acceptances"].values()), None),
        dates={key: known.bind(FixedDates, tree) for key, tree in by_kind["dates"].items()},
        holidays={key: known.bind(Holidays, tree) for key, tree in by_kind["holidays"].items()},
        standards={key: known.bind(Standard, tree) for key, tree in by_kind["standard"].items()},
        adoption=adoption,
    )
