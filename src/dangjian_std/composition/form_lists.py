"""What stands before forms to print: a list of them, how many of each, when and for what; and of the papers."""

from __future__ import annotations

from collections.abc import Iterable

from dangjian_std.composition.copies import FormUse
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Heading
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import rates
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import meeting_kinds
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import CountedPer, Modal

FORM_LIST_COLUMNS = (
    column("用什么", 29.5),
    column("份数", 24.5),
    column("何时", 18, Align.CENTRE),
    column("做什么用", 28),
)
WORDS_FOR_SIDES = {1: "", 2: "（两面）", 3: "（三面）"}
"""What the list says of a form, by its sides."""
PRINTING_NOTE = "照表的次序排在后面。整份双面打印，长边翻转；每份从新的一张纸开始，背面空白的不是漏印。"
BALLOTS = (
    "票只印一张，照份数复印，一张纸上有几票的裁开；有几个党支部的，各支部各写好一张再复印；"
    "只发给到会、有权填票的党员，多出的作废；"
    "“何时”是用票的那一天，照标准提前备好封存。"
)
TYPED_FORMS_NOTE = "在同一个文件夹里，一件一个 DOCX，文件名以编号开头；已知的日期写好了，其余的打开来填。"
LEAST_OWNERS_TO_DIVIDE = 2
"""Owners from which on it is said what each of them has."""


def listed(uses: list[FormUse], label: str, title: str, notes: Iterable[str], *, empty: str) -> Part:
    """List the forms to print, then the papers to send."""
    forms = [use for use in uses if isinstance(use.item, Record)]
    papers = [use for use in uses if isinstance(use.item, Paper)]
    found = table(1, "要打印的", FORM_LIST_COLUMNS, _rows(forms), *notes, empty=empty, label=label)
    blocks: list[Block] = [Heading(level=0, text=title), found]
    if papers:
        blocks.append(table(2, "要发的文书", FORM_LIST_COLUMNS, _rows(papers), TYPED_FORMS_NOTE, label=label))
    return Part(id="part-list", title=title, head="", folio=Folio.NONE, blocks=tuple(blocks), recto=False)


def place(use: FormUse) -> tuple[bool, bool]:
    """Where a use stands in the list, among others in the order of use: forms that we print first, papers last."""
    return not use.drawn, isinstance(use.item, Paper)


def called(catalog: Catalog, record: Record, steps: Iterable[Step]) -> bool:
    """Whether members must attend: a step is obligatory, includes them, and its meeting has a box on the form."""
    return any(
        step.when.modal is Modal.SHALL
        and not catalog.everyone.isdisjoint(step.with_)
        and meeting_kinds(record, step)
        for step in steps
    )


def _rows(uses: Iterable[FormUse]) -> Rows:
    for use in uses:
        name = f"{use.item.code}　{use.item.title}{WORDS_FOR_SIDES[use.sides]}"
        number = _number(use)
        if isinstance(use.item, Record) and not use.drawn:
            name, number = f"{name}（{use.item.medium.value}）", NOTHING_MARK
        yield name, number, use.when, use.purpose


def _number(use: FormUse) -> str:
    """Say how many copies, for each owner and in all, and what else: 每个党支部1份，共2份，续页1页."""
    number = use.number or f"{use.copies}份"
    if not use.number and use.per is not CountedPer.UNIT and len(use.owners) >= LEAST_OWNERS_TO_DIVIDE:
        number = f"{rates.PER[use.per]}{use.times}份，共{number}"
    if use.ballot and use.drawn:
        number = f"{number}，印{len(use.printed)}张复印"
    return f"{number}，续页{use.further}页" if use.further else number
