from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.document import Document, Folio, Form
from dangjian_std.publications import Order, leaves, workbooks


@pytest.fixture(scope="module")
def books(catalog) -> dict[str, Document]:
    return {document.name: document for document, _ in workbooks.compose(catalog, Order())}


def forms(document: Document, part: str) -> list[Form]:
    (found,) = (each for each in document.parts if each.id == part)
    return [block for block in found.blocks if isinstance(block, Form)]


def test_what_must_not_be_stored_and_what_is_one_persons_is_never_bound(catalog, books):
    codes = {
        block.code
        for part in books["支部工作本"].parts
        for block in part.blocks
        if isinstance(block, Form) and block.code
    }
    assert {"R101", "R102", "R201", "R211", "R310"} <= codes
    for code in codes:
        record = catalog.records[code]
        assert record.sensitivity.value != "不入库"
        assert record.per.value in {"branch", "group"}


def test_what_is_kept_apart_is_named(catalog, books):
    use = next(part for part in books["支部工作本"].parts if part.id == "part-use")
    told = str(use.blocks)
    assert "R212" in told
    assert "R304" in told
    assert "R201" not in told


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_a_record_for_every_meeting(books, month):
    codes = [form.code for form in forms(books["支部工作本"], f"part-month-{month}")]
    assert codes.count("R201") >= 4  # 主题党日, 支委会会议, and a meeting of each of two groups
    assert ("R310" in codes) == (month in {1, 4, 7, 10})


@pytest.mark.parametrize("name", ["支部工作本", "党员本"])
def test_a_form_with_an_overleaf_is_one_sheet_of_paper(books, name):
    for part in books[name].parts:
        side = 1 if part.id.startswith("part-month-") else 0
        for form in (block for block in part.blocks if isinstance(block, Form)):
            assert len(form.sheets) == 1 or side % 2 == 0, part.id
            side += len(form.sheets)


@pytest.mark.parametrize("name", ["支部工作本", "党员本"])
def test_every_page_is_counted_and_every_name_is_used_once(books, name):
    assert {part.folio for part in books[name].parts} == {Folio.TALLY}
    names = [block.anchor for part in books[name].parts for block in part.blocks if isinstance(block, Form)]
    assert len(names) == len(set(names))


def test_about_a_fifth_of_the_pages_is_spare(books):
    sheets = [
        (part.id, len(block.sheets))
        for part in books["支部工作本"].parts
        for block in part.blocks
        if isinstance(block, Form)
    ]
    spare = sum(count for part, count in sheets if part == "part-spare")
    assert 0.15 < spare / (sum(count for _, count in sheets) - spare) < 0.25


def test_the_office_above_may_name_the_book(catalog):
    book, own = (document for document, _ in workbooks.compose(catalog, Order(cover="党支部手册")))
    assert book.parts[0].blocks[0].title == "党支部手册"
    assert own.parts[0].blocks[0].title == "党员本"


def test_a_unit_of_one_small_branch_gets_a_thinner_book(catalog, books):
    small = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile="小支部"))
    book, _ = (document for document, _ in workbooks.compose(small, Order()))
    assert len(forms(book, "part-month-2")) < len(forms(books["支部工作本"], "part-month-2"))


@pytest.mark.parametrize(("pages", "recto"), [((2, 1, 2), True), ((2, 1, 2), False), ((1,), True), ((2,), False)])
def test_no_side_is_left_empty(pages, recto):
    sheet = leaves.notes().sheets[0]
    given = [dataclasses.replace(leaves.notes(), code=str(number), sheets=(sheet,) * number) for number in pages]
    bound = list(leaves.bound(given, recto=recto))
    assert (sum(len(each.sheets) for each in bound) + (not recto)) % 2 == 0
    assert sorted(each.code for each in bound if each.code) == sorted(map(str, pages))
