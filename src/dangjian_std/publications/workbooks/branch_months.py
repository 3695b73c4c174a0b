"""The months of the book of a branch: what is to be done, then the records of its meetings.

Every month has the same pages in the same order. A record is written on while members sign in, so its page to
sign in on is never on the same sheet of paper: it stands behind the list of the month where that side is free,
else with those of the other months.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.composition import book_pages, copies, form_blocks
from dangjian_std.composition.form_blocks import Filling
from dangjian_std.document import words
from dangjian_std.document.blocks import Heading, Table
from dangjian_std.document.document import Part
from dangjian_std.document.forms import Form
from dangjian_std.document.inline import Align
from dangjian_std.document.place_names import OWNER_PLACE
from dangjian_std.document.tables import Rows, column, free_column, setting, table
from dangjian_std.domain.record import Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import month_forms, pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.publications.month_pack.tasks import Task
from dangjian_std.publications.workbooks import bound_forms, month_entries
from dangjian_std.publications.workbooks.month_entries import MonthEntry

MONTH_ANCHOR_PREFIX = "part-month-"
DUTIES_OF_MONTH_COLUMNS = (
    column("拟办", 11, Align.CENTRE),
    column("最迟", 12, Align.CENTRE),
    column("谁", 12, Align.CENTRE),
    free_column("做什么", 40, 49),
    free_column("用什么", 10, 19),
    column("办了", 6, Align.CENTRE),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A form that a month opens: what is written on, and the page apart to sign in on."""

    record: Record
    called: bool
    """Whether all members sign in on it."""
    form: Form
    apart: Form | None


def year_of_branch(unit: Unit) -> Year:
    """Return what a branch itself has to do in the year of the set."""
    year = pack.year_of_unit(unit, unit.catalog.system.year)
    return dataclasses.replace(
        year, dues=tuple(due for due in year.dues if bound_forms.of_branch(unit.catalog, due.who))
    )


def parts(year: Year, month: int, meetings: list[Opened]) -> tuple[tuple[Part, ...], list[Form]]:
    """Return the pages of a month, and the pages to sign in on that are left over."""
    records = [each.form for each in meetings]
    left = [each.apart for each in meetings if each.apart]
    while left and (_sides(records) % 2 == 0 or all(len(form.sheets) > 1 for form in records)):
        records.append(left.pop(0))
    first, *others = book_pages.named(book_pages.bound(records, recto=False), f"month-{month}-form")
    blocks = (Heading(level=0, text=f"{month}月工作", anchor=f"month-{month}"), _list(year, month), first)
    found = [book_pages.part(f"{MONTH_ANCHOR_PREFIX}{month}", f"{month}月", blocks)]
    if others:
        found.append(
            book_pages.part(f"{MONTH_ANCHOR_PREFIX}{month}-forms", f"{month}月的记录", others, listed=False)
        )
    return tuple(found), left


def opened(year: Year) -> Iterator[tuple[int, Opened]]:
    """Yield every form that is bound, with the month that opens it and what is known of it beforehand.

    What a group opens lies with the group.
    """
    for month in MONTH_NUMBERS:
        for task in year.listed(month):
            for code, number in tasks.forms_opened(year.catalog, task):
                record = year.catalog.records[code]
                opening = [due for due in task.everything if tasks.opened(due) == code]
                owners = {due.step.when.per or record.per for due in opening}
                if owners == {CountedPer.GROUP} or not bound_forms.is_bound(year.unit, record):
                    continue
                filling = month_forms.prefilled(record, task, year.number, month)
                called = month_forms.called(year.catalog, record, opening)
                if record.common:
                    filling = dataclasses.replace(filling, note=_purpose(task))
                for _ in range(number):
                    yield month, draw(year.unit, record, filling, called=called)


def draw(unit: Unit, record: Record, filling: Filling, *, called: bool) -> Opened:
    """Draw a form as it is bound: whose it is stands on the cover, and the page to sign in on is cut off."""
    filling = copies.sized(unit, record, filling, called=called)
    form = form_blocks.draw_form(record, alone=True, filling=filling)
    sheets = tuple(
        dataclasses.replace(sheet, head=tuple(each for each in sheet.head if each.id != OWNER_PLACE))
        for sheet in form.sheets
    )
    if not any(each.apart for each in record.fields):
        return Opened(record, called, dataclasses.replace(form, sheets=sheets), None)
    written = 1 + any(each.overleaf for each in record.fields)
    return Opened(
        record,
        called,
        dataclasses.replace(form, sheets=sheets[:written]),
        dataclasses.replace(form, sheets=sheets[written:]),
    )


def _purpose(task: Task) -> str:
    day = f"{task.deadline.month}月{task.deadline.day}日{'' if task.exact else '前'}"
    return f"用于：{day}{task.root.step.what}"


def _sides(forms: list[Form]) -> int:
    return sum(len(form.sheets) for form in forms)


def _list(year: Year, month: int) -> Table:
    """What the branch has to do in a month, with a box to tick for each row; terser where it fills its page."""
    found = year.listed(month)
    entries = (month_entries.entries(found, terse=True, loose=loose) for loose in (True, False))
    terse, least = (_rows(year, each) for each in entries)
    label = f"{year.number}年{month}月"
    made = table(
        month, "要办的事", DUTIES_OF_MONTH_COLUMNS, _rows(year, month_entries.entries(found)), label=label
    )
    denser = (
        setting(DUTIES_OF_MONTH_COLUMNS, terse),
        setting(DUTIES_OF_MONTH_COLUMNS, least, *month_entries.beside(found)),
    )
    return dataclasses.replace(made, anchor=f"month-{month}-list", tight=True, denser=denser)


def _rows(year: Year, listed: Iterable[MonthEntry]) -> Rows:
    return ((*row, words.EMPTY_BOX) for row in month_entries.rows(year.catalog, listed))
