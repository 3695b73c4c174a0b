"""The quick judge of shapes and the one that gives reasons agree: on what is right, and on what is not."""

from __future__ import annotations

import copy
import dataclasses
import os
import random
import re
import subprocess
import sys

import pytest

from dangjian_std.reading import schema, shapes
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import sources
from support import projects
from support.folders import BASE, CASES, FROZEN
from support.rule_examples import RULES, example

quick = pytest.mark.skipif(not schema.sieve("common")({}), reason="jsonschema_rs is not to be had")
"""An object without keys has the shape of what schemas share: they ask for nothing at the top."""
SEED = 2027
EDITS = 4
"""Random edits of each file."""
VALUES = (
    *(None, True, False, 0, 1, -1, 12, 10**4, 10**30, -(10**30)),
    *(1.0, 12.0, 1.5, 1e300, float("inf"), float("nan")),
    *("", " ", "　", "a", "a\n", "\na", "a b", "a\x1c", "a\x1f", "a\x85", "a\xa0", "\u200b", "党", "𠮷" * 45),
    *("12", "1.0", "true", "x" * 500, "𠮷" * 200, "DJ401", "DJ401.hold", "R201", "R201.date", "dj401", "一", "."),
    *("2027-01-01", "2027-02-30", "0000-01-01", "20270101", "2027-W01-1", "2027-1-1", "２０２７-01-01", "month"),
    *([], [[]], {}, {"a": 1}, [None], ["a", "a"], {"": ""}),
)


def says(kind, data):
    """Whether the one that gives reasons has none."""
    return next(iter(schema.validator(kind).iter_errors(data)), None) is None


def files():
    """The kind and the data of files of every kind: whole sets, cases, and the examples on the pages of rules."""
    raws = [*sources(BASE), *sources(FROZEN)]
    raws += [raw for folder in sorted((CASES / "formats").iterdir()) for raw in sources(folder)]
    for rule in RULES:
        for section in ("反例", "正例"):
            raws += projects.patched(example(rule, section)).values()
    for raw in dict.fromkeys(raws):
        tree = parse(raw).tree
        if tree and tree.data.get("kind") in schema.SCHEMA_KINDS:
            yield tree.data["kind"], tree.data


@quick
def test_they_agree_on_whole_sets_and_on_seeded_faults():
    seen = {True: set(), False: set()}
    for kind, data in files():
        sound = says(kind, data)
        assert schema.sieve(kind)(data) is sound
        seen[sound].add(kind)
    assert seen[True] >= set(schema.SCHEMA_KINDS) - {"acceptances"}
    assert seen[False] >= {"catalog", "profile", "regulation", "standard"}


def spots(data):
    """Every place in data, as the holder and the key or index."""
    waiting = [data]
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


def edited(data, chance):
    """A copy with something changed, removed, added, doubled, or put in another place."""
    data = copy.deepcopy(data)
    places = list(spots(data))
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0 if isinstance(holder, dict):
            holder[chance.choice(("extra", "id", "when", "title", "of", "at_least"))] = chance.choice(VALUES)
        case 1:
            del holder[key]
        case 2 if isinstance(holder, list):
            holder.extend([holder[key]] * chance.choice((1, 20, 300)))
        case 3:
            there, other = chance.choice(places)
            holder[key] = copy.deepcopy(there[other])
        case _:
            holder[key] = chance.choice(VALUES)
    return data


@quick
def test_they_agree_on_random_edits():
    chance = random.Random(SEED)  # noqa: S311 - the same edits each time
    sound, told = 0, []
    for kind, data in files():
        for _ in range(EDITS):
            new = edited(data, chance)
            taken, right = schema.sieve(kind)(new), says(kind, new)
            sound += right
            if taken is not right:
                told.append((kind, taken, new))
    assert told == []
    assert sound


@quick
def test_any_value_anywhere_is_judged_alike():
    """Each value of a list of awkward ones, in each place of the schemas that wants a text, a number or a day."""
    for kind, piece in pieces():
        for value in VALUES:
            quick_one = shapes.sieve(piece, {})
            if quick_one(value):
                assert says_alone(piece, value), (kind, piece, value)


def pieces():
    """The schemas of single values, each once."""
    found = {}
    for kind in (*schema.SCHEMA_KINDS, schema.COMMON_SCHEMA):
        waiting = [schema.shape(kind)]
        while waiting:
            each = waiting.pop()
            if isinstance(each, dict):
                waiting += each.values()
                if isinstance(each.get("type"), str) and each["type"] in {"string", "integer"}:
                    said = {key: value for key, value in each.items() if key not in {"title", "description"}}
                    found.setdefault(str(said), (kind, said))
            elif isinstance(each, list):
                waiting += each
    return found.values()


def says_alone(piece, value):
    return next(iter(type(schema.validator("catalog"))(piece).iter_errors(value)), None) is None


@quick
def test_white_space_is_white_space_to_both():
    spaces = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
    assert len(spaces) > 25
    for pattern in (r"^\S{1,45}$", r"^[^\s./-]{1,30}$"):
        sieve = shapes.sieve({"type": "string", "pattern": pattern}, {})
        assert [each for each in spaces if sieve(each)] == []
        assert sieve("党")


def test_patterns_are_of_a_kind_that_both_read_alike():
    """From end to end, and of no class of characters but white space: all others differ between the two."""
    patterns = {each["pattern"] for _, each in pieces() if "pattern" in each}
    assert len(patterns) > 15
    for each in patterns:
        assert re.fullmatch(r"\^[^|$]*\$|\^\(\?!\[0-9\]\{1,40\}\$\)\\S\{1,40\}\$", each), each
        assert set(re.findall(r"\\.", each)) <= {r"\s", r"\S", r"\."}, each


@quick
def test_the_mark_at_the_beginning_of_a_file_is_left_to_the_other():
    """White space to JavaScript alone: what is right is not sure, and nothing wrong is."""
    assert not shapes.sieve({"type": "string", "pattern": r"^\S{1,45}$"}, {})("\ufeff")


@quick
@pytest.mark.parametrize("data", [{1: 2}, {1, 2}, "\ud800", object(), b"x"], ids=range(5))
def test_what_it_cannot_read_is_not_sure(data):
    assert not shapes.sieve({"properties": {"a": {"enum": ["b"]}}, "required": ["a"]}, {})({"a": data})


@quick
def test_what_is_too_deep_is_not_sure():
    deep = {"a": []}
    for _ in range(5000):
        deep = {"a": deep}
    assert not shapes.sieve({"properties": {"a": {"enum": ["b"]}}}, {})(deep)


def test_without_the_library_nothing_is_sure_and_all_is_judged(monkeypatch):
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert not shapes.sieve({}, {})({})
    monkeypatch.setattr(schema, "sieve", lambda _: shapes.sieve({}, {}))
    raws = [*projects.base().values()]
    assert [finding for raw in raws for finding in schema._check(parse(raw).tree)] == []
    wrong = dataclasses.replace(raws[0], data=raws[0].data + b"extra: 1\n")
    assert [each.code for each in schema._check(parse(wrong).tree)] == ["DS012"]


@quick
def test_a_sound_file_needs_no_reasons():
    code = "import sys\nfrom support.folders import BASE\nfrom dangjian_std.reading import load, project\n"
    code += "assert load.load(project.sources(BASE)).catalog\n"
    code += "sys.exit('jsonschema' in sys.modules or 'jsonschema_rs' not in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(each for each in sys.path if each)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0
