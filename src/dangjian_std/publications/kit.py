"""用表: the forms and papers of a month, each in as many copies as the unit needs, behind a list of them.

What is known beforehand is written on them: the number's year, the day of a meeting that has one, and the boxes
that the steps' own words tick. A ballot carries no mark.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.agenda import kinds
from dangjian_std.dates import Bound
from dangjian_std.document import Block, Document, Folio, Heading, PageBreak, Part
from dangjian_std.model import Catalog, Field, FieldType, Medium, Paper, Per, Record
from dangjian_std.publications import form, tasks, wording
from dangjian_std.publications.form import BLANK, Filling
from dangjian_std.publications.numbering import DRAWN
from dangjian_std.publications.order import safe
from dangjian_std.publications.procedure import NOTHING
from dangjian_std.publications.rows import Rows, table
from dangjian_std.publications.tasks import Task
from dangjian_std.roster import NOBODY, Roster

HEADS: dict[str, float] = {"用什么": 31, "份数": -8, "归谁": 17, "何时": -12, "做什么用": 32}
BOTH_SIDES = "两面"
INTERNAL = "内部资料"
QUARTER = 3
"""Months in a quarter."""


@dataclass(frozen=True, slots=True)
class Use:
    """A form or paper that a task needs."""

    item: Record | Paper
    copies: int
    owner: str
    when: str
    purpose: str
    filling: Filling = BLANK

    @property
    def drawn(self) -> bool:
        """Whether it is ours to print."""
        return isinstance(self.item, Paper) or self.item.medium in DRAWN

    @property
    def sides(self) -> int:
        """How many sides of a sheet it fills; a paper is typed and may run on."""
        return 2 if isinstance(self.item, Record) and any(each.overleaf for each in self.item.fields) else 1


def kit(catalog: Catalog, found: Iterable[Task], year: int, month: int, roster: Roster = NOBODY) -> Document:
    """《3月用表》: a list, then the forms with two sides, then the others, then the papers.

    With a roster, names of branches and of who is to sign in stand on the forms, and the whole is 内部资料.
    """
    uses = sorted((use for task in found for use in _uses(catalog, task, year, month)), key=_place)
    title = f"{month}月用表"
    copies: Counter[str] = Counter()
    parts = tuple(_part(use, number, copies, roster) for number, use in enumerate(uses) if use.drawn)
    return Document(
        name=safe(title),
        title=f"{year}年{title}",
        author=catalog.system.issuer,
        subject=f"{year}年{title}",
        parts=(_list(uses, year, month, title), *parts),
    )


def _place(use: Use) -> tuple[bool, bool, int]:
    return not use.drawn, isinstance(use.item, Paper), -use.sides


def _uses(catalog: Catalog, task: Task, year: int, month: int) -> Iterator[Use]:
    fillings: dict[str, Filling] = {}
    for code, number in tasks.opened(catalog, task):
        record = catalog.records[code]
        fillings[code] = _filling(record, task, year, month)
        opening = [due for due in task.everything if due.step.opens == code]
        owner = wording.PER[opening[0].step.when.per or record.per]
        yield Use(record, number, owner, "".join(tasks.date(task)), tasks.told(task, opening), fillings[code])
    for code in dict.fromkeys(code for due in task.everything for code in due.step.papers):
        senders = [due for due in task.everything if code in due.step.papers]
        last, paper = senders[-1], catalog.papers[code]
        when = tasks.by(last) if last.dates.bound is Bound.BY else "".join(tasks.date(task))
        filling = Filling(texts=dict(_slots(paper, fillings)))
        yield Use(paper, max(due.actors for due in senders), last.who, when, tasks.act(last, {last.who}), filling)


def _filling(record: Record, task: Task, year: int, month: int) -> Filling:
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
    ticked = {kind for due in met for kind in kinds(record, due.step)}
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


def _part(use: Use, number: int, copies: Counter[str], roster: Roster) -> Part:
    """Set all copies that a task needs; a form with two sides starts on a right-hand page."""
    blocks: list[Block] = []
    for turn in range(use.copies):
        copies[use.item.code] += 1
        copy = f"-{copies[use.item.code]}"
        if isinstance(use.item, Record):
            filling = _signed(use, turn, roster)
            blocks.append(form.form(use.item, alone=True, filling=filling, copy=copy))
        else:
            texts = {slot: "、".join(written) for slot, written in use.filling.texts.items()}
            blocks += [*([PageBreak()] if blocks else ()), form.letter(use.item, texts, copy)]
    return Part(
        id=f"part-{number}",
        title=use.item.title,
        head="",
        folio=Folio.NONE,
        blocks=tuple(blocks),
        recto=use.sides > 1,
    )


def _signed(use: Use, turn: int, roster: Roster) -> Filling:
    """Write on the copy of a branch or a group whose it is, and who is to sign in."""
    branches = tuple((name, "") for name in roster.branches)
    own = {wording.PER[Per.BRANCH]: branches, wording.PER[Per.GROUP]: roster.groups}.get(use.owner, ())
    if not isinstance(use.item, Record) or use.item.medium is Medium.BALLOT or len(own) != use.copies:
        return use.filling
    branch, group = own[turn]
    texts = dict(use.filling.texts)
    names = roster.of(branch, group)
    for each in use.item.fields:
        if each.type is FieldType.ROSTER and len(names) <= (each.rows or 40):
            texts[each.id] = names
    return dataclasses.replace(use.filling, texts=texts, owner=f"{branch}{group}", note=INTERNAL)


def _list(uses: list[Use], year: int, month: int, title: str) -> Part:
    notes = [f"照表的次序排在后面：{BOTH_SIDES}的双面打印，其余单面打印。"] if uses else []
    listed = table(1, "要打印的", HEADS, _rows(uses), *notes, empty="这个月没有要新开的表和要发的文书。")
    listed = dataclasses.replace(listed, number=f"{year}年{month}月")
    blocks = (Heading(level=0, text=title), listed)
    return Part(id="part-list", title=title, head="", folio=Folio.NONE, blocks=blocks, recto=False)


def _rows(uses: Iterable[Use]) -> Rows:
    for use in uses:
        name = f"{use.item.code}　{use.item.title}" + (f"（{BOTH_SIDES}）" if use.sides > 1 else "")
        number = str(use.copies)
        if isinstance(use.item, Record) and not use.drawn:
            name, number = f"{name}（{use.item.medium.value}）", NOTHING
        yield name, number, use.owner, use.when, use.purpose
