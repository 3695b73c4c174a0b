from __future__ import annotations

from dangjian_std.composition import clauses, form_blocks
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import Medium, Sensitivity
from dangjian_std.renderers import missing_glyphs
from dangjian_std.renderers.html import blocks
from dangjian_std.renderers.layout import form_heights


def filled(catalog: Catalog, record: Record) -> Document:
    drawn = form_blocks.draw_form(record, alone=True, filling=form_blocks.sample_filling(catalog, record))
    part = Part(id="p", title=record.title, head="", folio=Folio.NONE, blocks=(drawn,))
    return Document(name="x", title="x", author="x", subject="x", parts=(part,))


def test_a_sample_fits_its_side_and_can_be_drawn(catalog: Catalog):
    shown = [record for record in catalog.records.values() if form_blocks.sample_filling(catalog, record).texts]
    assert {record.code for record in shown} == {"R201", "R211", "R304", "R310", "R318", "R501"}
    for record in shown:
        assert not form_heights.too_tall(
            form_blocks.draw_form(record, alone=True, filling=form_blocks.sample_filling(catalog, record))
        )
        assert not missing_glyphs(filled(catalog, record))


def test_what_stays_on_paper_has_no_sample(catalog: Catalog):
    for record in catalog.records.values():
        if record.sensitivity is Sensitivity.NOT_STORED or record.medium is Medium.BALLOT:
            assert form_blocks.sample_filling(catalog, record) == form_blocks.BLANK_FILLING, record.code


def test_a_sample_shows_in_the_drawn_form(catalog: Catalog):
    page = blocks.page(filled(catalog, catalog.records["R201"]))
    assert page.index(form_blocks.SAMPLE_NOTE) < page.index('class="frame"')
    assert "■主题党日" in page
    assert "□支委会会议" in page
    assert '<p class="value">周一凡</p>' in page
    assert "魏家树，窗口值班" in page


def test_a_sample_shows_the_number_that_a_clause_has_now(catalog: Catalog):
    matters = form_blocks.sample_filling(catalog, catalog.records["R211"]).texts["items.matter"]
    (tell,) = (each for each in matters if "转告" in each)
    numbers = Clauses(catalog, catalog.standards["DJ201"]).clauses
    assert tell.startswith(f"DJ201 {numbers['tell']}：")
    assert clauses.resolved(catalog, "〔DJ201.told〕、〔DJ201.general-rate〕") == "DJ201 表3第6条、DJ201 7.1"
    assert clauses.resolved(catalog, "〔DJ999.told〕：没有写") == "DJ999：没有写"
