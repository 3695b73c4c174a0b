"""清单: what can be read off all standards together; `REPORTS` registers every list of `dstd report`.

The same facts as in the indexes of the book, one fact a row: a sheet can be sorted and filtered by any column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dangjian_std.composition import clauses, form_blocks, role_duties
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Cell, Heading, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import rates
from dangjian_std.domain.roles import Role
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit, catalog_of
from dangjian_std.domain.vocabulary import Period
from dangjian_std.publications.reports import burden, measuring, standards_by_body
from dangjian_std.publications.reports.basis import basis_tables

BASIS_REPORT, ON_DEMAND = "basis", "按需"


def compose(name: str, units: tuple[Unit, ...]) -> Document:
    """Return one report: its tables in one part. Where it tells units apart, it has those that are given.

    Drafts stand in the report of the basis alone, which those who draft read.
    """
    title, tables = REPORTS[name]
    units = units if name == BASIS_REPORT else tuple(unit.of_year() for unit in units)
    catalog = catalog_of(units)
    blocks: tuple[Block, ...] = (
        Heading(level=0, text=title, anchor=name),
        *tables(units, clauses.all_clauses(catalog)),
    )
    part = Part(id=f"part-{name}", title=title, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(
        name=name,
        title=f"{catalog.system.title}（{catalog.system.edition}）{title}",
        author=catalog.system.issuer,
        subject=title,
        parts=(part,),
    )


# -- 记录表 ----------------------------------------------------------------------------------------------


def _forms(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    catalog = catalog_of(units)
    columns = (
        column("编号", 6, Align.CENTRE),
        column("名称", 30),
        column("由谁启用", 30),
        column("填表单位", 12, Align.CENTRE),
        column("次/年", 10, Align.CENTRE),
        column("分钟", 6, Align.CENTRE),
    )
    notes = (
        "次/年由启用它的各步的时间加总，各按一个支部、党小组或者党员算；遇事才填的，写按需。",
        "分钟是填一份要用的时间，由编者估计。",
    )
    yield table(1, "谁来填、一年几次", columns, _filled(units, books), *notes)
    columns = (
        column("编号", 6, Align.CENTRE),
        column("名称", 30),
        column("形式", 12, Align.CENTRE),
        column("保管期限", 26),
        column("签名", 20),
        column("所属", 6, Align.CENTRE),
    )
    kept: Rows = (
        (
            code,
            each.title,
            each.medium.value,
            form_blocks.retention(each),
            "、".join(each.signed_by) or NOTHING_MARK,
            each.home,
        )
        for code, each in sorted(catalog.records.items())
        if any(code in unit.forms for unit in units)
    )
    yield table(2, "形式和归档", columns, kept)


def _filled(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Rows:
    for code, record in sorted(catalog_of(units).records.items()):
        if not any(code in unit.forms for unit in units):
            continue
        openers = [(book, step) for book in books for step in book.standard.steps if step.opens == code]
        lines = tuple((*role_duties.step_reference(book, step), f"　{step.who}") for book, step in openers)
        yield (
            code,
            record.title,
            Cell(lines=lines or ((NOTHING_MARK,),)),
            rates.PER[record.per],
            "；".join(_how_often(units[0], openers)) or NOTHING_MARK,
            str(record.minutes),
        )


def _how_often(unit: Unit, openers: list[tuple[Clauses, Step]]) -> Iterator[str]:
    """Say how often a year a form is opened: what recurs as a sum, then what comes once a term, then 按需."""
    times = [unit.frequency(book.code, step) for book, step in openers]
    if yearly := sum(number for number, period in times if period is Period.YEAR):
        yield str(yearly)
    if termly := sum(number for number, period in times if period is Period.TERM):
        yield f"每届{termly}"
    if any(period is None for _, period in times):
        yield ON_DEMAND


# -- 岗位 ------------------------------------------------------------------------------------------------


def _roles(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    catalog = catalog_of(units)
    columns = (
        column("岗位", 13),
        column("何时", 27),
        column("做什么", 28),
        column("留什么", 18),
        column("见", 14),
    )
    duties: Rows = (
        (role, *cells) for role in catalog.roles for cells in role_duties.duty_rows(units, books, role)
    )
    yield table(
        1,
        "岗位责任清单",
        columns,
        duties,
        "何时一栏里的条号，是“见”一栏那项标准的条号。记在哪张表因单位不同的，几张都列出。",
    )
    shapes = (column(unit.profile.name, 70 / len(units)) for unit in units)
    acts: Rows = (
        (role.id, role.level.value, *(_actor(unit, role) for unit in units)) for role in catalog.roles.values()
    )
    named = tuple(f"{unit.profile.name}：{unit.profile.title}。" for unit in units)
    yield table(
        2, "各类单位由谁来做", (column("岗位", 18), column("层级", 12, Align.CENTRE), *shapes), acts, *named
    )
    excused: Rows = (
        (unit.profile.name, str(step), reason) for unit in units for step, reason in unit.excuses.items()
    )
    reasons = (column("单位", 14), column("步骤", 26), column("理由", 60))
    yield table(3, "不适用的步骤", reasons, excused, empty="没有不适用的步骤。")


def _actor(unit: Unit, role: Role) -> str:
    """Say who does the work of a role; where one person holds two posts, both."""
    actor, holder = unit.actor(role.id), unit.holder(role.id)
    if actor is None:
        reason = unit.absence(role.id)
        return f"不设（{reason}）" if reason else "不设"
    return actor if holder == actor else f"{holder}（兼{actor}）"


# -- 目标 ------------------------------------------------------------------------------------------------


def _goals(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    catalog = catalog_of(units)
    serving = {
        (goal.name, part): [book for book in books if f"{goal.name}.{part}" in book.standard.goals]
        for goal in catalog.system.goals
        for part in goal.parts
    }
    served: Rows = (
        (goal, part, book.code, book.standard.title) for (goal, part), found in serving.items() for book in found
    )
    columns = (column("目标", 20), column("方面", 30), column("标准", 10, Align.CENTRE), column("名称", 40))
    yield table(1, "目标与标准", columns, served, empty="没有标准写明对应的目标。")
    missing: Rows = (key for key, found in serving.items() if not found)
    yield table(
        2, "没有标准对应的目标", (column("目标", 40), column("方面", 60)), missing, empty="每个目标都有标准对应。"
    )


REPORTS: Mapping[str, tuple[str, Callable[[tuple[Unit, ...], tuple[Clauses, ...]], Iterator[Table]]]] = {
    BASIS_REPORT: ("依据清单", basis_tables),
    "forms": ("记录表清单", _forms),
    "roles": ("岗位清单", _roles),
    "bodies": ("各级标准清单", standards_by_body.tables),
    "goals": ("目标清单", _goals),
    "burden": ("减负清单", burden.tables),
    "measures": ("检查方式清单", measuring.tables),
}
"""Reports by the name that `dstd report` takes: title and tables."""
