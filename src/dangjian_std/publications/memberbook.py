"""党员本: a member's own book. Nobody inspects it, and nothing is judged by it."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std import agenda
from dangjian_std.document import (
    Align,
    Block,
    Column,
    Entry,
    EntryRow,
    EntryTable,
    Form,
    Heading,
    Kind,
    Part,
    Space,
)
from dangjian_std.model import Catalog, Per, Record, Sensitivity
from dangjian_std.publications import back, checklists, form, leaves, months, tasks
from dangjian_std.publications.months import Year

MONTHS = range(1, 13)
LINES = 21
"""Rows of a member's month: what is ahead, and what was taken part in."""
MEMBER_USE = (
    "由党员本人使用和保管，写不写、写多少由本人决定，不检查、不评比，不作为评价的依据",
    "每月一张：正面是提示和本人参加的活动，背面随手记",
    "不写涉密的内容，不写别人的隐私",
)


def parts(catalog: Catalog) -> Iterator[Part]:
    """Yield how to use it, the promise, the year's duties, a sheet a month, spare pages."""
    use = (Heading(level=0, text="使用说明", anchor="use"), leaves.items(MEMBER_USE))
    yield leaves.part("part-use", "使用说明", use)
    own = (record for _, record in sorted(catalog.records.items()) if _own(record))
    drawn = (form.form(record, alone=True) for record in own)
    yield leaves.part("part-own", "我的承诺", leaves.named(leaves.bound(drawn, recto=True), "own"))
    yield leaves.part("part-year", "我的一年", _year(catalog))
    year = months.of(catalog, catalog.system.year)
    pages = (page for month in MONTHS for page in (_month(year, month), leaves.notes()))
    yield leaves.part("part-months", "逐月", leaves.named(pages, "month"))
    spare = (leaves.notes() for _ in range(2 * len(MONTHS) // leaves.SPARE // 2 * 2))
    yield leaves.part("part-spare", "备用页", leaves.named(spare, "spare"))


def _year(catalog: Catalog) -> Iterator[Block]:
    books = back.numbered(catalog)
    yield Heading(level=0, text="我的一年", anchor="year")
    if own := checklists.held(catalog, books).get(agenda.MEMBERS):
        yield checklists.duties(catalog, agenda.MEMBERS, own, 1)


def _month(year: Year, month: int) -> Form:
    """A month: what comes up for every member, and what this one took part in."""
    rows = tuple(
        ("".join(tasks.date(task)), tasks.act(task.root, {task.root.who, *task.root.step.with_}))
        for task in year.listed(month)
        if agenda.MEMBERS in {task.root.who, *task.root.step.with_}
    )
    ahead = (Column(head="日期", width=20, align=Align.CENTRE), Column(head="要参加的", width=80))
    taken = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("日期", 16), ("参加了什么", 34), ("做了什么", 50))
    )
    rest = (
        Entry(id="hours", label="学时", space=Space.LINE, kind=Kind.NUMBER),
        Entry(id="dues", label="交纳党费", space=Space.LINE, kind=Kind.NUMBER),
    )
    sheet = (
        EntryTable(id="ahead", label="", columns=ahead, rows=len(rows) + 1, values=rows, numbered=False),
        EntryTable(id="taken", label="", columns=taken, rows=max(LINES - len(rows), 8), numbered=False),
        EntryRow(entries=rest),
    )
    return leaves.page("month", f"{month}月", sheet)


def _own(record: Record) -> bool:
    open_ = record.sensitivity in {Sensitivity.OPEN, Sensitivity.INTERNAL}
    return record.per is Per.MEMBER and record.medium in leaves.PAPER and open_
