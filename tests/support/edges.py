"""Invented cards, lists, letters, charts and blanks that just fit and just do not, and how each is then set."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator

from dangjian_std.document.blocks import Block, Paragraph, Table
from dangjian_std.document.cards import Card, CardRow
from dangjian_std.document.charts import Branch, Flow, FlowStage, FlowStep, Structure
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Letter, Sheet, Space
from dangjian_std.document.inline import Blank, Column
from dangjian_std.document.tables import column, free_column, setting
from dangjian_std.document.wall_calendars import WallCalendar, WallDay, WallEntry, WallMonth, WallSetting, Weight
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import (
    card_fitting,
    form_layout,
    name_sizes,
    page_fitting,
    text_widths,
    wall_fitting,
)
from dangjian_std.renderers.xlsx import cell_sizes, form_leaves
from support import drawn
from support.swept import LONG, entries

TITLE = "职责明白卡"
MIXED = "每月10日前，按SLDW DJ 401—2027办理R401《主题党日记录》，报上级党组织备案（见6.1.1）；"


def settled() -> Iterator[str]:
    """What the layout does with each of them."""
    yield from drawn.counted(cards())
    yield from drawn.counted(tables())
    yield from drawn.counted(letters())
    yield from sheets()
    yield from drawn.counted(names())
    yield from drawn.counted(columns())
    yield from drawn.counted(walls())
    yield from drawn.counted(texts())
    html = blocks.page(document(*charts(), *blanks()))
    yield from (line.strip() for line in re.sub("(?=<(?:rect|text|path|tr|span))", "\n", html).splitlines())


def cards() -> Iterator[str]:
    """How cards are set whose texts grow, for the wall and for the desk."""
    for wall, title, listed in ((True, TITLE, True), (True, TITLE * 5, False), (False, TITLE, True)):
        for count in range(1, 121, 6):
            text = (MIXED * 40)[: count * (9 if wall else 19)]
            lines = tuple((each,) for each in (text[:count], text[count:]) if each)
            rows = (
                CardRow(head="每月", lines=lines, listed=listed),
                CardRow(head="遇事办的事", lines=(("照单办",),)),
            )
            short = (CardRow(head="另有", lines=(("见清单。",),)),)
            card = Card(title=title, settings=(rows, short), foot=LONG[:count] * 2, wall=wall)
            laid = card_fitting.lay_out(card)
            kept = "whole" if laid.rows == rows else "short"
            said = (laid.size, laid.line, laid.room, *laid.title, laid.head_width)
            yield f"card {kept} {' '.join(f'{each:g}' for each in said)} {card_fitting.fits(card)}"


def tables() -> Iterator[str]:
    """Which setting a list takes, and how wide its free columns are."""
    day, wide, narrow = column("日期", 10), free_column("做什么", 20, 70), free_column("留什么", 20, 60)
    for length, notes in itertools.product((4, 17, 26), (0, 49, 50)):
        for count in range(10, 32):
            made = [
                setting(
                    (day, wide, narrow),
                    (("10日", LONG[: wordy * 2], LONG[:wordy]) for _ in range(rows)),
                    *("注" * notes,),
                )
                for wordy, rows in ((length, count), (4, count))
            ]
            table = Table(label="3月", title="题", columns=made[0].columns, rows=made[0].rows, notes=made[0].notes)
            table = dataclasses.replace(table, denser=(made[1],))
            chosen = page_fitting.set_table(table)
            widths = " ".join(f"{each.width:g}" for each in chosen.columns)
            tight = [page_fitting.fits(dataclasses.replace(table, tight=True), pages) for pages in (1, 2)]
            alone = page_fitting.fits(table)
            yield f"list {length} {notes}: {chosen.rows == made[0].rows} {widths} {alone} {tight}"


def letters() -> Iterator[str]:
    """Whether letters of more and longer lines are long."""
    for ems, lines, beside in itertools.product((30, 36, 37, 74, 75), range(8, 22), (0, 1)):
        body = (("字" * (ems - 8), Blank(8, "姓名")),) * lines
        number = ("发文字号：",) * beside
        letter = Letter(
            title="函", anchor="w", addressee=(), body=body, attachments=("表",) * beside, number=number
        )
        yield f"letter {ems}: {page_fitting.is_long(letter)}"


def sheets() -> Iterator[str]:
    """Where everything stands on forms with lines above, with and without a title, on one or two pages."""
    for title, long, rows in itertools.product(("记录表", ""), (0, 1, 2, 3), (12, 20, 22, 24, 26, 28)):
        table = EntryTable(id="t", label="", columns=(Column(head="姓名", width=100),), rows=rows)
        above = ((LONG * long,), ("日期：", Blank(4, "年"), "年"))[: long + 1] if long else ()
        page = Sheet(title=title, above=above, rows=(*entries(2, rows), table))
        form = Form(code="R999", version="1", anchor="R999", sheets=(page, dataclasses.replace(page, above=())))
        for under_title in (False, True):
            laid = form_layout.lay_out(form, under_title=under_title)
            yield f"form {title} {long} {rows} {under_title}: " + " ".join(
                f"{each.pitch:.4g} {each.foot}" for each in laid.sheets
            )


def names() -> Iterator[str]:
    """In which type names of several scripts are set, in narrower and narrower boxes."""
    for name in ("王小明", "阿卜杜拉·买买提", "Maria Wiśniewska", "WWMM", "Анна Жюльен", "ab-c.d' 甲", "No１甲乙"):
        for width, height in itertools.product(range(30, 3, -1), (3.3, 4.5, 6.0, 8.0)):
            yield f"name {name} {name_sizes.points(name, width, height)}"


ENTRIES = (
    WallEntry(
        text="主题党日、党员大会、党课", about="确定入党积极分子", beside="支部书记，31日前", weight=Weight.STRONG
    ),
    WallEntry(text="支委会", beside="支部书记", weight=Weight.STRONG),
    WallEntry(text="核对党员的组织关系，启用当年登记簿", beside="组织委员，31日前"),
    WallEntry(text="建军节", weight=Weight.LIGHT),
)
"""One of each sort that a calendar for the wall has."""


def walls() -> Iterator[str]:
    """How calendars for the wall are set whose months have more and more on their days, all alike or one more."""
    for notes, uneven in itertools.product((("注",), (LONG,) * 3), (0, 9)):
        for count in range(0, 30, 4):
            months = tuple(_wall_month(count + (uneven if at == 2 else 0)) for at in range(6))
            calendar = WallCalendar(title="年历", issuer="示例单位", months=months, notes=notes)
            laid = wall_fitting.lay_out(calendar)
            looks = " ".join(f"{size:g}/{line:g}" for size, line in laid.looks.values())
            columns = (
                f"{each.width:g} {each.below} {each.days[0][1]:g} {each.days[30][1]:g}" for each in laid.months
            )
            said = " ".join(dict.fromkeys(columns))
            yield f"wall {laid.size:g} {laid.day_width:g} {looks}: {said} {wall_fitting.fits(calendar)}"


def _wall_month(count: int) -> WallMonth:
    def told(number: int, below: str) -> WallSetting:
        shares = [ENTRIES[at % len(ENTRIES)] for at in range(number)]
        days = tuple(WallDay(number=at + 1, weekday="一", entries=tuple(shares[at::31])) for at in range(31))
        return WallSetting(days=days, below=below, counted=below == "只数")

    return WallMonth(title="1月", settings=(told(count, "全"), told(count // 2, "少"), told(count // 4, "只数")))


def texts() -> Iterator[str]:
    """How many lines a text takes, and how much of the last one, in narrower and narrower columns."""
    for text, hanging in itertools.product((MIXED, "GB/T 1.1—2020、ABC", LONG), (False, True)):
        for across in range(4, 60):
            taken, used = text_widths.measure(text, across / 2, hanging=hanging)
            yield f"text {taken} {used:.2f} {text_widths.lines(text, across / 2)}"


def columns() -> Iterator[str]:
    """How two entries share the columns of a worksheet, and how many lines a text takes there."""
    pair = EntryRow(entries=tuple(Entry(id=each, label=each, space=Space.LINE) for each in "ab"))
    for label in range(3, 48):
        for widths in ((label, 50 - label) * 2, (label, 30, 68 - label), (20, label, 10, 48 - label // 2, 22)):
            rows = len([*cell_sizes.stacked((pair,), widths)])
            yield f"columns {widths}: {rows} {cell_sizes.cuts(widths, 1)}"
    head = (Column(head="姓名", width=100),)
    for rows, needed in itertools.product((10, 25), range(0, 30, 3)):
        tables = (
            EntryTable(id="t", label="签到", columns=head, rows=10, across=2),
            EntryTable(id="t-2", label="签到（续）", columns=head, rows=rows, first=21, needed=needed),
        )
        form = Form(code="R999", version="1", anchor="R999", sheets=(Sheet(title="表", rows=tables),))
        yield f"rows {rows} {needed}: {[leaf.rows for leaf in form_leaves.leaves(form)]}"
    for pixels in range(10, 240, 2):
        yield f"text {cell_sizes.lines(LONG, pixels)}"


def charts() -> Iterator[Block]:
    """Yield charts of more and more columns."""
    for count in range(1, 8):
        leaves = tuple(f"DJ{at}01 “三会一课”实施和GB/T 1.1规范"[: 8 + 3 * at] for at in range(1, 8))
        branches = tuple(Branch(title="组织生活", leaves=leaves[at : at + count]) for at in range(count))
        yield Structure(number="图1", title="结构", root="党建工作标准体系", branches=branches)
    for count in range(1, 10):
        lanes = tuple(("支部" * (at // 2), "书记" + "委" * (at % 2)) for at in range(count))
        steps = tuple(
            FlowStep(
                lane=at * at % count,
                number=f"6.{at}",
                text="做",
                target=f"s{at}",
                after=((), (f"6.{at - 1}",), (f"6.{at * 3 % (count + 2)}",))[at and at * 2 % 3],
                opens=at == 2,
            )
            for at in range(count + 2)
        )
        stages = (FlowStage(title="准备", steps=steps[:2]), FlowStage(title="办理", steps=steps[2:]))
        yield Flow(number="图2", title="流程", lanes=lanes, stages=stages)


def blanks() -> Iterator[Block]:
    """Yield lines with blanks that are wider and wider, and places that have longer and longer names."""
    for length in range(1, 16):
        yield Paragraph(text=("填", Blank(length, "事由"), "和", Blank(20, "名" * length, shown=True)))


def document(*blocks: Block) -> Document:
    """Make a document of some blocks."""
    part = Part(id="p", title="一", head="", folio=Folio.NONE, blocks=blocks)
    return Document(name="n", title="题", author="人", subject="事", parts=(part,))
