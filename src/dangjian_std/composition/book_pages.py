"""The pages of a workbook (本子): forms bound one after the other, lined pages, and who has seen it.

A form is one page or two, so what falls on which side is known before anything is typeset: a form with an overleaf
starts on a right-hand page, and a side that would stay empty gets lines to write on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from dangjian_std.document.blocks import Block, Items
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, FormKind, Sheet, Space
from dangjian_std.document.inline import Align, Column, InputKind

NOTES_TITLE = "记事"
LINES_OF_PAGE = 25
"""Lines of a lined page."""
INSPECTIONS = 5
"""Inspections that can sign one page."""


def part(identity: str, title: str, blocks: Iterable[Block], *, recto: bool = True, listed: bool = True) -> Part:
    """Return a part of a workbook; all its pages are counted."""
    return Part(
        id=identity,
        title=title,
        head="",
        folio=Folio.TALLY,
        blocks=tuple(blocks),
        recto=recto,
        listed=listed,
    )


def named(forms: Iterable[Form], prefix: str) -> Iterator[Form]:
    """Give every form of a part an anchor of its own."""
    for number, each in enumerate(forms, 1):
        yield dataclasses.replace(each, anchor=f"{prefix}-{number}")


def items(texts: tuple[str, ...]) -> Items:
    """A list of sentences."""
    stops = ("；",) * (len(texts) - 1) + ("。",)
    return Items(items=tuple((text + stop,) for text, stop in zip(texts, stops, strict=True)))


def bound(forms: Iterable[Form], *, recto: bool) -> Iterator[Form]:
    """Put forms in an order in which each stands on its own sheet of paper and no side is empty.

    `recto` says whether the first one falls on a right-hand page; the last ends on a left-hand one. Forms of one
    page go where a side is left over, the others keep their order.
    """
    forms = tuple(forms)
    single = [form for form in forms if len(form.sheets) == 1]
    if not recto:
        yield single.pop(0) if single else notes()
    for form in (form for form in forms if len(form.sheets) > 1):
        yield form
        if len(form.sheets) % 2:
            yield single.pop(0) if single else notes()
    yield from single
    if len(single) % 2:
        yield notes()


def notes(title: str = NOTES_TITLE) -> Form:
    """Return a lined page."""
    columns = (
        Column(head="日期", width=14, align=Align.CENTRE),
        Column(head="事项", width=86, align=Align.CENTRE),
    )
    return page(
        "notes", title, (EntryTable(id="notes", label="", columns=columns, rows=LINES_OF_PAGE, numbered=False),)
    )


def inspections() -> Form:
    """检查批阅页: what an inspection said, and where what has to be put right is written down."""
    rows: list[EntryRow] = []
    for number in range(1, INSPECTIONS + 1):
        rows += (
            pair(f"date-{number}", "检查日期", f"by-{number}", "检查人签名"),
            lines(f"said-{number}", "意见", 2),
            EntryRow(entries=(Entry(id=f"listed-{number}", label="落实清单行号", space=Space.LINE, full=True),)),
        )
    return page("inspections", "上级检查批阅页", tuple(rows))


def page(identity: str, title: str, rows: tuple[EntryRow | EntryTable, ...]) -> Form:
    """Return a page of the workbook's own: it is no form of the set and has no code."""
    return Form(code="", version="", anchor=identity, sheets=(Sheet(title=title, rows=rows),), kind=FormKind.PAGE)


def pair(left: str, left_label: str, right: str, right_label: str) -> EntryRow:
    """Return two entries side by side: a label that ends in 签名 is to sign, one that ends in 日期 is a date."""
    kinds = {"日期": InputKind.DATE}
    return EntryRow(
        entries=tuple(
            Entry(
                id=identity,
                label=label,
                space=Space.SIGN if label.endswith("签名") else Space.LINE,
                kind=kinds.get(label[-2:], InputKind.TEXT),
            )
            for identity, label in ((left, left_label), (right, right_label))
        )
    )


def lines(identity: str, label: str, height: int) -> EntryRow:
    """Return ruled lines under one label."""
    return EntryRow(
        entries=(Entry(id=identity, label=label, space=Space.RULED, height=height, full=True),),
    )
