from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from dangjian_std.document import Document, Folio, Part
from dangjian_std.model import Catalog, Medium, Record, Sensitivity
from dangjian_std.publications import form
from dangjian_std.renderers import html, missing_glyphs, sheets

CORE = (
    "R101 R102 R201 R211 R213 R304 R310 R318 R404 R405 R501 R504 R505 R602 R605 R606".split()  # noqa: SIM905
)
DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
SATURDAY = 5


def filled(record: Record) -> Document:
    drawn = form.form(record, alone=True, filling=form.sample(record))
    part = Part(id="p", title=record.title, head="", folio=Folio.NONE, blocks=(drawn,))
    return Document(name="x", title="x", author="x", subject="x", parts=(part,))


def numbers(record: Record, column: str) -> list[Decimal]:
    return [Decimal(text.rstrip("%元")) for text in form.sample(record).texts[column] if text != "—"]


@pytest.mark.parametrize("code", CORE)
def test_a_core_form_has_a_sample_on_one_page_a_side(catalog: Catalog, code: str):
    record = catalog.records[code]
    assert form.sample(record).texts
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


def test_a_day_in_a_sample_is_a_working_day(catalog: Catalog):
    for code in CORE:
        for text in (text for lines in form.sample(catalog.records[code]).texts.values() for text in lines):
            for year, month, day in DATE.findall(text):
                assert date(int(year), int(month), int(day)).weekday() < SATURDAY, (code, text)


def test_votes_and_heads_add_up(catalog: Catalog):
    record = catalog.records["R201"]
    texts = form.sample(record).texts
    due, present, entitled, voting = (int(texts[key][0]) for key in ("due", "present", "entitled", "voting"))
    for_, against, abstained = (numbers(record, f"votes.{key}")[0] for key in ("for", "against", "abstained"))
    assert len(texts["roster"]) == due == len(set(texts["roster"]))
    assert due - present == len(texts["told"])
    assert for_ + against + abstained == voting
    assert for_ * 2 > entitled


def test_dues_add_up(catalog: Catalog):
    record = catalog.records["R310"]
    due = sum(numbers(record, "dues.due"))
    paid = [sum(numbers(record, f"dues.{month}")) for month in ("first", "second", "third")]
    assert numbers(record, "totals.due") == [due] * 3
    assert numbers(record, "totals.paid") == paid
    assert numbers(record, "remitted") == [sum(paid)] == [due * 3]
    card = catalog.records["R318"]
    rows = zip(*(numbers(card, f"lines.{key}") for key in ("base", "rate", "due")), strict=True)
    assert all(base * rate / 100 == due for base, rate, due in rows)


def test_weights_and_scores_add_up(catalog: Catalog):
    record = catalog.records["R505"]
    assert sum(numbers(record, "effects.weight")) == 100
    assert [sum(numbers(record, "effects.score"))] == numbers(record, "total")
    plan = catalog.records["R213"]
    assert [sum(numbers(plan, "plan.hours"))] == numbers(plan, "planned-hours")


def test_a_year_of_inspections_reads_every_standard_once(catalog: Catalog):
    months = form.sample(catalog.records["R501"]).texts["branch-checks.standards"]
    read = [code for month in months for code in month.split("、")]
    assert sorted(read) == sorted(catalog.standards)
    assert max(len(month.split("、")) for month in months) <= 3
