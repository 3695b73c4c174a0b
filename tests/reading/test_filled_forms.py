"""Filled workbooks are read by the names of their places; what is in doubt is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.workbook.defined_name import DefinedName

from dangjian_std import renderers
from dangjian_std.document.blocks import Column
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.inline import InputKind
from dangjian_std.reading import filled_forms
from dangjian_std.reading.filled_forms import FilledFormError

COLUMNS = (
    Column(head="事项", width=50, id="what"),
    Column(head="办理时限", width=40, id="due-on", kind=InputKind.DATE),
    Column(head="办结日期", width=40, id="done-on", kind=InputKind.DATE),
)
ITEMS = EntryTable(id="items", label="清单", columns=COLUMNS, rows=6)
HEADED = EntryRow(entries=(Entry(id="quarter", label="季度", space=Space.LINE),))
SIGNED = EntryRow(entries=(Entry(id="closed-on", label="核对日期", space=Space.LINE, kind=InputKind.DATE),))
DAY = dt.datetime(2027, 3, 10)  # noqa: DTZ001 a day in a workbook has no zone


def blank(*rows) -> bytes:
    sheet = Sheet(title="落实清单", rows=rows or (HEADED, ITEMS, SIGNED))
    form = Form(code="R999", version="1.2.0", anchor="R999", sheets=(sheet,))
    part = Part(id="p", title="表", head="", folio=Folio.NONE, blocks=(form,))
    document = Document(name="n", title="题", author="示例单位", subject="事", parts=(part,))
    return renderers.render(document, "xlsx")


class Office:
    """A workbook open for editing."""

    def __init__(self, data: bytes | None = None) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data or blank()))
        self.sheet = self.book.worksheets[0]

    def box(self, name: str) -> tuple[int, int, int, int]:
        return range_boundaries(self.sheet.defined_names[f"dstd.R999.{name}"].attr_text.rpartition("!")[2])

    def write(self, name: str, *values: object) -> None:
        """Write below the head of a column, or beside the label of an entry."""
        left, top, right, _ = self.box(name)
        column, first = (left, top + 1) if name.startswith("items") else (right, top)
        for at, value in enumerate(values):
            self.sheet.cell(first + at, column).value = value

    def name(self, name: str, cells: str, *, sheet: str = "") -> None:
        text = f"'{sheet or self.sheet.title}'!{cells}"
        self.sheet.defined_names[f"dstd.R999.{name}"] = DefinedName(f"dstd.R999.{name}", attr_text=text)

    def insert(self, *, column: int = 0, row: int = 0) -> None:
        """Insert a column or a row as a spreadsheet program does: the cells move, and the names with them."""
        for each in [str(merged) for merged in self.sheet.merged_cells.ranges]:
            self.sheet.unmerge_cells(each)
        if column:
            self.sheet.insert_cols(column)
        if row:
            self.sheet.insert_rows(row)
        for name in list(self.sheet.defined_names):
            if name.startswith("dstd."):
                left, top, right, bottom = self.box(name.removeprefix("dstd.R999."))
                left, right = (at + (column and at >= column) for at in (left, right))
                top, bottom = (at + (row and at >= row) for at in (top, bottom))
                cells = f"${get_column_letter(left)}${top}:${get_column_letter(right)}${bottom}"
                self.name(name.removeprefix("dstd.R999."), cells)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def read(self) -> filled_forms.FilledSheet:
        (found,) = filled_forms.read(self.saved())
        return found

    def troubles(self) -> dict[str, str]:
        """Return what is in doubt, by its place; of a column the first."""
        return {
            ".".join(filter(None, (place.field, place.column))): each.trouble
            for place, cells in self.read().cells.items()
            for each in reversed(cells)
            if each.trouble
        }

    def refused(self) -> str:
        with pytest.raises(FilledFormError) as raised:
            filled_forms.read(self.saved())
        return str(raised.value)


def test_an_empty_form_has_its_places_and_nothing_in_them():
    found = Office().read()
    assert (found.title, found.code, found.version) == ("落实清单", "R999", "1.2.0")
    counts = {(place.field, place.column): len(cells) for place, cells in found.cells.items()}
    (rows,) = {counts.pop(("items", column.id)) for column in COLUMNS}
    assert rows >= ITEMS.rows
    assert counts == {("quarter", ""): 1, ("closed-on", ""): 1}
    assert {each.value for cells in found.cells.values() for each in cells} == {None}
    assert {place.kind for place in found.cells if place.column == "due-on"} == {"date"}


def test_what_is_written_is_read_with_its_cell():
    office = Office()
    office.write("quarter", "第一季度")
    office.write("items.what", "甲", None, "丙")
    office.write("items.done_on", DAY)
    office.write("closed_on", DAY)
    found = office.read()
    assert found.values("quarter") == ("第一季度",)
    assert found.values("items", "what")[:3] == ("甲", None, "丙")
    assert found.values("items", "done-on")[0] == found.values("closed-on")[0] == DAY
    assert set(found.values("items", "due-on")) == {None}
    (cells,) = (cells for place, cells in found.cells.items() if place.column == "what")
    assert office.sheet[cells[2].address].value == "丙"


@pytest.mark.parametrize("column", range(1, 9))
def test_an_inserted_column_moves_nothing_into_another_place(column):
    office = Office()
    office.write("items.due_on", "时限")
    office.write("items.done_on", "办结")
    office.write("quarter", "第一季度")
    office.insert(column=column)
    found = office.read()
    assert found.values("items", "due-on")[0] == "时限"
    assert found.values("items", "done-on")[0] == "办结"
    assert found.values("quarter") == ("第一季度",)


def test_inserted_rows_are_rows_of_the_table():
    office = Office()
    office.write("items.what", *"甲乙丙丁戊己")
    _, top, _, bottom = office.box("items.what")
    for row in (bottom, top + 3, top + 1, 1):
        office.insert(row=row)
    found = office.read().values("items", "what")
    assert [each for each in found if each] == [*"甲乙丙丁戊己"]
    assert len(found) == bottom - top + 3


def test_a_renamed_worksheet_is_read():
    office = Office()
    office.write("items.what", "甲")
    office.sheet.title = "二季度 '改'"
    for name in list(office.sheet.defined_names):
        cells = office.sheet.defined_names[name].attr_text.rpartition("!")[2]
        office.sheet.defined_names[name].attr_text = f"'二季度 ''改'''!{cells}"
    assert office.read().values("items", "what")[0] == "甲"


def test_a_formula_that_is_not_ours_is_in_doubt():
    office = Office()
    office.write("quarter", "=1+1")
    assert office.troubles() == {"quarter": "是算式，不算；写上算好的"}


@pytest.mark.parametrize("value", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_is_no_value(value):
    office = Office()
    office.write("items.what", value)
    assert office.troubles() == {"items.what": "不是算好的数、日期或者文字；写上数、日期或者文字"}
    assert office.read().values("items", "what")[0] is None


def test_what_is_hidden_or_struck_through_is_in_doubt():
    office = Office()
    office.write("items.what", "甲", "乙")
    left, top, *_ = office.box("items.what")
    office.sheet.row_dimensions[top + 1].hidden = True
    office.sheet.cell(top + 2, left).font = Font(strike=True)
    assert [*office.troubles()] == ["items.what"]
    found = office.read().cells
    (cells,) = (cells for place, cells in found.items() if place.column == "what")
    assert ["隐藏" in cells[0].trouble, "删除线" in cells[1].trouble] == [True, True]
    assert not any(each.trouble for each in cells[2:])


def test_cells_that_became_one_are_in_doubt():
    office = Office()
    office.write("items.what", "甲")
    left, top, *_ = office.box("items.what")
    office.sheet.merge_cells(start_row=top + 1, end_row=top + 2, start_column=left, end_column=left)
    (cells,) = (cells for place, cells in office.read().cells.items() if place.column == "what")
    assert ["合并" in each.trouble for each in cells[:3]] == [True, True, False]


def test_a_hidden_worksheet_is_refused():
    office = Office()
    office.book.create_sheet("说明")
    office.sheet.sheet_state = "hidden"
    assert "隐藏了" in office.refused()


def test_a_head_that_is_another_is_refused():
    office = Office()
    left, top, *_ = office.box("items.due_on")
    other, *_ = office.box("items.done_on")
    office.sheet.cell(top, left).value, office.sheet.cell(top, other).value = "办结日期", "办理时限"
    said = office.refused()
    names = "(办理时限|办结日期)"
    end = "；请把栏名改回来。没有读。"
    assert re.fullmatch(f"工作表“落实清单”的 [A-Z]+[0-9]+ 应当是栏名“{names}”，现在是“{names}”{end}", said)
    office.sheet.cell(top, left).value, office.sheet.cell(top, other).value = "", "办结日期"
    assert "应当是栏名“办理时限”，现在是“空的”" in office.refused()
    office.sheet.cell(top, left).value, office.sheet.cell(top, other).value = "办理\n 时限", "办结日期"
    assert office.read()


def test_names_that_stayed_while_the_cells_moved_are_refused():
    """What a library does that inserts a column and forgets the names."""
    office = Office()
    left, *_ = office.box("items.done_on")
    names = {name: each.attr_text for name, each in office.sheet.defined_names.items()}
    office.insert(column=left)
    for name, text in names.items():
        office.sheet.defined_names[name].attr_text = text
    assert "应当是栏名" in office.refused()


def _delete_name(office):
    del office.sheet.defined_names["dstd.R999.items.done_on"]


def _break_name(office):
    office.sheet.defined_names["dstd.R999.items.done_on"].attr_text = "#REF!"


def _move_away(office):
    office.name("items.done_on", "$F$6:$F$12", sheet=filled_forms.HIDDEN)


def _shorten(office):
    left, top, _, bottom = office.box("items.done_on")
    letter = get_column_letter(left)
    office.name("items.done_on", f"${letter}${top}:${letter}${bottom - 1}")


def _write_below(office):
    left, _, _, bottom = office.box("items.what")
    office.insert(row=bottom + 1)
    office.sheet.cell(bottom + 1, left).value = "庚"


def _narrow(office):
    left, top, *_ = office.box("quarter")
    office.name("quarter", f"${get_column_letter(left)}${top}")


def _overlap(office):
    left, top, _, bottom = office.box("items.due_on")
    office.name("items.due_on", f"${get_column_letter(left)}${top}:${get_column_letter(left + 1)}${bottom}")


def _strip(office):
    for name in [each for each in office.sheet.defined_names if each.startswith("dstd.")]:
        del office.sheet.defined_names[name]


def _drop_hidden(office):
    del office.book[filled_forms.HIDDEN]


def _own_sheet(office):
    office.book.create_sheet("草稿")["A1"] = "算算看"


def _drop_sheet(office):
    office.book.create_sheet("空")
    office.book.remove(office.sheet)


LOST = "不是从原表复制的，或者栏目的名称丢了；把它移到别的文件里，或者填到空表里"
GONE = "一栏被删掉或者移走了；请恢复这一栏，不填可以空着"
BROKEN = "一栏的格子被拆开或者删掉了；请恢复原样"
DOUBTS = {
    _delete_name: "工作表“落实清单”的“办结日期”一栏找不到了；请从空表里重新复制这张工作表。没有读。",
    _break_name: f"工作表“落实清单”的“办结日期”{GONE}。没有读。",
    _move_away: f"工作表“落实清单”的“办结日期”{GONE}。没有读。",
    _shorten: "工作表“落实清单”的表格有的列行数不一样；请整行插入、整行删除。没有读。",
    _write_below: "工作表“落实清单”的 B27 写在了表格下面；请在表格中间插入行，把它移进去。没有读。",
    _narrow: f"工作表“落实清单”的“季度”{BROKEN}。没有读。",
    _overlap: f"工作表“落实清单”的“办理时限”{BROKEN}。没有读。",
    _strip: f"工作表“落实清单”{LOST}。没有读。",
    _drop_hidden: "这个文件里没有表样信息：不是本套做的工作簿，或者用别的程序另存时丢了。"
    "请把内容填到本套的空表里。",
    _own_sheet: f"工作表“草稿”{LOST}。没有读。",
    _drop_sheet: f"工作表“空”{LOST}。没有读。",
}


@pytest.mark.parametrize("spoil", DOUBTS, ids=lambda each: each.__name__)
def test_what_is_in_doubt_is_refused_in_a_sentence(spoil):
    office = Office()
    office.write("items.what", "甲")
    spoil(office)
    assert office.refused() == DOUBTS[spoil]


def beside(left: str, right: str) -> Office:
    """A form with two entries side by side."""
    pair = EntryRow(entries=tuple(Entry(id=each, label=each, space=Space.LINE) for each in (left, right)))
    return Office(blank(pair))


@pytest.mark.parametrize(("left", "right"), [("first", "second"), ("second", "first")])
def test_places_that_share_one_column_are_refused(left, right):
    office = beside(left, right)
    first, top, *_ = office.box(left)
    start, *_ = office.box(right)
    office.name(left, f"${get_column_letter(first)}${top}:${get_column_letter(start - 1)}${top}")
    assert office.read()
    office.name(left, f"${get_column_letter(first)}${top}:${get_column_letter(start)}${top}")
    assert office.refused() == "工作表“落实清单”“first”和“second”两栏叠在一起。没有读。"


@pytest.mark.parametrize("last", ["closed-on", "signed-on"])
def test_places_that_share_one_row_are_refused(last):
    """The name of the place below the table stands before those of the table, or after them."""
    below = EntryRow(entries=(Entry(id=last, label="日期", space=Space.LINE),))
    office = Office(blank(HEADED, ITEMS, below))
    _, row, *_ = office.box(last.replace("-", "_"))
    boxes = {name: office.box(name) for name in ("items.what", "items.due_on", "items.done_on")}
    for add, refused in ((-1, False), (0, True)):
        for name, (left, top, *_) in boxes.items():
            letter = get_column_letter(left)
            office.name(name, f"${letter}${top}:${letter}${row + add}")
        if refused:
            assert "两栏叠在一起" in office.refused()
        else:
            assert office.read()


def test_a_line_across_the_whole_table_may_stand_below_it():
    for less, fine in ((0, True), (1, False)):
        office = Office(blank(HEADED, ITEMS))
        boxes = [office.box(name) for name in ("items.what", "items.due_on", "items.done_on")]
        row = boxes[0][3] + 1
        for each in [each for each in office.sheet.merged_cells.ranges if each.min_row <= row <= each.max_row]:
            office.sheet.unmerge_cells(str(each))
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        office.sheet.cell(row, left).value = "以下空白"
        office.sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=right - less)
        if fine:
            assert office.read()
        else:
            assert f"的 {office.sheet.cell(row, left).coordinate} 写在了表格下面" in office.refused()


def test_a_worksheet_of_two_that_is_gone_is_missed():
    other = EntryTable(
        id="lost", label="查找", columns=(Column(head="方式", width=90, id="way"), *COLUMNS[:1]), rows=30
    )
    office = Office(blank(HEADED, ITEMS, other))
    assert len(office.book.sheetnames) == 3
    office.book.remove(office.book.worksheets[1])
    assert re.fullmatch("少了工作表“.+”，R999 不全；请从原来的文件里补上，或者重新取一份空表。", office.refused())


def test_what_is_no_workbook_is_refused():
    for data in (b"", b"PK", b"%PDF-1.7", b"a,b\n1,2\n"):
        with pytest.raises(
            FilledFormError, match=r"^这不是完好的 XLSX 文件；请用 WPS 或者 Excel 打开，另存为 \.xlsx 再试。$"
        ):
            filled_forms.read(data)


def test_a_workbook_that_unpacks_without_end_is_not_opened(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(blank())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/media/bomb.bin", b"\0" * 50_000_001)
    assert len(out.getvalue()) < 200_000
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("opened"))
    with pytest.raises(FilledFormError, match=r"^这个文件展开以后太大，不像填好的表，没有读。$"):
        filled_forms.read(out.getvalue())
