"""A form laid out: boxes that meet, rows that know their height, and one geometry for every format."""

from __future__ import annotations

import io
import re
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from dangjian_std import renderers
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.inline import Align, Column
from dangjian_std.renderers.layout import form_grid, form_heights, form_layout, page_frame
from dangjian_std.renderers.layout.form_layout import EntryLine, TableLayout

COLUMNS = (
    Column(head="事项", width=46, align=Align.CENTRE),
    Column(head="责任人", width=18, align=Align.CENTRE),
    Column(head="办理情况", width=36),
)


def line(*entries: Entry) -> EntryRow:
    return EntryRow(entries=entries)


def entry(label: str, space: Space = Space.LINE, **more) -> Entry:
    return Entry(id="a", label=label, space=space, **more)


def table(**more) -> EntryTable:
    return EntryTable(id="t", label="", columns=COLUMNS, **({"rows": 3} | more))


def form(*rows) -> Form:
    return Form(code="R1", version="1", anchor="R1", sheets=(Sheet(title="表", rows=rows),))


def rows_of(*rows) -> tuple[EntryLine | TableLayout, ...]:
    (sheet,) = form_layout.lay_out(form(*rows), under_title=False).sheets
    return sheet.rows


@pytest.mark.parametrize("row", [line(entry("甲")), line(entry("甲"), entry("乙"))])
def test_labels_and_spaces_fill_the_frame(row):
    boxes = [box for pair in form_grid.entry_boxes(row) for box in pair]
    assert all(before.end == pytest.approx(after.x) for before, after in pairwise(boxes))
    assert (boxes[0].x, boxes[-1].end) == (0, pytest.approx(form_grid.FRAME_WIDTH))
    assert {round(box.share, 6) for box in boxes[::2]} == {form_grid.LABEL_PERCENT}


@pytest.mark.parametrize("across", [1, 2])
@pytest.mark.parametrize("numbered", [True, False])
def test_columns_fill_the_frame(across, numbered):
    boxes = form_grid.table_boxes(table(across=across, numbered=numbered))
    assert len(boxes) == across * (len(COLUMNS) + numbered)
    assert all(before.end == pytest.approx(after.x) for before, after in pairwise(boxes))
    assert boxes[-1].end == pytest.approx(form_grid.FRAME_WIDTH)
    first, *_ = form_grid.value_boxes(table(across=across, numbered=numbered))
    assert first.x == pytest.approx(boxes[int(numbered)].x)


def test_a_long_label_is_broken_into_lines_of_one_length():
    rows = rows_of(line(entry("七个字的名称呢")), line(entry("八个字的名称呢吧")))
    assert [label.ems for row in rows for label, _ in row.cells] == [0, 4]


def test_what_is_written_on_ruled_lines_is_never_lost():
    ruled = entry("要点", Space.RULED, height=2, hint="写明", value=("一", "二", "三"))
    short = entry("要点", Space.RULED, height=1)
    tall = entry("要点", Space.LINE, height=40)
    (row, other, _) = rows_of(line(ruled), line(short), line(tall))
    assert row.cells[0][1].ruled[:4] == ("", "一", "二", "三")
    assert not any(row.cells[0][1].ruled[4:])
    assert len(other.cells[0][1].ruled) == other.cells[0][1].lines


def test_a_row_is_as_high_as_its_highest_place():
    (row,) = rows_of(line(entry("甲", height=2), entry("乙", height=3)))
    (left, right) = (place.height for _, place in row.cells)
    assert row.height == right == pytest.approx(left * 1.5)


def test_numbers_run_down_one_table_and_then_the_next():
    (found,) = rows_of(table(across=2, first=5, values=(("甲", "", ""),)))
    numbers = [[cell.text for cell in cells if cell.numbers] for cells in found.rows]
    assert numbers == [["5", "8"], ["6", "9"], ["7", "10"]]
    assert [cell.again for cell in found.rows[0]] == [False] * 4 + [True] + [False] * 3
    assert [head for _, head in found.heads] == ["序", "事项", "责任人", "办理情况"] * 2


def test_only_short_texts_of_centred_columns_stand_in_the_middle():
    (found,) = rows_of(table(values=(("很长的一件要办的事", "张三", "已办结"),)))
    written, empty = found.rows[0], found.rows[1]
    assert [cell.centred for cell in written[1:]] == [False, True, False]
    assert [cell.centred for cell in empty[1:]] == [True, True, False]


def test_a_sheet_never_runs_over_its_page():
    many = form(*(line(entry(f"第{number}项", Space.RULED, height=2)) for number in range(14)))
    (sheet,) = form_layout.lay_out(many, under_title=True).sheets
    assert form_heights.LEAST_WRITING_LINE_HEIGHT <= sheet.pitch < form_heights.WRITING_LINE_HEIGHT
    assert sum(row.height for row in sheet.rows) < page_frame.BOOK.height - 26
    assert not form_heights.too_tall(many)
    assert form_heights.too_tall(form(line(entry("甲", height=40))))


def test_word_and_browser_draw_the_same_boxes():
    drawn = form(line(entry("甲"), entry("乙")), table())
    part = Part(id="p", title="表", head="", folio=Folio.NONE, blocks=(drawn,))
    document = Document(name="n", title="表", author="", subject="", parts=(part,))
    page = renderers.render(document, "html").decode()
    wanted = [15, 35, 15, 35, 7, 42.78, 16.74, 33.48]
    assert [float(each) for each in re.findall(r'<col style="width:([0-9.]+)%">', page)] == wanted
    body = docx.Document(io.BytesIO(renderers.render(document, "docx"))).element.body
    widths = [int(each.get(qn("w:w"))) for each in body.iter(qn("w:gridCol"))]
    whole = sum(widths) / 2
    assert [each / whole * 100 for each in widths] == pytest.approx(wanted, abs=0.01)
    heights = {int(each.get(qn("w:val"))) for each in body.iter(qn("w:trHeight"))}
    assert {round(float(each) / 25.4 * 1440) for each in re.findall(r"height:([0-9.]+)mm", page)} == heights
