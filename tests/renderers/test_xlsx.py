from __future__ import annotations

import dataclasses
import datetime as dt
import io
import itertools
import random
import re
import shutil
import subprocess
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest

from dangjian_std import renderers
from dangjian_std.composition import lined_tables
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Cell, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.inline import Column, InputKind
from dangjian_std.document.place_names import DEFINED_NAME_PREFIX, HIDDEN, PLACE_TABLE_HEADS
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.publications import records
from dangjian_std.renderers.xlsx import LANDSCAPE, SheetNames, cell_sizes, worksheet_grid
from dangjian_std.renderers.xlsx.form_leaves import JOINERS, leaves

SOFFICE = shutil.which("soffice")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
EPOCH = dt.date(1899, 12, 30)
ET.register_namespace("", MAIN[1:-1])

Values = dict[tuple[str, str, int], str]
"""What is written in a form, by field, column and row."""


# -- a reader of filled forms, by nothing but the hidden sheet -------------------------------------------


def tree(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 made by us a moment ago


def chance(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 the same on every run


class Book:
    """A workbook as its XML files."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            self.parts = {name: file.read(name) for name in file.namelist()}
        shared = tree(self.parts.get("xl/sharedStrings.xml", b"<sst/>"))
        self.strings = ["".join(each.text or "" for each in item.iter(f"{MAIN}t")) for item in shared]
        targets = {
            each.get("Id"): each.get("Target").removeprefix("/xl/")
            for each in tree(self.parts["xl/_rels/workbook.xml.rels"])
        }
        listed = list(tree(self.parts["xl/workbook.xml"]).iter(f"{MAIN}sheet"))
        self.names = {each.get("name"): f"xl/{targets[each.get(ID)]}" for each in listed}
        self.states = {each.get("name"): each.get("state", "") for each in listed}
        self.sheets = {name: tree(self.parts[path]) for name, path in self.names.items()}

    def cells(self, name: str) -> dict[str, str]:
        found = {}
        for cell in self.sheets[name].iter(f"{MAIN}c"):
            value = cell.find(f"{MAIN}v")
            if cell.get("t") == "inlineStr":
                found[cell.get("r")] = "".join(each.text or "" for each in cell.iter(f"{MAIN}t"))
            elif value is not None:
                text = value.text or ""
                found[cell.get("r")] = self.strings[int(text)] if cell.get("t") == "s" else text
        return found

    @property
    def places(self) -> list[dict[str, str]]:
        """What the hidden sheet says of each place, with the first and last cell to fill in, as its name says."""
        cells, rows = self.cells(HIDDEN), []
        named = {
            each.get("name"): re.fullmatch(r"(?:.*!)\$([A-Z]+)\$([0-9]+):\$([A-Z]+)\$([0-9]+)", each.text).groups()
            for each in tree(self.parts["xl/workbook.xml"]).iter(f"{MAIN}definedName")
            if each.get("name").startswith(DEFINED_NAME_PREFIX)
        }
        while name := cells.get(f"A{len(rows) + 2}"):
            place = {
                head: cells.get(f"{letter}{len(rows) + 2}", "")
                for letter, head in zip("ABCDEFGHI", PLACE_TABLE_HEADS, strict=True)
            }
            left, top, right, bottom = named.pop(name)
            first = f"{left}{int(top) + 1}" if place["列"] else f"{right}{top}"
            rows.append(place | {"起": first, "止": f"{right}{bottom}"})
        assert not named
        return rows

    def fill(self, name: str, where: str, text: str, *, number: bool) -> None:
        (cell,) = (each for each in self.sheets[name].iter(f"{MAIN}c") if each.get("r") == where)
        for child in list(cell):
            cell.remove(child)
        if number:
            cell.attrib.pop("t", None)
            ET.SubElement(cell, f"{MAIN}v").text = text
        else:
            cell.set("t", "inlineStr")
            ET.SubElement(ET.SubElement(cell, f"{MAIN}is"), f"{MAIN}t").text = text

    def saved(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            for name, path in self.names.items():
                self.parts[path] = ET.tostring(self.sheets[name])
            for path, data in self.parts.items():
                file.writestr(path, data)
        return out.getvalue()


def spots(book: Book) -> Iterator[tuple[dict[str, str], int, str]]:
    """Every cell to write in: its place, its row in the table, its address."""
    for place in book.places:
        letter, first = re.fullmatch(r"([A-Z]+)([0-9]+)", place["起"]).groups()
        _, last = re.fullmatch(r"([A-Z]+)([0-9]+)", place["止"]).groups()
        for at in range(int(first), int(last) + 1):
            yield place, at - int(first), f"{letter}{at}"


def values(book: Book) -> Values:
    """Read a filled form; boxes that are not ticked are nothing."""
    cells = {name: book.cells(name) for name in book.names}
    found = {}
    for place, row, where in spots(book):
        text = cells[place["工作表"]].get(where, "")
        if "□" in text or "■" in text:
            text = "、".join(re.findall(r"■([^□■　]+)", text))
        elif place["填写"] == "date" and text:
            text = (EPOCH + dt.timedelta(days=int(float(text)))).isoformat()
        if text:
            found[place["栏目"], place["列"], row] = text
    return found


# -- documents -------------------------------------------------------------------------------------------


def registers(catalog) -> list[Document]:
    return [document for document, formats in records.compose(Unit.of(catalog), Request()) if "xlsx" in formats]


def document(*blocks) -> Document:
    part = Part(id="p", title="表", head="", folio=Folio.NONE, blocks=blocks)
    return Document(name="n", title="题", author="示例单位", subject="事", parts=(part,))


def table(title: str) -> Table:
    row = Row(cells=(Cell(lines=(("□",),)),))
    return Table(label="表1", title=title, columns=(Column(head="栏", width=10),), rows=(row,))


def form(*rows, **changes) -> Form:
    sheet = Sheet(title="登记表", rows=rows)
    return Form(code="R999", version="1.0.0", anchor="R999", sheets=(sheet,), **changes)


def made(*blocks) -> Book:
    return Book(renderers.render(document(*blocks), "xlsx"))


# -- what is in a workbook -------------------------------------------------------------------------------


def test_every_field_is_in_the_hidden_sheet(catalog):
    for each in registers(catalog):
        (block,) = each.parts[0].blocks
        record = catalog.records[block.code]
        book = Book(renderers.render(each, "xlsx"))
        assert {(place["表号"], place["版本"]) for place in book.places} == {(record.code, record.version)}
        wanted = [(field.id, "") for field in record.fields if not field.columns]
        tables = [field for field in record.fields if field.columns and not field.continues]
        wanted += [(field.id, column.id) for field in tables for column in field.columns]
        found = [(place["栏目"], place["列"]) for place in book.places]
        assert set(found) == {*wanted, ("head.owner", ""), ("head.number", "")}
        assert len(found) == len(set(found))
        assert book.states.pop(HIDDEN) == "veryHidden"
        assert set(book.states.values()) == {""}
        for field in tables:
            for column in field.columns:
                rows = [
                    row for place, row, _ in spots(book) if (place["栏目"], place["列"]) == (field.id, column.id)
                ]
                assert len(rows) >= (field.rows or 3)
        addresses = [(place["工作表"], where) for place, _, where in spots(book)]
        assert len(addresses) == len(set(addresses))


def test_blank_forms_are_blank(catalog):
    for each in registers(catalog):
        found = values(Book(renderers.render(each, "xlsx")))
        assert {key: text for key, text in found.items() if key[0] != "head.number"} == {}


def test_rows_to_write_in_grow_with_their_text(catalog):
    for each in registers(catalog):
        book = Book(renderers.render(each, "xlsx"))
        for place, _, where in spots(book):
            if not place["列"]:
                continue
            (row,) = (
                row
                for row in book.sheets[place["工作表"]].iter(f"{MAIN}row")
                if row.get("r") == re.sub("[A-Z]", "", where)
            )
            assert row.get("customHeight") is None
            assert row.get("ht") in {None, str(worksheet_grid.TWO_LINE_HEIGHT)}
        for name in {place["工作表"] for place in book.places}:
            (usual,) = book.sheets[name].iter(f"{MAIN}sheetFormatPr")
            assert usual.get("defaultRowHeight") == str(cell_sizes.WRITING_LINE_POINTS)


def test_a_table_that_goes_on_goes_on_counting(catalog):
    (each,) = (each for each in registers(catalog) if each.name.startswith("R310"))
    book = Book(renderers.render(each, "xlsx"))
    cells = book.cells("党费收缴登记表")
    numbers = [cells[f"A{where[1:]}"] for place, _, where in spots(book) if place["列"] == "name"]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    face, _, overleaf = (
        row for sheet in each.parts[0].blocks[0].sheets for row in sheet.rows if isinstance(row, EntryTable)
    )
    assert (face.first, overleaf.first) == (1, face.rows + 1)


def test_small_tables_of_a_form_share_a_worksheet(catalog):
    by_code = {each.name[:4]: each for each in registers(catalog)}
    shown = {}
    for code in ("R307", "R310", "R501"):
        book = Book(renderers.render(by_code[code], "xlsx"))
        shown[code] = [name for name, state in book.states.items() if not state]
        rows = Counter()
        for field in catalog.records[code].fields:
            for column in field.columns:
                rows[field.continues or field.id, column.id] += field.rows
        for key, count in rows.items():
            assert sum((place["栏目"], place["列"]) == key for place, _, _ in spots(book)) == count
    assert {code: len(names) for code, names in shown.items()} == {
        **dict.fromkeys(shown, 2),
        "R310": 1,
    }
    assert shown["R307"] == ["转出、转入", "查找失去联系的党员"]


def test_every_column_of_a_shared_worksheet_can_be_written_in(catalog):
    for each in registers(catalog):
        for page in worksheet_grid.pages(leaves(each.parts[0].blocks[0])):
            for at, leaf in enumerate(page.leaves):
                own = page.own(at)[leaf.tables[0].numbered :]
                assert all(
                    wide_ >= worksheet_grid.WIDTH_OF_KIND[column.kind] - 1
                    for wide_, column in zip(own, leaf.tables[0].columns, strict=True)
                )


def test_a_hundred_filled_forms_read_back(catalog):
    rng, books = chance(211), [renderers.render(each, "xlsx") for each in registers(catalog)]
    for number in range(100):
        book = Book(books[number % len(books)])
        written = filled(book, rng)
        assert values(Book(book.saved())) == written
    assert number == 99


def filled(book: Book, rng: random.Random) -> Values:
    """Write something into about half of the cells."""
    cells = {name: book.cells(name) for name in book.names}
    written = values(book)
    for place, row, where in spots(book):
        if rng.random() < 0.5:
            continue
        before = cells[place["工作表"]].get(where, "")
        key = (place["栏目"], place["列"], row)
        if place["填写"] == "date":
            day = dt.date(2020, 1, 1) + dt.timedelta(days=rng.randrange(4000))
            written[key], text, number = day.isoformat(), str((day - EPOCH).days), True
        elif place["填写"] == "number":
            written[key] = text = str(rng.randrange(10_000))
            number = True
        elif "□" in before:
            pick = rng.choice(re.findall(r"□([^□■　]+)", before))
            written[key], text, number = pick, before.replace(f"□{pick}", f"■{pick}"), False
        else:
            written[key] = text = rng.choice(
                ["=1+1", "+86", "-3", "@周一凡", "许文静", 'a<b>&"c"', "甲\n乙", "007"]
            )
            number = False
        book.fill(place["工作表"], where, text, number=number)
    return written


@pytest.mark.skipif(not SOFFICE, reason="no office")
def test_a_form_saved_by_an_office_reads_back(catalog, tmp_path):
    (each,) = (each for each in registers(catalog) if each.name.startswith("R310"))
    book = Book(renderers.render(each, "xlsx"))
    written = filled(book, chance(310))
    (tmp_path / "filled.xlsx").write_bytes(book.saved())
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless"),
            *("--convert-to", "xlsx", "--outdir", tmp_path / "saved", tmp_path / "filled.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = Book((tmp_path / "saved" / "filled.xlsx").read_bytes())
    assert values(saved) == written
    assert not any(b"<f>" in data for data in saved.parts.values())


def test_cells_take_what_belongs_there_or_nothing():
    columns = (
        Column(head="日期", width=30, id="on", kind=InputKind.DATE),
        Column(head="人数", width=30, id="count", kind=InputKind.NUMBER),
        Column(head="等次", width=40, id="grade", kind=InputKind.CHOICE, options=('甲,"乙"', "=丙")),
        Column(head="事项", width=40, id="what"),
    )
    book = made(form(EntryTable(id="t", label="登记", columns=columns, rows=3)))
    rules = list(book.sheets["登记表"].iter(f"{MAIN}dataValidation"))
    assert [rule.get("type") for rule in rules] == ["date", "decimal", "list"]
    days = [EPOCH + dt.timedelta(days=int(rules[0].find(f"{MAIN}formula{at}").text)) for at in (1, 2)]
    assert [day.isoformat() for day in days] == ["1921-01-01", "2100-12-31"]
    assert {rule.get("allowBlank") for rule in rules} == {"1"}
    for rule in rules:
        assert re.fullmatch(r"[^A-Za-z]+", rule.get("error"))
        first, last = rule.get("sqref").split(":")
        assert int(last[1:]) - int(first[1:]) >= 3
    place = re.fullmatch(r"'?表样信息'?!\$([A-Z])\$1:\$\1\$2", rules[2].find(f"{MAIN}formula1").text)
    assert [book.cells(HIDDEN)[f"{place[1]}{row}"] for row in (1, 2)] == ['甲,"乙"', "=丙"]


def test_a_register_is_ready_to_fill_and_to_print(catalog):
    for each in registers(catalog):
        book = Book(renderers.render(each, "xlsx"))
        titles = book.parts["xl/workbook.xml"].decode()
        shown = [name for name, state in book.states.items() if not state]
        assert titles.count("_xlnm.Print_Titles") == len(shown)
        for name in shown:
            source = book.parts[book.names[name]].decode()
            assert 'state="frozen"' in source
            assert 'paperSize="9"' in source
            assert 'fitToHeight="0"' in source
            assert "第&amp;P页　共&amp;N页" in source
            assert float(re.search(r'<pageMargins left="([0-9.]+)"', source)[1]) * 25.4 >= 24.9
        styles = book.parts["xl/styles.xml"].decode()
        assert min(map(float, re.findall(r'<sz val="([0-9.]+)"', styles))) >= 9


def test_no_file_reaches_outside_or_runs(catalog):
    for each in registers(catalog):
        book = Book(renderers.render(each, "xlsx"))
        everything = b"".join(book.parts.values())
        for word in (b"<f>", b"externalLink", b"vbaProject", b"TargetMode", b"hyperlink", b"ActiveX"):
            assert word not in everything


def test_two_runs_make_the_same_registers(catalog, monkeypatch):
    each = registers(catalog)[0]
    first = renderers.render(each, "xlsx")
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert renderers.render(each, "xlsx") == renderers.render(each, "xlsx") == first


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "http://a.b/", "{=1}", "007"])
def test_what_stands_there_already_stays_text(text):
    entry = Entry(id="e", label=text, space=Space.LINE, hint=text, value=(text,))
    columns = (Column(head=text, width=50, id="a"), Column(head="二", width=50, id="b"))
    rows = EntryTable(id="t", label=text, columns=columns, rows=2, values=((text, ""),))
    book = made(form(EntryRow(entries=(entry,)), rows))
    assert values(book) == {("e", "", 0): text, ("t", "a", 0): text}
    assert not list(book.sheets["登记表"].iter(f"{MAIN}f"))


@pytest.mark.parametrize(("first", "labels"), [(1, {"收入", "支出"}), (4, {"收入"})])
def test_only_a_table_that_goes_on_counting_joins_another(first, labels):
    columns = (Column(head="项目", width=60, id="a"), Column(head="金额", width=40, id="b"))
    income = EntryTable(id="in", label="收入", columns=columns, rows=3)
    spent = EntryTable(id="out", label="支出", columns=columns, rows=3, first=first)
    found = leaves(form(income, spent))
    assert {leaf.tables[0].label for leaf in found} == labels
    assert sum(len(leaf.tables) for leaf in found) == 2


# -- how a form is laid out ------------------------------------------------------------------------------


def wide(count: int, kind: InputKind = InputKind.DATE) -> Form:
    columns = tuple(Column(head=f"栏{at}", width=100 / count, id=f"c{at}", kind=kind) for at in range(count))
    return form(EntryTable(id="t", label="登记", columns=columns, rows=3))


@pytest.mark.parametrize(("count", "sideways"), [(7, False), (8, True), (12, True)])
def test_a_wide_register_lies_on_its_side(count, sideways):
    (leaf,) = leaves(wide(count))
    widths, turned = worksheet_grid.columns(leaf)
    assert turned is sideways
    assert min(widths[1:]) >= worksheet_grid.WIDTH_OF_KIND[InputKind.DATE]
    assert sum(widths) <= (worksheet_grid.SIDEWAYS if sideways else worksheet_grid.UPRIGHT)
    (name,) = (name for name, state in made(wide(count)).states.items() if not state)
    source = made(wide(count)).parts["xl/worksheets/sheet1.xml"].decode()
    assert name == "登记表"
    assert ('orientation="landscape"' in source) is sideways


def test_every_column_of_ours_can_be_written_in(catalog):
    for each in registers(catalog):
        for leaf in leaves(each.parts[0].blocks[0]):
            widths, _ = worksheet_grid.columns(leaf)
            for column, wide_ in zip(leaf.tables[0].columns, widths[1:], strict=True):
                assert wide_ >= worksheet_grid.WIDTH_OF_KIND[column.kind] - 1


def test_a_table_that_goes_on_overleaf_is_one_table(catalog):
    by_code = {each.name[:4]: each.parts[0].blocks[0] for each in registers(catalog)}
    assert [leaf.label for leaf in leaves(by_code["R307"])] == ["转出", "转入", "查找失去联系的党员"]
    dues, totals = leaves(by_code["R310"])
    assert [one.id for one in dues.tables] == ["dues", "more-dues"]
    assert [entry.id for row in totals.after for entry in row.entries][-1] == "secretary-sign"


def test_a_row_of_entries_is_divided_where_its_labels_can_be_read():
    assert cell_sizes.cuts([15, 35, 15, 35], 2) == (1, 2, 3, 4)
    assert cell_sizes.cuts([6, 15, 8, 14, 17, 17, 23], 1)[0] == 2
    for widths in ([6, 15, 8, 14, 17, 17, 23], [6, 14, 30, 11, 11, 11, 17], [6, 16, 26, 16, 12, 12, 12]):
        ends = cell_sizes.cuts(widths, 2)
        assert ends[-1] == len(widths)
        assert list(ends) == sorted(set(ends))
        assert all(sum(widths[a:b]) >= cell_sizes.LEAST_LABEL_PERCENT for a, b in itertools.pairwise((0, *ends)))


@pytest.mark.parametrize(
    ("widths", "rows"),
    [
        ([15, 35, 15, 35], 1),
        ([6, 16, 26, 16, 12, 24], 1),
        ([6, 30, 30, 34], 2),
        ([6, 40, 18, 16, 20], 2),
        ([6, 44, 50], 2),
    ],
)
def test_entries_stand_one_below_the_other_where_columns_do_not_suit(widths, rows):
    pair = tuple(Entry(id=name, label=name, space=Space.LINE) for name in ("一", "二"))
    found = list(cell_sizes.stacked((EntryRow(entries=pair),), widths))
    assert len(found) == rows
    assert tuple(entry for row in found for entry in row.entries) == pair


def test_a_row_is_as_high_as_what_is_written_in_it():
    columns = (Column(head="题名", width=50, id="a"), Column(head="备注", width=50, id="b"))
    short, long = (
        EntryTable(id="t", label="", columns=columns, rows=2, values=((text, ""),)) for text in ("一", "长" * 60)
    )
    (low,), (high,) = leaves(form(short)), leaves(form(long))
    widths, _ = worksheet_grid.columns(low)
    assert cell_sizes.written(low, widths) == [cell_sizes.WRITING_LINE_POINTS]
    assert cell_sizes.written(high, widths)[0] >= 3 * cell_sizes.TEXT_LINE_HEIGHT
    low_page, high_page = (*worksheet_grid.pages([low]), *worksheet_grid.pages([high]))
    assert worksheet_grid.rows(high_page, 0, alone=True) < worksheet_grid.rows(low_page, 0, alone=True)


def test_rows_keep_their_place_where_a_table_goes_on():
    columns = (Column(head="姓名", width=50, id="a"), Column(head="签名", width=50, id="b"))
    first = EntryTable(id="t", label="", columns=columns, rows=2, across=2, values=(("一", ""),))
    more = EntryTable(id="m", label="", columns=columns, rows=2, values=(("二", ""),))
    book = made(form(first, more))
    assert values(book) == {("t", "a", 0): "一", ("m", "a", 0): "二"}
    assert [row for place, row, _ in spots(book) if place["栏目"] == "t" and place["列"] == "a"] == [0, 1, 2, 3]


def test_a_table_of_many_long_columns_keeps_its_type():
    row = Row(cells=tuple(Cell(lines=(("很长的一句话" * 9,),)) for _ in range(7)))
    columns = tuple(Column(head=f"栏{at}", width=10) for at in range(7))
    book = made(Table(label="表1", title="责任清单", columns=columns, rows=(row,)))
    columns_ = book.sheets["责任清单"].iter(f"{MAIN}col")
    wide_ = sum(float(each.get("width")) * (int(each.get("max")) - int(each.get("min")) + 1) for each in columns_)
    assert wide_ <= LANDSCAPE + 7


@pytest.mark.parametrize(("lines", "height"), [(1, 20.25), (25, 404.25), (26, 408.75), (60, 408.75)])
def test_a_row_is_no_higher_than_a_workbook_allows(lines, height):
    row = Row(cells=(Cell(lines=(("一",),) * lines),))
    book = made(Table(label="表1", title="责任清单", columns=(Column(head="栏", width=100),), rows=(row,)))
    assert [float(each.get("ht")) for each in book.sheets["责任清单"].iter(f"{MAIN}row")][1] == height


# -- names of sheets -------------------------------------------------------------------------------------


def test_names_of_sheets_are_valid_and_none_comes_twice():
    long = "很长的名称" * 10
    titles = [long, long, long, "同名", "同名", "a", "A", "History", "[x]:*?/\\", "", "'引'", "同名(2)"]
    book = made(*map(table, titles))
    names = list(book.names)
    assert len({name.casefold() for name in names}) == len(titles)
    assert max(map(len, names)) <= 31
    assert names[:2] == [long[:31], long[:28] + "(2)"]
    assert not any(re.search(r"[\[\]:*?/\\]", name) or name != name.strip("'") for name in names)
    assert "history" not in {name.casefold() for name in names}


def test_a_form_and_a_table_of_one_name_and_the_hidden_sheet_are_told_apart():
    book = made(table("登记表"), table(HIDDEN), wide(3))
    assert list(book.names) == ["登记表", "表样信息(2)", "登记表(2)", "表样信息"]
    assert {place["工作表"] for place in book.places} == {"登记表(2)"}


def test_names_are_counted_in_order():
    names = SheetNames()
    assert [names.unique("月") for _ in range(3)] == ["月", "月(2)", "月(3)"]


# -- how many rows a register has ------------------------------------------------------------------------


def register_rows(rows: int, **facts) -> tuple[int, int]:
    """Return how many rows a register gets, and how many a page holds."""
    columns = (Column(head="事项", width=60, id="a"), Column(head="签名", width=40, id="b"))
    long = EntryTable(id="t", label="登记", columns=columns, rows=1)
    (page,) = worksheet_grid.pages(leaves(form(long)))
    (own,) = worksheet_grid.pages(leaves(form(dataclasses.replace(long, rows=rows, **facts))))
    return worksheet_grid.rows(own, 0, alone=True), worksheet_grid.rows(page, 0, alone=True)


def test_a_register_goes_down_to_the_end_of_a_page_and_begins_none_for_a_few_rows():
    found, page = register_rows(12)
    assert found == page > 12
    assert register_rows(page + 4)[0] == page
    assert register_rows(2 * page)[0] > 2 * page * worksheet_grid.LEAST_REGISTER_SHARE > page


def test_a_table_with_a_row_a_period_has_no_other_rows():
    assert register_rows(12, grows=False)[0] == 12


def test_written_rows_all_stay():
    page = register_rows(1)[1]
    written = tuple((f"第{at}件", "") for at in range(page + 4))
    assert register_rows(page + 4, values=written)[0] > page + 4


def test_a_further_sheet_has_the_rows_that_members_need():
    columns = (Column(head="姓名", width=60, id="a"), Column(head="签名", width=40, id="b"))
    first = EntryTable(id="t", label="登记", columns=columns, rows=13)
    more = EntryTable(id="t-13", label="登记（续）", columns=columns, rows=25, first=14, needed=7)
    (leaf,) = leaves(form(first, more))
    assert leaf.rows == 20 + JOINERS
    (leaf,) = leaves(form(first, dataclasses.replace(more, needed=24)))
    assert leaf.rows == 38


def test_tables_of_the_same_columns_share_a_page_though_another_stands_between():
    def entered(identity: str, rows: int, count: int) -> EntryTable:
        columns = tuple(Column(head=f"栏{at}", width=100 / count, id=f"c{at}") for at in range(count))
        return EntryTable(id=identity, label=identity, columns=columns, rows=rows)

    found = leaves(form(entered("一", 20, 7), entered("二", 6, 5), entered("三", 20, 7), entered("四", 6, 5)))
    pages = worksheet_grid.pages(found)
    assert [[leaf.label for leaf in page.leaves] for page in pages] == [["一"], ["二", "四"], ["三"]]


def test_composition_says_which_rows_are_known(catalog):
    record = catalog.records["R310"]
    dues = next(each for each in record.fields if each.id == "dues")
    own = sum(each.lines for each in record.fields if "dues" in {each.id, each.continues})
    counts = [each.needed for each in lined_tables.further(record, {}, {"dues": own + 32})]
    assert counts == [25, 7]
    months = dataclasses.replace(dues.columns[0], type=FieldType.PERIOD)
    by_month = dataclasses.replace(dues, columns=(months, *dues.columns[1:]))
    assert lined_tables.table(record, dues, {}).grows
    assert not lined_tables.table(record, by_month, {}).grows
