"""Ten kinds of what officers do to a form: it is read as it was meant or asked about, never read as another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from copy import copy

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter

from dangjian_std.assessment.filings import Filing
from dangjian_std.reading.filled_forms import FilledFormError
from support import taken
from support.taken import Office

MESSES: dict[str, Callable[[Office], None]] = {}
CASES = taken.told()["messes"]


def mess(make):
    MESSES[make.__name__.replace("_", "-")] = make
    return make


ROWS = 6
COLUMNS = ("source", "matter", "owner", "due-on", "done-on", "result")


def rows(office):
    return [[office.said(f"items.{column}/{row}") for column in COLUMNS] for row in range(1, ROWS + 1)]


def write_rows(office, found, first=1):
    for at, row in enumerate(found, first):
        for column, value in zip(COLUMNS, row, strict=True):
            office.write(f"items.{column}/{at}", value)


@mess
def rows_inserted(office):
    _, top, _, bottom = office.box("items.source")
    for row in (bottom, top + 4, top + 2, 1):
        office.insert(row=row)


@mess
def columns_inserted(office):
    for column in (5, 3, 1):
        office.insert(column=column)


@mess
def sorted_by_due(office):
    write_rows(office, sorted(rows(office), key=lambda row: row[3], reverse=True))


def merge(office, one, other):
    (top, left), (bottom, right) = office.spot(one), office.spot(other)
    office.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)


@mess
def empty_rows_deleted(office):
    """Delete the last row of the table, as a spreadsheet program does: names and merged cells below move up."""
    last = office.box("items.due-on")[3]
    moved = lambda box: (box[0], box[1] - (box[1] > last), box[2], box[3] - (box[3] >= last))  # noqa: E731
    merged = [each.bounds for each in office.sheet.merged_cells.ranges]
    for each in list(office.sheet.merged_cells.ranges):
        office.sheet.unmerge_cells(str(each))
    boxes = {name: office.box(name.removeprefix("dstd.R211.")) for name in office.sheet.defined_names}
    office.sheet.delete_rows(last)
    for left, top, right, bottom in map(moved, merged):
        office.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
    for name, box in boxes.items():
        office.rename(name, moved(box))


@mess
def merged_down(office):
    merge(office, "items.done-on/2", "items.done-on/3")


@mess
def merged_across(office):
    merge(office, "items.due-on/3", "items.done-on/3")


def head(office, name):
    left, top, *_ = office.box(name)
    return office.sheet.cell(top, left)


@mess
def head_broken_anew(office):
    head(office, "items.done-on").value = "办结\n 日期"


@mess
def head_retyped(office):
    head(office, "items.done-on").value = "办结时间"


@mess
def heads_exchanged(office):
    head(office, "items.done-on").value, head(office, "items.due-on").value = "时限", "办结日期"


@mess
def sheet_renamed(office):
    office.sheet.title = "一季度 '改'"
    for name in list(office.sheet.defined_names):
        cells = office.sheet.defined_names[name].attr_text.rpartition("!")[2]
        office.sheet.defined_names[name].attr_text = f"'一季度 ''改'''!{cells}"


@mess
def dates_in_five_spellings(office):
    for row, said in enumerate(("2027.1.20", "2027/1/28", "２０２７年１月２５日", "3月5日"), 1):
        office.write(f"items.done-on/{row}", said)
    office.write("items.due-on/5", "20270331")
    office.write("items.due-on/6", " 2027 年 4 月 30 日 ")


@mess
def day_that_is_none(office):
    office.write("items.done-on/2", "2月30日")


@mess
def day_of_which_year(office):
    office.write("items.due-on/6", "9月30日")


@mess
def serial_number(office):
    office.write("items.done-on/1", 46042)
    office.sheet.cell(*office.spot("items.done-on/1")).number_format = "General"


@mess
def long_ago(office):
    office.write("items.done-on/1", "1021-01-20")


@mess
def done_in_the_future(office):
    office.write("items.done-on/1", dt.date(2028, 1, 20))


@mess
def cells_shifted(office):
    shifted = rows(office)[2]
    for column, value in zip(COLUMNS, [None, *shifted[:-1]], strict=True):
        office.write(f"items.{column}/3", value)


@mess
def written_below(office):
    left, _, _, bottom = office.box("items.due-on")
    office.insert(row=bottom + 1)
    office.sheet.cell(bottom + 1, left).value = dt.date(2027, 3, 1)


@mess
def sheet_copied_other_quarter(office):
    copied(office).write("quarter", "2027年第二季度")


@mess
def sheet_copied_as_it_is(office):
    copied(office)


@mess
def sheet_copied_and_changed(office):
    copied(office).write("items.done-on/1", dt.date(2027, 1, 21))


def copied(office):
    """Copy the worksheet with its names, as a spreadsheet program does, and return an office that writes there."""
    title = office.sheet.title
    sheet = office.book.copy_worksheet(office.sheet)
    other = copy(office)
    other.sheet = sheet
    for name, each in office.book[title].defined_names.items():
        other.rename(name, office.box(name.removeprefix(f"dstd.{office.code}.")))
        assert each.attr_text
    office.book.move_sheet(sheet, -1)
    return other


@mess
def number_with_a_word(office):
    office.write("branch-checks.found/1", "1条")


@mess
def number_in_full_width(office):
    office.write("branch-checks.found/1", "１")


@mess
def number_as_text(office):
    office.write("branch-checks.found/1", " 1")


@mess
def number_is_a_date(office):
    office.write("branch-checks.found/1", dt.date(2027, 1, 1))


@mess
def empty_rows_between(office):
    found = rows(office)
    empty = [None] * len(COLUMNS)
    for row in range(1, ROWS + 1):
        write_rows(office, [empty], row)
    for at, row in enumerate(found):
        write_rows(office, [row], 1 + 2 * at)


@mess
def formula(office):
    office.write("items.done-on/5", "=TODAY()")


@mess
def hidden_row(office):
    office.sheet.row_dimensions[office.spot("items.source/4")[0]].hidden = True


@mess
def hidden_column(office):
    office.sheet.column_dimensions[office.sheet.cell(*office.spot("items.done-on/1")).column_letter].hidden = True


@mess
def struck_through(office):
    office.sheet.cell(*office.spot("items.done-on/4")).font = Font(strike=True)


@mess
def part_struck_through(office):
    struck = TextBlock(InlineFont(strike=True), "1")
    office.write("branch-checks.found/1", CellRichText(struck, "2"))


@mess
def comment_in_place_of_a_day(office):
    office.write("items.done-on/5", None)
    office.sheet.cell(*office.spot("items.done-on/5")).comment = Comment("已于3月25日办结", "甲乙")


@mess
def row_of_no_height(office):
    office.sheet.row_dimensions[office.spot("items.source/4")[0]].height = 0.2


@mess
def column_of_no_width(office):
    office.sheet.column_dimensions[get_column_letter(office.spot("items.done-on/1")[1])].width = 0.1


def shown(office, number_format):
    cell = office.sheet.cell(*office.spot("branch-checks.found/1"))
    cell.value, cell.number_format = int(cell.value), number_format


@mess
def number_shown_as_a_word(office):
    shown(office, '"没有"')


@mess
def number_shown_in_thousands(office):
    shown(office, "#,##0,")


@mess
def number_shown_with_a_unit(office):
    shown(office, '#,##0.00"条"')


@mess
def sheet_protected(office):
    office.sheet.protection.sheet = True


@mess
def of_no_such_word(office):
    office.write("items.source/2", "非督查")


@mess
def done_before_it_was_found(office):
    office.write("items.source/1", "2025年1月11日督查")
    office.write("items.done-on/1", "2024-01-28")


@mess
def year_far_ahead(office):
    office.write("items.due-on/1", "2072-01-29")


@mess
def two_words(office):
    office.write("items.source/2", "1月8日支委会、督查")


@mess
def no_word(office):
    office.write("items.source/2", "领导电话")


@mess
def no_source(office):
    office.write("items.source/2", None)


@mess
def not_known(office):
    office.write("items.done-on/5", "不详")


@mess
def crossed_out_with_a_dash(office):
    office.write("items.done-on/5", "—")
    office.write("items.done-on/6", "/")


@mess
def no_quarter(office):
    office.write("quarter", None)


@mess
def quarter_in_words(office):
    office.write("quarter", "２０２７年 １季度")


@mess
def column_deleted(office):
    office.sheet.defined_names["dstd.R211.items.done_on"].attr_text = f"'{office.sheet.title}'!#REF!"


@mess
def names_lost(office):
    for name in list(office.sheet.defined_names):
        del office.sheet.defined_names[name]


@mess
def not_ours(office):
    del office.book["表样信息"]


@mess
def older_version(office):
    say_version(office, "1.0.0")


@mess
def newer_version(office):
    say_version(office, "9.0.0")


@mess
def newer_version_other_kind(office):
    other_kind(office, "9.0.0")


@mess
def version_that_is_none(office):
    say_version(office, "2.0版")


@mess
def older_version_other_kind(office):
    other_kind(office, "1.0.0")


def other_kind(office, version):
    say_version(office, version)
    for row in office.book["表样信息"].iter_rows(min_row=2):
        if row[0].value and row[0].value.endswith("due_on"):
            row[7].value = "text"


def say_version(office, version):
    for row in office.book["表样信息"].iter_rows(min_row=2):
        if row[0].value:
            row[2].value = version


def test_every_case_is_made():
    assert {each["name"] for each in CASES} == set(MESSES)


@pytest.mark.parametrize("code", taken.told()["forms"])
def test_a_tidy_form_is_read(code):
    (form,) = Office.filled(code).handed()
    found = taken.take(form)
    assert isinstance(found, Filing)
    wanted = taken.told()["forms"][code]
    assert taken.simple(found) == wanted["facts"]
    assert found.key == wanted["key"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mess_is_read_as_it_was_meant_or_asked_about(case):
    office = Office.filled(case["form"])
    MESSES[case["name"]](office)
    if case["expect"] == "refused" and case["name"] != "sheet-copied-and-changed":
        with pytest.raises(FilledFormError) as raised:
            office.handed()
        assert all(str(word) in str(raised.value) for word in case["words"])
        return
    found = [taken.take(form) for form in office.handed()]
    wanted = taken.told()["forms"][case["form"]]
    facts = [taken.simple(each) for each in found if isinstance(each, Filing)]
    match case["expect"]:
        case "same":
            assert facts == [wanted["facts"]] * len(found)
        case "rows":
            (only,) = facts
            assert sorted(map(str, only["items"])) == sorted(map(str, wanted["facts"]["items"]))
            assert only["items"] != wanted["facts"]["items"]
        case "facts":
            (only,) = facts
            items = [dict(row) for row in wanted["facts"]["items"]]
            for at, cells in case["items"].items():
                items[at].update(cells)
            assert only == {**wanted["facts"], "items": items}
        case "two":
            assert [each.key for each in found if isinstance(each, Filing)] == case["keys"]
        case "refused":
            assert [each.key for each in found if isinstance(each, Filing)] == ["2027-Q1"] * 2
            assert facts[0] != facts[1]
        case "asked":
            (asked,) = found
            assert isinstance(asked, tuple)
            assert asked[0].name == case["at"]
            text = asked[0].message + asked[0].help
            assert all(str(word) in text for word in case["words"]), text
        case _:
            raise AssertionError(case)


@pytest.mark.parametrize(("said", "asked"), [("无", False), ("本季度没有", True), ("——", False), ("甲乙", None)])
def test_a_row_that_says_that_there_is_nothing_is_no_row(said, asked):
    office = Office.filled("R211")
    office.write("items.matter/9", said)
    (form,) = office.handed()
    found = taken.take(form)
    if asked is False:
        assert isinstance(found, Filing)
        assert taken.simple(found) == taken.told()["forms"]["R211"]["facts"]
    else:
        assert isinstance(found, tuple)
        assert ("像是说没有" in "".join(each.message for each in found)) is bool(asked)


def test_a_percentage_in_a_number_is_asked_about():
    office = Office.filled("R501")
    office.write("branch-checks.found/1", 0.9)
    office.sheet.cell(*office.spot("branch-checks.found/1")).number_format = "0%"
    (form,) = office.handed()
    (doubt,) = taken.take(form)
    assert (doubt.name, "百分数" in doubt.message) == ("branch-checks.found/1", True)


def test_a_version_that_is_none_is_asked_about_under_its_name():
    office = Office.filled("R211")
    version_that_is_none(office)
    (form,) = office.handed()
    first, *_ = taken.take(form)
    assert (first.name, first.label, first.message) == ("", "版本", "表样信息里的版本改过")
