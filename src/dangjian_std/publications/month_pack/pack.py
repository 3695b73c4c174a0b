"""月包: what has to be done in a month on one sheet, what members are told of it, and the plan of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.composition import key_dates, wording
from dangjian_std.composition.request import safe_file_name
from dangjian_std.document import words
from dangjian_std.document.blocks import Block, Cell, Heading, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import workdays
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import member_notices, month_forms, month_workbooks, reminders, tasks
from dangjian_std.publications.month_pack.tasks import Task
from dangjian_std.reading.roster import NOBODY, Roster

ESTIMATED_YEAR_NOTE = "没有收入当年的放假调休安排，工作日照周末和法定节假日推算"
"""What a year says whose published arrangement the calendar does not know."""
MONTH_COLUMNS = (
    column("日期", 18.5, Align.CENTRE),
    column("谁", 14.5, Align.CENTRE),
    column("做什么", 36.5),
    column("留什么", 20.5),
    column("见", 10, Align.CENTRE),
)

KEY_COLUMNS = (column("日期", 18.5, Align.CENTRE), column("节点", 30), column("依据", 51.5))


@dataclass(frozen=True, slots=True)
class Year:
    """What a unit has to do in a year."""

    unit: Unit
    number: int
    dues: tuple[Due, ...]

    @property
    def catalog(self) -> Catalog:
        """The catalogue of the unit."""
        return self.unit.catalog

    @property
    def months(self) -> tuple[int, ...]:
        """Months in which some standard is in force: each has its pack."""
        last = {month: workdays.last_of(self.number, month) for month in MONTH_NUMBERS}
        return tuple(m for m, day in last.items() if self.unit.in_force(day.replace(day=1), day).catalog.standards)

    @property
    def published(self) -> bool:
        """Whether the arrangement of its days off is known."""
        return self.catalog.calendar.published(self.number)

    def listed(self, month: int) -> tuple[Task, ...]:
        """What is due in a month."""
        return tasks.tasks_of_month(self.dues, month)


def year_of_unit(unit: Unit, number: int) -> Year:
    """Return what a unit has to do in a year."""
    return Year(unit, number, year_agenda(unit, number))


def reminder_sheet(year: Year, month: int) -> Document:
    """《3月党务工作提示》: everything that is due in a month, on one sheet of paper."""
    title = f"{month}月党务工作提示"
    blocks = (Heading(level=0, text=title), reminder(year, month))
    return document(year.catalog, title, f"{year.number}年{title}", blocks)


def reminder(year: Year, month: int) -> Table:
    """Return the table of the reminder sheet of a month."""
    subtitle = year.catalog.system.issuer if year.published else ESTIMATED_YEAR_NOTE
    label = f"{year.number}年{month}月"
    beside = key_dates.reminder(year.unit, month)
    return reminders.reminder_table(year.catalog, year.listed(month), subtitle, label, beside)


def by_length(year: Year, month: int) -> list[Due]:
    """Return what is due in a month: what does not come every month first, then the longest texts."""
    dues = (due for task in year.listed(month) for due in task.everything)
    return sorted(dues, key=lambda due: (tasks.is_monthly(due), -len(due.step.what)))


def notice(year: Year, month: int) -> Document:
    """What members are told of a month, as a few lines for the group in which they talk."""
    title = f"{month}月党员提示"
    lines = list(member_notices.lines(year.catalog, year.listed(month)))
    if beside := key_dates.reminder(year.unit, month):
        lines.append(beside)
    if not year.published:
        lines.append(f"{ESTIMATED_YEAR_NOTE}。")
    whole = f"{year.number}年{title}"
    paragraphs = tuple(Paragraph(text=(line,)) for line in lines)
    return document(year.catalog, title, whole, (Heading(level=0, text=whole), *paragraphs))


def year_calendar(year: Year) -> Document:
    """《2027年党务工作年历》: the year month by month; what comes every month stands first, and once."""
    title = f"{year.number}年党务工作年历"
    note = () if year.published else (Paragraph(text=(f"{ESTIMATED_YEAR_NOTE}。",)),)
    every = table(1, "每月", MONTH_COLUMNS, _monthly(year.catalog, year.listed(workdays.MONTHS_IN_YEAR)))
    months = (
        table(
            month + 1,
            f"{month}月",
            MONTH_COLUMNS,
            _beyond(year.catalog, year.listed(month)),
            *_beside(year, month),
        )
        for month in MONTH_NUMBERS
    )
    reminded = table(
        len(MONTH_NUMBERS) + 2, "重要时间节点（只提醒，不另填表）", KEY_COLUMNS, _key_dates(year.unit)
    )
    blocks = (Heading(level=0, text=title), *note, every, *months, *((reminded,) if reminded.rows else ()))
    return document(year.catalog, title, title, blocks, Folio.TALLY)


def month_pack(year: Year, month: int, roster: Roster = NOBODY) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Yield what is in the folder of a month, and the formats that each is made in.

    With a roster, all count the members on it.
    """
    if roster.members:
        year = year_of_unit(year.unit.with_members(len(roster.members)), year.number)
    yield reminder_sheet(year, month), ("pdf", "docx")
    yield notice(year, month), ("txt",)
    found = year.listed(month)
    for forms in month_forms.kits(year.unit, found, year.number, month, roster):
        yield forms, ("pdf",)
    for ledger in month_workbooks.ledgers(year.unit, found, year.number, month, roster):
        yield ledger, ("xlsx",)
    for letter in month_forms.month_letters(year.unit, found, year.number, month):
        yield letter, ("docx",)


