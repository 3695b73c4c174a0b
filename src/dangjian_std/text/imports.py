"""Which files of ours a module depends on, read from what it and they import."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).parents[1]


def needed(name: str) -> tuple[Path, ...]:
    """Return the files that decide what a module of the package does: it, all of its folder, all that they import.

    A folder may start its own files as programs, so each of them counts.
    """
    inside = PACKAGE_FOLDER.joinpath(*name.split(".")[1:])
    waiting = sorted(inside.rglob("*.py")) or [inside.with_suffix(".py")]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting.extend(_imported(path))
    return tuple(sorted(found))


@cache
def _imported(path: Path) -> tuple[Path, ...]:
    """Return the modules of the package that a file imports, inside functions too."""
    found: list[Path] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{each.name}" for each in node.names]
        for name in names:
            top, *parts = name.split(".")
            if top == PACKAGE_FOLDER.name and (place := _place(parts) or _place(parts[:-1])):
                found.append(place)
    return tuple(found)


def _place(parts: list[str]) -> Path | None:
    """Return the file of a module, or of the package that it is."""
    inside = PACKAGE_FOLDER.joinpath(*parts)
    for path in (inside.with_suffix(".py"), inside / "__init__.py"):
        if parts and path.is_file():
            return path
    return None
