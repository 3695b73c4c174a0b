"""Shared by the tests: a frozen set to read, and small projects of one's own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dangjian_std import load, project, rules
from dangjian_std.diagnostic import Diagnostic
from dangjian_std.model import Catalog

CASES = Path(__file__).parent / "cases"
FROZEN = CASES / "frozen"
"""A set of ten standards, taken once from the shipped one: content may change, what the tests expect does not."""
BASE = CASES / "good" / "base"
"""A small complete project: one standard, two forms, a paper."""


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The frozen set."""
    loaded = load.load(project.sources(FROZEN))
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project of one's own: a copy of the small one."""
    shutil.copytree(BASE / "standards", tmp_path / "standards")
    return tmp_path


@pytest.fixture
def edit(copy: Path) -> Callable[[str, str, str], Path]:
    """Replace text in the one file of the copy whose name starts with a code."""

    def replace(code: str, old: str, new: str) -> Path:
        (path,) = (copy / "standards").rglob(f"{code}*.yaml")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return copy

    return replace


def findings(root: Path) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a project."""
    loaded = load.load(project.sources(root))
    return loaded.diagnostics if loaded.catalog is None else rules.check(loaded.catalog)
