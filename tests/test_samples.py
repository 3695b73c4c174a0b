from __future__ import annotations

from dangjian_std.document import Document, Folio, Part
from dangjian_std.model import Catalog, Medium, Record, Sensitivity
from dangjian_std.publications import form
from dangjian_std.renderers import html, missing_glyphs, sheets


def filled(record: Record) -> Document:
    drawn = form.form(record, alone=True, filling=form.sample(record))
    part = Part(id="p", title=record.title, head="", folio=Folio.NONE, blocks=(drawn,))
    return Document(name="x", title="x", author="x", subject="x", parts=(part,))


def test_a_sample_fits_its_side_and_can_be_drawn(catalog: Catalog):
    shown = [record for record in catalog.records.values() if form.sample(record).texts]
    assert {record.code for record in shown} == {"R201", "R211", "R304", "R310", "R318", "R501"}
    for record in shown:
        assert not sheets.too_tall(form.form(record, alone=True, filling=form.sample(record)))
        assert not missing_glyphs(filled(record))


def test_what_stays_on_paper_has_no_sample(catalog: Catalog):
    for record in catalog.records.values():
        if record.sensitivity is Sensitivity.NOT_STORED or record.medium is Medium.BALLOT:
            assert form.sample(record) == form.BLANK, record.code


def test_a_sample_shows_in_the_drawn_form(catalog: Catalog):
    page = html.page(filled(catalog.records["R201"]))
    assert page.index(form.SAMPLE_NOTE) < page.index('class="frame"')
    assert "■主题党日" in page
    assert "□支委会会议" in page
    assert '<p class="value">周一凡</p>' in page
    assert "魏家树，窗口值班" in page
