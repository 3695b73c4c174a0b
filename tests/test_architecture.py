"""The house of the package, held against its code: floors, doors, no way up, and no circle."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = "dangjian_std"
ROOT = Path(__file__).parents[1] / "src" / PACKAGE
FLOORS = (
    ("text",),
    ("document", "domain"),
    ("reading",),
    ("composition",),
    ("changes", "assessment"),
    ("publications", "rules", "renderers"),
    ("scaffold", "editing", "faults"),
    ("output",),
    ("cli",),
)
"""Folders from the ground up. A folder sees the floors below it; folders on one floor do not know each other."""
DOORS = {
    "click": "cli",
    "yaml": "reading.parse",
    "jsonschema": "reading.schema",
    "jsonschema_rs": "reading.shapes",
    "referencing": "reading.schema",
    "holidays": "domain.workdays",
    "jinja2": "renderers.html",
    "weasyprint": "renderers.pdf",
    "pydyf": "renderers.pdf",
    "pikepdf": "renderers.pdf",
    "distributed": "cli.console.clusters",
    "fontTools": "renderers.pdf",
    "xlsxwriter": "renderers.xlsx",
    "docx": ("renderers.docx", "reading.word_tables"),
    "openpyxl": "reading.workbook",
    "pygls": "cli.language_server",
    "lsprotocol": "cli.language_server",
}
"""Third-party libraries, each with the folder or module that may import it; one that reads and writes has two."""
BLIND = {("renderers", "domain"), ("renderers", "reading"), ("rules", "document")}
"""Pairs that must not meet although the floors would let them."""
LONGEST = 260
"""Lines of a module."""
FORBIDDEN = {
    "yaml.load(": (),
    "datetime.now(": (),
    "date.today(": (),
    "time.time(": (),
    "|safe": (),
    "Markup(": (),
    "shell=True": (),
    " print(": (),
    "sys.exit": ("cli",),
    "os.replace": ("output.write", "output.exchange"),
}
"""Words that stand nowhere, or only below the places named."""

FLOOR = {folder: number for number, folders in enumerate(FLOORS) for folder in folders}
FILES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT)


def module(path: Path) -> str:
    """Return the dotted name of a file below the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def folder(name: str) -> str:
    """Return the folder of a module; a folder's own `__init__` stands in it."""
    inside = ROOT.joinpath(*name.split("."))
    return name if inside.is_dir() else name.rpartition(".")[0]


def below(name: str, place: str) -> bool:
    return f"{name}.".startswith(f"{place}.")


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Return the dotted name of everything that a file imports."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def exists(parts: list[str]) -> bool:
    inside = ROOT.joinpath(*parts)
    return inside.is_dir() or inside.with_suffix(".py").is_file()


@cache
def inner(path: Path) -> tuple[str, ...]:
    """Return the modules of the package that a file imports, below the package."""
    return tuple(_inner(path))


def _inner(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")[1:]
        if name.startswith(f"{PACKAGE}.") and parts != ["__version__"]:
            while parts and not exists(parts):
                parts.pop()
            yield ".".join(parts)


def test_the_guard_sees_the_whole_house():
    assert {module(path).partition(".")[0] for path in FILES} == set(FLOOR)
    assert {path.name for path in ROOT.glob("*.py")} == {"__init__.py", "__main__.py"}
    seen = {name for path in FILES for name in imports(path)}
    assert f"{PACKAGE}.domain.catalog.Catalog" in seen
    assert {name.partition(".")[0] for name in seen} >= set(DOORS)


def test_every_folder_says_what_lives_in_it():
    for path in ROOT.rglob("__init__.py"):
        text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
        assert text, path


def above(path: Path) -> Iterator[str]:
    """Yield what a file imports and must not: from its own floor, from above, or what must not meet it."""
    own = module(path).partition(".")[0]
    for name in inner(path):
        other = name.partition(".")[0]
        if other != own and (other not in FLOOR or FLOOR[other] >= FLOOR[own] or (own, other) in BLIND):
            yield f"{path}: {name or 'the package itself, which knows nothing'}"


def test_imports_point_downward():
    assert [line for path in FILES for line in above(path)] == []


def at_other_doors(path: Path) -> Iterator[str]:
    """Yield the libraries that a file imports although it is not their door."""
    for top in dict.fromkeys(name.partition(".")[0] for name in imports(path)):
        if top != PACKAGE and top not in sys.stdlib_module_names:
            doors = DOORS.get(top, ())
            if not any(below(module(path), door) for door in ([doors] if isinstance(doors, str) else doors)):
                yield f"{path}: {top}"


def test_a_library_has_one_door():
    assert [line for path in FILES for line in at_other_doors(path)] == []


RULES = {name for name in map(module, FILES) if name.count(".") > 1 and below(name, "rules")}


def test_no_rule_knows_another():
    assert [path for path in FILES if module(path) in RULES and RULES & set(inner(path))] == []


def test_no_command_knows_another():
    commands = {name for name in map(module, FILES) if below(name, "cli.commands") and name != "cli.commands"}
    assert [path for path in FILES if module(path) in commands and commands & set(inner(path))] == []


def in_circles(graph: dict[str, set[str]]) -> set[str]:
    """Return what is left of a graph when all that leads nowhere is taken away."""
    graph = dict(graph)
    while free := [name for name, others in graph.items() if not others & set(graph)]:
        for name in free:
            del graph[name]
    return set(graph)


def test_folders_do_not_import_each_other_in_a_circle():
    graph: dict[str, set[str]] = {}
    for path in FILES:
        own = folder(module(path))
        graph.setdefault(own, set()).update(folder(name) for name in inner(path) if folder(name) != own)
    assert not in_circles(graph)


def test_modules_do_not_import_each_other_in_a_circle():
    assert not in_circles({module(path): set(inner(path)) - {module(path)} for path in FILES})


def test_a_module_is_read_in_one_sitting():
    assert [path for path in FILES if len(path.read_text("utf-8").splitlines()) > LONGEST] == []


def refused(path: Path) -> Iterator[str]:
    """Yield the words that stand in a file and must not."""
    text = path.read_text("utf-8")
    for word, allowed in FORBIDDEN.items():
        if word in text and not any(below(module(path), place) for place in allowed):
            yield f"{path}: {word}"


def test_what_the_house_refuses():
    assert [line for path in FILES for line in refused(path)] == []
