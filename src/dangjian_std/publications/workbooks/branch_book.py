"""党支部工作手册: what a branch keeps on paper in a year.

What is bound in follows from the standards (`bound_forms`): registers of the year, then month by month the records
of its meetings. What a form asks for already, the book does not ask again: it says where that form is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dangjian_std.composition import book_pages
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.document.blocks import Block, Heading
from dangjian_std.document.document import Part
from dangjian_std.document.forms import EntryTable, Form, HeadEntry
from dangjian_std.document.inline import Align, Blank, Column, joined
from dangjian_std.domain.record import Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.publications.workbooks import bound_forms, branch_months
from dangjian_std.publications.workbooks.branch_months import Opened

REGISTERS = "part-registers"
SPARE_MEETINGS = 2
"""Meetings beyond those of the plan for which there are records."""
COMPARED = 20
"""Rows of the page on the other handbook."""
SUBJECT_TYPES = frozenset({FieldType.TABLE, FieldType.LINES})
"""Fields that say what a form is about."""
BRANCH_BOOK_INSTRUCTIONS = (
    "一个党支部一年一册，写不完的接第二册，封面写明第几册；双面打印，左侧装订，每页印有页码和总页数",
    "先看当月的工作，办完一行勾一行，再填后面的记录；合并召开的会议只填一份，种类和日期能定的已经印好，改期的划去重写",
    "计划外的会议用备用页，不够的从记录表汇编打印，夹在同一个月后面；写错的划去重写，不撕页",
    "上级检查的，在末尾的检查批阅页写意见；要改的列入落实清单，批阅页只写行号",
    "换人经管的，在工作交接清单上写本册的册号和页数，本册不另设移交页",
)
SIGNED_APART = "签到页同记录不在一张纸上，集中在各月后面：可以取下夹好，开会时传签，年终装回"
SIGNED_BEHIND = "签到页在当月工作的背面，同记录不在一张纸上：开会前先签到，再由记录人接着写"


def cover() -> tuple[HeadEntry, ...]:
    """Return what is written on the cover: whose book it is, and for which days."""
    first, last = (
        (Blank(3, f"{which}年份"), "年", Blank(2, f"{which}月份"), "月", Blank(2, f"{which}日期"), "日")
        for which in ("启用", "用完")
    )
    return (
        HeadEntry("cover.branch", "党支部", (Blank(21, "党支部"),)),
        HeadEntry("cover.secretary", "书记", (Blank(21, "书记"),)),
        HeadEntry("cover.volume", "册号", ("第", Blank(4, "第几册"), "册，共", Blank(4, "共几册"), "册")),
        HeadEntry("cover.days", "起止日期", joined((*first, "至", *last))),
    )


def parts(unit: Unit) -> Iterator[Part]:
    """Yield the parts, from how the book is used to the page for inspections."""
    year = branch_months.year_of_branch(unit)
    opened = tuple(branch_months.opened(year))
    held = _held(opened)
    of_months = [
        [each for when, each in opened if when == month and each.record.code in held] for month in MONTH_NUMBERS
    ]
    registers = sorted(
        (each for _, each in opened if each.record.code not in held), key=lambda each: each.record.code
    )
    made = [branch_months.parts(year, *each) for each in zip(MONTH_NUMBERS, of_months, strict=True)]
    signed = [form for _, left in made for form in left]
    yield book_pages.part("part-use", "使用说明", _use(year, signed, opened), recto=False)
    yield _replaced(each.record for each in (*registers, *held.values()))
    if registers:
        yield _bound(REGISTERS, "全年登记", _forms(registers), "register")
    for pages, _ in made:
        yield from pages
    if signed:
        yield _bound("part-signed", "签到页", signed, "signed")
    if held:
        yield _bound("part-spare", "备用页", _spare(unit, held.values()), "spare")
    yield _bound("part-closing", "上级检查批阅页", [book_pages.inspections()], "closing")


def _bound(identity: str, title: str, forms: list[Form], prefix: str) -> Part:
    pages = book_pages.bound(forms, recto=True)
    return book_pages.part(identity, title, book_pages.named(pages, prefix))


def _use(year: Year, signed: list[Form], opened: tuple[tuple[int, Opened], ...]) -> Iterator[Block]:
    said = [*BRANCH_BOOK_INSTRUCTIONS]
    if period := bound_forms.longest_period(each.record for _, each in opened):
        said.append(f"年终照归档范围整理、移交，期限印在各张表上；整册移交的，照其中最长的{period.value}")
    if any(each.apart for _, each in opened):
        said.append(SIGNED_APART if signed else SIGNED_BEHIND)
    if not year.published:
        said.append(pack.ESTIMATED_YEAR_NOTE + "；放假安排公布后，改动的日期用笔改")
    others = bound_forms.table_of_others(year.unit)
    if others.rows:
        said.append("别的表已经问过的，本册不再问，那些表放在哪里，见下表")
    yield Heading(level=0, text="使用说明", anchor="use")
    yield book_pages.items(tuple(said))
    if others.rows:
        yield others


def _held(opened: Iterable[tuple[int, Opened]]) -> dict[str, Opened]:
    """Return the records of meetings by code: those for several kinds of meeting, or opened every month."""
    months: dict[str, set[int]] = {}
    first: dict[str, Opened] = {}
    for month, each in opened:
        months.setdefault(each.record.code, set()).add(month)
        first.setdefault(each.record.code, each)
    return {code: each for code, each in first.items() if each.record.common or months[code] == {*MONTH_NUMBERS}}


def _forms(opened: Iterable[Opened]) -> list[Form]:
    return [form for each in opened for form in (each.form, each.apart) if form]


def _spare(unit: Unit, held: Iterable[Opened]) -> list[Form]:
    """Return spare records of meetings, and the pages to sign in on that belong to them."""
    filling = Filling(year=f"{unit.catalog.system.year}")
    return (
        _forms(branch_months.draw(unit, each.record, filling, called=each.called) for each in held)
        * SPARE_MEETINGS
    )


def _replaced(bound: Iterable[Record]) -> Part:
    """A table of the forms of the book; the reader adds which page of the other handbook each replaces."""
    records = {each.code: each for each in bound}
    rows = tuple((each.title, _recorded(each), "", "") for each in records.values())
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("本册的记录", 24), ("记什么", 44), ("上级手册的栏目", 22), ("页码", 10))
    )
    hint = "两处都有的只写一处；上级手册有、本册没有的，写在空行"
    listed = EntryTable(
        id="replaced",
        label="上级另有手册的填",
        hint=hint,
        columns=columns,
        rows=max(COMPARED, len(rows) + 1),
        values=rows,
    )
    form = book_pages.page("replaced", "与上级手册的对照", (listed,))
    return book_pages.part("part-replaced", "与上级手册的对照", (form,), recto=False)


def _recorded(record: Record) -> str:
    """Return what a form records: the occasions that it has boxes for, else its tables and what is written out."""
    kinds = tuple(option for each in record.fields if each.type is FieldType.CHOICES for option in each.options)
    if record.common and kinds:
        return "、".join(kinds)
    longer = (each.label for each in record.fields if each.type in SUBJECT_TYPES and not each.continues)
    return "、".join(dict.fromkeys(label.partition("（")[0] for label in longer))
