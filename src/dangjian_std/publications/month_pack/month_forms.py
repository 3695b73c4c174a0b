"""用表: the forms of a month, each in as many copies as the unit needs, behind a list of them and of the papers.

What is known beforehand is written on them: the number's year, the day of a meeting that has one, and the boxes
that the steps tick. A ballot carries no mark. Papers are typed, so they are files of their own.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from dangjian_std.composition import copies, form_lists, letter_blocks, wording
from dangjian_std.composition.copies import FormUse
from dangjian_std.composition.form_blocks import BLANK_FILLING, Filling
from dangjian_std.composition.request import safe_file_name
from dangjian_std.document import words
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain import meetings_apart, workdays
from dangjian_std.domain.catalog import Catalog, MeetingEvent
from dangjian_std.domain.due import Due, meeting_kinds
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Fill, Medium
from dangjian_std.publications.month_pack import meeting_names, tasks
from dangjian_std.publications.month_pack.tasks import Task
from dangjian_std.reading.roster import NOBODY, Roster

BRANCH_FILES_NOTE = "各党支部用的表在写着党支部名称的用表里，一个党支部一个文件，照文件开头的表打印。"
WITH_MEETINGS = "临时开的会、会上定下的事（{codes}），不在工作提示里，用到再印：{told}。"
LEAST_BRANCHES_FOR_FILES = 2
"""Branches from which on each has a file of its own."""
MONTHS_IN_QUARTER = 3
"""Months in a quarter."""
Dated = tuple[dt.date, FormUse]
"""A form or a paper, with the day on which it is taken."""


def month_forms(unit: Unit, found: Iterable[Task], year: int, month: int, roster: Roster = NOBODY) -> Document:
    """《3月用表》: a list, then the forms in the order of use, each copy on a sheet of its own.

    With a roster, names of branches and of who is to sign in stand on the forms, and these are 内部资料.
    """
    uses = _all(unit, found, year, month, roster)
    return _kit(unit.catalog, uses, (year, month), roster, beside=with_meetings(unit, year, month))


def kits(unit: Unit, found: Iterable[Task], year: int, month: int, roster: Roster = NOBODY) -> Iterator[Document]:
    """Yield the forms of a month as files to hand out, one for each branch of a roster; a large one is cut."""
    found = tuple(found)
    if len(roster.branches) < LEAST_BRANCHES_FOR_FILES:
        yield from copies.volumes(month_forms(unit, found, year, month, roster))
        return
    uses = _all(unit, found, year, month, roster)
    whole = _kit(unit.catalog, uses, (year, month), roster, apart=True, beside=with_meetings(unit, year, month))
    yield from copies.volumes(whole)
    for number, branch in enumerate(roster.branches, 1):
        own = [each for use in uses if (each := use.of(branch)).owners and each.drawn]
        yield from copies.volumes(_kit(unit.catalog, own, (year, month), roster, (number, roster.printed(branch))))


def _kit(  # noqa: PLR0913 whose it is, and whether others are apart
    catalog: Catalog,
    uses: list[FormUse],
    date: tuple[int, int],
    roster: Roster,
    own: tuple[int, str] | None = None,
    *,
    apart: bool = False,
    beside: str = "",
) -> Document:
    (year, month), (number, owner) = date, own or (0, "")
    title = f"{month}月用表"
    counted: Counter[str] = Counter()
    drawn = [use.of("") for use in uses] if apart else uses
    parts = [part for use in drawn if use.drawn for part in copies.parts(use, counted, roster)]
    notes = [*((form_lists.PRINTING_NOTE,) if parts else ()), *((BRANCH_FILES_NOTE,) if apart else ())]
    notes += [form_lists.BALLOTS] if any(use.ballot for use in uses) else []
    notes += [beside] if beside else []
    label, heading = f"{year}年{month}月", f"{title}　{owner}" if owner else title
    first = form_lists.listed(uses, label, heading, notes, empty="这个月没有要新开的表。")
    name = "-".join(filter(None, (title, f"{number:02}" if number else "", owner)))
    return _document(catalog, name, f"{year}年{title}", (first, *parts))


def month_letters(unit: Unit, found: Iterable[Task], year: int, month: int) -> Iterator[Document]:
    """Yield each paper of a month once; a blank is filled where all uses of the paper agree on its text."""
    papers: dict[str, list[FormUse]] = {}
    for use in _all(unit, found, year, month):
        if isinstance(use.item, Paper):
            papers.setdefault(use.item.code, []).append(use)
    for code, uses in sorted(papers.items()):
        paper = unit.catalog.papers[code]
        first, *others = (use.filling.texts for use in uses)
        texts = {
            slot: "、".join(written)
            for slot, written in first.items()
            if all(each.get(slot) == written for each in others)
        }
        part = Part(
            id=f"part-{code}",
            title=paper.title,
            head="",
            folio=Folio.ARABIC,
            blocks=(letter_blocks.draw_letter(paper, texts),),
        )
        yield _document(unit.catalog, f"{code}-{paper.title}", paper.title, (part,))


def _document(catalog: Catalog, name: str, title: str, parts: tuple[Part, ...]) -> Document:
    return Document(
        name=safe_file_name(name), title=title, author=catalog.system.issuer, subject=title, parts=parts
    )


def _all(unit: Unit, found: Iterable[Task], year: int, month: int, roster: Roster = NOBODY) -> list[FormUse]:
    """Return the forms and papers of a month, each in the order of use."""
    sent: set[tuple[str, str, CountedPer]] = set()
    dated = [each for task in found for each in _uses(unit, task, year, month, roster, sent=sent)]
    return [use for _, use in sorted(dated, key=lambda each: (form_lists.place(each[1]), each[0]))]


def _uses(  # noqa: PLR0913 what has been listed already
    unit: Unit, task: Task, year: int, month: int, roster: Roster, *, sent: set[tuple[str, str, CountedPer]]
) -> Iterator[Dated]:
    """Yield the forms and papers of a task.

    A paper that several steps of one standard send is listed once, at the first task that sends it.
    """
    fillings: dict[str, Filling] = {}
    catalog = unit.catalog
    for code, number in tasks.forms_opened(catalog, task):
        record = catalog.records[code]
        fillings[code] = prefilled(record, task, year, month)
        opening = [due for due in task.everything if tasks.opened(due) == code or _shares(record, due)]
        per = next(due.step.when.per for due in opening if tasks.opened(due) == code) or record.per
        day, when = _taken(task, opening)
        yield (
            day,
            FormUse(
                record,
                per,
                copies.owners(unit, per, roster),
                -(-number // max(unit.count(per), 1)) * record.copies,
                when,
                tasks.describe_task(task, opening),
                fillings[code],
                called(catalog, record, opening),
            ),
        )
    for code in dict.fromkeys(code for due in task.everything for code in due.step.papers):
        senders = [due for due in task.everything if code in due.step.papers]
        first, paper = min(senders, key=lambda due: due.dates.deadline), catalog.papers[code]
        known = {(code, due.standard.code, due.sent) for due in senders}
        if known & sent:
            continue
        sent |= known
        day, when = _taken(task, [first])
        filling = Filling(texts=dict(_slots(catalog, paper, fillings, task)))
        each = copies.owners(unit, first.sent, roster)
        yield day, FormUse(paper, first.sent, each, 1, when, tasks.describe_act(first), filling)


def _taken(task: Task, dues: Collection[Due]) -> tuple[dt.date, str]:
    """Return the day on which something is taken, and say it: that of the task, or of what comes before, after."""
    own = min(dues, key=lambda due: due.planned)
    apart = all(due in (*task.before, *task.after) and not tasks.is_simultaneous(due.step.when) for due in dues)
    return (own.planned, tasks.describe_day(own)) if apart else (task.day, tasks.describe_when(task))


def with_meetings(unit: Unit, year: int, month: int) -> str:
    """Say what comes with any meeting and waits for it: with one of no day on the plan, and by what is settled."""
    unit = unit.in_force(dt.date(year, month, 1), workdays.last_of(year, month))
    acts: dict[str, dict[str, None]] = {}
    codes: dict[str, None] = {}
    for standard, step in meetings_apart.waiting(unit, *MeetingEvent):
        time = "".join(map(str, wording.when(step.when, str)))
        papers = (code for code in step.papers if _written(unit, unit.catalog.papers[code]))
        used = filter(None, (unit.form(step.record), *papers))
        acts.setdefault(f"{time}，{unit.holder(step.who)}{step.what}", {}).update(dict.fromkeys(used))
        codes[standard.code] = None
    told = "；".join(f"{act}{words.bracketed('、'.join(used))}" for act, used in acts.items())
    return WITH_MEETINGS.format(codes="、".join(codes), told=told) if told else ""


def _written(unit: Unit, paper: Paper) -> bool:
    """Whether a unit writes a paper: not the minutes of a meeting whose record it has no organ for."""
    sources = {slot.field.record for slot in paper.slots if slot.field}
    return not sources or not sources <= unit.moved.keys()


def called(catalog: Catalog, record: Record, opening: Iterable[Due]) -> bool:
    """Whether members must attend what is due and written on a form."""
    return form_lists.called(catalog, record, (due.step for due in opening))


def _shares(record: Record, due: Due) -> bool:
    """Whether a step is a meeting that is held on the day of another one and noted on its form."""
    return bool(due.joins and due.record == record.code and meeting_kinds(record, due.step))


def prefilled(record: Record, task: Task, year: int, month: int) -> Filling:
    """Return what is written on a form beforehand: year, quarter, day, kinds of meeting; on a ballot, nothing."""
    if record.medium is Medium.BALLOT:
        return BLANK_FILLING
    known = {Fill.YEAR: f"{year}", Fill.QUARTER: f"{year}年第{(month - 1) // MONTHS_IN_QUARTER + 1}季度"}
    if task.exact:
        known[Fill.DATE] = wording.chinese_date(task.deadline)
    texts = {each.id: (known[each.fill],) for each in record.fields if each.fill in known}
    return Filling(texts=texts | dict(meeting_names.ticked(record, (task.root, *task.held))), year=f"{year}")


def _slots(
    catalog: Catalog, paper: Paper, fillings: Mapping[str, Filling], task: Task
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the blanks of a paper that the form of its meeting has filled already; a meeting by its names."""
    for slot in paper.slots:
        filling = fillings.get(slot.field.record) if slot.field else None
        if slot.field and filling and (written := filling.texts.get(slot.field.field)):
            kinds = catalog.records[slot.field.record].fields_filled(Fill.KINDS)
            called = slot.field.field in {each.id for each in kinds}
            yield slot.id, meeting_names.names(catalog, (task.root, *task.held)) if called else written
