"""日历文件: what a person of the unit has to do in a year, for the calendar of a telephone; and one of everything.

A meeting is one entry, on its proposed day; what is prepared and what follows has entries of its own. An entry is
known by its step, the year, and which time of the year it is: it keeps its UID when its day or its words change.
No person is named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from dangjian_std.composition.request import safe_file_name
from dangjian_std.document.document import CalendarDay, Document
from dangjian_std.domain.due import Due, NamedDay
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import RoleKind
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.month_pack import meeting_names, tasks
from dangjian_std.publications.month_pack.pack import Year

Acts = tuple[Due, ...]
ALL_OWNERS = "全部"


def calendars(year: Year) -> Iterator[Document]:
    """Yield a calendar of everything, then one for each post that does something or is called to it."""
    found = tuple(_entries(year))
    yield _document(year, ALL_OWNERS, (day for day, _ in found))
    concerned = {name for _, who in found for name in who}
    for name, role in year.catalog.roles.items():
        if name in concerned and role.kind is not RoleKind.ORGAN:
            yield _document(year, name, (day for day, who in found if name in who))


def _document(year: Year, whose: str, days: Iterable[CalendarDay]) -> Document:
    title = f"{year.number}年党务工作日历（{whose}）"
    issuer = year.catalog.system.issuer
    return Document(
        name=safe_file_name(title), title=title, author=issuer, subject=title, parts=(), days=tuple(days)
    )


def _entries(year: Year) -> Iterator[tuple[CalendarDay, frozenset[str]]]:
    """Yield each entry, and whose it is: of those who act, and of those who are called."""
    numbers = _numbers(year.dues)
    for month in MONTH_NUMBERS:
        for task in year.listed(month):
            every = [task.acts] if task.acts else []
            for acts in (*every, *((due,) for due in (*task.before, *task.after))):
                yield _entry(year, acts, numbers), frozenset(_concerned(year.unit, acts))


def _entry(year: Year, acts: Acts, numbers: Mapping[NamedDay, int]) -> CalendarDay:
    """Return what is done together as one entry: by the names of its meetings, or by who does what."""
    root, last = acts[0], min(due.until for due in acts)
    names = meeting_names.names(year.catalog, acts)
    told = "；".join(tasks.describe_act(due, {root.who}) for due in acts)
    title = "、".join(names) or f"{root.who}：{tasks.describe_subject(root)}{told}"
    late = f"（{last.month}月{last.day}日前）" if last > root.planned else ""
    codes = "、".join(dict.fromkeys(due.standard.code for due in acts))
    return CalendarDay(
        id=f"{year.number}-{root.key}-{numbers[root.time]}",
        day=root.planned,
        title=f"{title}{late}",
        note=f"{f'{root.who}：{told}。' if names else ''}见{codes}",
    )


def _concerned(unit: Unit, acts: Acts) -> Iterator[str]:
    """Yield who acts and who is called; of an organ, who convenes it and the posts that a unit has with it.

    For a post that the unit lacks, whoever does its work.
    """
    roles = unit.catalog.roles
    called = (unit.holder(name) for due in acts for name in (due.who, *due.step.with_))
    for name in filter(None, called):
        yield name
        if roles[name].kind is RoleKind.ORGAN:
            yield roles[name].convener or name
            if need := roles[name].needs:
                alike = (each for each in roles.values() if (each.needs, each.level) == (need, roles[name].level))
                yield from (each.id for each in alike)


def _numbers(dues: Iterable[Due]) -> Mapping[NamedDay, int]:
    """Number the times of each step in a year, by the limits that the standards set."""
    times: dict[str, set[tuple[dt.date, NamedDay]]] = {}
    for due in dues:
        times.setdefault(due.key, set()).add(((due.limits or due.dates).last, due.time))
    return {time: number for own in times.values() for number, (_, time) in enumerate(sorted(own), 1)}
