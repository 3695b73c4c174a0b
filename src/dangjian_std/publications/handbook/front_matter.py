"""What stands before the standards in the bound book: cover, 编制说明, 目次, and the system of standards."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import LOCAL_MARK
from dangjian_std.document.blocks import Block, Cell, Cover, Heading, Items, Paragraph, Row, Table
from dangjian_std.document.charts import Branch, Structure
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align, Column, Ref
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.catalog import Catalog, Goal
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import StandardType
from dangjian_std.publications.handbook.chapters import COMPLIANCE
from dangjian_std.publications.handbook.procedure import NOR_UNREAD, UNREAD_KEPT, UNREAD_NOTE

DRAFTED_BY = "本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。"
"""Fixed sentence of GB/T 1.1—2020, 8.3 a."""
HANDBOOK_INSTRUCTIONS = (
    (
        "要办一件事：从目次找到那一项标准，有流程图的先看图，再按表逐步办。"
        "表里写明谁来做、做什么、怎么做、何时、留什么；何时一栏写的次数，是最少的次数，引号里的是另一步的“做什么”。"
    ),
    "想知道自己该做什么：看责任清单，一个岗位一份。",
    (
        "要填表、发文：用各项标准的附录；同一张表只印一次，别处写明印在哪里。"
        "“留”里写“填”的，另起一份；写“记入”的，写进已有的一份；写“发”“用”的，用一件文书、一张上级印制的表；"
        "写“另有”的，是要留存的别的材料。"
    ),
    "要核对依据：看各项标准第4章和书末的依据索引。",
    f"检查：看各项标准第8章；{COMPLIANCE}",
)
GOALS = "下面是来源文章的提法，只说明为什么做，不是职责；职责以各项标准的步骤为准。括号里是对应的标准："
MOST_STANDARDS_OF_GOAL = 4
"""How many standards are named for a goal; more are counted."""
READING_STATE_NOTE = (
    "各项标准引用的条款都标明核对程度：原文，指逐条读过全文；摘引，指读到引用的文字；未读，指知道有规定、没有读到条文。"
    "大意由编者概括，以原文为准。"
    "没有写“据”{}的步骤、要求，是本单位的规定，由印发本册的单位修订，使用的人不自行改；写有“据”的，照表里的条款办，"
    "“只限”的几处是条款的，“除”的几处是本单位的，数字是怎么做的第几条，“次数”“先后”照条款而日子是本单位定的，"
    "“办法是本单位的规定”的，条款只要求办这件事；"
    f"要求里标{LOCAL_MARK}的，比条款细的地方是本单位的。阶段开始的条件，除条款写明的以外，是本单位的规定。"
)


def cover(catalog: Catalog) -> Part:
    """The cover of the book."""
    system = catalog.system
    issued = wording.chinese_date(max(each.issued for each in catalog.standards.values()))
    effective = wording.chinese_date(min(each.effective for each in catalog.standards.values()))
    block = Cover(
        number="",
        title=(system.title,),
        subtitle=f"{issued}发布　{effective}起实施",
        issuer=system.issuer,
        edition=system.edition,
    )
    return Part(id="part-cover", title="封面", head="", folio=Folio.NONE, blocks=(block,), listed=False)


def preface(unit: Unit) -> Part:
    """编制说明: what the set is for, how to use it, how far to trust it, and once for all who issues it."""
    catalog, system = unit.catalog, unit.catalog.system
    heading: Block = Heading(level=0, text="编制说明", anchor="preface")
    blocks = (
        heading,
        Paragraph(text=(f"本册收入党建工作标准{len(catalog.standards)}项，每项规定一件工作。",)),
        *_goals(catalog),
        Paragraph(text=("本册这样用：",)),
        Items(
            items=tuple(
                (text.rstrip("。") + _stop(index, HANDBOOK_INSTRUCTIONS),)
                for index, text in enumerate(HANDBOOK_INSTRUCTIONS)
            )
        ),
        *_not_done(unit),
        Paragraph(text=(_trust(catalog),)),
        Paragraph(text=(f"{DRAFTED_BY}本文件由{system.issuer}提出并归口。",)),
    )
    return Part(id="part-preface", title="编制说明", head="", folio=Folio.ROMAN, blocks=blocks, recto=False)


def _not_done(unit: Unit) -> Iterator[Block]:
    """Say what articles ask and this unit does not do, and why."""
    found = unit.profile.not_done
    if found:
        yield Paragraph(text=("下列条款要求的事，本单位不做：",))
        yield Items(
            items=tuple(
                (f"{each.regulation}{each.article}：{each.reason.rstrip('。')}{_stop(index, found)}",)
                for index, each in enumerate(found)
            )
        )


def _trust(catalog: Catalog) -> str:
    """Say how far to trust what is said; ◇ is explained where it is printed."""
    unread = any(each.unread for each in catalog.standards.values())
    return (
        READING_STATE_NOTE.format(NOR_UNREAD) + f"{UNREAD_NOTE}。{UNREAD_KEPT}"
        if unread
        else READING_STATE_NOTE.format("")
    )


def _stop(index: int, items: tuple[object, ...]) -> str:
    return "。" if index == len(items) - 1 else "；"


def _goals(catalog: Catalog) -> Iterator[Block]:
    """Name the goals as words of the source, each with the standards that have steps for it, or that none has."""
    goals = catalog.system.goals
    if goals:
        yield Paragraph(text=(GOALS,))
        items = tuple(
            (f"{goal.name}：{'、'.join(_served(catalog, goal))}{_stop(index, goals)}",)
            for index, goal in enumerate(goals)
        )
        yield Items(items=items)


def _served(catalog: Catalog, goal: Goal) -> Iterator[str]:
    for part in goal.parts:
        found = sorted(code for code, each in catalog.standards.items() if f"{goal.name}.{part}" in each.goals)
        named = "、".join(found) if len(found) <= MOST_STANDARDS_OF_GOAL else f"{len(found)}项"
        yield f"“{part}”（{named or '没有标准对应'}）"


def system(catalog: Catalog) -> Part:
    """标准体系 (GB/T 13016): its chart, its list and its statistics, all counted from the standards."""
    blocks: tuple[Block, ...] = (
        Heading(level=0, text="标准体系", anchor="system"),
        Paragraph(
            text=(
                "标准体系的结构见",
                Ref("system-chart", "图1"),
                "，各项标准见",
                Ref("system-list", "表1"),
                "，统计见",
                Ref("system-count", "表2"),
                "。",
            )
        ),
        _chart(catalog),
        _list(catalog),
        _count(catalog),
    )
    return Part(id="part-system", title="标准体系", head="", folio=Folio.ROMAN, blocks=blocks, recto=False)


def _of_group(catalog: Catalog, group: str) -> tuple[Standard, ...]:
    return tuple(each for code, each in sorted(catalog.standards.items()) if each.group == group)


def _chart(catalog: Catalog) -> Structure:
    branches = tuple(
        Branch(title=group, leaves=tuple(f"{each.code} {each.title}" for each in _of_group(catalog, group)))
        for group in catalog.system.groups
    )
    return Structure(
        number="图1", title="标准体系结构图", root="党建工作标准体系", branches=branches, anchor="system-chart"
    )


def _list(catalog: Catalog) -> Table:
    rows = []
    for index, (code, each) in enumerate(sorted(catalog.standards.items()), 1):
        words = (str(index), each.group, catalog.number(code), each.title, each.type.value)
        ends = (f"{each.withdrawn}废止",) if each.withdrawn else ()
        dates = Cell(lines=tuple((text,) for text in (each.effective.isoformat(), *ends)))
        rows.append(Row(cells=(*map(cell, words), dates, cell(each.status.value))))
    return Table(
        label="表1",
        title="标准明细表",
        anchor="system-list",
        columns=(
            column("序号", 6.5, Align.CENTRE),
            column("子体系", 11.5),
            column("标准编号", 23.5),
            column("标准名称", 27.5),
            column("类型", 8, Align.CENTRE),
            column("实施日期", 14.5, Align.CENTRE),
            column("状态", 8.5, Align.CENTRE),
        ),
        rows=tuple(rows),
        tight=True,
    )


def _count(catalog: Catalog) -> Table:
    rows = [_counted(group, catalog, _of_group(catalog, group)) for group in catalog.system.groups]
    rows.append(_counted("合计", catalog, tuple(catalog.standards.values())))
    heads = ("子体系", "规范", "规程", "标准合计", "步骤", "记录表", "文书")
    return Table(
        label="表2",
        title="标准统计表",
        anchor="system-count",
        columns=tuple(
            Column(head=head, width=22 if index == 0 else 13, align=Align.CENTRE)
            for index, head in enumerate(heads)
        ),
        rows=tuple(rows),
        tight=True,
        notes=(("记录表和文书按印在哪一项标准里统计。",),),
    )


def _counted(name: str, catalog: Catalog, standards: tuple[Standard, ...]) -> Row:
    specifications = sum(1 for each in standards if each.type is StandardType.SPECIFICATION)
    annexes = [item for each in standards for item in Clauses(catalog, each).annexes.values()]
    numbers = (
        specifications,
        len(standards) - specifications,
        len(standards),
        sum(len(each.steps) for each in standards),
        sum(isinstance(item, Record) for item in annexes),
        sum(isinstance(item, Paper) for item in annexes),
    )
    return Row(cells=tuple(map(cell, (name, *map(str, numbers)))))
