"""党务工作提示: all that is due in a month, by role: a box to tick, the proposed and the last day, what is used.

Every month is set the same way. What one meeting holds is one row, under whoever calls it; what comes before and
after it stands under those who do it. How a meeting goes is left to its standard. The book of a branch tells the
same reminders by day.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.composition import wording
from dangjian_std.document import words
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import cell, column, free_column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import Before, reference
from dangjian_std.publications.month_pack import meeting_names, tasks
from dangjian_std.publications.month_pack.tasks import Task

REMINDER_COLUMNS = (
    column("", 4, Align.CENTRE),
    column("拟办", 11, Align.CENTRE),
    column("最迟", 11.4, Align.CENTRE),
    free_column("做什么", 40, 56),
    free_column("用什么", 20, 36),
)
THAT_DAY = "当天"
"""The last day of what has one day only."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one role does on one occasion: an act, or what its meeting holds."""

    task: Task
    at: str = ""
    """The meeting of somebody else at which it is done."""

    @property
    def who(self) -> str:
        """Who acts, or calls the meeting."""
        return self.task.root.who

    @property
    def said(self) -> tuple[Due, ...]:
        """What it names: all that is held, but what only is a part of that."""
        held = (due for due in self.task.held if due.host or not tasks.is_simultaneous(due.step.when))
        return (self.task.root, *held)

    @property
    def dates(self) -> tuple[str, str]:
        """The proposed day with its weekday, and the last one."""
        day, last = self.task.day, self.task.deadline
        proposed = f"{day.day}日{wording.weekday(day)}"
        return proposed, THAT_DAY if self.task.exact or last <= day else _short(last, day)

    def acts(self, *, coded: bool = True) -> str:
        """What is done; an actor is named where he is not the one whose row it is, nor one who takes part.

        Behind each act stands the code of its standard, unless there is no room, and the day of a meeting that it
        is done before, where that is in another month.
        """
        texts, about = [], ""
        known = {self.who, *self.task.root.step.with_}
        for due in self.said:
            subject = "" if due.standard.code == about else tasks.describe_subject(due)
            where = "，".join(filter(None, (due.standard.code if coded else "", self.at, _ahead(due))))
            texts.append(f"{subject}{tasks.describe_act(due, known)}{words.bracketed(where)}")
            about = due.standard.code
        return "；".join(texts)


def used(catalog: Catalog, listed: Iterable[Reminder]) -> str:
    """Name the forms to open, with their numbers, those that are added to, and the papers to send."""
    own = [each.task for each in listed]
    opened: Counter[str] = Counter()
    for task in own:
        opened.update(dict(tasks.forms_opened(catalog, task)))
    kept = [f"{catalog.records[code].title}{number}份" for code, number in opened.items()]
    added = dict.fromkeys(code for task in own for code in tasks.forms_added_to(task) if code not in opened)
    sent = dict.fromkeys(code for task in own for due in task.everything for code in due.step.papers)
    return "；".join(
        (*kept, *((f"记入{'、'.join(added)}",) if added else ()), *((f"发{'、'.join(sent)}",) if sent else ()))
    )


def reminder_table(catalog: Catalog, found: Iterable[Task], title: str, label: str, beside: str = "") -> Table:
    """Return the table of what is due in a month. What stands `beside` the work of the month is its note."""
    return Table(
        label=label,
        title=title,
        anchor="table-1",
        columns=REMINDER_COLUMNS,
        rows=tuple(_rows(catalog, found)),
        notes=((beside,),) if beside else (),
        tight=True,
    )


def reminders(found: Iterable[Task]) -> Iterator[Reminder]:
    """Yield every occasion of a month on which somebody acts: what is held together, what is before and after.

    Who takes no part in a meeting but for one thing finds that under his own role.
    """
    for task in found:
        guests = tuple(due for due in task.held if _is_guest(due, task.root))
        held = tuple(due for due in task.held if due not in guests)
        yield Reminder(dataclasses.replace(task, held=held, before=(), after=()))
        for due in guests:
            yield Reminder(Task(due), at=meeting_names.host(due))
        for due in (*task.before, *task.after):
            if not tasks.is_simultaneous(due.step.when):
                yield Reminder(Task(due))


def by_date(found: Iterable[Reminder]) -> list[Reminder]:
    """Return reminders by their day; what has no other day comes first."""
    return sorted(found, key=lambda each: (each.task.day, not each.task.exact, each.task.deadline))


def _is_guest(due: Due, meeting: Due) -> bool:
    return due.host is not None and due.step.opens is None and due.who not in {meeting.who, *meeting.step.with_}


def _rows(catalog: Catalog, found: Iterable[Task]) -> Iterator[Row | Band]:
    by_role: dict[str, list[Reminder]] = {}
    for each in reminders(found):
        by_role.setdefault(each.who, []).append(each)
    order = list(catalog.roles)
    for who in sorted(by_role, key=lambda role: order.index(role) if role in order else len(order)):
        yield Band(text=(who,))
        for each in by_date(by_role[who]):
            texts = (words.EMPTY_BOX, *each.dates, each.acts(), used(catalog, [each]))
            yield Row(cells=tuple(map(cell, texts)))


def _ahead(due: Due) -> str:
    """Return the day of the meeting that something is done before, where that is in another month.

    Of an organ that meets only where it acts, always.
    """
    meeting = due.hangs_on if isinstance(due.step.when, Before) else None
    if meeting is None or (meeting.step.meeting and meeting.planned.month == due.planned.month):
        return ""
    if not meeting.step.meeting and isinstance(reference(due.step.when), StepRef):
        return ""
    return f"{meeting.planned.month}月{meeting.planned.day}日"


def _short(day: dt.date, listed: dt.date) -> str:
    return f"{day.day}日" if day.month == listed.month else f"{day.month}月{day.day}日"
