"""党支部工作手册: what a branch keeps on paper in a year.

What is bound in follows from the standards (`bound_forms`): registers of the year, then month by month the records
of its meetings. What a form asks for already, the book does not ask again: it says where that form is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.composition import book_pages, clauses
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.document.blocks import Block, Heading
from dangjian_std.document.document import Part
from dangjian_std.document.forms import EntryTable, Form, HeadEntry
from dangjian_std.document.inline import Align, Blank, Column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.workbooks import bound_forms, branch_months
from dangjian_std.publications.workbooks.branch_months import Opened

REGISTERS = "part-registers"
SPARE = 2
"""Meetings beyond those of the plan for which there are records."""
COMPARED = 20
"""Rows of the page on the other handbook."""
USE = (
    "一个党支部一年一册，写不完的接第二册，封面写明第几册；双面打印，左侧装订，每页印有页码和总页数",
    "先看当月的工作，办完一行勾一行，再填后面的记录；合并召开的会议只填一份，种类和日期能定的已经印好，改期的划去重写",
    "计划外的会议用备用页，不够的从记录表汇编打印，夹在同一个月后面；写错的划去重写，不撕页",
    "别的表已经问过的，本册不再问；那些表放在哪里，见下表",
    "上级检查的，在末尾的检查批阅页写意见；要改的列入落实清单，批阅页只写行号",
    "换人经管的，在工作交接清单上写本册的册号和页数，本册不另设移交页",
)
SIGNED_APART = "签到页同记录不在一张纸上，集中在各月后面：可以取下夹好，开会时传签，年终装回原处"
SIGNED_BEHIND = "签到页在当月工作的背面，同记录不在一张纸上：开会前先签到，再由记录人接着写"


def cover() -> tuple[HeadEntry, ...]:
    """Return what is written on the cover: whose book it is, and for which days."""
    date = (Blank(3, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日")
    return (
        HeadEntry("cover.branch", "党支部", (Blank(16, "党支部"),)),
        HeadEntry("cover.secretary", "书记", (Blank(16, "书记"),)),
        HeadEntry("cover.volume", "册号", ("第", Blank(4, "第几册"), "册，共", Blank(4, "共几册"), "册")),
        HeadEntry("cover.from", "启用日期", date),
        HeadEntry("cover.to", "用完日期", date),
    )


def parts(unit: Unit) -> Iterator[Part]:
    """Yield the parts: use, what the book replaces, registers, months, pages to sign in on, spare ones, inspections."""
    year = branch_months.year_of_branch(unit)
    opened = tuple(branch_months.opened(year))
    meetings: dict[int, list[Opened]] = {month: [] for month in pack.MONTHS}
    registers = [each for _, each in opened if not each.record.common]
    for month, each in opened:
        if each.record.common:
            meetings[month].append(each)
    made = [branch_months.parts(year, month, meetings[month]) for month in pack.MONTHS]
    signed = [form for _, left in made for form in left]
    held = {each.record.code: each.record for _, each in opened if each.record.common}
    yield book_pages.part("part-use", "使用说明", _use(unit, year.published, signed, opened), recto=False)
    yield _replaced(unit.catalog, [each.record for each in registers], held.values())
    drawn = [each.form for each in sorted(registers, key=lambda each: each.record.code)]
    yield _bound(REGISTERS, "全年登记", drawn, "register")
    for pages, _ in made:
        yield from pages
    if signed:
        yield _bound("part-signed", "签到页", signed, "signed")
    yield _bound("part-spare", "备用页", _spare(unit, held.values()), "spare")
    yield _bound("part-closing", "上级检查批阅页", [book_pages.inspections()], "closing")


def _bound(identity: str, title: str, forms: list[Form], prefix: str) -> Part:
    pages = book_pages.bound(forms, recto=True)
    return book_pages.part(identity, title, book_pages.named(pages, prefix))


def _use(
    unit: Unit, published: bool, signed: list[Form], opened: tuple[tuple[int, Opened], ...]
) -> Iterator[Block]:
    period = bound_forms.longest_period(each.record for _, each in opened)
    said = [
        *USE,
        f"年终由党支部整理，整册归档，照所装记录中最长的期限保管：{period.value}",
        SIGNED_APART if signed else SIGNED_BEHIND,
    ]
    if not published:
        said.append(pack.ESTIMATE + "；放假安排公布后，改动的日期用笔改")
    yield Heading(level=0, text="使用说明", anchor="use")
    yield book_pages.items(tuple(said))
    yield bound_forms.table_of_others(unit)


def _spare(unit: Unit, records: Iterable[Record]) -> list[Form]:
    """Return spare records of meetings, and the pages to sign in on that belong to them."""
    filling = Filling(year=f"{unit.catalog.system.year}")
    drawn = [branch_months.draw(unit, record, filling) for record in records] * SPARE
    return [form for each in drawn for form in (each.form, each.apart) if form]


def _replaced(catalog: Catalog, registers: Iterable[Record], held: Iterable[Record]) -> Part:
    """A table of the forms of the book; the reader adds which page of the other handbook each replaces."""
    records = {each.code: each for each in (*registers, *held)}
    rows = tuple((each.title, _recorded(catalog, each), "", "") for each in records.values())
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("本册的记录", 24), ("记什么", 44), ("上级手册的栏目", 22), ("页码", 10))
    )
    hint = "上级另有手册的，先填这一页；两处都有的只写一处，上级手册有、本册没有的接着写在空行"
    rest = EntryTable(
        id="replaced", label="同上级手册的对照", hint=hint, columns=columns, rows=COMPARED, values=rows
    )
    form = book_pages.page("replaced", "与上级手册的对照", (rest,))
    return book_pages.part("part-replaced", "与上级手册的对照", (form,), recto=False)


def _recorded(catalog: Catalog, record: Record) -> str:
    """Return what a form records: the occasions that it has boxes for, else what the steps that open it do."""
    kinds = tuple(option for each in record.fields if each.type is FieldType.CHOICES for option in each.options)
    if record.common and kinds:
        return "、".join(kinds)
    steps = (
        step for book in clauses.all_clauses(catalog) for step in book.standard.steps if step.opens == record.code
    )
    return "；".join(dict.fromkeys(step.what for step in steps))
