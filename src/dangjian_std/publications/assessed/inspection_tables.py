"""督查情况一览表, the parts on inspections: each branch in the month, and what people may ask for a talk about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.assessment.answers import Answer, State
from dangjian_std.assessment.inspecting import Inspections, Leader, Undone, leader_due
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.document.words import bracketed
from dangjian_std.domain.inspection import Inspection
from dangjian_std.domain.standard import Step
from dangjian_std.publications.assessed.assessment import OPEN, Assessment, said

INSPECTED_MONTH_COLUMNS = (
    column("党支部", 16),
    column("本月督查", 14, Align.CENTRE),
    column("正好1名联系领导", 26, Align.CENTRE),
    column("本月办结", 11, Align.CENTRE),
    column("没有办结", 11, Align.CENTRE),
    column("其中到期", 11, Align.CENTRE),
    column("看不出", 11, Align.CENTRE),
)
UNDONE = (
    column("党支部", 12),
    column("落实清单的哪一行", 26),
    column("查出", 11, Align.CENTRE),
    column("时限", 11, Align.CENTRE),
    column("没有办结的两次督查", 22, Align.CENTRE),
    column("哪一格", 18, Align.CENTRE),
)
INSPECTED = {State.COMING: "还没有", State.MISSING: "没有", State.UNSURE: "不明"}
NOT_YET = "还没有到时限"
INSPECTION_NOTES = (
    f"不明：没有报到，或者没有收到督查登记表。办结、没有办结是落实清单的行数；没有办结的照最近一季度的一份，上季度的已经移入；没有收到的写{NOTHING_MARK}。",
    f"联系领导照督查登记表：写着1名的是，几名的、到了时限空着的否；写有日期、职务，不像姓名，没有收到表的，{OPEN}。党小组的要翻看。",
)
NO_ITEMS_NOTE = "没有（只列报到了、时限过后又督查了两次、还没有办结的）。"


def tables(assessed: Assessment, number: int) -> Iterator[Table]:
    """Yield both tables, from this number on; nothing where no inspections are declared, or not yet in force."""
    inspection = assessed.unit.catalog.system.inspection
    step = _step(assessed, inspection) if inspection else None
    if inspection is None or step is None:
        return
    known = [(each, Inspections(inspection, assessed.facts, each, assessed.as_of)) for each in assessed.branches]
    due = leader_due(assessed.unit, inspection, assessed.as_of.year)
    months: Rows = ((assessed.name(each), *_month(found, due)) for each, found in known)
    yield table(number, f"{assessed.month}督查和销号", INSPECTED_MONTH_COLUMNS, months, *INSPECTION_NOTES)
    undone: Rows = ((assessed.name(each), *_undone(item)) for each, found in known for item in found.undone())
    yield table(
        number + 1,
        "可以提请约谈的事项",
        UNDONE,
        undone,
        *_conditions(assessed, inspection, step),
        empty=NO_ITEMS_NOTE,
    )


def _step(assessed: Assessment, inspection: Inspection) -> Step | None:
    """Return the step that asks for a talk, where the unit does it on the day."""
    unit, day = assessed.unit, assessed.as_of
    standard = unit.in_force(day, day).catalog.standards.get(inspection.refer.standard)
    step = standard.steps_by_id.get(inspection.refer.step) if standard else None
    return step if step and unit.does(inspection.refer.standard, step) else None


def _conditions(assessed: Assessment, inspection: Inspection, step: Step) -> Iterator[str]:
    """Say by which clause somebody decides, and what that asks for first."""
    code = inspection.refer.standard
    standard = assessed.unit.catalog.standards[code]
    clause = Clauses(assessed.unit.catalog, standard).clauses[step.id]
    yield f"是事项，不是名单；提请不提请，由{step.who}照{code}的{clause}定，机器不定。"
    yield from step.how


def _month(found: Inspections, due: dt.date | None) -> tuple[str, ...]:
    month = found.month()
    inspected = _day(month.on) if month.on else INSPECTED[month.inspected]
    counts = (month.done, month.open, month.overdue, month.unsure) if month.listed else ()
    told = tuple(map(str, counts)) or (NOTHING_MARK,) * len(INSPECTED_MONTH_COLUMNS[3:])
    return (inspected, _leader(found.leader(due)), *told)


def _leader(leader: Leader) -> str:
    """Say whether there is one leader; of what is not right also which cell says so."""
    if leader.answer is Answer.NOTHING_DUE:
        return NOT_YET
    places = (f"{each.says}，{_cell(each.at) or each.filing}，台账第{each.line}行" for each in leader.evidence)
    return said(leader.answer) + (bracketed("；".join(places)) if leader.answer is Answer.NO else "")


def _undone(each: Undone) -> tuple[str, ...]:
    twice = "、".join(map(_day, each.inspections))
    found = _day(each.found) if each.found else ""
    place = f"{_cell(each.evidence.at)}，台账第{each.evidence.line}行"
    return each.line.name, found, _day(each.limit), twice, place


def _cell(at: str) -> str:
    """Say a place as people do: 1!C6 is C6格, 2!4.3 of a document 表2第4行第3格, 1!9 of a line 第9行."""
    sheet, _, cell = at.partition("!")
    row, mark, place = cell.partition(".")
    if mark:
        return f"表{sheet}第{row}行第{place}格"
    if cell.isdecimal():
        return f"第{cell}行"
    return f"第{sheet}张{cell}格" if cell and sheet != "1" else cell and f"{cell}格"


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
