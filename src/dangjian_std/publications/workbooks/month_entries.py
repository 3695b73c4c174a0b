"""What a branch has to do in a month, in as few rows as it takes to stay on a page of its book.

What is prepared and what is kept stand in one column. Where there is no room, what is due by one date is grouped,
and forms that lie open are called by their codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangjian_std.document.blocks import Cell
from dangjian_std.document.tables import Rows
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.vocabulary import Modal
from dangjian_std.publications.month_pack import tasks
from dangjian_std.publications.month_pack.tasks import Task

Texts = tuple[str, ...]
SEVERAL = "各岗位"
"""Who acts in a row that names its actors one by one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: what is due by one date. A meeting stands alone."""

    when: Texts
    tasks: tuple[Task, ...]
    terse: bool = False

    @property
    def who(self) -> str:
        """The actor; `SEVERAL` where there are more than one."""
        actors = {task.root.who for task in self.tasks}
        return actors.pop() if len(actors) == 1 else SEVERAL

    @property
    def done(self) -> str:
        """What is done and, unless the task is a meeting, what follows.

        An actor is named where he differs from the last one.
        """
        texts: list[str] = []
        last, about = self.who, ""
        for task in self.tasks:
            known = {last, *task.root.step.with_}
            texts += [f"{text}{self._codes(due)}" for due, text in _told(task, known, about)]
            last, about = task.root.who, task.acts[-1].standard.code
            if not task.exact:
                texts += _dated(task.after, last, self.terse)
                last = last if {due.who for due in task.after} <= {last} else ""
        return "；".join(texts)

    def _codes(self, due: Due) -> str:
        """The codes, in brackets, of the standard (where there is room) and of the papers that are sent."""
        codes = (*(() if self.terse else (due.standard.code,)), *due.step.papers)
        return f"（{'、'.join(codes)}）" if codes else ""

    @property
    def prepared(self) -> str:
        """What is prepared, by which date."""
        before = (due for task in self.tasks for due in tasks.preparations(task))
        return "；".join(_dated(before, self.who, self.terse))

    @property
    def following(self) -> str:
        """What follows a meeting, by which date."""
        after = (due for task in self.tasks if task.exact for due in task.after)
        return "；".join(_dated(after, self.who, self.terse))

    def kept(self, catalog: Catalog) -> str:
        """The forms to open, with their numbers, and those that are added to."""
        copies: Counter[str] = Counter()
        for task in self.tasks:
            copies.update(dict(tasks.forms_opened(catalog, task)))
        kept = [f"{catalog.records[code].title}{number}份" for code, number in copies.items()]
        added = dict.fromkeys(
            code for task in self.tasks for code in tasks.forms_added_to(task) if code not in copies
        )
        if added:
            kept.append("记入" + "、".join(code if self.terse else catalog.records[code].title for code in added))
        return "；".join(kept)


def entries(found: Iterable[Task], *, terse: bool = False) -> Iterator[Entry]:
    """Group tasks by day, last day and actor, or only by day: then the first last day counts."""
    groups: dict[tuple[Texts, str], list[Task]] = {}
    for task in found:
        if task.acts and not task.loose:
            when = tasks.describe_date(task)
            key = task.root.key if task.meeting else "" if terse else task.root.who
            groups.setdefault((when[:1] if terse and not task.exact else when, key), []).append(task)
    for group in groups.values():
        actors = list(dict.fromkeys(task.root.who for task in group))
        when = tasks.describe_date(min(group, key=lambda task: task.deadline))
        yield Entry(when, tuple(sorted(group, key=lambda task: actors.index(task.root.who))), terse)


def _told(task: Task, known: set[str], last: str) -> Iterator[tuple[Due, str]]:
    """Yield each act of a task in words, after its subject unless the `last` standard was the same."""
    for due in task.acts:
        about = "" if due.standard.code == last else tasks.describe_subject(due)
        yield due, f"{about}{tasks.describe_act(due, known)}"
        known = known | {task.root.who} if due.who in {*known, task.root.who} else {due.who}
        last = due.standard.code


def narrow(catalog: Catalog, listed: Iterable[Entry]) -> Rows:
    """Yield rows of four cells: when, who, what is done and what follows, what is prepared and kept."""
    for entry in listed:
        kept = _joined(entry.prepared, entry.kept(catalog))
        yield _lines(entry.when), entry.who, _joined(entry.done, entry.following), kept


def _lines(texts: Texts) -> Cell:
    return Cell(lines=tuple((text,) for text in texts))


def _joined(*texts: str) -> str:
    return "；".join(filter(None, texts))


def _dated(dues: Iterable[Due], who: str, terse: bool) -> Iterator[str]:  # noqa: FBT001 as in Entry
    """Yield the acts that have a date; acts without one are left to the standard.

    A date is written once for a run of acts. `who` is named again after another actor.
    """
    last, said = "", who
    for due in dues:
        if due.dates.bound is not Bound.SPAN:
            date = tasks.describe_day_alone(due) if terse else tasks.describe_day(due)
            papers = f"（{'、'.join(due.step.papers)}）" if due.step.papers and not terse else ""
            act = tasks.describe_act(due, {who} & {said})
            yield f"{'' if date == last else date}{act}{papers}"
            last, said = date, due.who


def undated(found: tuple[Task, ...]) -> Iterator[str]:
    """Yield one sentence that names the tasks that have neither a day nor a form, by period and actor."""
    without = [task.root for task in found if task.loose and task.acts]
    said = []
    for period in dict.fromkeys(tasks.describe_period(due) for due in without):
        by_actor: dict[str, list[str]] = {}
        for due in without:
            if tasks.describe_period(due) == period:
                by_actor.setdefault(due.who, []).append(_in_a_word(due))
        said.append(f"{period}内" + "，".join(f"{who}{'、'.join(acts)}" for who, acts in by_actor.items()))
    if said:
        yield f"日期自己定：{'；'.join(said)}。"


def _in_a_word(due: Due) -> str:
    modal = due.step.when.modal
    ought = "" if modal is Modal.SHALL else modal.value
    return f"{ought}{tasks.describe_subject(due)}{due.step.what}"
