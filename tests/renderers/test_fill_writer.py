"""A worksheet to fill in: how wide, how high, how it is printed, and what each of its cells takes."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from dangjian_std.document.inline import InputKind
from dangjian_std.document.sheets_to_fill import CellInput, FillCell, FillSheet
from dangjian_std.reading import unit_heads
from dangjian_std.renderers.xlsx import fill_writer

LONG = "字" * 300


def wanted(kind=InputKind.TEXT, **said):
    return CellInput(word="日期", hint="写清楚", kind=kind, **said)


ROWS = (
    (FillCell(value="固定"), FillCell(wanted=wanted(InputKind.DATE)), FillCell(wanted=wanted(lines=3))),
    (
        FillCell(value="固定"),
        FillCell(value=dt.date(2027, 3, 1), wanted=wanted(InputKind.DATE)),
        FillCell(value=LONG),
    ),
    (FillCell(), FillCell(wanted=wanted(InputKind.NUMBER, bounds=(1, 31))), FillCell()),
    (FillCell(), FillCell(wanted=wanted(InputKind.CHOICE, options=("是", "否"))), FillCell(value="=1+1")),
)


def sheet(widths=(10, 16, 20), notes=("一句说明", LONG), rows=ROWS):
    said = FillSheet(
        name="页", title="题", notes=notes, heads=("甲", "乙", "丙")[: len(widths)], widths=widths, rows=rows
    )
    return openpyxl.load_workbook(io.BytesIO(fill_writer.render("题", [said])))["页"]


def test_a_column_has_room_for_so_many_chinese_characters_and_a_margin():
    """In a file a column is three quarters of a unit wider, and rounded to whole dots."""
    found = sheet().column_dimensions
    wide = [2.15 * characters + 1 + 0.75 for characters in (10, 16, 20)]
    assert [found[each].width for each in "ABC"] == pytest.approx(wide, abs=0.1)


def test_rows_are_as_high_as_their_texts():
    """A line is 16 points, and half of one is free; 46 characters go into a note, 19 into the last column."""
    found = sheet()
    heights = [found.row_dimensions[row].height for row in range(1, 9)]
    wanted = [32, 24, 7 * 16 + 8, 24, 3 * 16 + 8, 16 * 16 + 8, 24, 24]
    assert heights == pytest.approx(wanted, abs=0.5)


def test_notes_stand_over_all_columns_and_the_head_stays_in_sight_and_on_each_page():
    found = sheet()
    assert {str(each) for each in found.merged_cells.ranges} == {"A1:C1", "A2:C2", "A3:C3"}
    assert [found.cell(4, column).value for column in (1, 2, 3)] == ["甲", "乙", "丙"]
    assert found.freeze_panes == "A5"
    assert found.print_title_rows == "$4:$4"
    assert (int(found.page_setup.paperSize), int(found.page_setup.fitToHeight)) == (9, 0)


@pytest.mark.parametrize(("widths", "turned"), [((20, 25), False), ((20, 26), True)])
def test_what_is_wider_than_45_characters_is_printed_on_its_side(widths, turned):
    found = sheet(widths, (), ())
    assert (found.page_setup.orientation == "landscape") is turned


def test_each_open_cell_is_checked_by_its_kind():
    found = {str(each.sqref): each for each in sheet().data_validations.dataValidation}
    assert found.keys() == {"B5:B6", "B7", "B8", "C5"}
    dates, number, choice, text = (found[each] for each in ("B5:B6", "B7", "B8", "C5"))
    epoch = dt.date(1899, 12, 30)
    assert (dates.type, int(dates.formula1), int(dates.formula2)) == (
        "date",
        (dt.date(2000, 1, 1) - epoch).days,
        (dt.date(2099, 12, 31) - epoch).days,
    )
    assert (number.type, number.formula1, number.formula2) == ("whole", "1", "31")
    assert (choice.type, choice.errorStyle) == ("list", None)
    assert text.type is None or text.type == "none"
    assert {(each.promptTitle, each.prompt) for each in found.values()} == {("日期", "写清楚")}


def test_a_text_is_never_a_formula_and_a_date_is_a_date():
    found = sheet()
    assert (found["C8"].value, found["C8"].data_type) == ("=1+1", "s")
    assert (found["B6"].value, found["B6"].number_format) == (dt.datetime(2027, 3, 1), "yyyy-mm-dd")  # noqa: DTZ001 as a file holds it
    assert {found[cell].number_format for cell in ("A5", "C5")} == {"@"}


def test_a_list_of_ones_own_only_warns():
    row = (FillCell(wanted=wanted(InputKind.CHOICE, options=("是", "否"), free=True)), FillCell())
    (rule,) = sheet((20, 20), (), (row,)).data_validations.dataValidation
    assert rule.errorStyle == "warning"


def test_what_excel_shows_beside_a_cell_is_cut():
    row = (FillCell(wanted=CellInput(word="字" * 40, hint="字" * 300, kind=InputKind.TEXT)), FillCell())
    (rule,) = sheet((20, 20), (), (row,)).data_validations.dataValidation
    assert (len(rule.promptTitle), len(rule.prompt), len(rule.error)) == (32, 250, 250)


def test_the_columns_of_a_unit_are_as_wide_as_what_goes_into_them():
    assert {title: [head.width for head in page.heads] for title, page in unit_heads.UNIT_WORKSHEETS.items()} == {
        "单位": [12, 22],
        "支部和党小组": [16, 9, 24, 11, 11, 7],
        "日期": [18, 7, 12],
        "时限": [16, 8, 18],
        "采用": [9, 11, 30],
        "增补": [7, 11, 8, 12, 9, 9, 14, 22, 9, 7, 7, 12, 8, 11, 10],
        "岗位": [20, 20],
    }
