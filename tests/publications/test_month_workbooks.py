"""Workbooks of a month with the names of a roster."""

from __future__ import annotations

import dataclasses

from dangjian_std import renderers
from dangjian_std.composition import computing
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import month_workbooks, pack
from dangjian_std.reading import filled_forms, roster
from dangjian_std.reading.load import load
from support.projects import patched

NAMES = roster.read("一支部,示例甲,一组,书记\n一支部,=1+1,二组\n二支部,示例乙,一组\n".encode())
COUNTED = "# R201 present\ncompute: {sum: [due]}\n"


def year_of(example: str):
    files = patched(example)
    return pack.year_of_unit(Unit.of(load(files[path] for path in sorted(files)).catalog), 2027)


def made(example: str, month: int = 3, names=NAMES):
    year = year_of(example)
    return list(month_workbooks.ledgers(year.unit, year.listed(month), 2027, month, names))


def test_each_branch_has_a_workbook_of_its_own():
    assert [document.name for document in made(COUNTED)] == [
        "R201-会议活动记录-01-一支部",
        "R201-会议活动记录-02-二支部",
    ]


def test_the_folder_of_a_month_has_them_as_workbooks():
    formats = {document.name: each for document, each in pack.month_pack(year_of(COUNTED), 3, NAMES)}
    assert {formats[document.name] for document in made(COUNTED)} == {("xlsx",)}


def test_without_a_roster_or_a_computation_there_is_none():
    assert made(COUNTED, names=roster.NOBODY) == []
    assert made("# R201 present\nhint: 写数字\n") == []


def test_a_form_that_each_member_has_is_a_worksheet_for_each():
    example = "# R201\nper: member\n# R201 recorder\nfill: member\n" + COUNTED
    first, second = made(example)
    sheets = filled_forms.read(renderers.render(first, "xlsx"))
    assert {sheet.title for sheet in sheets} >= {"示例甲", "=1+1"}
    assert "示例乙" not in {sheet.title for sheet in sheets}
    assert [form.name for form in second.parts[0].blocks] == ["示例乙"]


def test_names_groups_and_posts_stand_in_the_lines_of_a_table():
    example = (
        "# R201 votes\nfill: members\n# R201 votes.columns.matter\nfill: post\n"
        "# R201 votes.columns.0\ntype: text\n# R201 present\ncompute: {sum: [due]}\n"
    )
    first, _ = made(example)
    (form,) = first.parts[0].blocks
    (table,) = [row for sheet in form.sheets for row in sheet.rows if getattr(row, "id", "") == "votes"]
    assert [row[0] for row in table.values] == ["一组，书记", "二组"]


def test_rates_of_a_standard_that_is_not_in_force_are_looked_up_by_hand():
    files = patched(
        "# R201 present\ncompute: {rate: due, by: kinds, annex: rates}\n# R201 hours\ncompute: {sum: [due]}\n"
    )
    catalog = load(files[path] for path in sorted(files)).catalog
    gone = dataclasses.replace(catalog, standards={})
    assert list(computing.formulas(gone, catalog.records["R201"])) == ["hours"]
