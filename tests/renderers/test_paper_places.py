"""Small ballots on one sheet of paper: as many as it has room for, all alike, on one page in every format."""

from __future__ import annotations

import dataclasses
import io

import docx
import pytest
from docx.oxml.ns import qn

from dangjian_std import renderers
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, Form, FormKind, Sheet, Space
from dangjian_std.renderers.layout import form_heights, form_layout, page_frame, paper_places
from support.pdf_text import read, text


def ballot(per_sheet: int, *, height: int = 1) -> Form:
    rows = (
        EntryRow(entries=(Entry(id="a", label="述职人", space=Space.LINE),)),
        EntryRow(entries=(Entry(id="b", label="意见建议", space=Space.RULED, height=height),)),
    )
    sheets = (Sheet(title="测评票", rows=rows),)
    kind = FormKind.BALLOT
    return Form(
        code="R1", version="1", anchor="R1", sheets=sheets, kind=kind, per_sheet=per_sheet, repeated=per_sheet
    )


def alone(form: Form) -> Document:
    part = Part(id="p", title="票", head="", folio=Folio.NONE, blocks=(form,))
    return Document(name="n", title="票", author="", subject="", parts=(part,))


@pytest.mark.parametrize("per_sheet", [2, 4, 8])
def test_all_places_of_a_sheet_fit_its_page(per_sheet):
    places = paper_places.of(ballot(per_sheet))
    assert places.abreast * places.down == per_sheet
    assert places.abreast * places.width == pytest.approx(page_frame.BOOK.width)
    assert places.down * places.height < page_frame.BOOK.height


@pytest.mark.parametrize("per_sheet", [2, 4, 8])
def test_a_ballot_fits_its_place(per_sheet):
    (sheet,) = form_layout.lay_out(ballot(per_sheet), under_title=False).sheets
    assert sum(row.height for row in sheet.rows) < paper_places.of(ballot(per_sheet)).room - 11
    assert not form_heights.too_tall(ballot(per_sheet))
    assert form_heights.too_tall(ballot(per_sheet, height=40))


def test_a_place_keeps_free_where_it_is_cut():
    places = paper_places.of(ballot(4))
    edge = paper_places.CUT_MARGIN
    assert [places.edges(number) for number in range(4)] == [
        (0, edge, edge, 0),
        (0, 0, edge, edge),
        (edge, edge, 0, 0),
        (edge, 0, 0, edge),
    ]


def test_a_sheet_of_them_is_a_page_of_a_pdf():
    sheets = (2, 4, 8)
    parts = (
        dataclasses.replace(part, id=f"p-{number}", recto=False)
        for number in sheets
        for part in alone(dataclasses.replace(ballot(number), anchor=f"R{number}")).parts
    )
    pages = read(renderers.render(dataclasses.replace(alone(ballot(2)), parts=tuple(parts)), "pdf"))
    assert [text(page.shown).count("测评票") for page in pages] == [*sheets]


@pytest.mark.parametrize("per_sheet", [2, 4, 8])
def test_a_sheet_of_them_is_a_table_in_word(per_sheet):
    body = docx.Document(io.BytesIO(renderers.render(alone(ballot(per_sheet)), "docx"))).element.body
    whole = next(body.iterchildren(qn("w:tbl")))
    cells = whole.findall(f"{qn('w:tr')}/{qn('w:tc')}")
    assert len(cells) == per_sheet
    assert len({tuple(each.text for each in cell.iter(qn("w:t"))) for cell in cells}) == 1
    heights = [each.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") for each in whole.findall(qn("w:tr"))]
    assert {each.get(qn("w:hRule")) for each in heights} == {"exact"}
    assert all(cell[-1].tag == qn("w:p") for cell in cells), "Word wants a paragraph at the end of a cell"
