"""A page apart: fields that lie elsewhere while the rest is written on, such as where members sign in."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std import rules
from dangjian_std.composition import book_pages, copies, form_blocks
from dangjian_std.document.forms import EntryTable, Form, Sheet
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.reading import load, project

SIGN_IN = "    type: roster\n    rows: 40\n    overleaf: true\n"
TOLD = "    hint: 写明姓名、缺席原因、转告日期\n"


def opened(root):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def apart(edit):
    edit("R201", TOLD, TOLD + "    overleaf: true\n")
    return opened(edit("R201", SIGN_IN, SIGN_IN.replace("overleaf", "apart")))


def test_it_stands_behind_the_overleaf_with_the_number_of_the_form(edit):
    record = apart(edit).records["R201"]
    form = form_blocks.draw_form(record, alone=True)
    face, back, sign_in = form.sheets
    assert [sheet.title for sheet in form.sheets] == [
        "会议活动记录",
        "会议活动记录（背面）",
        "会议活动记录（签到）",
    ]
    assert sign_in.head == face.head
    assert [row.label for row in sign_in.rows] == ["签到"]
    others = [row for sheet in (face, back) for row in sheet.rows if isinstance(row, EntryTable)]
    assert "签到" not in [table.label for table in others]


def test_it_is_a_side_more(edit):
    record = apart(edit).records["R201"]
    together = dataclasses.replace(
        record, fields=tuple(dataclasses.replace(each, apart=False) for each in record.fields)
    )
    use = copies.FormUse(record, CountedPer.BRANCH, (copies.Owner(people=3),), 1, "", "")
    assert use.sides == dataclasses.replace(use, item=together).sides + 1


def test_who_has_no_place_left_signs_on_a_further_sheet(edit):
    record = apart(edit).records["R201"]
    more = copies.lined_tables.needed(record, 48, called=True)
    form = form_blocks.draw_form(record, alone=True, filling=form_blocks.Filling(lines=more))
    assert [sheet.title for sheet in form.sheets][2:] == ["会议活动记录（签到）", "会议活动记录（续页）"]


@pytest.mark.parametrize(
    ("people", "rows", "across"),
    [(None, 20, 2), (0, 12, 1), (7, 12, 1), (8, 13, 1), (15, 20, 1), (16, 11, 2), (35, 20, 2), (48, 20, 2)],
)
def test_it_has_places_for_who_signs_and_some_to_spare(edit, people, rows, across):
    record = apart(edit).records["R201"]
    lines = {} if people is None else {"roster": people}
    sheet = form_blocks.draw_form(record, alone=True, filling=form_blocks.Filling(lines=lines)).sheets[2]
    (table,) = (row for row in sheet.rows if isinstance(row, EntryTable))
    assert (table.rows, table.across) == (rows, across)


def test_on_a_side_with_other_fields_the_places_stay(edit):
    record = opened(edit("R201", TOLD, TOLD + "    overleaf: true\n")).records["R201"]
    sheet = form_blocks.draw_form(record, alone=True, filling=form_blocks.Filling(lines={"roster": 5})).sheets[1]
    tables = [row for row in sheet.rows if isinstance(row, EntryTable) and row.label == "签到"]
    assert [(table.rows, table.across) for table in tables] == [(20, 2)]


@pytest.mark.parametrize(
    ("people", "called", "places"), [(5, True, 5), (5, False, 5), (48, True, 48), (48, False, 40)]
)
def test_who_is_not_called_gets_no_place_beyond_the_page(edit, people, called, places):
    record = apart(edit).records["R201"]
    assert copies.lined_tables.needed(record, people, called=called) == {"roster": places}


def test_the_list_of_the_month_counts_its_sides(edit):
    catalog = apart(edit)
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    first = month_forms.month_forms(Unit.of(catalog), found, 2027, 3).parts[0]
    assert "会议活动记录（三面）" in str(first)


def test_it_cannot_be_the_overleaf_too(edit):
    catalog = opened(edit("R201", SIGN_IN, SIGN_IN + "    apart: true\n"))
    (found,) = (each for each in rules.check(catalog) if each.code == "DS403")
    assert found.message == "“签到”写了 overleaf，又写了 apart"


def test_in_a_book_no_other_form_begins_on_its_back():
    def form(name, sides):
        return Form(code="", version="", anchor=name, sheets=(Sheet(title="", rows=()),) * sides)

    found = book_pages.bound([form("a", 3), form("b", 1), form("c", 2), form("d", 3)], recto=True)
    assert [(each.anchor, len(each.sheets)) for each in found] == [
        ("a", 3),
        ("b", 1),
        ("c", 2),
        ("d", 3),
        ("notes", 1),
    ]


def test_a_form_that_meetings_share_says_so(catalog):
    """A meeting that joins another's day and notes on its form is part of what the form is for."""
    standard = catalog.standards["DJ201"]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, opens=None, record="R201") if step.id == "general-meeting" else step
                for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    noted = dataclasses.replace(standard, stages=stages)
    other = dataclasses.replace(catalog, standards={**catalog.standards, "DJ201": noted})
    for each in (catalog, other):
        found = pack.year_of_unit(Unit.of(each), 2027).listed(3)
        (first, *_) = month_forms.month_forms(Unit.of(each), found, 2027, 3).parts
        assert "主持主题党日；召集并主持党员大会" in str(first)
