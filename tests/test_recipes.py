"""The pages for newcomers are held against the code: what they name exists, and their recipes work as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.folders import BASE, ROOT

PACKAGE = ROOT / "src" / "dangjian_std"
MAP = (ROOT / "docs" / "architecture.md").read_text("utf-8")
RECIPES = (ROOT / "docs" / "extending.md").read_text("utf-8")


def named() -> Iterator[tuple[str, Path | None]]:
    """Yield every file and folder that the map names, and where it is; a bare name is beside the one before it."""
    tops = [top for top in (PACKAGE, ROOT, *PACKAGE.iterdir()) if top.is_dir()]
    for cell in MAP.replace("\n", "|").split("|"):
        last = PACKAGE
        for name in re.findall(r"`((?:[\w.-]+/)+[\w.-]*|\w+\.(?:py|css|js|html))`", cell):
            near = (last.parent if last.is_file() else last) / name
            found = [place for place in (near, *(top / name for top in tops)) if place.exists()]
            last = found[0] if found else last
            yield name, found[0] if found else None


def test_what_the_map_names_is_there():
    found = [*named()]
    assert len(found) > 250
    assert [name for name, place in found if place is None] == []


def test_what_the_map_says_is_in_a_file_is_there():
    places = dict(named())
    said = re.findall(r"`((?:\w+/)+\w+\.\w+)` 的((?: ?`[.@\w-]+`、?)+)", MAP)
    assert len(said) > 30
    for name, words in said:
        text = places[name].read_text("utf-8")
        for word in re.findall(r"`[.@]?([\w-]+)`", words):
            assert re.search(rf"\b{word}\b", text), f"{name}: {word}"


def test_the_map_names_every_floor():
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(re.findall(r"^\| \d \| `(\w+)` \|", MAP, re.MULTILINE))


def recipe(path: str) -> str:
    """Return the file that a recipe shows after it has named its path."""
    return RECIPES.split(f"`{path}`", 1)[1].split("```python\n", 1)[1].split("```", 1)[0]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package, with the data that it needs."""
    top = tmp_path_factory.mktemp("house")
    shutil.copytree(PACKAGE, top / "src" / "dangjian_std")
    for name in ("schemas", "templates"):
        (top / name).symlink_to(ROOT / name)
    return top / "src"


@pytest.fixture
def house(copied: Path) -> Iterator[Path]:
    """The copy, to which a test may add files: they are gone when it ends."""
    known = {*copied.rglob("*.py")}
    yield copied
    for path in {*copied.rglob("*.py")} - known:
        path.unlink()


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


def test_a_command_is_one_file(house):
    path = "cli/commands/count.py"
    (house / "dangjian_std" / path).write_text(recipe(path), "utf-8")
    assert dstd(house, "count", str(BASE)).stdout == "1 项标准。\n"
    assert re.search(r"list .*\n  count .*\n  show ", dstd(house, "--help").stdout)


def test_a_publication_is_one_file(house, tmp_path):
    path = "publications/duty_table.py"
    (house / "dangjian_std" / path).write_text(recipe(path), "utf-8")
    assert "归档、总表）" in dstd(house, "build", "--help").stdout
    done = dstd(house, "build", str(BASE), "-o", str(tmp_path / "o"), "--only", "总表", "--proof")
    made = sorted(each.name for each in (tmp_path / "o" / "07总表").iterdir())
    assert made == ["职责总表（校样）.docx", "职责总表（校样）.xlsx"], done
    assert (
        "没有变化"
        in dstd(house, "build", str(BASE), "-o", str(tmp_path / "o"), "--only", "总表", "--proof").stdout
    )


def test_a_format_is_one_file(house, tmp_path):
    path = "renderers/csv.py"
    (house / "dangjian_std" / path).write_text(recipe(path), "utf-8")
    shown = dstd(house, "report", "goals", str(BASE), "--format", "csv").stdout
    assert shown.startswith("\ufeff目标,方面,标准,名称\n")
    dstd(house, "report", "goals", str(BASE), "-o", str(tmp_path / "目标.csv"))
    assert (tmp_path / "目标.csv").read_text("utf-8") == shown
