"""Invented forms and lists of many shapes, and where layout puts what is on them: one shape a line."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from dangjian_std import renderers
from dangjian_std.document.blocks import Band, Block, Cell, Contents, ContentsEntry, Row, Table
from dangjian_std.document.cards import Card, CardRow
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import (
    Entry,
    EntryRow,
    EntryTable,
    Form,
    FormKind,
    HeadEntry,
    Letter,
    Sheet,
    Space,
)
from dangjian_std.document.inline import Blank, Column, InputKind
from dangjian_std.renderers.layout import form_heights, form_layout
from dangjian_std.renderers.xlsx import form_leaves, worksheet_grid
from support import drawn

WORDS = ("姓名", "事项", "办结日期", "责任人和协助的人", "人数", "结果", "需要上级党组织协调解决的问题", "备注")
SHARES = (40, 10, 18, 7, 25, 12)
KINDS = (InputKind.TEXT, InputKind.DATE, InputKind.NUMBER, InputKind.CHOICE)
OPTIONS = ("是", "否", "正在办理", "不符合条件")
LONG = "一年内没有特殊原因不参加组织生活的，写明次数和原因。"


def columns(count: int, turn: int) -> tuple[Column, ...]:
    """Make columns with heads, shares and kinds by turns."""
    shares = [SHARES[(turn + at) % len(SHARES)] for at in range(count)]
    made = []
    for at, share in enumerate(shares):
        kind = KINDS[(turn + at) % len(KINDS)]
        options = OPTIONS[: 2 + (turn + at) % 3] if kind is InputKind.CHOICE else ()
        head, wide = WORDS[(turn + at) % len(WORDS)], 100 * share / sum(shares)
        made.append(Column(head=head, width=wide, kind=kind, options=options, id=f"c{at}"))
    return tuple(made)


def entries(count: int, turn: int) -> Iterator[EntryRow]:
    """Make rows of one or two entries."""
    for at in range(turn, turn + count):
        space = (Space.LINE, Space.RULED, Space.SIGN, Space.CHOICE)[at % 4]
        one = Entry(
            id=f"e{at}",
            label=WORDS[at % len(WORDS)],
            space=space,
            height=1 + at % 3 if space is Space.RULED else 1,
            options=OPTIONS if space is Space.CHOICE else (),
            hint=LONG[: at * 5 % len(LONG)],
        )
        pair = () if at % 3 == 0 else (Entry(id=f"f{at}", label="日期", space=Space.LINE, kind=InputKind.DATE),)
        yield EntryRow(entries=(one, *pair))


def forms() -> Iterator[tuple[str, Form]]:
    """Yield forms with tables of many shapes, alone or two, with more or less above and below."""
    shapes = itertools.product((1, 2, 3, 5, 7), (1, 3, 4, 15, 16, 17, 31), (False, True))
    for turn, (count, rows, second) in enumerate(shapes):
        values = tuple((LONG[: 3 + 4 * at],) * count for at in range(turn % 4))
        table = EntryTable(
            id="t",
            label="清单",
            columns=columns(count, turn),
            rows=rows,
            across=1 + (count < 3 and turn % 5 == 0),
            numbered=turn % 3 > 0,
            hint=LONG[: turn % 7],
            values=values[:rows],
        )
        more = EntryTable(id="u", label="又一张", columns=columns(1 + turn % 4, turn + 3), rows=1 + turn % 5)
        sheet = Sheet(
            title="记录表",
            head=(HeadEntry("head.owner", "党支部", (Blank(12, "党支部名称"),)),) if turn % 2 else (),
            rows=(*entries(turn % 6, turn), table, *((more,) if second else ()), *entries(turn % 3, turn + 5)),
            below="填写人签名" if turn % 4 == 1 else "",
        )
        name = f"{count} columns {rows} rows turn {turn}"
        yield name, Form(code="R999", version="1", anchor="R999", sheets=(sheet,))


def ballots() -> Iterator[tuple[str, Form]]:
    """Yield ballots that share a sheet of paper."""
    for per_sheet, count in itertools.product((2, 4, 8), (1, 3, 5, 8)):
        sheet = Sheet(title="测评票", rows=tuple(entries(count, count)))
        form = Form(
            code="R999",
            version="1",
            anchor="R999",
            sheets=(sheet,),
            kind=FormKind.BALLOT,
            per_sheet=per_sheet,
            repeated=per_sheet,
        )
        yield f"{per_sheet} on a sheet, {count} rows", form


def some() -> Document:
    """Make a document of some of them, in large type, of letters, and of a list."""
    shapes = (form for _, form in (*list(forms())[3::13], *list(ballots())[::5]))
    return dataclasses.replace(_document(*shapes, *letters(), banded(), *cards(), contents()), large=True)


def letters() -> Iterator[Letter]:
    """Yield letters with and without a number, with up to two attachments, under a short and a long title."""
    for count in range(3):
        yield Letter(
            title="关于" + "报送材料" * (2 + 4 * count) + "的请示",
            anchor=f"W99{count}",
            addressee=("上级党组织：",) if count else (),
            body=((LONG,), ("时间：", Blank(30, "时间", shown=True)), (Blank(8, "姓名"), "同志")),
            attachments=("名单", "说明")[:count],
            closing=(("中共", Blank(10, "党支部")), ("2027年",)) if count != 1 else (),
            number=("发文字号：", Blank(12, "字号")) if count == 2 else (),
        )


def cards() -> Iterator[Card]:
    """Yield a card for the wall and one for the desk, each of which takes its second setting."""
    for wall in (True, False):
        rows = (CardRow(head="每月", lines=((LONG,),)), CardRow(head="另有", lines=(("照单办",),), listed=False))
        full = (CardRow(head="每年", lines=((LONG,),) * 99), *rows)
        yield Card(title="支部书记职责明白卡", settings=(full, rows), foot=LONG, wall=wall)


def contents() -> Contents:
    """Make a 目次 of three levels."""
    entries = (ContentsEntry(level=level, text=f"{level + 1}　{LONG}", target="t2") for level in range(3))
    return Contents(title="目次", entries=tuple(entries))


def banded() -> Table:
    """Make a list with bands between its rows, and notes below it."""
    head = (Column(head="谁来做", width=30), Column(head="做什么", width=70))
    cells = tuple(Cell(lines=((text,),)) for text in ("组织委员", LONG))
    rows = (
        Band(text=("第一季度",), anchor="q1"),
        Row(cells=cells),
        Band(text=("第二季度",), anchor="q2"),
        Row(cells=cells),
    )
    return Table(label="表2", title="清单", columns=head, rows=rows, anchor="t2", notes=((LONG,), ("又注。",)))


def _document(*blocks: Block) -> Document:
    part = Part(id="p", title="一", head="", folio=Folio.NONE, blocks=blocks)
    return Document(name="n", title="题", author="人", subject="事", parts=(part,))


def laid_out() -> Iterator[str]:
    """Where everything stands on paper, in mm."""
    for name, form in (*forms(), *ballots()):
        for under_title in (False, True):
            (sheet,) = form_layout.lay_out(form, under_title=under_title).sheets
            tall = " too tall" if form_heights.too_tall(form) else ""
            yield f"=== {name}{' under a title' * under_title}{tall}: {sheet.pitch:.4g} {sheet.foot}"
            rows = (part for row in sheet.rows for part in (getattr(row, "rows", ()) or [row]))
            yield from drawn.counted(" ".join(drawn.numbers(each)) for each in rows)


def worksheets() -> Iterator[str]:
    """How wide the columns of worksheets are, in pixels, and how many rows each table has."""
    for name, form in forms():
        leaves = form_leaves.leaves(form)
        for page in worksheet_grid.pages(leaves):
            rows = [
                f"{worksheet_grid.rows(page, at, alone=not leaves[1:])} of {page.pitch(at)}"
                for at in range(len(page.leaves))
            ]
            yield f"{name}: {page.widths} {page.ends} {rows}{' sideways' * page.sideways}"


def every_kind() -> Iterator[str]:
    """What a spreadsheet program is told of cells of every kind, in entries and in a table."""
    options = {InputKind.CHOICE: OPTIONS}
    heads = tuple(
        Column(head=f"栏{kind}", width=20, kind=kind, id=f"c-{at}", options=options.get(kind, ()))
        for at, kind in enumerate(InputKind)
    )
    rows = tuple(
        EntryRow(entries=(Entry(id=f"e-{at}", label=f"项{kind}", space=Space.LINE, kind=kind),))
        for at, kind in enumerate(InputKind)
    )
    table = EntryTable(id="t", label="清单", columns=heads, rows=3)
    form = Form(code="R999", version="1", anchor="R999", sheets=(Sheet(title="记录表", rows=(*rows, table)),))
    yield from drawn.members(renderers.render(_document(form), "xlsx"), "worksheets/sheet|sharedStrings|styles")


def lists() -> Iterator[str]:
    """What a spreadsheet program is told of lists with more and longer columns: widths, heights, the page."""
    for count, length in itertools.product((1, 2, 4, 7, 12, 40), (1, 4, 15, 24, 60)):
        texts = [(LONG * 3)[: max(1, length * (1 + at % 4) // 2)] for at in range(count)]
        head = tuple(Column(head=WORDS[at % len(WORDS)], width=100 / count) for at in range(count))
        row = Row(cells=tuple(Cell(lines=((text,), (text[:3],))) for text in texts))
        table = Table(label="表1", title="清单", columns=head, rows=(row,), anchor="t", notes=((LONG * 2,),))
        for line in drawn.members(renderers.render(_document(table), "xlsx"), "worksheets/sheet"):
            if found := re.findall(r"<(?:col|row|pageSetup|pageMargins) .*?>", line):
                yield f"{count} of {length}: {' '.join(found)}"
    yield from drawn.members(renderers.render(_document(banded()), "xlsx"), "worksheets/sheet|sharedStrings")
