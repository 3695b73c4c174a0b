"""What git keeps of a project and must not: lists of names, and forms that are filled in."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from dangjian_std.reading import project, revision
from dangjian_std.text.diagnostic import Problem
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Place, Span

LEDGER = "台账"
"""The folder that is for people, beside the project."""
ROSTERS = ("名单", "党员名单", "花名册", "党员花名册")
"""How the name of a list of members begins."""
LISTS = (".xlsx", ".xls", ".csv", ".txt", ".docx")
WORKBOOK = ".xlsx"
LARGEST = 2_000_000
"""Bytes of a workbook that is looked into."""
MOST = 50
"""Workbooks that are looked into."""


def problems(root: Path) -> Iterator[Problem]:
    """Yield each file that has names of people in it and is tracked by git."""
    looked = 0
    for name in revision.tracked(root):
        path = PurePosixPath(name)
        if path.suffix.lower() not in LISTS:
            continue
        named = LEDGER in path.parts[:-1] or path.name.startswith(ROSTERS)
        if not named and path.suffix.lower() == WORKBOOK and looked < MOST:
            looked += 1
            named = _filled(root / name)
        if named:
            yield Problem(
                place=Place(Span(name)),
                message="名单、填过的表有姓名，不能提交到 git",
                help=f"移到项目旁边的 {LEDGER}/，再运行 git rm --cached；已经推送的，请管理仓库的人清除",
            )


def _filled(path: Path) -> bool:
    """Whether a workbook is a form of ours in which something is filled in."""
    from dangjian_std.reading import filled_forms  # and openpyxl: only where git keeps a workbook

    with contextlib.suppress(DstdError, filled_forms.FilledFormError):
        sheets = filled_forms.read(project.local(path, LARGEST))
        places = (each for sheet in sheets for each in sheet.cells.items())
        return any(cell.value is not None for place, cells in places if not place.computed for cell in cells)
    return False
