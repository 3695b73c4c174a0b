"""党员学习手册: a member's own book. Nobody inspects it, and nothing is judged by it.

It says what the member does and takes part in; who calls it and keeps its record is no matter here. Every month is
one page: what is known is printed, the member adds what he studied and for how long, and sums it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from dangjian_std.composition import book_pages, clauses, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Block, Cell, Heading
from dangjian_std.document.document import Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, HeadEntry, Space
from dangjian_std.document.inline import Align, Blank, Column, InputKind
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.comparison import amount_in_words
from dangjian_std.domain.due import Due, meeting_kinds
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Modal, Organ
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.publications.month_pack.tasks import Task

ROWS_OF_MONTH = 11
"""Rows of a month, the printed ones among them."""
LEAST_FREE_ROWS = 5
"""Rows of a month that are left to the member at the least."""
NOTE_LINES = 8
"""Lines for notes in a month."""
PAGES_OF_SHEET = 4
"""Pages of a sheet of A3 folded once: a book has full sheets."""
MEMBER_BOOK_INSTRUCTIONS = (
    "由党员本人使用和保管，写不写、写多少由本人定，不检查、不评比，不作评价依据；封面上的各行也由本人定",
    "每月一页：要做的、要参加的已经印好，本人写学了什么、几个学时，月末合计；日期以通知为准",
    "学时、到会和党费以党支部的会议记录、党费收缴登记表为准，本册只供自己核对；要签名、要交给党支部的表不装进本册，也不用抄一份",
    "入党誓词、党员的义务和权利看《中国共产党章程》原文，本册不抄",
    "不写涉密的内容，不写别人的隐私",
)
OCCASION_COLUMNS = (column("遇到什么、何时", 42), column("做什么", 38), column("见", 20, Align.CENTRE))
ARTICLES = (column("条文", 26), column("大意", 64), column("核对", 10, Align.CENTRE))
ATTENDED_COLUMNS = (
    Column(head="日期", width=14, align=Align.CENTRE),
    Column(head="要做的、要参加的", width=40),
    Column(head="学了什么、做了什么", width=36),
    Column(head="学时", width=10, align=Align.CENTRE, kind=InputKind.NUMBER),
)


def cover(unit: Unit) -> tuple[HeadEntry, ...]:
    """Return what is written on the cover: whose book it is."""
    date = (Blank(3, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日")
    group = (HeadEntry("cover.group", "党小组", (Blank(18, "党小组"),)),) if unit.has(Organ.GROUPS) else ()
    return (
        HeadEntry("cover.name", "姓名", (Blank(18, "姓名"),)),
        HeadEntry("cover.branch", "所在党支部", (Blank(18, "所在党支部"),)),
        *group,
        HeadEntry("cover.joined", "入党日期", date),
        HeadEntry("cover.full", "转正日期", date),
    )


def parts(unit: Unit) -> Iterator[Part]:
    """Yield the parts of the book: use and what may happen, a page a month, notes."""
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    yield book_pages.part("part-use", "使用说明", _use(unit), recto=False)
    for month in MONTH_NUMBERS:
        form = next(book_pages.named((_month(year, month),), f"month-{month}"))
        yield book_pages.part(f"part-month-{month}", f"{month}月", (form,), recto=False)
    notes = (book_pages.notes() for _ in range(-(2 + len(MONTH_NUMBERS)) % PAGES_OF_SHEET))
    yield book_pages.part("part-notes", book_pages.NOTES_TITLE, book_pages.named(notes, "notes"), recto=False)


def _use(unit: Unit) -> Iterator[Block]:
    yield Heading(level=0, text="使用说明", anchor="use")
    yield book_pages.items((*MEMBER_BOOK_INSTRUCTIONS, *_hours(unit)))
    tables = (
        table(1, "平时遇到这些事", OCCASION_COLUMNS, _occasions(unit)),
        table(2, "学时的依据（大意，不是原文）", ARTICLES, _articles(unit)),
    )
    yield from (dataclasses.replace(each, tight=True) for each in tables if each.rows)


def _steps(unit: Unit) -> Iterator[tuple[Clauses, Step]]:
    books = clauses.all_clauses(unit.catalog)
    return ((book, step) for book in books for step in book.standard.steps if unit.does(book.code, step))


def _hours(unit: Unit) -> Iterator[str]:
    """Say how many hours a year has at least, by the step that counts them."""
    for book, step in _steps(unit):
        if step.bounds and step.bounds.hours:
            least = amount_in_words(step.bounds.hours)
            counting = f"怎样计见{book.code}的要求，" if book.standard.requirements else ""
            yield f"全年集中学习培训{least}学时，{counting}怎样核对见{book.code}　{book.clauses[step.id]}"


def _occasions(unit: Unit) -> Rows:
    """Yield the duties of a member that no calendar brings; the others stand in their months."""
    duties = role_duties.duties_by_person(unit, clauses.all_clauses(unit.catalog))
    for book, step in (each for role, own in duties.items() if role in unit.catalog.everyone for each in own):
        if not unit.recurrence(book.code, step):
            when = Cell(lines=(wording.when(step.when, book.told),))
            yield when, step.what, f"{book.code}　{book.clauses[step.id]}"


def _articles(unit: Unit) -> Rows:
    """Yield what the hours rest on: the article, its gist, how far it was checked."""
    counted = (step for _, step in _steps(unit) if step.bounds and step.bounds.hours)
    for each in dict.fromkeys(citation for step in counted for citation in step.basis):
        if article := unit.catalog.article(each):
            yield f"{each.regulation}{each.article}", article.gist, article.checked.level.value


def _month(year: Year, month: int) -> Form:
    """A month: what this member does and takes part in, and what came of it."""
    rows = tuple(dict.fromkeys(row for task in year.listed(month) for row in _ahead(year, task)))
    sums = (
        Entry(id="hours", label="本月学时", space=Space.LINE, kind=InputKind.NUMBER),
        Entry(id="so-far", label="1月以来学时", space=Space.LINE, kind=InputKind.NUMBER),
    )
    sheet = (
        EntryTable(
            id="taken",
            label="",
            columns=ATTENDED_COLUMNS,
            rows=max(ROWS_OF_MONTH, len(rows) + LEAST_FREE_ROWS),
            values=tuple((*row, "", "") for row in rows),
            numbered=False,
        ),
        EntryRow(entries=sums),
        book_pages.lines("notes", "学习笔记", NOTE_LINES),
    )
    return book_pages.page("month", f"{month}月", sheet)


def _ahead(year: Year, task: Task) -> Iterator[tuple[str, str]]:
    """Yield what a task asks of a member: the meetings to come to, then what the member does, by its own day."""
    everyone, together = year.catalog.everyone, (task.root, *task.held)
    date = tasks.describe_when(task)
    if kinds := _kinds(year, task):
        free = "" if task.root.step.when.modal is Modal.SHALL else "可以"
        yield date, f"{free}参加{'、'.join(kinds)}"
    for due in task.everything:
        day = date if due in together else tasks.describe_day(due)
        if due.who in everyone:
            yield day, tasks.describe_act(due, everyone)
        elif _of_a_group(year, due):
            yield day, f"参加：{tasks.describe_act(due)}"


def _kinds(year: Year, task: Task) -> tuple[str, ...]:
    """Name the kinds of meeting that members are called to, by the boxes of the common forms that record them."""
    held = (due for due in (task.root, *task.held) if due.joins or due.step.opens)
    met = [due for due in held if not year.catalog.everyone.isdisjoint(due.step.with_)]
    forms = [record for _, record in sorted(year.catalog.records.items()) if record.common]
    return tuple(
        dict.fromkeys(kind for due in met for record in forms for kind in meeting_kinds(record, due.step))
    )


def _of_a_group(year: Year, due: Due) -> bool:
    """Whether members are called to what the record of a group, open already, takes down."""
    record = year.catalog.records.get(due.record or "")
    called = not year.catalog.everyone.isdisjoint(due.step.with_)
    return bool(called and record and record.per is CountedPer.GROUP and not due.step.opens)
