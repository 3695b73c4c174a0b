"""What a unit made of the set that it adopted, in words: how it takes each standard, and what it changed.

Whether a change asks more or less is asked of the comparison by which `dstd diff` tells two revisions apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dangjian_std.changes import lost_floors, traces
from dangjian_std.changes.aspects import aspect
from dangjian_std.changes.change import Change as Found
from dangjian_std.changes.change import ChangeKind, ChangeSite
from dangjian_std.changes.differ import Differ
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain import adopted_set, filling
from dangjian_std.domain.adoption import Act, Adoption, LayerChange
from dangjian_std.domain.adoption_report import ADDED_STANCE
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.reading import bind
from dangjian_std.text.places import Path

ADDED_WORD, OMITTED_WORD, STRICTER_WORD, WEAKER_WORD, CHANGED_WORD = "增加", "不做", "加严", "放宽", "改动"
STANCE_OF_KIND = {ChangeKind.STRICTER: STRICTER_WORD, ChangeKind.WEAKER: WEAKER_WORD}
NAMES_OF_FILES = {"catalog": "整套", "roles": "岗位"}
"""Files that have no code."""
CHOSEN_DAY_REASON, LIMITED_BY_UNIT = "单位定的日子", "单位定的时限"
MANNER_KEYS = frozenset({"modal", "per"})
"""Keys of a time that are changes of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How the unit takes a standard, and why."""

    code: str
    title: str
    stance: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInWords:
    """A change in words."""

    code: str
    where: str
    kind: str
    before: str
    after: str
    reason: str


def taken(catalog: Catalog, adoption: Adoption) -> Iterator[Taken]:
    """Yield how the unit takes every standard of the set, then those of its own, in order of their codes."""
    stated = {each.standard: each for each in adoption.sheet.adopt}
    more = {each.code for each, said in changes(catalog, adoption) if said.kind in {ADDED_WORD, STRICTER_WORD}}
    for code, title in sorted(adoption.titles.items()):
        entry = stated.get(code)
        stance = Stance.EXTENDED if code in more else Stance.ADOPTED
        if entry and entry.stance is not Stance.ADOPTED:
            stance = entry.stance
        yield Taken(code=code, title=title, stance=str(stance), reason=(entry and entry.reason) or "")
    for code in adoption.own:
        if standard := catalog.standards.get(code):
            yield Taken(
                code=code, title=standard.title, stance=ADDED_STANCE, reason=filling.reason(adoption, code)
            )


def changes(catalog: Catalog, adoption: Adoption) -> Iterator[tuple[LayerChange, ChangeInWords]]:
    """Yield each change, and it in words, file by file."""
    base = adopted_set.restored(catalog, adoption)
    for each in sorted(adoption.changes, key=lambda each: each.code):
        yield each, _said(base, catalog, each)


def _said(base: Catalog, catalog: Catalog, each: LayerChange) -> ChangeInWords:
    old, new = _twins(_file(base, each.code), _file(catalog, each.code), each.way)
    first = each.key.partition(".")[0]
    found = _judged(base, catalog, each, old, new) if each.act is Act.PUT else ()
    kinds = {STANCE_OF_KIND.get(change.kind, CHANGED_WORD) for change in found}
    before, after = (_one(tuple(getattr(change, side) for change in found)) for side in ("before", "after"))
    kind = {Act.ADD: ADDED_WORD, Act.OMIT: OMITTED_WORD}.get(each.act) or (
        kinds.pop() if len(kinds) == 1 else CHANGED_WORD
    )
    label = found[0].aspect if len(found) == 1 else aspect(type(new), first)[0]
    named = _called(catalog, each.code, new) if each.way else ""
    return ChangeInWords(
        code=NAMES_OF_FILES.get(each.code, each.code),
        where=named if each.act is Act.OMIT else f"{named}的{label}" if named else label,
        kind=kind,
        before=before
        if found
        else new.what
        if isinstance(new, Step) and each.act is Act.OMIT
        else _plain(each.before),
        after=after if found else _plain(each.after),
        reason=each.reason
        or (CHOSEN_DAY_REASON if each.key.rpartition(".")[2] in {"day", "months"} else LIMITED_BY_UNIT),
    )


def _judged(base: Catalog, catalog: Catalog, each: LayerChange, old: Node, new: Node) -> tuple[Found, ...]:
    """Return what the comparison says of the key that is put."""
    was, is_ = (_numbering(state, each.code) for state in (base, catalog))
    differ, site = Differ(base, catalog, was, is_), ChangeSite(subject=each.code, title="")
    first = each.key.partition(".")[0]
    if isinstance(old, Step) and isinstance(new, Step):
        told = lost_floors.judged((base, old), (catalog, new), tuple(differ.node(site, old, new, *IDENTITY_KEYS)))
        found = tuple(change for change in told if _of(first, change.key))
    elif isinstance(old, Requirement) and isinstance(new, Requirement):
        found = tuple(change for change in differ.node(site, old, new, *IDENTITY_KEYS) if _of(first, change.key))
    else:
        name = bind.fields(type(new))[first][0]
        before, after = getattr(old, name), getattr(new, name)
        found = tuple(differ.value(site, new, first, before, after)) if before != after else ()
    return tuple(change for change in found if change.key == each.key) or found


def _of(first: str, key: str) -> bool:
    """Whether a change is one of a key of a step."""
    head = key.partition(".")[0]
    return (
        head == first
        or (first == "when" and head in MANNER_KEYS)
        or {head, first} <= set(traces.NAMES_OF_TRACE_KEYS)
    )


def _file(catalog: Catalog, code: str) -> Node:
    """Return what a file that a layer may change says."""
    match code:
        case "catalog":
            return catalog.system
        case "roles":
            return catalog.vocabulary
        case _:
            return catalog.standards.get(code) or catalog.records.get(code) or catalog.papers[code]


def _numbering(catalog: Catalog, code: str) -> Clauses | None:
    standard = catalog.standards.get(code)
    return Clauses(catalog, standard) if isinstance(standard, Standard) else None


def _twins(old: Any, new: Any, way: Path) -> tuple[Any, Any]:
    """Return the node at a place of the set, and what it has become; items that came before it do not count."""
    for part in way:
        if isinstance(part, int):
            old = old[part]
            key = "name" if hasattr(old, "name") else "id"
            new = next(each for each in new if getattr(each, key) == getattr(old, key))
        else:
            name = bind.fields(type(old))[part][0]
            old, new = getattr(old, name), getattr(new, name)
    return old, new


def _called(catalog: Catalog, code: str, node: Node) -> str:
    """Call a node by the number of its clause, by its words, or else by its name."""
    numbering = _numbering(catalog, code)
    if isinstance(node, Step):
        return f"“{node.what}”"
    if isinstance(node, Requirement) and numbering:
        return numbering.requirement(1 + numbering.standard.requirements.index(node)).text
    keys = ("label", "term", "title", "statement", "text", "name", "id")
    return f"“{next(str(getattr(node, key)) for key in keys if hasattr(node, key))}”"


def _one(said: tuple[str, ...]) -> str:
    return "；".join(dict.fromkeys(filter(None, said)))


def _plain(value: object) -> str:
    """Say a value as it stands in the file; of an item with many keys, what it is called or says."""
    match value:
        case None:
            return ""
        case dict():
            keys = ("what", "text", "term", "label", "title", "name", "statement", "id")
            return next((str(value[key]) for key in keys if key in value), "、".join(map(_plain, value.values())))
        case list():
            return "；".join(map(_plain, value))
        case bool():
            return "是" if value else "否"
        case _:
            return str(value)
