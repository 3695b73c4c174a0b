"""The house of the package, held against its code: floors, doors, and no way up."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "dangjian_std"
ROOT = Path(__file__).parents[1] / "src" / PACKAGE
FLOORS = (
    ("source", "document", "workdays", "reasons", "streams", "docstrings", "libraries"),
    ("diagnostic", "project", "characters", "slips", "operations"),
    ("model",),
    ("naming", "roster", "scope"),
    ("cadence", "decode", "drafting"),
    ("dates", "comparison"),
    ("agenda", "revision"),
    ("parse",),
    ("schema", "bind", "layout"),
    ("load", "amend"),
    ("migrations",),
    ("rules", "publications", "renderers", "locks"),
    ("write", "edit", "manifest"),
    ("exchange", "output", "printable"),
    ("voice", "doctor", "usage", "answers"),
    ("desk", "changes"),
    ("ask",),
    ("commands",),
    ("cli",),
)
"""Rooms from the ground up. A room sees the floors below it; rooms on one floor do not know each other."""
DOORS = {
    "click": {"cli", "commands", "ask", "usage"},
    "yaml": {"parse"},
    "jsonschema": {"schema"},
    "referencing": {"schema"},
    "jinja2": {"renderers"},
    "weasyprint": {"renderers"},
    "pydyf": {"renderers"},
    "fontTools": {"renderers"},
    "xlsxwriter": {"renderers"},
    "docx": {"renderers"},
    "holidays": {"workdays"},
}
"""Third-party libraries, each with its one door."""
BLIND = {("renderers", "model"), ("rules", "document"), ("renderers", "load"), ("publications", "rules")}
"""Pairs that must not meet although the floors would let them."""
LIMIT = 280
LONG = {"model", "document"}
"""Rooms that may be longer: a list of plain values is one duty."""

RANK = {room: rank for rank, rooms in enumerate(FLOORS) for room in rooms}
FILES = [
    path for path in sorted(ROOT.rglob("*.py")) if path.parent != ROOT or path.stem not in {"__init__", "__main__"}
]


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_guard_sees_the_whole_house():
    assert {room(path) for path in FILES} == set(RANK)
    seen = {name for path in FILES for name in imports(path)}
    assert f"{PACKAGE}.model.Catalog" in seen
    assert {name.partition(".")[0] for name in seen} >= set(DOORS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downward(path):
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == PACKAGE:
            other = rest.partition(".")[0]
            if other in {room(path), "__version__"}:
                continue
            assert RANK[other] < RANK[room(path)], f"{path}: {name}"
            assert (room(path), other) not in BLIND, f"{path}: {name}"
        elif top not in sys.stdlib_module_names:
            assert room(path) in DOORS.get(top, ()), f"{top} has another door"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_is_read_in_one_sitting(path):
    if room(path) not in LONG:
        assert len(path.read_text("utf-8").splitlines()) <= LIMIT


FORBIDDEN = {
    "yaml.load(": set(),
    "datetime.now(": set(),
    "date.today(": set(),
    "time.time(": set(),
    "|safe": set(),
    "Markup(": set(),
    "shell=True": set(),
    " print(": set(),
    "sys.exit": {"cli", "commands"},
    "os.replace": {"write", "exchange"},
}
"""Words that stand in no room, or in one."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_house_refuses(path):
    text = path.read_text("utf-8")
    for word, allowed in FORBIDDEN.items():
        assert room(path) in allowed or word not in text, f"{path}: {word}"
