"""Plain text says all that a document says, in its words."""

from __future__ import annotations

from dangjian_std import renderers
from dangjian_std.document.blocks import Block, Cell, Items, Row, Table
from dangjian_std.document.charts import Branch, Structure
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, FormKind, Letter, Sheet, Space
from dangjian_std.document.inline import Column, Marker


def text(*blocks: Block) -> list[str]:
    part = Part(id="p", title="题", head="", folio=Folio.NONE, blocks=blocks)
    document = Document(name="n", title="题", author="", subject="", parts=(part,))
    return [line for line in renderers.render(document, "txt").decode().splitlines() if line]


def test_lists_have_their_marks():
    items = (("甲；",), ("乙。",))
    assert text(Items(items=items, marker=Marker.NUMBER)) == ["  1）甲；", "  2）乙。"]
    assert text(Items(items=items)) == ["  ——甲；", "  ——乙。"]


def test_notes_are_counted_as_in_print():
    row = Row(cells=(Cell(lines=(("甲",), ("乙",)), numbered=True),))
    columns = (Column(head="怎么做", width=100),)
    table = Table(label="表1", title="题", columns=columns, rows=(row,), notes=(("一",), ("二",)))
    assert text(table) == ["表1 题", "  1. 甲；2. 乙", "  注1：一", "  注2：二"]


def test_a_letter_lists_its_attachments():
    letter = Letter(title="函", anchor="w", addressee=("甲：",), body=(("见附件。",),), attachments=("表", "图"))
    assert text(letter) == ["  函", "甲：", "  见附件。", "  附件：1.表", "  2.图"]


def test_a_form_shows_its_mark_its_boxes_and_its_rows():
    entry = Entry(id="a", label="种类", space=Space.CHOICE, options=("甲", "乙"), value=("乙",))
    columns = (Column(head="事项", width=60), Column(head="时限", width=40))
    rows = (EntryRow(entries=(entry,)), EntryTable(id="b", label="落实", columns=columns, rows=3))
    form = Form(code="R1", version="1.0.0", anchor="R1", sheets=(Sheet(title="表", rows=rows),))
    lines = ["  [种类] □甲 ■乙", "  [落实] 事项、时限（3 行）"]
    assert text(form) == ["  R1　第1.0.0版", *lines]
    ballot = Form(code="R1", version="1", anchor="R1", sheets=form.sheets, kind=FormKind.BALLOT)
    assert text(ballot) == lines


def test_a_structure_lists_what_hangs_below_each_branch():
    branches = (Branch(title="甲", leaves=("一", "二")), Branch(title="乙", leaves=("三",)))
    chart = Structure(number="图1", title="体系结构图", root="标准体系", branches=branches)
    assert text(chart) == ["标准体系", "  甲：一、二", "  乙：三", "图1 体系结构图"]
