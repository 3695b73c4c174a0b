"""docs/audit/*.yaml: what was read place by place. Each file has one shape, and each place that it names is there.

A place is named as the reader found it. One that is no longer there says so: `gone`, with the reason.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from content.live import catalog, files
from support.folders import ROOT

FILES = sorted((ROOT / "docs" / "audit").glob("*.yaml"))
NEEDED = {"group", "on", "read", "right", "against", "found"}
MAY = {"standards", "forms", "compared", "still_right", "walked", "left", "doubts", "tables", "drawn"}
ENTRIES = {
    "against": ({"title", "level"}, {"read"}),
    "found": ({"at", "verdict", "said", "source"}, {"done", "left", "gone"}),
    "left": ({"at", "why"}, {"gone"}),
    "doubts": ({"at", "text"}, {"gone"}),
}
"""Keys that an entry of a list has, and those that it may have."""
VERDICTS = {"宽", "严", "漏", "错", "矛盾", "误标", "无据", "对不上", "查不到", "文字"}
CODE = re.compile(r"DJ\d{3}|[RW]\d{3}")
WORD = re.compile(r"DJ\d{3}|[RW]\d{3}|[a-z][a-z_-]*")
ARTICLE = re.compile(r"(?:^|[、，和])(?!第)([一-鿿]{2,}?)第[一二三四五六七八九十]+条")
"""An article with the short title of its regulation before it."""


@cache
def data(path: Any) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=Text)  # noqa: S506 a safe loader, below


class Text(yaml.SafeLoader):
    """Reads `on` as a key: YAML 1.1 takes it for yes."""


Text.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def entries(path: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in ENTRIES:
        yield from ((key, entry) for entry in data(path).get(key) or ())


@cache
def keys() -> frozenset[str]:
    """Names of the keys of standards, forms and letters."""
    found: set[str] = set()
    for path in sorted((ROOT / "schemas").glob("*.schema.json")):
        found |= set(re.findall(r'"([a-z_]+)": \{', json.dumps(json.loads(path.read_text(encoding="utf-8")))))
    return frozenset(found)


@cache
def ids(code: str) -> frozenset[str] | None:
    """Return the ids of what a standard, a form or a letter holds; None where there is none of this code."""
    written = next((text for path, text in files().items() if f"/{code}-" in path), None)
    return None if written is None else frozenset(re.findall(r"\bid: ([a-z][a-z-]*)", written))


def missing(at: str) -> list[str]:
    """Return what a place names that is not there: codes, ids under the code before them, regulations."""
    lacking: list[str] = []
    held: frozenset[str] | None = None
    for word in WORD.findall(at):
        if CODE.fullmatch(word):
            held = ids(word)
            lacking += [word] if held is None and word not in catalog().withdrawn else []
        elif held is not None and word not in held and word not in keys():
            lacking.append(word)
    return lacking + [name for name in ARTICLE.findall(at) if name not in catalog().regulations]


def test_there_are_audits():
    assert len(FILES) >= 14


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_has_the_shape(path):
    found = data(path)
    assert found.keys() >= NEEDED
    assert found.keys() <= NEEDED | MAY
    assert isinstance(found["on"], dt.date)
    for key in ("read", "right"):
        assert found[key]
        assert all(isinstance(number, int) and number >= 0 for number in found[key].values())
    assert all(number <= found["read"][name] for name, number in found["right"].items())
    for key, entry in entries(path):
        needed, may = ENTRIES[key]
        assert entry.keys() >= needed, entry
        assert entry.keys() <= needed | may, entry
        assert all(isinstance(value, str) and value.strip() for value in entry.values()), entry
    for entry in found["found"]:
        assert entry["verdict"] in VERDICTS, entry
        assert ("done" in entry) is not ("left" in entry), entry


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_place_is_there_or_is_said_to_be_gone(path):
    places = [entry for _, entry in entries(path) if "at" in entry]
    assert [
        (each["at"], missing(each["at"])) for each in places if missing(each["at"]) and "gone" not in each
    ] == []
    assert [each["at"] for each in places if "gone" in each and not missing(each["at"])] == []


def test_a_place_that_is_not_there_is_seen():
    assert missing("DJ401.hold how.1、R201 kinds") == []
    assert missing("DJ401.nothing") == ["nothing"]
    assert missing("W999 第一段") == ["W999"]
    assert missing("支部条例第六条第一款、第七条至第九条，无此条例第三条") == ["无此条例"]
    assert missing("R404") == []
