"""What a branch has to do in a month, in as few rows as it takes to stay on a page of its book.

The same reminders as on the sheet of the month, by day and not by role: what one role does on a day, up to the
same last one, is a row. Where there is no room, so is what several do; a meeting stands alone. In the fullest
months what may be done on any day stands in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.document import words
from dangjian_std.document.tables import Rows
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import Modal
from dangjian_std.publications.month_pack import reminders
from dangjian_std.publications.month_pack.reminders import Reminder
from dangjian_std.publications.month_pack.tasks import Task

SEVERAL = "各岗位"
"""Who acts in a row that names its actors one by one."""


@dataclass(frozen=True, slots=True)
class MonthEntry:
    """A row: what is to be done on a day."""

    reminders: tuple[Reminder, ...]
    terse: bool = False

    @property
    def who(self) -> str:
        """The actor; `SEVERAL` where there are more than one."""
        actors = {each.who for each in self.reminders}
        return actors.pop() if len(actors) == 1 else SEVERAL

    @property
    def dates(self) -> tuple[str, str]:
        """The proposed day, and the first last one."""
        return min(self.reminders, key=lambda each: each.task.deadline).dates

    @property
    def acts(self) -> str:
        """What is done. An actor is named where he differs from the last one."""
        texts, last = [], self.who
        for each in self.reminders:
            texts.append(f"{'' if each.who == last else each.who}{each.acts(coded=not self.terse)}")
            last = each.who
        return "；".join(texts)


def entries(found: Iterable[Task], *, terse: bool = False, loose: bool = True) -> Iterator[MonthEntry]:
    """Group the reminders of a month by day, last day and actor, or only by day, maybe without what is loose."""
    groups: dict[tuple[object, ...], list[Reminder]] = {}
    for each in reminders.by_date(reminders.reminders(found)):
        if each.task.loose and not loose:
            continue
        place = (each.task.root.time,) if each.task.held else () if terse else (each.dates, each.who)
        groups.setdefault((each.task.day, *place), []).append(each)
    for group in groups.values():
        actors = list(dict.fromkeys(each.who for each in group))
        yield MonthEntry(tuple(sorted(group, key=lambda each: actors.index(each.who))), terse)


def beside(found: Iterable[Task]) -> Iterator[str]:
    """Yield one sentence that names what is loose, by its proposed day and its actor; with boxes."""
    days: dict[int, list[str]] = {}
    for each in reminders.by_date(reminders.reminders(found)):
        if each.task.loose:
            due = any(one.step.when.modal is Modal.SHALL for one in each.task.everything)
            box = words.EMPTY_BOX if due else ""
            days.setdefault(each.task.day.day, []).append(f"{box}{each.who}{each.acts(coded=False)}")
    if days:
        listed = "；".join(f"{day}日{'、'.join(acts)}" for day, acts in days.items())
        yield f"还有可自己定日子的，拟办（有方框的应办，办了打勾）：{listed}。"


def rows(catalog: Catalog, listed: Iterable[MonthEntry]) -> Rows:
    """Yield rows of five cells: the proposed and the last day, who, what is done, what is used."""
    for entry in listed:
        yield *entry.dates, entry.who, entry.acts, reminders.used(catalog, entry.reminders)
