"""用表: the forms of a month, each in as many copies as the unit needs, behind a list of them and of the papers.

What is known beforehand is written on them: the number's year, the day of a meeting that has one, and the boxes
that the steps' own words tick. A ballot carries no mark. Papers are typed, so they are files of their own.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.agenda import MEMBERS, boxes, heads, kinds
from dangjian_std.dates import Bound
from dangjian_std.document import Block, Document, EntryTable, Folio, Form, Heading, Part, Sheet
from dangjian_std.model import Catalog, Field, FieldType, Medium, Modal, Paper, Per, Record, Step
from dangjian_std.publications import form, letter, tasks, wording
from dangjian_std.publications.form import BLANK, Filling
from dangjian_std.publications.numbering import DRAWN
from dangjian_std.publications.order import safe
from dangjian_std.publications.procedure import NOTHING
from dangjian_std.publications.rows import Rows, table
from dangjian_std.publications.tasks import Task
from dangjian_std.roster import NOBODY, Roster

HEADS: dict[str, float] = {"用什么": 32, "份数": 25, "何时": -12, "做什么用": 31}
BOTH_SIDES = "两面"
PRINTED = "照表的次序排在后面。整份双面打印，长边翻转；每份从新的一张纸开始，背面空白的不是漏印。"
TYPED = "在同一个文件夹里，一件一个 DOCX，文件名以编号开头；已知的日期写好了，其余的打开来填。"
INTERNAL = "内部资料"
GROUP = "党小组"
FEW = 2
"""Owners from which on it is said what each of them has."""
PLACES = 40
"""Places to sign in of a form that does not say how many it has."""
QUARTER = 3
"""Months in a quarter."""


@dataclass(frozen=True, slots=True)
class Use:
    """A form or paper that a task needs."""

    item: Record | Paper
    per: Per
    copies: int
    when: str
    purpose: str
    filling: Filling = BLANK
    called: bool = False
    """Whether all members are called, so that their names stand where they sign."""

    @property
    def drawn(self) -> bool:
        """Whether it is ours to print."""
        return isinstance(self.item, Record) and self.item.medium in DRAWN

    @property
    def sides(self) -> int:
        """How many sides of a sheet it fills."""
        return 2 if isinstance(self.item, Record) and any(each.overleaf for each in self.item.fields) else 1


def kit(catalog: Catalog, found: Iterable[Task], year: int, month: int, roster: Roster = NOBODY) -> Document:
    """《3月用表》: a list, then the forms with two sides, then the others, each copy on a sheet of its own.

    With a roster, names of branches and of who is to sign in stand on the forms, and these are 内部资料.
    """
    uses = sorted(_all(catalog, found, year, month), key=_place)
    title = f"{month}月用表"
    copies: Counter[str] = Counter()
    parts = [part for use in uses if use.drawn for part in _parts(use, copies, roster)]
    whole = f"{year}年{title}"
    return _document(catalog, title, whole, (_list(catalog, uses, f"{year}年{month}月", title), *parts))


def letters(catalog: Catalog, found: Iterable[Task], year: int, month: int) -> Iterator[Document]:
    """Yield each paper of a month once, with what all who send it know of it beforehand."""
    papers: dict[str, list[Use]] = {}
    for use in _all(catalog, found, year, month):
        if isinstance(use.item, Paper):
            papers.setdefault(use.item.code, []).append(use)
    for code, uses in sorted(papers.items()):
        paper = catalog.papers[code]
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
            blocks=(letter.letter(paper, texts),),
        )
        yield _document(catalog, f"{code}-{paper.title}", paper.title, (part,))


def _document(catalog: Catalog, name: str, title: str, parts: tuple[Part, ...]) -> Document:
    return Document(name=safe(name), title=title, author=catalog.system.issuer, subject=title, parts=parts)


def _all(catalog: Catalog, found: Iterable[Task], year: int, month: int) -> Iterator[Use]:
    for task in found:
        yield from _uses(catalog, task, year, month)


def _place(use: Use) -> tuple[bool, bool, int]:
    return not use.drawn, isinstance(use.item, Paper), -use.sides


def _uses(catalog: Catalog, task: Task, year: int, month: int) -> Iterator[Use]:
    fillings: dict[str, Filling] = {}
    for code, number in tasks.opened(catalog, task):
        record = catalog.records[code]
        fillings[code] = filled(record, task, year, month)
        opening = [due for due in task.everything if due.step.opens == code]
        per = opening[0].step.when.per or record.per
        purpose, called = tasks.told(task, opening), any(_calls(record, due.step) for due in opening)
        yield Use(record, per, number, "".join(tasks.date(task)), purpose, fillings[code], called)
    for code in dict.fromkeys(code for due in task.everything for code in due.step.papers):
        senders = [due for due in task.everything if code in due.step.papers]
        last, paper = senders[-1], catalog.papers[code]
        when = tasks.by(last) if last.dates.bound is Bound.BY else "".join(tasks.date(task))
        filling = Filling(texts=dict(_slots(paper, fillings)))
        number = heads(last.sent, catalog.profiles[catalog.system.profile])
        yield Use(paper, last.sent, number, when, tasks.act(last), filling)


def _calls(record: Record, step: Step) -> bool:
    """Whether members have to come: to a meeting that a box of the form names, and not only if they like."""
    return step.when.modal is Modal.SHALL and MEMBERS in step.with_ and bool(kinds(record, step))


def filled(record: Record, task: Task, year: int, month: int) -> Filling:
    """What is known of a form before it is filled in; nothing ever of a ballot."""
    if record.medium is Medium.BALLOT:
        return BLANK
    known = {"年度": f"{year}", "年度和季度": f"{year}年第{(month - 1) // QUARTER + 1}季度"}
    texts: dict[str, tuple[str, ...]] = {
        each.id: (known[each.label],) for each in record.fields if each.label in known
    }
    if record.common:
        texts.update(_meeting(record, task))
    return Filling(texts=texts, year=f"{year}")


def _meeting(record: Record, task: Task) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a common form says of a meeting: which kinds it is, and its day if that is fixed."""
    met = (due for due in (task.root, *task.held) if due.joins or due.step.opens == record.code)
    ticked = {kind for due in met for kind in (kinds if due.joins else boxes)(record, due.step)}
    for each in record.fields:
        if each.type is FieldType.CHOICES and ticked & {*each.options}:
            yield each.id, tuple(option for option in each.options if option in ticked)
    date = next((each for each in record.fields if _is_date(each)), None)
    if date and task.exact:
        yield date.id, (wording.chinese_date(task.deadline),)


