"""How many lines a form has room for, and how far apart they are. A page has 251 mm, less what stands beside."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.inline import Column
from dangjian_std.renderers.layout import form_heights
from dangjian_std.renderers.layout.form_heights import HeightPlan

LINE = EntryRow(entries=(Entry(id="a", label="事项", space=Space.LINE),))
RULED = EntryRow(entries=(Entry(id="b", label="要点", space=Space.RULED),))


def sheet(lines, title="记录表", row=LINE, **said):
    return Sheet(title=title, rows=(row,) * lines, **said)


def form(*sheets):
    return Form(code="R1", version="1", anchor="R1", sheets=sheets)


ROOMS = {
    "alone": (lambda lines: (sheet(lines),), 28),  # 230 mm below the title, and 8 mm a line
    "without a title of its own": (lambda lines: (sheet(lines, ""),), 26),  # that of the annex is higher
    "overleaf without a title": (lambda lines: (sheet(1), sheet(lines, "")), 30),
    "overleaf": (lambda lines: (sheet(1), sheet(lines)), 28),
    "before a short one": (lambda lines: (sheet(lines), sheet(1)), 28),
    "below two lines": (lambda lines: (sheet(lines, above=(("日期：",), ("地点：",))),), 27),
}


@pytest.mark.parametrize("name", ROOMS)
def test_a_form_has_room_for_so_many_lines_and_no_more(name):
    sheets, most = ROOMS[name]
    assert not form_heights.too_tall(form(*sheets(most)))
    assert form_heights.too_tall(form(*sheets(most + 1)))


@pytest.mark.parametrize(
    ("rows", "plan"),
    [
        ((LINE,) * 10, HeightPlan(11.0, 0)),
        ((LINE,) * 20, HeightPlan(11.0, 0)),
        ((LINE,) * 21, HeightPlan(10.9, 0)),
        ((LINE,) * 24, HeightPlan(9.5, 0)),
        ((LINE,) * 28, HeightPlan(8.2, 0)),
        ((LINE,) * 29, HeightPlan(8.0, 0)),
        ((RULED,), HeightPlan(8.5, 26)),
        ((RULED,) * 2, HeightPlan(8.8, 12)),
        ((LINE,) * 26 + (RULED,), HeightPlan(8.5, 0)),
        ((LINE,) * 25 + (RULED,), HeightPlan(8.5, 1)),
    ],
)
def test_lines_are_spread_over_the_page_and_ruled_ones_are_added(rows, plan):
    (found,) = form_heights.plans(form(Sheet(title="记录表", rows=rows)), under_title=False)
    assert found == plan


def test_the_title_of_an_annex_takes_room_from_the_first_sheet_alone():
    both = form(sheet(24), sheet(24))
    assert [each.pitch for each in form_heights.plans(both, under_title=True)] == [8.5, 9.5]


def height(row, pitch=8.0):
    return form_heights._height(
        Sheet(title="", rows=(row,)), HeightPlan(pitch, 0), form_heights.paper_places.of(form())
    )


def entry(**said):
    return EntryRow(entries=(dataclasses.replace(LINE.entries[0], **said),))


@pytest.mark.parametrize(
    ("row", "mm"),
    [
        (LINE, 8.0),
        (entry(space=Space.RULED, height=3), 24.0),
        (entry(label="一" * 14), 2 * 4.3 + 1),
        (entry(label="一" * 15), 3 * 4.3 + 1),
        (entry(hint="字" * 86), 2 * 3.9 + 1),
        (entry(hint="字" * 87), 3 * 3.9 + 1),
        (entry(hint="字" * 86, options=("是", "否")), 2 * 3.9 + 4.8 + 1.4 + 1),
        (entry(options=("字" * 20, "字" * 20, "字" * 20)), 2 * 4.8 + 1),
        (entry(value=("字" * 43, "字" * 44)), 3 * 4.8 + 1),
    ],
)
def test_a_row_is_as_high_as_its_words(row, mm):
    assert height(row) == pytest.approx(mm)


def table(rows=3, **said):
    columns = (Column(head="事项", width=80), Column(head="需要上级党组织协调解决的问题和办法", width=20))
    return EntryTable(id="t", **({"label": "", "columns": columns, "rows": rows} | said))


@pytest.mark.parametrize(
    ("row", "mm"),
    [
        (table(), 3 * 4.8 + 3 * 8),
        (table(label="清单"), 8 + 3 * 4.8 + 3 * 8),
        (table(columns=(Column(head="事项", width=100),)), 8 + 3 * 8),
        (table(values=(("字" * 150, "一"),)), 3 * 4.8 + (4 * 4.8 + 1) + 2 * 8),
        (table(values=(("一", "一"),)), 3 * 4.8 + 3 * 8),
        (table(values=(("字" * 150, ""),)), 3 * 4.8 + 3 * 8),  # names are set to need no more than a line
    ],
)
def test_a_table_is_as_high_as_its_heads_and_lines(row, mm):
    assert height(row) == pytest.approx(mm)
