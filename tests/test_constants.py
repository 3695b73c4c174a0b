"""Constants of the package: a name stands in one module, so that it means one thing wherever it is read."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1] / "src" / "dangjian_std"
CONTRACTS = {
    "CODE": "rules",
    "SEVERITY": "rules",
    "REQUIRES": "rules",
    "ALONE": "rules",
    "FORMAT": "cli/console/finding_formats",
    "FROM": "reading/migrations",
    "PUBLICATION": "publications",
    "RENDERER": "renderers",
}
"""Names that a loader asks every file of a kind for, and the folder that it loads them from."""


def constants(path: Path) -> Iterator[str]:
    """Yield the public constants that a module makes."""
    for node in ast.parse(path.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for each in (each for target in targets if target for each in ast.walk(target)):
            if isinstance(each, ast.Name) and len(each.id) > 1 and each.id.isupper() and each.id[0] != "_":
                yield each.id


def modules() -> dict[str, set[str]]:
    found = defaultdict(set)
    for path in ROOT.rglob("*.py"):
        for name in constants(path):
            found[name].add(path.relative_to(ROOT).as_posix())
    return found


def test_the_name_of_a_constant_stands_in_one_module():
    found = modules()
    assert set(CONTRACTS) < set(found)
    assert {name: paths for name, paths in found.items() if len(paths) > 1 and name not in CONTRACTS} == {}


def test_a_contract_is_kept_where_it_is_asked_for():
    found = modules()
    assert {
        (name, path)
        for name, folder in CONTRACTS.items()
        for path in found[name]
        if not path.startswith(f"{folder}/")
    } == set()
    assert all(len(found[name]) > 1 for name in CONTRACTS)