def _is_date(field: Field) -> bool:
    return field.type is FieldType.DATE and not field.overleaf


def _slots(paper: Paper, fillings: Mapping[str, Filling]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the blanks of a paper that the form of its meeting has filled already."""
    for slot in paper.slots:
        code, _, field = (slot.field or "").partition(".")
        if code in fillings and (written := fillings[code].texts.get(field)):
            yield slot.id, written


def _parts(use: Use, copies: Counter[str], roster: Roster) -> Iterator[Part]:
    """Set all copies that a task needs, each from a right-hand page on, so that no two share a sheet."""
    if not isinstance(use.item, Record):
        return
    for turn in range(use.copies):
        copies[use.item.code] += 1
        copy = f"-{copies[use.item.code]}"
        yield Part(
            id=f"part-{use.item.code}{copy}",
            title=use.item.title,
            head="",
            folio=Folio.NONE,
            blocks=tuple(_copy(use.item, use, turn, copy, roster)),
            listed=not turn,
        )


def _copy(record: Record, use: Use, turn: int, copy: str, roster: Roster) -> Iterator[Form]:
    """Draw the copy of a branch or a group whose it is, with further sheets for more names than it has places."""
    places: Mapping[Per, tuple[tuple[str, str], ...]] = {
        Per.BRANCH: tuple((name, "") for name in roster.branches),
        Per.GROUP: roster.groups,
    }
    owners = places.get(use.per, ())
    if record.medium is Medium.BALLOT or not owners:
        yield form.form(record, alone=True, filling=use.filling, copy=copy)
        return
    branch, group = owners[turn % len(owners)]
    filling = _owned(record, use.filling, branch, group)
    signed = next((each for each in record.fields if each.type is FieldType.ROSTER), None) if use.called else None
    if signed is None:
        yield form.form(record, alone=True, filling=filling, copy=copy)
        return
    names, room = roster.of(branch, group), signed.rows or PLACES
    for start in range(0, max(len(names), 1), room):
        texts = {**filling.texts, signed.id: names[start : start + room]}
        note = f"{INTERNAL}　{branch}{group}签到续页" if start else INTERNAL
        more = dataclasses.replace(filling, texts=texts, note=note)
        made = form.form(record, alone=True, filling=more, copy=f"{copy}-{start}" if start else copy)
        yield dataclasses.replace(made, sheets=tuple(_signing(made, signed.id))) if start else made


def _signing(made: Form, roster: str) -> Iterator[Sheet]:
    """Yield the sides on which people sign in."""
    for sheet in made.sheets:
        if any(isinstance(row, EntryTable) and row.id == roster for row in sheet.rows):
            yield sheet


def _owned(record: Record, filling: Filling, branch: str, group: str) -> Filling:
    """Write whose a copy is: the branch above its frame, the group where the form asks for it."""
    field = next((each.id for each in record.fields if each.label == GROUP), None) if group else None
    texts = {**filling.texts, field: (group,)} if field else filling.texts
    return dataclasses.replace(filling, texts=texts, owner=branch if field else f"{branch}{group}")


def _list(catalog: Catalog, uses: list[Use], date: str, title: str) -> Part:
    forms = [use for use in uses if isinstance(use.item, Record)]
    papers = [use for use in uses if isinstance(use.item, Paper)]
    notes = [PRINTED] if any(use.drawn for use in forms) else []
    listed = table(1, "要打印的", HEADS, _rows(catalog, forms), *notes, empty="这个月没有要新开的表。")
    blocks: list[Block] = [Heading(level=0, text=title), dataclasses.replace(listed, number=date)]
    if papers:
        sent = table(2, "要发的文书", HEADS, _rows(catalog, papers), TYPED)
        blocks.append(dataclasses.replace(sent, number=date))
    return Part(id="part-list", title=title, head="", folio=Folio.NONE, blocks=tuple(blocks), recto=False)


def _rows(catalog: Catalog, uses: Iterable[Use]) -> Rows:
    for use in uses:
        name = f"{use.item.code}　{use.item.title}" + (f"（{BOTH_SIDES}）" if use.sides > 1 else "")
        number = _number(catalog, use)
        if isinstance(use.item, Record) and not use.drawn:
            name, number = f"{name}（{use.item.medium.value}）", NOTHING
        yield name, number, use.when, use.purpose


def _number(catalog: Catalog, use: Use) -> str:
    """Say how many, and how many each has: 每个党支部1份，共2份."""
    owners = heads(use.per, catalog.profiles[catalog.system.profile])
    if use.per is Per.UNIT or owners < FEW:
        return f"{use.copies}份"
    return f"{wording.PER[use.per]}{use.copies // owners}份，共{use.copies}份"
