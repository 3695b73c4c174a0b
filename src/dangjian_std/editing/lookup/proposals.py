"""What may be typed at a cursor: keys and words from the format, names from the set."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record, Slot
from dangjian_std.editing.lookup import key_schemas, occurrences, slots
from dangjian_std.editing.lookup.cursor import Cursor
from dangjian_std.editing.lookup.key_schemas import Schema
from dangjian_std.editing.lookup.slots import What
from dangjian_std.reading.load import file_code

CODE_BEGUN = re.compile("(?<![0-9A-Za-z.])(?:DJ|R|W)[0-9]{0,3}$")
"""A code that is being typed, in a sentence."""
PART_BEGUN = re.compile("〔([a-z0-9-]*)$")
"""The name of an annex or a blank that is being typed."""
CODES = re.compile(r"\^(?:DJ|R|W|\[DRW\]J\?)\[0-9\]\{3\}\$")
FIELDS = re.compile(r"\^R\[0-9\]\{3\}\(?\\\..*")
"""Patterns of the format: of a code, and of a field behind the code of its form."""
KIND_LINE = re.compile(r"^kind:[ \t]*([a-z-]+)", re.MULTILINE)


class Sort(StrEnum):
    """What is proposed."""

    KEY = "键"
    WORD = "词"
    NAME = "名称"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may be typed, from a column (0-based) of the line of the cursor on."""

    text: str
    note: str
    """What it is, in a few words."""
    meaning: str
    """What it means, in full."""
    sort: Sort
    column: int
    follows: str = ""
    """What is typed behind it."""
    leads: str = ""
    """What is typed before it: the space that is missing behind a colon."""


def at(kind: str, path: str, cursor: Cursor, catalog: Catalog | None) -> tuple[Proposal, ...]:
    """Return what may be typed in a file; without a set, what the format alone knows."""
    found = key_schemas.at(kind, cursor.path)
    if found is None:
        return ()
    if "properties" in found:
        return () if cursor.valued else tuple(_keys(kind, found, cursor))
    proposed = (*_words(found, cursor), *(_names(kind, path, cursor, found, catalog) if catalog else ()))
    return tuple(dataclasses.replace(each, leads=" ") for each in proposed) if cursor.tight else proposed


def _keys(kind: str, found: Schema, cursor: Cursor) -> Iterator[Proposal]:
    needed = found.get("required", ())
    for key in sorted(found["properties"], key=lambda each: each not in needed):
        below = key_schemas.at(kind, (*cursor.path, key))
        if below is None or (key in cursor.beside and key != cursor.typed):
            continue
        note = str(below.get("title", "")) + ("（要写）" if key in needed else "")
        follows = ":" if "properties" in below or below.get("type") == "array" else ": "
        yield Proposal(key, note, str(below.get("description", "")), Sort.KEY, cursor.column, follows)


def _words(found: Schema, cursor: Cursor) -> Iterator[Proposal]:
    for word in key_schemas.choices(found):
        yield Proposal(
            word, str(found.get("title", "")), str(found.get("description", "")), Sort.WORD, cursor.column
        )


def _names(kind: str, path: str, cursor: Cursor, found: Schema, catalog: Catalog) -> Iterator[Proposal]:
    home = file_code(path)
    pattern = str(found.get("pattern", ""))
    asked = slots.names(kind, slots.keys_on(cursor.path)) | set(_by_pattern(pattern))
    for what in sorted(asked):
        for text, note in _named(what, home, cursor.beside, catalog):
            yield Proposal(text, note, "", Sort.NAME, cursor.column)
    if What.CODE in asked:
        yield from _codes(catalog, pattern, cursor.column)
    elif not asked and "enum" not in found:
        yield from _in_sentence(catalog, home, cursor)


def _in_sentence(catalog: Catalog, home: str, cursor: Cursor) -> Iterator[Proposal]:
    """Yield what a sentence may name: a part of its own in brackets, or what has a code."""
    if begun := PART_BEGUN.search(cursor.typed):
        for name, part in occurrences.parts(catalog, home).items():
            note = part.label if isinstance(part, Slot) else part.title
            yield Proposal(name, note, "", Sort.NAME, cursor.column + begun.start(1), "〕")
    elif begun := CODE_BEGUN.search(cursor.typed):
        yield from _codes(catalog, "", cursor.column + begun.start())


def _by_pattern(pattern: str) -> Iterator[What]:
    """Yield what the form of a text says that it names."""
    if FIELDS.fullmatch(pattern):
        yield What.FIELD
    elif CODES.fullmatch(pattern):
        yield What.CODE


def _codes(catalog: Catalog, pattern: str, column: int) -> Iterator[Proposal]:
    for code, each in sorted(catalog.coded.items()):
        if not pattern or re.fullmatch(pattern, code):
            yield Proposal(code, each.title, "", Sort.NAME, column)


def _named(  # noqa: PLR0911 one for each kind
    what: What, home: str, beside: Mapping[str, str], catalog: Catalog
) -> Iterable[tuple[str, str]]:
    """Yield what may be named, and what it is."""
    match what:
        case What.ROLE:
            return ((role.id, f"{role.level}，{role.kind}") for role in catalog.roles.values())
        case What.EVENT:
            return ((event.name, event.note) for event in catalog.system.events)
        case What.STEP:
            return _steps(catalog, home)
        case What.FIELD:
            return (each for record in catalog.records.values() for each in _cells(record))
        case What.REGULATION:
            return ((name, each.title) for name, each in catalog.regulations.items())
        case What.ARTICLE:
            regulation = catalog.regulations.get(beside.get("regulation", ""))
            articles = regulation.articles if regulation else ()
            return ((each.number, f"{each.checked.level}　{each.gist}") for each in articles)
        case What.PROFILE:
            return ((name, each.title) for name, each in catalog.profiles.items())
        case _:
            return ()


def _steps(catalog: Catalog, home: str) -> Iterator[tuple[str, str]]:
    """Yield every step, those of the standard itself first and without its code."""
    for code, standard in sorted(catalog.standards.items(), key=lambda each: (each[0] != home, each[0])):
        for step in standard.steps:
            yield (step.id if code == home else f"{code}.{step.id}"), f"{step.who}：{step.what}"


def _cells(record: Record) -> Iterator[tuple[str, str]]:
    return ((f"{record.code}.{name}", f"{record.title}：{cell.label}") for name, cell in record.cells.items())


def kind_of(text: str) -> str:
    """Return the kind that a text says it is, even if it is no YAML."""
    found = KIND_LINE.search(text)
    return found[1] if found else ""