def document(
    catalog: Catalog, name: str, title: str, blocks: tuple[Block, ...], folio: Folio = Folio.NONE
) -> Document:
    """Make a document of one part."""
    part = Part(id="part-month", title=title, head="", folio=folio, blocks=blocks, recto=False)
    issuer = catalog.system.issuer
    return Document(name=safe_file_name(name), title=title, author=issuer, subject=title, parts=(part,))


def _monthly(catalog: Catalog, found: Iterable[Task]) -> Rows:
    """Yield what comes every month, from the tasks of any month: when in words, not on which day."""
    said: set[str] = set()  # what comes every week comes more than once
    for task in found:
        steps = [due for due in task.acts if isinstance(due.step.when, Every) and tasks.is_monthly(due)]
        if steps and not said.intersection(due.key for due in steps):
            said.update(due.key for due in steps)
            time = wording.when(steps[0].step.when, str)
            kept = dict.fromkeys(catalog.records[due.step.opens].title for due in steps if due.step.opens)
            yield (
                Cell(lines=(time,)),
                task.root.who,
                tasks.describe_task(task, steps),
                "、".join(kept),
                _where(steps),
            )


def _beyond(catalog: Catalog, found: Iterable[Task]) -> Rows:
    """Yield what does not come every month, and the day of a fixed meeting."""
    for task in found:
        steps = [due for due in task.acts if not tasks.is_monthly(due)]
        if steps or (task.exact and task.acts):
            acts = list(dict.fromkeys((task.root, *steps)))
            kept = (
                f"{catalog.records[code].title}{copies}份" for code, copies in tasks.forms_opened(catalog, task)
            )
            date = tasks.describe_when(task)
            yield date, task.root.who, tasks.describe_task(task, acts), "；".join(kept), _where(acts)


def _beside(year: Year, month: int) -> Iterator[str]:
    """Yield what has to be known of a month beside its work: its days off, its key dates."""
    yield from _days_off(year, month)
    if found := key_dates.reminder(year.unit, month):
        yield found


def _days_off(year: Year, month: int) -> Iterator[str]:
    """Say on which days of a week nobody works, and on which days of a weekend people do."""
    calendar, statutory = year.catalog.calendar, dict(workdays.statutory(year.number))
    days = workdays.days(dt.date(year.number, month, 1), workdays.last_of(year.number, month))
    off, worked = [], []
    for day in days:
        works, weekend = calendar.is_workday(day), day.weekday() >= workdays.SATURDAY
        if not works and (day in statutory or not weekend):
            off.append(f"{day.day}日{words.bracketed(statutory.get(day, ''))}")
        elif works and weekend:
            worked.append(f"{day.day}日（{wording.weekday(day)}）")
    said = (f"{word}：{'、'.join(found)}" for word, found in (("放假", off), ("调休上班", worked)) if found)
    yield from (f"{text}。" for text in ("；".join(said),) if text)


def _key_dates(unit: Unit) -> Rows:
    for month in MONTH_NUMBERS:
        for each in unit.key_dates(month):
            when = f"{month}月{each.day}日" if each.day else f"{month}月"
            yield when, each.name, key_dates.basis(unit.catalog, each)


def _where(dues: Iterable[Due]) -> str:
    """Return the codes of the standards of steps."""
    return "、".join(dict.fromkeys(due.standard.code for due in dues))
