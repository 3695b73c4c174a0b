"""The pages for newcomers are held against the code: what they name exists, and their recipes work as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from support.folders import BASE, ROOT

PACKAGE = ROOT / "src" / "dangjian_std"
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
RECIPES = (ROOT / "docs" / "extending.md").read_text("utf-8")


@pytest.mark.parametrize("name", sorted({*re.findall(r"`([a-z_]+/[a-z_/.]*)`", MAP)}))
def test_what_the_map_names_is_there(name):
    assert any((top / name).exists() for top in (PACKAGE, ROOT, *PACKAGE.iterdir()) if top.is_dir()), name


def test_the_map_names_every_floor():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(re.findall(r"^\| \d \| `(\w+)` \|", MAP, re.MULTILINE))


def recipe(path: str) -> str:
    """Return the file that a recipe shows after it has named its path."""
    return RECIPES.split(f"`{path}`", 1)[1].split("```python\n", 1)[1].split("```", 1)[0]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the package, with the data that it needs."""
    shutil.copytree(PACKAGE, tmp_path / "src" / "dangjian_std", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("schemas", "templates"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path / "src"


def dstd(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dangjian_std", *arguments],
        cwd=house.parent,
        env={**os.environ, "PYTHONPATH": str(house), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_rule_is_one_file(house, tmp_path):
    path = "rules/records/endless_form.py"
    (house / "dangjian_std" / path).write_text(recipe(path), "utf-8")
    assert "填一份要两小时以上" in dstd(house, "explain", "DS498").stdout
    shutil.copytree(BASE / "standards", tmp_path / "set" / "standards")
    form = next((tmp_path / "set").rglob("R211*"))
    form.write_text(re.sub(r"^minutes: .*$", "minutes: 120", form.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    found = dstd(house, "validate", str(tmp_path / "set"))
    assert "[DS498] 填一份要 120 分钟" in found.stdout, found


def test_a_command_is_one_file_and_one_name(house):
    path = "cli/commands/count.py"
    (house / "dangjian_std" / path).write_text(recipe(path), "utf-8")
    names = house / "dangjian_std/cli/commands/__init__.py"
    names.write_text(
        names.read_text("utf-8").replace('    "validate",', '    "validate",\n    "count",', 1), "utf-8"
    )
    assert dstd(house, "count", str(BASE)).stdout == "1 项标准。\n"
