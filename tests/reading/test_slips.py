"""The promise of `dstd validate`: one slip in any file gives exactly one finding, at its place.

Every key, code, name, reference and date, and every number with a floor, of every file of the frozen set is
changed, one at a time, in the text; then the whole set is loaded and judged. A finding is at its place when it
begins in what was changed; where a definition was changed that others use, the change may be one of the finding's
related places. `make verify` tries every change; a test run takes an even sample of about five hundred.
Only a name that nothing refers to may become any other: then nothing is found.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as Folder
from zlib import crc32

import pytest

from dangjian_std import rules
from dangjian_std.reading import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.text.places import Path as Way
from dangjian_std.text.places import Span
from support.folders import FROZEN

RAWS = tuple(sources(Folder(os.environ.get("DSTD_SLIPS", FROZEN))))
"""The files that are changed: `make verify` names the live set."""
TREES = {raw.path: parse(raw).tree for raw in RAWS}


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NAMES = words(
    "who with convener acts role by signed_by level needs has per medium archive sensitivity type status "
    "kind every of shift weekday modal regulation replaced_by article on before after event goals group "
    "groups profile recurs on_time where id name parts number field share step local articles "
    "kinds other continues fill calendar hand ticked decides"
)
"""Words that stand for something registered, or are one of a few: another word there is a slip."""
CODES = words("code home opens record papers into")
DATES = words("issued effective on")
FREE = words(
    "title label hint issuer edition note gist source keep origin covers what applies_to term definition "
    "gate how text proof statement by_hand change reason version prefix year format normative addressee "
    "body attachments signature minutes rows width options counts branches members leaders weight "
    "floorless overleaf apart dated seal sign common handover parallel whom short clear leaves filed everyone "
    "times months day by_day at_least more_than at_most at_least_workdays "
    "at_least_days at_least_months within_workdays within_days within_months set sha256 length"
)
"""Text, layout and numbers that nothing else can contradict, unless a floor does (see `weakened`)."""
CHOSEN = {("roles", "level"), ("profile", "groups")}
"""Where a key of NAMES holds something free: the level of a role is any word, the groups of a unit a number."""

DEFINED = {
    ("roles", "roles.*.id"): ("role", "{word}"),
    ("catalog", "groups.*"): ("group", "{word}"),
    ("catalog", "goals.*.name"): ("goal", "{word}"),
    ("catalog", "goals.*.parts.*"): ("part", "{holder}.{word}"),
    ("catalog", "events.*.name"): ("event", "{word}"),
    ("regulation", "articles.*.number"): ("article", "{own} {word}"),
    ("record", "fields.*.id"): ("field", "{own}.{word}"),
    ("record", "fields.*.columns.*.id"): ("column", "{own}.{holder}.{word}"),
    ("paper", "slots.*.id"): ("slot", "{own}.{word}"),
    ("standard", "stages.*.id"): ("stage", "{own}.{word}"),
    ("standard", "stages.*.steps.*.id"): ("step", "{own}.{word}"),
    ("standard", "terms.*.id"): ("term", "{own}.{word}"),
    ("standard", "requirements.*.id"): ("requirement", "{own}.{word}"),
    ("standard", "criteria.*.id"): ("criterion", "{own}.{word}"),
}
"""What others may refer to, by where it is defined, and the name by which it is known in the whole set."""
ROLE, EVENT, STEP, FIELD = ("role", "{word}"), ("event", "{word}"), ("step", "{step}"), ("field", "{word}")
REFERRING = {
    **dict.fromkeys(("who", "with", "convener", "acts", "role", "by", "signed_by"), (ROLE,)),
    **dict.fromkeys(("on", "event"), (EVENT,)),
    **dict.fromkeys(("before", "after", "recurs", "on_time", "step"), (EVENT, STEP)),
    **dict.fromkeys(("field", "share"), (FIELD,)),
    "group": (("group", "{word}"),),
    "goals": (("goal", "{head}"), ("part", "{word}")),
    "article": (("article", "{regulation} {word}"),),
    "where": (("column", "{share}.{word}"),),
}
"""What refers to it, by key."""


@dataclass(frozen=True)
class Mutation:
    """A change of one stretch of one file."""

    path: str
    way: Way
    part: str
    old: str
    new: str
    span: Span

    def __str__(self) -> str:
        return f"{self.path}:{self.span.line}:{self.span.column} {self.part} {self.old} -> {self.new}"

    @property
    def changed(self) -> Span:
        """Where the new text stands."""
        return Span(self.path, self.span.line, self.span.column, self.span.line, self.span.column + len(self.new))


def text_of(path: str, span: Span) -> str:
    assert span.line == span.end_line
    return TREES[path].source.line(span.line)[span.column - 1 : span.end_column - 1]


def value_at(path: str, way: Way):
    value = TREES[path].data
    for part in way:
        value = value[part]
    return value


def called(way: Way) -> str:
    """The last key on the way to a value: what it is called by."""
    return next((part for part in reversed(way) if isinstance(part, str)), "")


def other(path: str, way: Way, old: str) -> str | None:
    """Another word for this value that nobody has registered, of the right form; None where any word is right."""
    key, kind = called(way), TREES[path].data["kind"]
    if key in DATES and old[:2] == "20":
        return "2026-02-30"
    if key in CODES:
        return old[:-2] + "99"
    if key not in NAMES or (kind, key) in CHOSEN:
        return None
    if key == "article":
        return "第九十九条"
    quote = old[-1] if old[-1] in "'\"" else ""
    bare = old.removesuffix(quote)
    return bare + ("x" if bare[-1].isascii() else "乙") + quote


def mutations(path: str):
    """Yield every mutation of one file: first keys, then values."""
    outline = TREES[path].outline
    for way, span in outline.keys.items():
        old = text_of(path, span)
        yield Mutation(path, way, "key", old, old + "x", span)
    for way, span in outline.values.items():
        if isinstance(value_at(path, way), str):
            old = text_of(path, span) if span.line == span.end_line else ""
            if old and (new := other(path, way, old)) is not None:
                yield Mutation(path, way, "value", old, new, span)
                if "." in old and called(way) in {"field", "share", "step", "goals"}:
                    head, _, rest = old.partition(".")
                    renamed = head[:-2] + "99" if head[-1].isdigit() else head + "乙"
                    yield Mutation(path, way, "first half of", old, f"{renamed}.{rest}", span)
    yield from weakened(path)


def weakened(path: str):
    """Yield each number that an article puts a floor under, made weaker than its floor."""
    tree = TREES[path]
    if tree.data["kind"] != "standard":
        return
    floors = {
        (each.data["name"], article["number"]): article["floor"]
        for each in TREES.values()
        for article in each.data.get("articles", ())
        if "floor" in article and article["checked"]["level"] == "原文"
    }
    for s, stage in enumerate(tree.data["stages"]):
        for i, step in enumerate(stage["steps"]):
            way = ("stages", s, "steps", i)
            for citation in step.get("basis", ()):
                for floor in floors.get((citation["regulation"], citation["article"]), ()):
                    if step["who"] in floor.get("who", (step["who"],)):
                        yield from _weakened_step(path, way, step, floor)


def _weakened_step(path: str, way: Way, step, floor) -> Iterator[Mutation]:
    for name, least in floor.get("bounds", {}).items():
        stated = step.get("bounds", {}).get(name, {})
        for key in stated.keys() & least.keys():
            less = {"at_least": -1, "at_most": 1}.get(key, 0)
            new = "1/9" if isinstance(least[key], str) else f"{least[key] + less}"
            if key != "of":
                yield _replaced(path, (*way, "bounds", name, key), new)
            elif least[key] == "应到":
                yield _replaced(path, (*way, "bounds", name, key), "实到")
    when, least = step["when"], floor.get("when", {})
    if {"when", "step"} & set(step.get("local", ())):
        return
    if when.get("every") == least.get("every", "") and when.get("times", 1) <= least.get("times", 1):
        yield _replaced(path, (*way, "when", "every"), "term" if least["every"] == "year" else "year")
        if least.get("times", 1) > 1 and "times" in when:
            yield _replaced(path, (*way, "when", "times"), f"{least['times'] - 1}")
    for key in when.keys() & least.keys():
        if key.startswith(("within_", "at_least_")):
            yield _replaced(path, (*way, "when", key), f"{least[key] + (1 if key.startswith('within') else -1)}")


def _replaced(path: str, way: Way, new: str) -> Mutation:
    span = TREES[path].outline.values[way]
    return Mutation(path, way, "floor", text_of(path, span), new, span)


ALL = {path: tuple(dict.fromkeys(mutations(path))) for path in TREES}


def definition(path: str, way: Way) -> tuple[str, str] | None:
    """Name what is defined at a place, so that others can refer to it; None where nothing is."""
    data = TREES[path].data
    pattern = ".".join("*" if isinstance(part, int) else part for part in way)
    if (data["kind"], pattern) not in DEFINED:
        return None
    what, name = DEFINED[data["kind"], pattern]
    above = value_at(path, way[:2])
    holder = (above.get("id") or above.get("name")) if isinstance(above, dict) else ""
    own = data.get("code") or data.get("name")
    return what, name.format(word=value_at(path, way), holder=holder, own=own)


def references() -> Iterator[tuple[str, str]]:
    """Yield everything that a file refers to, as `definition` names it."""
    for path, tree in TREES.items():
        code = tree.data.get("code")
        for way in tree.outline.values:
            word = value_at(path, way)
            if not isinstance(word, str):
                continue
            beside = value_at(path, way[:-1])
            given = {
                "word": word,
                "head": word.partition(".")[0],
                "step": word if "." in word else f"{code}.{word}",
            }
            given |= {key: beside.get(key) for key in ("regulation", "share")} if isinstance(beside, dict) else {}
            yield from ((what, name.format(**given)) for what, name in REFERRING.get(called(way), ()))
            yield from (("slot", f"{code}.{name}") for name in re.findall("〔(.*?)〕", word))
            if called(way) == "continues":
                yield "field", f"{code}.{word}"
                ids = [column["id"] for column in beside["columns"]]
                yield from (("column", f"{code}.{table}.{each}") for table in (word, beside["id"]) for each in ids)


REFERRED = frozenset(references())


def unused(mutation: Mutation) -> bool:
    """Whether a name was changed that nothing refers to: there any name is as good, and changing it is no slip.

    The number of an article is sealed with it.
    """
    if mutation.part != "value":
        return False
    defined = definition(mutation.path, mutation.way)
    return defined is not None and defined[0] != "article" and defined not in REFERRED


def judge(mutation: Mutation | None):
    raws = RAWS
    if mutation:
        tree, span = TREES[mutation.path], mutation.span
        lines = tree.source.text.split("\n")
        line = lines[span.line - 1]
        lines[span.line - 1] = line[: span.column - 1] + mutation.new + line[span.end_column - 1 :]
        changed = RawSource(mutation.path, "\n".join(lines).encode())
        raws = tuple(changed if raw.path == mutation.path else raw for raw in RAWS)
    loaded = load.load(raws)
    return loaded.diagnostics or rules.check(loaded.catalog)


def begins_in(span: Span, stretch: Span) -> bool:
    return span.path == stretch.path and (stretch.line, stretch.column) <= (span.line, span.column) < (
        stretch.end_line,
        stretch.end_column,
    )


def test_the_frozen_standards_are_clean():
    assert [(each.place.span, each.code, each.message) for each in judge(None)] == []


def test_every_value_is_promised_or_free():
    seen = {called(way) for path, tree in TREES.items() for way in tree.outline.values if way}
    holders = {
        called(way)
        for path, tree in TREES.items()
        for way in tree.outline.values
        if way and isinstance(value_at(path, way), dict | list)
    }
    assert seen - holders <= NAMES | CODES | DATES | FREE


def test_there_are_enough_mutations():
    parts = Counter(mutation.part for path in ALL for mutation in ALL[path])
    assert parts["key"] > 200
    assert parts["value"] > 200
    assert parts["floor"] >= 4
    assert parts["first half of"] > 5
    assert all(any(mutation.part == "key" for mutation in ALL[path]) for path in ALL)
    names = {called(mutation.way) for path in ALL for mutation in ALL[path] if mutation.part == "value"}
    assert names >= {
        "code",
        "name",
        "id",
        "who",
        "regulation",
        "article",
        "opens",
        "record",
        "papers",
        "on",
        "goals",
    }
    assert names >= {"group", "groups", "profile", "home", "field", "share", "issued", "before", "after", "recurs"}
    excused = [mutation for path in ALL for mutation in ALL[path] if unused(mutation)]
    assert 0 < len(excused) < sum(map(len, ALL.values())) / 8


EVERY = int(os.environ.get("DSTD_EVERY", "0")) or max(1, sum(map(len, ALL.values())) // 200)
"""Which part of the changes is tried: every first, every fifth …"""


@pytest.mark.parametrize("path", ALL)
def test_one_slip_gives_one_finding_at_its_place(path):
    wrong = []
    for mutation in list(ALL[path])[crc32(path.encode()) % EVERY :: EVERY]:
        found = judge(mutation)
        places = [each.place.span for each in found]
        if mutation.part == "value" and definition(path, mutation.way):
            places += [related.place.span for each in found for related in each.related]
        at_its_place = any(begins_in(span, mutation.changed) for span in places)
        if len(found) != (not unused(mutation)) or at_its_place == unused(mutation):
            wrong.append(f"{mutation}: {[(each.place.span, each.code, each.message) for each in found]}")
    assert not wrong, "\n" + "\n".join(wrong)
