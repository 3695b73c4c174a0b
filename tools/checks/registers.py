"""The check `registers`: what was filled in is read again after rows and columns were inserted in LibreOffice."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from checks.ground import PYTHON, ROOT, built, workshop
from checks.office import FILTERS, PROGRAMS
from checks.shell import CheckError, install, need, run

EDITS = Path(__file__).with_name("office_edits.py")
DEBIAN_PYTHON = "/usr/bin/python3"
READ = """
import json, sys
from pathlib import Path
from dangjian_std.reading import filled_forms
def sheet(found):
    cells = {place.name: [(each.address, each.value) for each in cells] for place, cells in found.cells.items()}
    return {"title": found.title, "cells": cells}
read = [[sheet(each) for each in filled_forms.read(Path(name).read_bytes())] for name in sys.argv[1:]]
print(json.dumps(read, default=str))
"""
"""Each file read by the program itself: its worksheets, the address and the value of every cell by its place."""

UNIT = """
import json, sys
from pathlib import Path
from dangjian_std.reading import unit_sources
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
found = [unit_sources.workbook(RawSource(UNIT_WORKBOOK, Path(name).read_bytes())) for name in sys.argv[1:]]
print(json.dumps([each.tree.data if each.tree else [one.message for one in each.diagnostics] for each in found]))
"""
"""Each sheet of a unit read by the program itself: what it says, or what is wrong with it."""
MOVES = {"单位": (3, 0), "支部和党小组": (9, 2), "日期": (6, 4), "采用": (8, 0), "岗位": (0, 0)}
"""Worksheets of a unit, and where a row and a column are put in."""
ANSWERS = ("--name", "某县水利局", "--prefix", "SLJ", "--year", "2028", "--shape", "总支", "--leaders", "3")
BRANCHES = ("机关第一党支部 12 第一党小组、第二党小组", "离退休党支部 8")

Sheets = list[dict[str, Any]]


def read(files: Sequence[Path]) -> list[Sheets]:
    """Read filled forms."""
    found: list[Sheets] = json.loads(run([PYTHON, "-c", READ, *files], cwd=ROOT, label="dstd"))
    return found


def job(source: Path, target: Path, sheets: Sheets) -> dict[str, Any]:
    """Fill every place with a text of its own; insert rows into every table and on top, columns at two places."""
    write, rows, columns = [], set(), set()
    for sheet in sheets:
        for name, cells in sheet["cells"].items():
            write += [(sheet["title"], address, f"{name}#{at}") for at, (address, _) in enumerate(cells)]
            if cells[1:]:  # a table: before its first row, in its middle, before its last
                spots = {_row(cells[at][0]) for at in (0, len(cells) // 2, -1)}
                rows |= {(sheet["title"], spot) for spot in spots}
        rows.add((sheet["title"], 0))
        columns |= {(sheet["title"], 0), (sheet["title"], 3)}
    return {
        "source": str(source),
        "target": str(target),
        "write": write,
        "numbers": [],
        "rows": sorted(rows, reverse=True),
        "columns": sorted(columns, reverse=True),
    }


def _row(address: str) -> int:
    """Return the row of a cell, counted from 0."""
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def faults(before: Sheets, after: Sheets) -> Iterator[str]:
    """Say what is not where it was: every text at its own place, in its order, and nothing else."""
    for old, new in zip(before, after, strict=True):
        for name, cells in old["cells"].items():
            wanted = [f"{name}#{at}" for at in range(len(cells))]
            found = [value for _, value in new["cells"][name] if value is not None]
            if found != wanted:
                yield f"{old['title']} {name}：{found[:3]}"


def office(jobs: Sequence[Mapping[str, Any]]) -> None:
    """Have LibreOffice do the edits."""
    if lacking := [package for library, package in FILTERS.items() if not (PROGRAMS / library).exists()]:
        install(*lacking)
    need("soffice", "libreoffice-calc")
    if subprocess.run([DEBIAN_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        install("python3-uno")
    done = subprocess.run(
        [DEBIAN_PYTHON, EDITS], input=json.dumps(jobs), capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CheckError(f"LibreOffice 没有改成：{done.stderr[-500:]}")


def unit(folder: Path) -> None:
    """The sheet of a unit says the same when LibreOffice has saved it, as it is or with rows and columns added."""
    project, branches = folder / "unit", [word for each in BRANCHES for word in ("--branch", each)]
    run([PYTHON, "-m", "dangjian_std", "init", project, *ANSWERS, *branches], cwd=ROOT, label="dstd init")
    run([PYTHON, "-m", "dangjian_std", "sheet", project], cwd=ROOT, label="dstd sheet")
    made, targets = project / "单位.xlsx", [folder / "saved.xlsx", folder / "moved.xlsx"]
    still = {"source": str(made), "target": str(targets[0]), "write": [], "numbers": [], "rows": [], "columns": []}
    moved = {
        "rows": [(name, row) for name, (row, _) in MOVES.items()],
        "columns": [(name, column) for name, (_, column) in MOVES.items()],
    }
    office([still, {**still, "target": str(targets[1]), **moved}])
    first, *rest = json.loads(run([PYTHON, "-c", UNIT, made, *targets], cwd=ROOT, label="dstd"))
    if wrong := [path.name for path, each in zip(targets, rest, strict=True) if each != first]:
        raise CheckError(f"单位.xlsx 经 LibreOffice 存过（{'、'.join(wrong)}）读出来不一样：{rest}")


def registers() -> str:
    """Registers that people insert rows and columns into are read by their places, never by their neighbours."""
    files = built(".xlsx")
    files = [path for path in files if path.parent.name.endswith("记录表")]
    with workshop() as folder:
        targets = [folder / f"{number:03}.xlsx" for number, _ in enumerate(files)]
        before = read(files)
        office([job(*each) for each in zip(files, targets, before, strict=True)])
        after = read(targets)
        unit(folder)
    found = [
        f"{path.name}：{fault}"
        for path, *both in zip(files, before, after, strict=True)
        for fault in faults(*both)
    ]
    if found:
        raise CheckError(f"{len(found)} 处读错：\n" + "\n".join(found[:20]))
    cells = sum(len(each) for sheets in before for sheet in sheets for each in sheet["cells"].values())
    said = f"{len(files)} 本登记簿在 LibreOffice 里填满、插了行和列以后，{cells} 格都读在自己的栏目里"
    return f"{said}；单位.xlsx 存过、插过也一样"
