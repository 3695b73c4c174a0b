"""减负: what 收表, 现场核查 and the sheets of a month cost a unit that keeps a ledger; nobody has to keep one."""

from __future__ import annotations

from dataclasses import dataclass

from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import workdays
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.assessed.overview import CRITERIA_PER_BRANCH

MINUTES_TO_TAKE, MINUTES_TO_LOOK, MINUTES_TO_READ_SHEET, MINUTES_TO_READ_SUMMARY = 10, 5, 5, 10
"""Minutes, estimated and not measured: to take the forms of a branch in a month and answer what is asked; to look
at one criterion; to read and sign the sheet of a branch, and the one of all."""
ASSESSING_COLUMNS = (
    column("做什么", 40),
    column("次/年", 20, Align.CENTRE),
    column("分钟/次", 20, Align.CENTRE),
    column("小时/年", 20, Align.CENTRE),
)
ASSESSING_NOTES = (
    "没有台账的单位不花这些时间。每次几分钟是编者估计，没有实测。",
    f"收表：每个党支部每月一次，{MINUTES_TO_TAKE}分钟，包括改拿不准的格；手写的表不录入，不收。",
    f"核查：每个党支部每月抽{CRITERIA_PER_BRANCH}项，每项{MINUTES_TO_LOOK}分钟，在督查时一起看，不另去。",
    "上报只在有批准的计划时办，没有算。",
)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that is done so often in a year, and takes so many minutes each time."""

    what: str
    times: int
    minutes: int


def tasks(unit: Unit) -> tuple[Task, ...]:
    """Return what a unit does in a year that takes its forms and makes its sheets every month."""
    branches = unit.profile.counts.branches
    months = workdays.MONTHS_IN_YEAR
    found = [Task("收表", months * branches, MINUTES_TO_TAKE)]
    if branches > 1:
        found.append(Task("现场核查", months * branches * CRITERIA_PER_BRANCH, MINUTES_TO_LOOK))
    found.append(Task("看、签支部月度情况表", months * branches, MINUTES_TO_READ_SHEET))
    if branches > 1:
        found.append(Task("看、签督查情况一览表", months, MINUTES_TO_READ_SUMMARY))
    return tuple(found)


def assessing_table(unit: Unit, number: int) -> Table:
    """Return the table of them."""
    found = tasks(unit)
    rows: Rows = (
        (each.what, str(each.times), str(each.minutes), f"{each.times * each.minutes / 60:.1f}") for each in found
    )
    hours = sum(each.times * each.minutes for each in found) / 60
    total: Rows = iter([("合计", NOTHING_MARK, NOTHING_MARK, f"{hours:.1f}")])
    title = f"{unit.profile.name}：用台账评标准"
    return table(
        number, title, ASSESSING_COLUMNS, (row for part in (rows, total) for row in part), *ASSESSING_NOTES
    )
