"""What members are told of a month: when and where they meet, what to bring, and what is asked of everybody.

Hour, place and things to bring are left to be filled in. Nothing stands there that officers prepare or keep, no
agenda, and nothing that is done with one person at a time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from dangjian_std.composition import wording
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.vocabulary import CountedPer, Modal
from dangjian_std.publications.month_pack import meeting_names, reminders, tasks
from dangjian_std.publications.month_pack.reminders import Reminder
from dangjian_std.publications.month_pack.tasks import Task

TO_FILL_IN = "＿＿时＿＿分，在＿＿＿＿＿＿；请带＿＿＿＿＿＿"


def lines(catalog: Catalog, found: Iterable[Task]) -> Iterator[str]:
    """Yield a line for each time that members meet, and for each act asked of all of them, by the day told."""
    listed = [each for each in reminders.reminders(found) if not (each.task.loose or each.at)]
    for each in sorted(listed, key=lambda each: _told_day(catalog, each)):
        if _meets(catalog, each.task.root):
            day = each.task.day
            yield f"{day.day}日（{wording.weekday(day)}）{'、'.join(_called(catalog, each))}：{TO_FILL_IN}。"
        elif _asked(catalog, each.task.root):
            due = each.task.root
            yield f"{_by(each)}：{tasks.describe_subject(due)}{tasks.describe_act(due)}。"


def _told_day(catalog: Catalog, each: Reminder) -> dt.date:
    """Return the day that a line names: that of a meeting, the last one of anything else."""
    return each.task.day if _meets(catalog, each.task.root) else each.task.deadline


def _meets(catalog: Catalog, due: Due) -> bool:
    """Whether all members are called to a meeting."""
    form = catalog.records.get(due.step.form or "")
    return not catalog.everyone.isdisjoint(due.step.with_) and bool(due.step.meeting or (form and form.common))


def _called(catalog: Catalog, each: Reminder) -> tuple[str, ...]:
    """Return what a meeting is called, and each other one that members are called to and that is held with it."""
    held = (due for due in each.said if due is each.task.root or not due.step.meeting or _meets(catalog, due))
    return meeting_names.names(catalog, held) or (tasks.describe_act(each.task.root),)


def _asked(catalog: Catalog, due: Due) -> bool:
    """Whether every member has to do something himself, or with an officer who has one form for all of them."""
    if due.step.when.modal is not Modal.SHALL:
        return False
    form = catalog.records.get(due.step.form or "")
    alike = form is not None and form.stored and form.per is not CountedPer.MEMBER
    return due.who in catalog.everyone or (alike and not catalog.everyone.isdisjoint(due.step.with_))


def _by(each: Reminder) -> str:
    last = each.task.deadline
    return f"{last.month}月{last.day}日前"
