"""Where each change of a standard, form or paper is named by its address, and why it may be so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from dangjian_std.changes.addresses import address
from dangjian_std.changes.change import Change
from dangjian_std.changes.losses import is_loss
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import HistoryEntry
from dangjian_std.domain.standard import Standard
from dangjian_std.text.places import Path, Span


def entries(old: Catalog, new: Catalog, code: str) -> Iterator[HistoryEntry]:
    """Yield the entries that the history of a file has got."""
    was, now = old.coded.get(code), new.coded.get(code)
    known = {each.version for each in was.history} if was else set()
    yield from (each for each in (now.history if now else ()) if each.version not in known)


def given(old: Catalog, new: Catalog, code: str) -> Mapping[str, str]:
    """Return the reasons that the new entries of the history of a file give, by address."""
    return {each.at_: each.why for entry in entries(old, new, code) for each in entry.reasons}


def told(old: Catalog, new: Catalog, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes, those in a file with a code with their addresses and reasons, or that one is owed.

    What was taken out with the whole that held it, a stage with its steps, has the reason of the whole. What a
    unit makes of the set that it adopts has the reason that it gives there. A standard that asked for nothing yet
    owes none.
    """
    local = tuple(_of_unit(new))
    roots: tuple[Mapping[str, Node], ...] = tuple(
        {each.at().span.path: each for each in catalog.coded.values()} for catalog in (new, old)
    )
    known: dict[str, Mapping[str, str]] = {}
    found: list[Change] = []
    for each in changes:
        why = "" if each.old else next((why for span, why in local if span.holds(each.place.span)), "")
        root = roots[each.old].get(each.place.span.path)
        if root is None or each.filed:
            found.append(replace(each, why=why) if why else each)
            continue
        code = each.site.subject
        reasons = known.setdefault(code, given(old, new, code))
        at = address(root, each.place.path, each.key)
        found.append(replace(each, at=at, why=reasons.get(at, why)))
    wholes = {(each.place.span.path, each.place.path): each.why for each in found if each.old and is_loss(each)}
    for each in found:
        holder = _holder(each, wholes) if each.old else None
        why = each.why or (wholes[holder] if holder else "")
        binding = each.site.subject in new.coded and is_binding(old.coded.get(each.site.subject))
        owed = bool(each.at) and binding and is_loss(each) and not why and not holder
        yield replace(each, why=why, owed=owed) if why or owed else each


def _of_unit(catalog: Catalog) -> Iterator[tuple[Span, str]]:
    """Yield why a unit made of the set what it did, and where it says what."""
    if adoption := catalog.adoption:
        yield from ((each.place.span, each.reason) for each in adoption.changes)
        yield from ((each.at("standard").span, each.reason or "") for each in adoption.sheet.adopt)
        yield from ((each.at("standard").span, each.reason or "") for each in adoption.sheet.added)


def _holder(change: Change, wholes: Collection[tuple[str, Path]]) -> tuple[str, Path] | None:
    """Return the outermost whole with which something was taken out; None where it was taken out by itself."""
    file, path = change.place.span.path, change.place.path
    return next(((file, path[:length]) for length in range(1, len(path)) if (file, path[:length]) in wholes), None)


def is_binding(each: Node | None) -> bool:
    """Whether a standard, form or paper asks for something."""
    return each is not None and (not isinstance(each, Standard) or each.status.binding)
