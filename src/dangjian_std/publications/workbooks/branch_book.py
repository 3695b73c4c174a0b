"""支部工作本: what a branch keeps on paper in a year.

What is bound in follows from the standards: the forms that a branch or its groups open in the course of a year,
month by month. What is kept for one case or one member goes into that file; what must not be stored (不入库) is
never bound.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std.composition import book_pages, clauses, copies, form_blocks
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.document.blocks import Block, Heading, Paragraph, Table
from dangjian_std.document.document import Part
from dangjian_std.document.forms import EntryTable, Form
from dangjian_std.document.inline import Align, Column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, FieldType, Organ, Period, Sensitivity, StandardType
from dangjian_std.publications.month_pack import month_forms, pack, tasks
from dangjian_std.publications.month_pack.pack import Year

REGISTERS, MONTH = "part-registers", "part-month-"
LINED = 4
"""Lined pages among the spare ones."""
RHYTHM = frozenset({Period.WEEK, Period.HALF_MONTH, Period.MONTH, Period.QUARTER, Period.HALF_YEAR})
"""Periods shorter than a year: their forms stand with the months."""
BRANCH_USE = (
    "一个党支部一年一本，双面打印，左侧装订；每页印有页码和总页数，缺页看得出来",
    "前面是全年用的登记，后面是年历和逐月一组：先看当月的工作提示，再填后面的记录；合并召开的会议只填一份",
    "会议记录的框上写着用于哪次会，能定的种类和日期已经填好；改期的划去重写",
    "一个季度、半年、一年才填一次的，放在最迟要办的那个月；提前办的，就在那一页填",
    "页数不够用备用页；备用页写明接在第几页后面。写错的划去重写，不撕页",
    "除了本册和本套标准写明单独存放的记录表，不要求党支部另外用纸留存什么",
    "年终由组织委员整理，照归档范围和保管期限移交；换人经管的，先填移交页",
)
GROUP_USE = "党小组会的记录不装进本册，由党小组组长照月包打印、保管，年终并入"
APART = "下列记录表涉及个人或者一事一份，单独存放，不装进本册："


def parts(unit: Unit) -> Iterator[Part]:
    """Yield the parts: use, what the book replaces, registers, the year, months, inspections, spare pages."""
    catalog = unit.catalog
    registers = tuple(_registers(unit))
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    monthly = tuple(part for month in pack.MONTHS for part in _month(year, month))
    yield book_pages.part("part-use", "使用说明", _use(unit), recto=False)
    yield book_pages.part(
        "part-replaced", "与上级手册的对照", (_replaced(catalog, registers, monthly),), recto=False
    )
    drawn = tuple(
        form_blocks.draw_form(record, alone=True, filling=copies.sized(unit, record)) for record in registers
    )
    yield book_pages.part(REGISTERS, "全年登记", book_pages.named(book_pages.bound(drawn, recto=True), "register"))
    yield book_pages.part("part-plan", f"{catalog.system.year}年年历", pack.year_calendar(year).parts[0].blocks)
    yield from monthly
    last = (book_pages.inspections(), book_pages.inspections(), book_pages.handover())
    closing = book_pages.named(book_pages.bound(last, recto=True), "closing")
    yield book_pages.part("part-closing", "年终、检查批阅和移交", closing)
    pages = sum(map(_pages, monthly)) + 2 * len(registers)
    spare = book_pages.bound(_spare(unit, pages // book_pages.SPARE), recto=True)
    yield book_pages.part("part-spare", "备用页", book_pages.named(spare, "spare"))


def _use(unit: Unit) -> Iterator[Block]:
    yield Heading(level=0, text="使用说明", anchor="use")
    yield book_pages.items((*BRANCH_USE, *((GROUP_USE,) if unit.has(Organ.GROUPS) else ())))
    apart = tuple(
        f"{code}　{each.title}"
        for code, each in unit.catalog.records.items()
        if code in unit.forms and _apart(each)
    )
    if apart:
        yield Paragraph(text=(APART,))
        yield book_pages.items(apart)


def _apart(record: Record) -> bool:
    return record.medium in book_pages.PAPER and not _bindable(record)


def _bindable(record: Record) -> bool:
    """Whether a form may be bound: kept by the branch or a group, on paper, and storable."""
    kept = record.per in {CountedPer.BRANCH, CountedPer.GROUP} and record.medium in book_pages.PAPER
    return kept and record.sensitivity is not Sensitivity.NOT_STORED


def _registers(unit: Unit) -> Iterator[Record]:
    """Yield the forms opened once a year, and those that events open under a 规范.

    Forms that events open under a 规程 go into the file of the case.
    """
    records = sorted(unit.catalog.records.items())
    for record in (each for code, each in records if code in unit.forms and _bindable(each) and not each.common):
        periods = _periods(unit, record.code)
        home = unit.catalog.standards[record.home].type
        if Period.YEAR in periods or (None in periods and home is StandardType.SPECIFICATION):
            yield record


def _month(year: Year, month: int) -> Iterator[Part]:
    """Yield the reminders of a month with one page on their back, then the forms of the branch, sheet by sheet."""
    reminders = pack.reminder_sheet(year, month).parts[0].blocks
    blocks = tuple(
        dataclasses.replace(block, anchor=f"month-{month}-{index}")
        if isinstance(block, Table | Heading)
        else block
        for index, block in enumerate(reminders)
    )
    first, *forms = book_pages.named(book_pages.bound(_opened(year, month), recto=False), f"month-{month}-form")
    yield book_pages.part(f"{MONTH}{month}", f"{month}月", (*blocks, first))
    if forms:
        yield book_pages.part(f"{MONTH}{month}-forms", f"{month}月的记录", forms, listed=False)


def _opened(year: Year, month: int) -> Iterator[Form]:
    """Yield the forms that the branch itself opens; those of a group lie with the group."""
    for task in year.listed(month):
        for code, number in tasks.forms_opened(year.catalog, task):
            record = year.catalog.records[code]
            opening = [due for due in task.everything if due.step.opens == code]
            owners = {due.step.when.per or record.per for due in opening}
            if (
                _bindable(record)
                and owners != {CountedPer.GROUP}
                and (record.common or _periods(year.unit, code) & RHYTHM)
            ):
                filling = month_forms.prefilled(record, task, year.number, month)
                called = month_forms.called(year.catalog, record, opening)
                filling = copies.sized(year.unit, record, filling, called=called)
                if record.common:
                    note = f"用于：{task.root.step.what}（{tasks.describe_when(task)}）"
                    filling = dataclasses.replace(filling, note=note)
                yield from (form_blocks.draw_form(record, alone=True, filling=filling) for _ in range(number))


def _periods(unit: Unit, code: str) -> set[Period | None]:
    """Return the periods of the steps that open a form; None for a step that an event brings."""
    opening = ((book.code, step) for book in clauses.all_clauses(unit.catalog) for step in book.standard.steps)
    found = (unit.recurrence(book, step) for book, step in opening if step.opens == code)
    return {when.every if when else None for when in found}


def _pages(part: Part) -> int:
    return 1 + sum(len(block.sheets) for block in part.blocks if isinstance(block, Form))


def _spare(unit: Unit, pages: int) -> Iterator[Form]:
    """Yield the spare pages: as many of each form of meetings as of the others, then lined pages."""
    filled = [each for code, each in sorted(unit.catalog.records.items()) if code in unit.forms]
    common = [record for record in filled if record.common and _bindable(record)]
    filling = Filling(year=f"{unit.catalog.system.year}")
    meetings = [form_blocks.draw_form(record, alone=True, filling=filling) for record in common]
    sides = sum(len(form.sheets) for form in meetings)
    yield from meetings * ((pages - LINED) // sides if sides else 0)
    yield from (book_pages.notes() for _ in range(LINED))


def _replaced(catalog: Catalog, registers: Iterable[Record], monthly: Iterable[Part]) -> Form:
    """Return a table of the forms of the book; the reader adds which page of the other handbook each replaces."""
    codes = {block.code for part in monthly for block in part.blocks if isinstance(block, Form) and block.code}
    records = (*registers, *(catalog.records[code] for code in sorted(codes)))
    rows = tuple((each.title, _recorded(catalog, each), "", "") for each in records)
    columns = tuple(
        Column(head=head, width=width, align=Align.CENTRE)
        for head, width in (("本册的记录", 24), ("记什么", 44), ("上级手册的栏目", 22), ("页码", 10))
    )
    table = EntryTable(id="replaced", label="", columns=columns, rows=len(rows) + 3, values=rows)
    return book_pages.page("replaced", "本册代替上级手册的哪些页", (table,))


def _recorded(catalog: Catalog, record: Record) -> str:
    """Return what a form records: the occasions that it has boxes for, else what the steps that open it do."""
    kinds = tuple(option for each in record.fields if each.type is FieldType.CHOICES for option in each.options)
    if record.common and kinds:
        return "、".join(kinds)
    steps = (
        step for book in clauses.all_clauses(catalog) for step in book.standard.steps if step.opens == record.code
    )
    return "；".join(dict.fromkeys(step.what for step in steps))
