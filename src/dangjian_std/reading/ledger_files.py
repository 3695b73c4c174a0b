"""台账/, the folder of a unit beside its project: the ledger, and 党支部.csv where no sheet names the branches.

Nothing of it may come to lie in git: facts stay in the unit.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from dangjian_std.domain.bodies import Body
from dangjian_std.reading import project, roster_rows, tracked
from dangjian_std.reading.roster_rows import RosterError, SheetRow
from dangjian_std.text.errors import DstdError

LEDGER_FILE, BRANCH_LIST_FILE = tracked.CHAINED, "党支部.csv"
MOST_BYTES_OF_LEDGER, MOST_BYTES_OF_BRANCH_LIST = 500_000_000, 1_000_000
"""Bytes of a ledger, and of a list of branches."""
DATE_IN_LIST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
BRANCH_LIST_HEADS = ("党支部", "党小组", "起", "止")


def folder(root: Path, asked: Path | None = None) -> Path:
    """Return the folder of the ledger: the one that is asked for, or 台账/ beside the project."""
    found = asked or root.parent / tracked.LEDGER_FOLDER
    if found.exists() and not found.is_dir():
        raise DstdError(f"{project.shown(found)} 是文件，不是文件夹。台账要一个文件夹。")
    require_private(found)
    return found


def require_private(folder: Path) -> None:
    """Refuse a folder in a work tree of git: what is committed once is with everybody who clones it."""
    if project.in_repository(folder / LEDGER_FILE):
        raise DstdError(
            f"{project.shown(folder)} 在 git 仓库里，台账不放在那里：提交过的删不干净。"
            f"用 --ledger 另选一个仓库外面的文件夹，或者把项目放进单独的一层文件夹。"
        )


def data(folder: Path) -> bytes:
    """Return the bytes of the ledger of a folder; of one without a ledger nothing."""
    path = folder / LEDGER_FILE
    if path.is_symlink():
        raise DstdError(f"{project.shown(path)} 是链接，不是台账本身，没有读。")
    return project.local(path, MOST_BYTES_OF_LEDGER) if path.exists() else b""


def bodies(folder: Path) -> tuple[Body, ...]:
    """Return the branches and groups that 党支部.csv names, a branch also where only its groups have a line."""
    path = folder / BRANCH_LIST_FILE
    if not path.exists():
        return ()
    try:
        found = tuple(_bodies(roster_rows.rows(project.local(path, MOST_BYTES_OF_BRANCH_LIST))[0]))
    except RosterError as error:
        raise DstdError(f"{project.shown(path)}:{error.line}:1 {error}。") from error
    told = {each.branch for each in found if not each.group}
    branches = dict.fromkeys(each.branch for each in found)
    return (*(Body(branch) for branch in branches if branch not in told), *found)


def _bodies(rows: tuple[SheetRow, ...]) -> Iterator[Body]:
    head = ["".join(cell.split()) for cell in rows[0].cells] if rows else []
    if BRANCH_LIST_HEADS[0] not in head or not {*filter(None, head)} <= {*BRANCH_LIST_HEADS}:
        raise RosterError(
            rows[0].line if rows else 1, f"第一行写栏名：{','.join(BRANCH_LIST_HEADS)}；后三栏可以不要"
        )
    for row in rows[1:]:
        branch, group, since, until = (
            row.cell(head.index(each)) if each in head else "" for each in BRANCH_LIST_HEADS
        )
        if not branch:
            raise RosterError(row.line, f"没有写{BRANCH_LIST_HEADS[0]}")
        first, last = (_day(row.line, each) for each in (since, until))
        if first and last and last < first:
            raise RosterError(row.line, "“止”在“起”以前")
        yield Body(branch, group, first, last)


def _day(line: int, text: str) -> dt.date | None:
    if not text:
        return None
    found = DATE_IN_LIST.fullmatch(text)
    try:
        return dt.date(*map(int, found.groups() if found else ()))
    except (TypeError, ValueError):
        raise RosterError(line, f"日期写成 2027-03-10 的样子，这里是“{text[:20]}”") from None
