"""Formulas of forms in XLSX, as the file has them; what comes out is compared by `make verify ARGS=sums`."""

from __future__ import annotations

import io

import openpyxl
import pytest

from dangjian_std import renderers
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, Sheet, Space
from dangjian_std.document.formulas import CellName, Count, Formula, Look, Product, Rate, Same, Sum, Totals
from dangjian_std.document.inline import Column, InputKind
from dangjian_std.document.words import COMPUTED
from dangjian_std.reading import filled_forms

A, B = CellName("", "a"), CellName("", "b")


def column(name: str, means=None, look: Look = Look.MONEY) -> Column:
    formula = Formula(means, look) if means else None
    return Column(head=f"列{name}", width=20, id=name, kind=InputKind.NUMBER, formula=formula)


def entry(name: str, means=None) -> EntryRow:
    formula = Formula(means, Look.NUMBER) if means else None
    return EntryRow(entries=(Entry(id=name, label=f"栏{name}", space=Space.LINE, formula=formula),))


def data(*rows, names=("",)) -> bytes:
    forms = tuple(
        Form(
            code="R999", version="1.0.0", anchor=f"R999-{name}", sheets=(Sheet(title="表", rows=rows),), name=name
        )
        for name in names
    )
    part = Part(id="p", title="表", head="", folio=Folio.NONE, blocks=forms)
    return renderers.render(Document(name="n", title="题", author="甲", subject="事", parts=(part,)), "xlsx")


def formulas(*rows) -> list[str]:
    """All formulas, sheet by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data(*rows)))
    return [
        cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def table(*columns: Column, name: str = "t", rows: int = 1, values=()) -> EntryTable:
    return EntryTable(
        id=name, label=f"表{name}", columns=columns, rows=rows, values=values, grows=False, numbered=False
    )


@pytest.mark.parametrize(
    ("means", "text"),
    [
        (Sum((A, B)), '=IF(COUNT($A5,$B5)=0,"",ROUND(SUM($A5,$B5),2))'),
        (Sum((A,), (B,)), '=IF(COUNT($A5,$B5)=0,"",ROUND(SUM($A5)-SUM($B5),2))'),
        (Product((A, B), 1), '=IF(COUNT($A5,$B5)<2,"",ROUND($A5*$B5,1))'),
        (Count((A, B), numbers=True), '=IF(COUNT($A5,$B5)=0,"",COUNT($A5,$B5))'),
        (Same(CellName("t", "b")), '=IF($B5="","",$B5)'),
    ],
)
def test_a_row_is_computed_from_its_own_cells(means, text):
    assert formulas(table(column("a"), column("b"), column("c", means))) == [text]


def test_a_rate_is_looked_up_in_the_bands_of_the_category_that_is_ticked():
    bands = (('甲"', ((3000, "0.005"), (None, "0.02"))), ("乙", ((5000, "0.01"),)))
    (text,) = formulas(entry("who"), table(column("a"), column("b"), column("c", Rate(A, CellName("who"), bands))))
    who = text.split("IF(")[2].split("=")[0]
    assert text == (
        f'=IF(COUNT($A6)=0,"",IF({who}="甲""",IF($A6<=3000,0.005,0.02),IF({who}="乙",IF($A6<=5000,0.01,""),"")))'
    )


def test_a_row_has_the_total_of_its_column_and_no_row_more_than_there_are_columns():
    months = table(column("a"), column("b"), column("d"), name="m", rows=3)
    means = Totals((CellName("m", "a"), CellName("m", "b")), of=CellName("m", "d"))
    totals = table(column("x"), column("sum", means), name="s", rows=3)
    found = [each.partition("!")[0].replace("=IF(COUNT(", "") + each for each in formulas(months, totals)]
    assert len(found) == 2
    assert "SUMIF(" in found[0]
    assert '">=0"' in found[0]


def test_a_count_of_a_column_looks_at_texts_or_at_one_option():
    rows = table(column("a"), column("b"), column("x"), column("y"), name="t", rows=4)
    counts = (Count((CellName("t", "a"),), numbers=False), Count((CellName("t", "a"),), False, "优秀"))
    texts = formulas(rows, entry("all", counts[0]), entry("some", counts[1]))
    assert texts[0].count('COUNTIF($A$5:$A$8,"?*")') == 2
    assert texts[1].endswith('"",COUNTIF($A$5:$A$8,"优秀"))')


def test_a_name_is_typed_once_and_shows_in_viewers_that_do_not_compute():
    first = table(column("a"), column("x"), name="t", values=(("=1+1", ""),))
    second = table(column("b", Same(CellName("t", "a")), Look.TEXT), column("y"), name="u", values=(("=1+1", ""),))
    book = data(first, second)
    plain = openpyxl.load_workbook(io.BytesIO(book))
    typed = [c for s in plain.worksheets for r in s.iter_rows() for c in r if c.value == "=1+1"]
    assert [cell.data_type for cell in typed] == ["s"]
    read = filled_forms.read(book)
    shown = {(p.field, p.column): cells for sheet in read for p, cells in sheet.cells.items()}
    assert [cells[0].value for place, cells in shown.items() if place in {("t", "a"), ("u", "b")}] == ["=1+1"] * 2


def test_what_is_to_be_computed_reads_as_empty_until_it_is():
    (sheet,) = filled_forms.read(data(table(column("a"), column("c", Sum((A,))))))
    assert (sheet.values("t", "a"), sheet.values("t", "c")) == ((None,), (None,))
    assert [place.computed for place in sheet.cells] == ["", "是"]


def test_a_computed_cell_is_grey_and_may_be_typed_over():
    book = openpyxl.load_workbook(io.BytesIO(data(table(column("a"), column("c", Sum((A,)))))))
    sheet = book.worksheets[0]
    cell = next(c for r in sheet.iter_rows() for c in r if c.data_type == "f")
    assert cell.fill.fgColor.rgb == "FFEDEDED"
    assert not sheet.protection.sheet
    assert COMPUTED in [c.value for r in sheet.iter_rows() for c in r]
    plain = openpyxl.load_workbook(io.BytesIO(data(table(column("a")))))
    assert COMPUTED not in [c.value for r in plain.worksheets[0].iter_rows() for c in r]


def test_a_workbook_of_persons_has_a_worksheet_for_each():
    book = data(table(column("a"), column("c", Sum((A,)))), names=("示例甲", "示例甲", "=乙"))
    assert [sheet.title for sheet in filled_forms.read(book)] == ["示例甲", "示例甲(2)", "=乙"]
