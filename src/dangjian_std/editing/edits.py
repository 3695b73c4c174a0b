"""What is to be changed in the texts of a set, and the files that come of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import getitem

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.seals import fingerprint
from dangjian_std.reading.migrations import File
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.reading.tree import Tree
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.operations import Operation, Replace, meant
from dangjian_std.text.places import Path, Place


@dataclass(frozen=True, slots=True)
class Edit:
    """Another word in a text of a file, from `start` up to `stop`."""

    file: str
    path: Path
    start: int
    stop: int
    word: str

    @classmethod
    def of(cls, holder: Node, path: Path, span: tuple[int, int], word: str) -> Edit:
        """Return an edit of the text that stands at `path` below a node."""
        return cls(holder.anchor.outline.file.path, holder.anchor.path + path, *span, word)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a sentence uses a word that may be the old name, and the words around it."""

    place: Place
    around: str


@dataclass(frozen=True, slots=True)
class Edited:
    """The files that are other than before, and what a person has to look at himself."""

    changed: tuple[File, ...]
    mentions: tuple[Mention, ...] = ()
    notes: tuple[str, ...] = ()
    """What else he has to know."""


def applied(
    raws: Iterable[RawSource],
    edits: Iterable[Edit],
    operations: Mapping[str, Sequence[Operation]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Edited:
    """Do edits of texts, other operations by file, and give files new paths (old: new)."""
    by_file: dict[str, dict[Path, set[Edit]]] = {}
    for each in edits:
        by_file.setdefault(each.file, {}).setdefault(each.path, set()).add(each)
    names, others, changed, resealed = names or {}, operations or {}, [], 0
    for raw in raws:
        todo: list[Operation] = []
        if raw.path in by_file or raw.path in others:
            tree = parse(raw).sound
            todo = [_replaced(tree, path, found) for path, found in by_file.get(raw.path, {}).items()]
            seals = list(_seals(tree, todo))
            resealed += len(seals)
            new = amend(raw, tree, [*todo, *seals, *others.get(raw.path, ())])[0]
        else:
            new = raw
        new = dataclasses.replace(new, path=names.get(raw.path, raw.path))
        if new != raw:
            changed.append(File(raw, new, (f"改 {len(todo)} 处",) if todo else ()))
    notes = (
        (f"条文里的名称跟着改了，{resealed} 条的封签也跟着换了；条号、大意、核对程度没有动。",) if resealed else ()
    )
    return Edited(tuple(changed), notes=notes)


def _replaced(tree: Tree, path: Path, edits: Iterable[Edit]) -> Replace:
    text = str(reduce(getitem, path, tree.data))
    for each in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: each.start] + each.word + text[each.stop :]
    return Replace(path, text)


def _seals(tree: Tree, todo: Sequence[Operation]) -> Iterator[Replace]:
    """Yield a new seal for each article that was sealed as it stood and in which a name becomes another."""
    if tree.data["kind"] == "regulation":
        new = meant(tree.data, todo)["articles"]
        for index, article in enumerate(tree.data["articles"]):
            if new[index] != article and article["checked"].get("seal") == fingerprint(article):
                yield Replace(("articles", index, "checked", "seal"), fingerprint(new[index]))
