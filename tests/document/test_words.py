"""The words that a document prints around what was composed: every format draws these."""

from __future__ import annotations

import pytest

from dangjian_std.document.blocks import Annex, Cell, Items, Row, Table
from dangjian_std.document.document import Document
from dangjian_std.document.forms import Entry, EntryTable, Form, FormKind, HeadEntry, Letter, Sheet, Space
from dangjian_std.document.inline import Align, Blank, Column, Marker, joined
from dangjian_std.document.tables import column, table

LINES = (("甲",), ("乙",))


def with_notes(*notes: str, rows: tuple[Row, ...] = (Row(cells=()),)) -> Table:
    return Table(label="表1", title="题", columns=(), rows=rows, notes=tuple((note,) for note in notes))


def test_one_note_has_no_number_and_several_have():
    assert with_notes("甲").note_labels == ("注：",)
    assert with_notes("甲", "乙").note_labels == ("注1：", "注2：")
    assert with_notes("没有。", rows=()).note_labels == ("",)


def test_a_table_goes_on_under_its_label():
    assert with_notes().continued == "表1（续）"
    assert table(3, "题", (column("栏", 100, Align.CENTRE),), iter(())).label == "表3"
    month = table(3, "题", (column("栏", 100),), iter(()), "注", empty="没有。", label="2027年3月")
    assert (month.label, month.anchor, month.notes) == ("2027年3月", "table-3", (("没有。",),))


@pytest.mark.parametrize(
    ("marker", "marks"), [(Marker.DASH, ("——", "——")), (Marker.NUMBER, ("1）", "2）")), (Marker.NONE, ("", ""))]
)
def test_items_have_marks(marker, marks):
    assert Items(items=LINES, marker=marker).marks == marks


def test_steps_of_a_cell_are_counted_where_there_are_several():
    assert Cell(lines=LINES, numbered=True).marks == ("1.", "2.")
    assert Cell(lines=LINES).marks == ("", "")
    assert Cell(lines=LINES[:1], numbered=True).marks == ("",)
    assert [Cell(lines=lines, numbered=True).listed for lines in (LINES, LINES[:1])] == [True, False]


def test_an_annex_has_three_lines():
    annex = Annex(letter="B", nature="资料性", title="样式", anchor="b", listed="样式")
    assert annex.lines == ("附录B", "（资料性）", "样式")
    assert annex.lines[0] == annex.word + annex.letter


def test_attachments_are_named_once_and_counted_where_there_are_several():
    letter = Letter(title="函", anchor="w", addressee=(), body=(), attachments=("甲", "乙"))
    assert letter.attachment_lines == (("附件：", "1.甲"), ("", "2.乙"))
    one = Letter(title="函", anchor="w", addressee=(), body=(), attachments=("甲",))
    assert one.attachment_lines == (("附件：", "甲"),)


def test_options_have_boxes():
    entry = Entry(id="a", label="种类", space=Space.CHOICE, options=("甲", "乙"), value=("乙",), hint="选一项")
    assert entry.boxes == (("□", "甲"), ("■", "乙"))
    assert entry.bracketed_hint == "（选一项）"
    assert Entry(id="a", label="种类", space=Space.LINE).bracketed_hint == ""


def test_a_numbered_table_to_write_in_has_a_head_above_its_numbers():
    columns = (Column(head="事项", width=100),)
    assert EntryTable(id="a", label="", columns=columns, rows=2).heads == ("序", "事项")
    assert EntryTable(id="a", label="", columns=columns, rows=2, numbered=False).heads == ("事项",)


def test_what_stands_above_a_frame_is_one_line_with_its_blanks():
    head = (
        HeadEntry("head.owner", "党支部", (Blank(12, "党支部"),)),
        HeadEntry("head.number", "编号", ("R1—", "2027", "—", Blank(3, "序号"))),
    )
    sheet = Sheet(title="表", rows=(), above=(("示例",),), head=head)
    assert sheet.lines_above == (
        ("示例",),
        ("党支部：", Blank(12, "党支部"), "　　编号：R1—2027—", Blank(3, "序号")),
    )
    assert Sheet(title="表", rows=()).lines_above == ()


@pytest.mark.parametrize(("kind", "foot"), [(FormKind.FORM, "甲　　R1　第1.0.0版"), (FormKind.BALLOT, "甲")])
def test_only_a_form_of_the_set_is_marked(kind, foot):
    sheet = Sheet(title="表", rows=(), below="甲")
    form = Form(code="R1", version="1.0.0", anchor="R1", sheets=(sheet,), kind=kind)
    assert form.foot(sheet) == foot


def test_a_proof_says_so():
    document = Document(name="n", title="题", author="", subject="", parts=(), proof=True)
    assert document.mark == "校样　供核对，不作发布用"


def test_texts_that_meet_become_one():
    assert joined(("甲", "乙", Blank(2, "x"), "丙")) == ("甲乙", Blank(2, "x"), "丙")
