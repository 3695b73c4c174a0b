"""单位.xlsx on another base: what its cells only tell is the new base's; what somebody wrote is as it was."""

from __future__ import annotations

import io

import openpyxl
import pytest

from dangjian_std.document.sheets_to_fill import FillCell
from dangjian_std.reading import load, unit_heads, unit_sources
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
from dangjian_std.renderers.xlsx import fill_writer
from dangjian_std.renderers.xlsx.fill_writer import OPTIONS_WORKSHEET
from dangjian_std.scaffold import renewed_workbook, unit_workbook
from support import unit_workbooks as units
from support.projects import patched

OLD = """\
# DJ401
parameters:
  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}
  - {id: theme, title: 定下月的主题, at: [choose.when.by_day]}
"""
NEW = """\
# DJ401
title: 支部主题党日规程
parameters:
  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}
  - {id: told, title: 向缺席党员转告, at: [tell.when.within_workdays]}
# DJ401 notify.when
at_least_workdays: 4
"""
SAID = {"limits": [{"parameter": "DJ401.notice", "value": 5, "reason": "人员分散"}]}


def catalog(example, other=()):
    files = patched(example)
    for old, new in other:
        files = {
            path: RawSource(path, raw.data.replace(old.encode(), new.encode())) for path, raw in files.items()
        }
    found = load.load(files.values())
    assert found.catalog is not None, found.diagnostics
    return found.catalog


def of(said, example, change=lambda book: None, other=()):
    book, out = opened(unit_workbook.workbook(said, catalog(example, other), made=False)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(sheet, head):
    found = [[cell.value or None for cell in row] for row in sheet.iter_rows()]
    return found[next(at for at, row in enumerate(found) if row[0] == head) + 1 :]


def widened(book):
    sheet = book["采用"]
    sheet["F6"], sheet["F7"] = "备注", "再议"
    book.create_sheet("我的")["A1"] = "自己的"


def test_what_is_told_is_the_new_bases_and_what_was_written_stays():
    said = {**units.data(), **SAID}
    new = renewed_workbook.renewed(of(said, OLD, widened), of(said, NEW))
    book = opened(new)
    assert rows(book["时限"], "时限") == [
        ["DJ401.notice", "主题党日的通知", "至少提前4个工作日", None, 5, "人员分散"],
        [None] * 6,
        ["DJ401.told", "向缺席党员转告", "3个工作日内", None, None, None],
    ]
    assert rows(book["采用"], "标准")[0] == ["DJ401", "支部主题党日规程", None, None, None, "再议"]
    assert book["我的"]["A1"].value == "自己的"
    tree = unit_sources.workbook(RawSource(UNIT_WORKBOOK, new)).tree
    assert tree.data == unit_sources.workbook(RawSource(UNIT_WORKBOOK, of(said, OLD))).tree.data


def test_a_new_row_takes_and_looks_like_those_above_it():
    said = {**units.data(), **SAID}
    sheet = opened(renewed_workbook.renewed(of(said, OLD), of(said, NEW)))["时限"]
    last, first = sheet.max_row, sheet.max_row - 2
    assert [sheet.cell(last, at).border.left.style for at in (1, 5)] == ["thin", "thin"]
    for column in (5, 6):
        cells = [sheet.cell(at, column).coordinate for at in (first, last)]
        (rule,) = (each for each in sheet.data_validations.dataValidation if cells[0] in each.sqref)
        assert cells[1] in rule.sqref


def test_what_can_be_chosen_is_what_the_new_base_has():
    renamed = [("形成议定事项", "议定了要办的事")]
    book = opened(renewed_workbook.renewed(of(units.data(), OLD), of(units.data(), OLD, other=renamed)))
    (rule,) = (each for each in book["增补"].data_validations.dataValidation if each.promptTitle == "遇到什么")
    cells = [
        cell.value
        for (cell,) in book[OPTIONS_WORKSHEET][
            rule.formula1.removeprefix(f"{OPTIONS_WORKSHEET}!").replace("$", "")
        ]
    ]
    assert cells == ["有事项需要党员大会表决", "议定了要办的事"]
    assert book[OPTIONS_WORKSHEET].sheet_state == "veryHidden"


def test_a_list_that_comes_from_the_base_warns_and_does_not_refuse():
    book = opened(of(units.data(), OLD))
    kinds = {
        rule.promptTitle: rule.errorStyle
        for each in book.worksheets
        for rule in each.data_validations.dataValidation
        if rule.type == "list"
    }
    assert (kinds["遇到什么"], kinds["谁来做"]) == ("warning", "warning")
    assert kinds["何时"] in {None, "stop"}
    assert OPTIONS_WORKSHEET in book.sheetnames


def test_an_empty_cell_has_room_for_three_lines_where_several_go_and_for_one_elsewhere():
    heads = [head for page in unit_heads.UNIT_WORKSHEETS.values() for head in (*page.heads, *page.lines)]
    room = {head.lines: unit_workbook._wanted(head, {}).lines for head in heads}
    assert room == {True: 3, False: 1}


@pytest.mark.parametrize(("said", "lines"), [("", 3), ("字" * 10, 3), ("字" * 50, 5)])
def test_a_row_is_as_high_as_what_is_written_and_as_what_may_be(said, lines):
    head = next(head for page in unit_heads.UNIT_WORKSHEETS.values() for head in page.heads if head.lines)
    cell = FillCell(value=said, wanted=unit_workbook._wanted(head, {}))
    assert fill_writer._room(cell, 10) == 16 * lines + 8
