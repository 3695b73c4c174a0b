"""挂图: each half of a year on one sheet of A3, with what people meet for and by when things have to be done.

What comes every month without anybody meeting, what is prepared and what follows is counted below the month: the
tips of the month tell it. A fuller month says less of each deadline, a very full one only counts them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from dangjian_std.composition import wording
from dangjian_std.composition.request import safe_file_name
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.wall_calendars import (
    WallCalendar,
    WallDay,
    WallEntry,
    WallMonth,
    WallSetting,
    Weight,
)
from dangjian_std.domain import workdays
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import RoleKind
from dangjian_std.domain.workdays import SATURDAY
from dangjian_std.publications.month_pack import meeting_names, pack, tasks
from dangjian_std.publications.month_pack.pack import Year
from dangjian_std.publications.month_pack.tasks import Task

HALVES = {"上半年": range(1, 7), "下半年": range(7, 13)}
DAY_OFF_WORD, WORKING_DAY_WORD = "休", "班"
WALL_NOTE = (
    "粗字是开的会，其余是要一起办的和有时限的事，排在拟办的那一天，后面写谁、最迟哪天；排不下的只写几件，名目看当月工作提示。"
    f"小字是重要时间节点，只提醒。{DAY_OFF_WORD}：放假；{WORKING_DAY_WORD}：调休上班。"
)


def wall_calendar(year: Year) -> Document:
    """《2027年党务工作年历（挂图）》: a sheet for each half of the year."""
    title = f"{year.number}年党务工作年历"
    parts = tuple(_part(year, number, half) for number, half in enumerate(HALVES, 1))
    issuer = year.catalog.system.issuer
    return Document(
        name=safe_file_name(f"{title}（挂图）"), title=title, author=issuer, subject=title, parts=parts
    )


def _part(year: Year, number: int, half: str) -> Part:
    title = f"{year.number}年党务工作年历（{half}）"
    notes = (WALL_NOTE,) if year.published else (WALL_NOTE, f"{pack.ESTIMATED_YEAR_NOTE}。")
    sheet = WallCalendar(
        title=title,
        issuer=year.catalog.system.issuer,
        months=tuple(_month(year, month) for month in HALVES[half]),
        notes=notes,
    )
    return Part(id=f"part-wall-{number}", title=title, head="", folio=Folio.NONE, blocks=(sheet,), recto=False)


@dataclass(frozen=True)
class _Sorted:
    """The tasks of a month: those at which people meet, those that they do together, those with a deadline."""

    catalog: Catalog
    tasks: tuple[Task, ...]

    @cached_property
    def meetings(self) -> list[Task]:
        """What people meet for."""
        return [task for task in self._dated if self._together(task) and self._meets(task)]

    @cached_property
    def together(self) -> list[Task]:
        """What all members or a whole organ take part in, without a meeting."""
        return [task for task in self._dated if self._together(task) and not self._meets(task)]

    @cached_property
    def deadlines(self) -> list[Task]:
        """What somebody does alone by a day of this month and not of every one."""
        alone = (task for task in self._dated if not self._together(task))
        return [task for task in alone if not tasks.is_monthly(task.root)]

    def left(self, shown: Iterable[Task]) -> int:
        """Return how many acts of the month are not shown."""
        named = sum(len(task.acts) for task in shown)
        return sum(len((*task.acts, *task.before, *task.after)) for task in self.tasks) - named

    @property
    def _dated(self) -> Iterator[Task]:
        return (task for task in self.tasks if task.acts and not task.loose)

    def _together(self, task: Task) -> bool:
        people = (self.catalog.roles[name] for name in (task.root.who, *task.root.step.with_))
        return any(each.everyone or each.kind is RoleKind.ORGAN for each in people)

    def _meets(self, task: Task) -> bool:
        return bool(_names(self.catalog, task)) or self.catalog.roles[task.root.who].kind is RoleKind.ORGAN


def _month(year: Year, month: int) -> WallMonth:
    """Tell a month: with what is new at its meetings, without it, with fewer words for deadlines, without them."""
    found = _Sorted(year.catalog, year.listed(month))
    kept = [*found.meetings, *found.together]
    meetings, together = _meetings(year.catalog, found.meetings, told=True), list(map(_alone, found.together))
    bare = _meetings(year.catalog, found.meetings, told=False)
    deadlines = list(map(_alone, found.deadlines))
    everything = [*kept, *found.deadlines]
    named = (
        [*meetings, *together, *deadlines],
        [*bare, *together, *deadlines],
        [*bare, *together, *_by_person(found.deadlines)],
    )
    counted = (
        ([*bare, *together, *_counted(found.deadlines, least=2)], everything),
        ([*bare, *together, *_counted(found.deadlines, least=1)], everything),
        ([*bare, *together], kept),
    )
    left = found.left(everything)
    return WallMonth(
        title=f"{month}月",
        settings=(
            *(_setting(year, month, entries, left) for entries in named),
            *(_setting(year, month, entries, found.left(shown), counted=True) for entries, shown in counted),
        ),
    )


Dated = tuple[dt.date, WallEntry]


def _setting(year: Year, month: int, entries: list[Dated], left: int, *, counted: bool = False) -> WallSetting:
    first = dt.date(year.number, month, 1)
    light: dict[int, list[WallEntry]] = {}
    for each in year.unit.key_dates(month):
        said = each.name if each.day else f"本月：{each.name}"
        light.setdefault(each.day or 1, []).append(WallEntry(text=said, weight=Weight.LIGHT))
    statutory = dict(workdays.statutory(year.number))
    calendar = year.catalog.calendar
    days = []
    for day in workdays.days(first, workdays.last_of(year.number, month)):
        works, holiday = calendar.is_workday(day), statutory.get(day, "")
        weekend = day.weekday() >= SATURDAY
        mark = (
            WORKING_DAY_WORD
            if works and weekend
            else DAY_OFF_WORD
            if not works and (holiday or not weekend)
            else ""
        )
        named = [WallEntry(text=holiday)] if holiday else []
        own = [entry for on, entry in entries if on == day]
        days.append(
            WallDay(
                number=day.day,
                weekday=wording.weekday(day)[-1],
                mark=mark,
                off=not works,
                entries=(*named, *own, *light.get(day.day, ())),
            )
        )
    below = f"另有{left}件，见{month}月工作提示" if left else ""
    return WallSetting(days=tuple(days), below=below, counted=counted)


def _names(catalog: Catalog, task: Task) -> tuple[str, ...]:
    """Return what the meetings of a task are called; one without a name is called by what is done."""
    code = task.root.step.opens
    return meeting_names.names(catalog, (task.root, *task.held)) or (
        (task.root.step.what,) if code and catalog.records[code].common else ()
    )


def _meetings(catalog: Catalog, found: Iterable[Task], *, told: bool) -> list[Dated]:
    """Tell each meeting by its names, or by the organ that meets: what one organ settles on a day is one meeting.

    Where there is room, also what a meeting has beside what comes every month.
    """
    entries = []
    for (day, _), group in groupby(found, key=lambda task: (task.day, _names(catalog, task) or task.root.who)):
        own = list(group)
        first = own[0]
        last = min(own, key=lambda task: task.deadline)
        if names := _names(catalog, first):
            new = _beside(first) if told else ()
            text, about, beside = "、".join(names), "；".join(new), f"{first.root.who}{_last(last)}"
        else:
            acts = (due.step.what for task in own for due in task.acts)
            text, about, beside = first.root.who, "；".join(acts), _last(last).removeprefix("，")
        entries.append((day, WallEntry(text=text, about=about, beside=beside, weight=Weight.STRONG)))
    return entries


def _beside(task: Task) -> Iterator[str]:
    """Yield what is done at a meeting beside what makes it one, and does not come every month.

    Who acts is named where he is neither the one who calls it nor takes part: the line below names only that one.
    """
    others = (due for due in task.acts if due is not task.root and not due.step.meeting)
    known = {task.root.who, *task.root.step.with_}
    return (f"{'' if due.who in known else due.who}{due.step.what}" for due in others if not tasks.is_monthly(due))


def _alone(task: Task) -> Dated:
    """Tell a task by its acts, who does it, and its last day."""
    root = task.root
    acts = "；".join(tasks.describe_act(due, {root.who}) for due in task.acts)
    return task.day, WallEntry(text=f"{tasks.describe_subject(root)}{acts}", beside=f"{root.who}{_last(task)}")


def _by_person(found: Iterable[Task]) -> Iterator[Dated]:
    """Tell the deadlines of a person on a day by the first of them, and count the others."""
    for (day, _), group in groupby(_ordered(found), key=lambda task: (task.day, task.root.who)):
        own = list(group)
        (_, entry), last = _alone(own[0]), min(own, key=lambda task: task.deadline)
        text = f"{entry.text}等{len(own)}件" if len(own) > 1 else entry.text
        yield day, WallEntry(text=text, beside=f"{own[0].root.who}{_last(last)}")


def _counted(found: Iterable[Task], *, least: int) -> Iterator[Dated]:
    """Count the deadlines of a day that has at least so many; what there is of others is told."""
    for day, group in groupby(_ordered(found), key=lambda task: task.day):
        own = list(group)
        last = min(own, key=lambda task: task.deadline)
        counted = WallEntry(text=f"时限{len(own)}件", beside=_last(last).removeprefix("，"))
        yield from [(day, counted)] if len(own) >= least else map(_alone, own)


def _ordered(found: Iterable[Task]) -> list[Task]:
    return sorted(found, key=lambda task: (task.day, task.root.who, task.deadline))


def _last(task: Task) -> str:
    """Return the last day of a task behind a comma, where it comes after the proposed one."""
    return "" if task.exact else "".join(f"，{each}" for each in tasks.describe_date(task)[1:])
