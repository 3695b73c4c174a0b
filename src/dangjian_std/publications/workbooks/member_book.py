"""党员本: a member's own book. Nobody inspects it, and nothing is judged by it.

It says what the member does and takes part in; who calls it and keeps its record is no matter here.
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import book_pages, clauses, role_duties, wording
from dangjian_std.composition.marks import NOTHING
from dangjian_std.document.blocks import Block, Heading
from dangjian_std.document.document import Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Space
from dangjian_std.document.inline import Align, Column, Kind
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due, meeting_kinds
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal
from dangjian_std.publications.month_pack import pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.publications.month_pack.tasks import Task

LINES = 21
"""Rows of a member's month: what is ahead, and what was taken part in."""
MEMBER_USE = (
    "由党员本人使用和保管，写不写、写多少由本人定，不检查、不评比，不作评价依据",
    "每月两页：左页是要做和要参加的，以及本人参加的活动，右页随手记",
    "要签名、要交给党支部的表不装进本册，也不用抄一份",
    "不写涉密的内容，不写别人的隐私",
)
COLUMNS = (
    column("何时", 34),
    column("做什么", 36),
    column("留什么", 14, Align.CENTRE),
    column("见", 16, Align.CENTRE),
)


def parts(unit: Unit) -> Iterator[Part]:
    """Yield the parts of the book: use, the year's duties, a sheet a month, spare pages."""
    use = (Heading(level=0, text="使用说明", anchor="use"), book_pages.items(MEMBER_USE))
    yield book_pages.part("part-use", "使用说明", use, recto=False)
    yield book_pages.part("part-year", "我的一年", _year(unit), recto=False)
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    pages = (page for month in pack.MONTHS for page in (_month(year, month), book_pages.notes()))
    yield book_pages.part("part-months", "逐月", book_pages.named(pages, "month"), recto=False)
    spare = (book_pages.notes() for _ in range(2 * len(pack.MONTHS) // book_pages.SPARE // 2 * 2))
    yield book_pages.part("part-spare", "备用页", book_pages.named(spare, "spare"), recto=False)


def _year(unit: Unit) -> Iterator[Block]:
    yield Heading(level=0, text="我的一年", anchor="year")
    yield table(1, "、".join(sorted(unit.catalog.everyone)), COLUMNS, _duties(unit))


def _duties(unit: Unit) -> Rows:
    """Return the duties of a member; how each is done is left to its standard."""
    duties = role_duties.duties_by_person(unit, clauses.all_clauses(unit.catalog))
    for book, step in (each for role, own in duties.items() if role in unit.catalog.everyone for each in own):
        when = "".join(map(str, wording.when(step.when, book.told)))
        kept = "、".join(role_duties.codes_left(unit, step)) or NOTHING
        yield when, step.what, kept, f"{book.code} {book.clauses[step.id]}"


def _month(year: Year, month: int) -> Form:
    """A month: what this member does and takes part in, and what came of it."""
    rows = tuple(dict.fromkeys(row for task in year.listed(month) for row in _ahead(year.catalog, task)))
    ahead = (Column(head="日期", width=20, align=Align.CENTRE), Column(head="要做的、要参加的", width=80))
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
    return book_pages.page("month", f"{month}月", sheet)


def _ahead(catalog: Catalog, task: Task) -> Iterator[tuple[str, str]]:
    """Yield what a task asks of a member: the meetings to come to, then what the member does, by its own day."""
    date = tasks.describe_when(task)
    if kinds := _kinds(catalog, task):
        free = "" if task.root.step.when.modal is Modal.SHALL else "可以"
        yield date, f"{free}参加{'、'.join(kinds)}"
    for due in task.everything:
        if due.who in catalog.everyone:
            yield (
                date if due in {task.root, *task.held} else tasks.describe_day(due),
                tasks.describe_act(due, catalog.everyone),
            )


def _kinds(catalog: Catalog, task: Task) -> tuple[str, ...]:
    """Name the kinds of meeting that members are called to, by the boxes of the common forms that record them."""
    held = (due for due in (task.root, *task.held) if _meets(due))
    met = [due for due in held if not catalog.everyone.isdisjoint(due.step.with_)]
    forms = [record for _, record in sorted(catalog.records.items()) if record.common]
    return tuple(
        dict.fromkeys(kind for due in met for record in forms for kind in meeting_kinds(record, due.step))
    )


def _meets(due: Due) -> bool:
    return bool(due.joins or due.step.opens)
