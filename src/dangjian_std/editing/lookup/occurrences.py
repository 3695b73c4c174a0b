"""Where a thing that is named stands, and where else it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, texts
from dangjian_std.domain.record import Slot
from dangjian_std.domain.standard import MENTION, Annex
from dangjian_std.editing import uses
from dangjian_std.editing.lookup.named import NamedPlace
from dangjian_std.editing.lookup.slots import What
from dangjian_std.text.places import Place


def definition(catalog: Catalog, named: NamedPlace) -> tuple[Node, str] | None:
    """Return the node in which a thing is registered, and the key that holds its name."""
    node, key = _registered(catalog, named)
    return (node, key) if node is not None else None


def _registered(catalog: Catalog, named: NamedPlace) -> tuple[Node | None, str]:  # noqa: C901, PLR0911 one for each kind
    match named.what:
        case What.ROLE:
            return catalog.roles.get(named.name), "id"
        case What.EVENT:
            return next((each for each in catalog.system.events if each.name == named.name), None), "name"
        case What.STEP:
            standard = catalog.standards.get(named.step.standard)
            return standard and standard.steps_by_id.get(named.step.step), "id"
        case What.CODE | What.TITLE:
            key = "code" if named.what is What.CODE else "title"
            return catalog.coded.get(named.name) or catalog.withdrawn.get(named.name), key
        case What.FIELD | What.LABEL:
            record = catalog.records.get(named.field.record)
            return record and record.cells.get(named.field.field), "id" if named.what is What.FIELD else "label"
        case What.TERM:
            code, _, name = named.name.partition(".")
            standard = catalog.standards.get(code)
            return next((each for each in standard.terms if each.id == name), None) if standard else None, "term"
        case What.PART:
            code, _, name = named.name.partition(".")
            return parts(catalog, code).get(name), "id"
        case What.REGULATION:
            return catalog.regulations.get(named.name), "name"
        case What.ARTICLE:
            regulation, article = named.cited
            found = catalog.regulations.get(regulation)
            return found and found.article(article), "number"
        case What.PROFILE:
            return catalog.profiles.get(named.name), "name"


def parts(catalog: Catalog, code: str) -> Mapping[str, Annex | Slot]:
    """Return what the sentences of a standard or a paper may name in brackets, by its id."""
    standard, paper = catalog.standards.get(code), catalog.papers.get(code)
    found: tuple[Annex | Slot, ...] = standard.annexes if standard else paper.slots if paper else ()
    return {each.id: each for each in found}


def references(catalog: Catalog, named: NamedPlace) -> Iterator[Place]:
    """Yield each place that names a thing, the one where it is registered aside."""
    for use in _uses(catalog, named):
        yield use.holder.part(use.path, use.text, use.span)
    if named.what is What.PART:
        code, _, name = named.name.partition(".")
        for holder, path, text in texts(catalog.coded[code]) if code in catalog.coded else ():
            yield from (
                holder.part(path, text, each.span(1)) for each in MENTION.finditer(text) if each[1] == name
            )


def _uses(catalog: Catalog, named: NamedPlace) -> Iterator[uses.TextUse]:
    match named.what:
        case What.ROLE:
            yield from uses.of_role(catalog, named.name)
        case What.EVENT:
            yield from uses.of_event(catalog, named.name)
        case What.STEP:
            yield from (use for use, _ in uses.of_step(catalog, named.step))
        case What.CODE | What.TITLE:
            own = catalog.coded.get(named.name)
            found = uses.of_code(catalog, named.name)
            yield from (use for use in found if use.holder is not own or use.path != ("code",))
        case What.FIELD | What.LABEL:
            yield from uses.of_field(catalog, named.field)
        case What.REGULATION | What.ARTICLE:
            yield from uses.of_regulation(catalog, *named.cited)
        case What.TERM | What.PROFILE | What.PART:
            return


def renaming(catalog: Catalog, named: NamedPlace) -> tuple[str, str] | None:
    """Return how `editing.renaming` calls a thing: its kind and its name; None of what is never renamed."""
    kinds = {"D": "standard", "R": "record", "W": "paper"}
    match named.what:
        case What.ROLE | What.EVENT | What.STEP | What.LABEL | What.TERM:
            kind = named.what.name.lower()
        case What.CODE | What.TITLE if named.name in catalog.coded:
            kind = kinds[named.name[0]]
        case _:
            return None
    return kind, named.name
