from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.composition import book_pages
from dangjian_std.document.blocks import Contents
from dangjian_std.document.document import Document, Folio
from dangjian_std.document.forms import EntryTable, Form
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request
from dangjian_std.publications.workbooks import books as workbooks_books
from dangjian_std.renderers.layout import page_rules


@pytest.fixture(scope="module")
def books(catalog) -> dict[str, Document]:
    return {document.name: document for document, _ in workbooks_books.compose(Unit.of(catalog), Request())}


def forms(document: Document, part: str) -> list[Form]:
    (found,) = (each for each in document.parts if each.id == part)
    return [block for block in found.blocks if isinstance(block, Form)]


def monthly(document: Document, month: int) -> list[Form]:
    parts = [each for each in document.parts if each.id in {f"part-month-{month}", f"part-month-{month}-forms"}]
    return [block for part in parts for block in part.blocks if isinstance(block, Form)]


def test_what_must_not_be_stored_and_what_is_one_persons_is_never_bound(catalog, books):
    codes = {
        block.code
        for part in books["支部工作本"].parts
        for block in part.blocks
        if isinstance(block, Form) and block.code
    }
    assert {"R201", "R211", "R310", "R501"} <= codes
    for code in codes:
        record = catalog.records[code]
        assert record.sensitivity.value != "不入库"
        assert record.per.value in {"branch", "group"}


def test_what_is_kept_apart_is_named(catalog, books):
    use = next(part for part in books["支部工作本"].parts if part.id == "part-use")
    told = str(use.blocks)
    assert "R304" in told
    assert "R318" in told
    assert "R201" not in told


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_has_a_record_for_every_meeting(books, month):
    codes = [form.code for form in monthly(books["支部工作本"], month)]
    assert codes.count("R201") >= 2  # 主题党日 and 支委会会议; the groups keep theirs
    assert ("R310" in codes) == (month in {1, 4, 7, 10})


def test_a_record_of_a_meeting_says_what_is_known(books):
    texts = [str(form) for form in monthly(books["支部工作本"], 3) if form.code == "R201"]
    assert any("'主题党日', '党员大会', '党课'" in text and "2027年3月10日" in text for text in texts)
    assert all("用于：" in text and "'2027'" in text for text in texts)
    assert not any("value=('党小组会'" in text for text in texts)


def test_a_member_reads_what_the_member_does(books):
    rows = [
        row
        for form in forms(books["党员本"], "part-months")
        for each in form.sheets[0].rows
        if isinstance(each, EntryTable)
        for row in each.values
    ]
    told = {act for _, act in rows}
    assert ("10日周三", "参加主题党日、党员大会、党课") in rows
    assert {"看本人的责任清单", "参加党小组会", "可以参加志愿服务"} <= told
    assert not any(word in act for act in told for word in ("主持", "收缴", "核定", "召集", "讲党课"))


def test_a_member_copies_nothing_and_signs_nothing(books):
    own = [form for part in ("part-months", "part-spare") for form in forms(books["党员本"], part)]
    assert {(form.code, form.version) for form in own} == {("", "")}
    assert not any(word in str(form) for form in own for word in ("签名", "抄"))


def test_the_contents_are_one_page(books):
    (contents,) = (
        block for part in books["支部工作本"].parts for block in part.blocks if isinstance(block, Contents)
    )
    assert len(contents.entries) <= 30
    assert [entry.text for entry in contents.entries if entry.level][-12:] == [f"{n}月" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("党支部手册", ["党支部手册"]),
        ("示例局机关党支部工作手册（2027年度）", ["示例局机关党支部工作手册", "（2027年度）"]),
        ("示例省示例市示例区示例局机关党支部工作手册", ["示例省示例市示例区示", "例局机关党支部工作手册"]),
        ("示例省示例市示例局机关党支部手册（2027）", ["示例省示例市示例局机关党支部手册", "（2027）"]),
        ("示例省示例市示例局机关的党支部手册（2027）", ["示例省示例市示例局机关", "的党支部手册（2027）"]),
    ],
)
def test_a_long_title_breaks_evenly(catalog, title, lines):
    book, _ = (document for document, _ in workbooks_books.compose(Unit.of(catalog), Request(cover=title)))
    (cover,) = book.parts[0].blocks
    assert list(cover.title) == lines


@pytest.mark.parametrize("name", ["支部工作本", "党员本"])
def test_a_form_with_an_overleaf_is_one_sheet_of_paper(books, name):
    for part in books[name].parts:
        side = 0 if part.recto and not part.id.rpartition("-")[2].isdigit() else 1
        for form in (block for block in part.blocks if isinstance(block, Form)):
            assert len(form.sheets) == 1 or side % 2 == 0, part.id
            side += len(form.sheets)


@pytest.mark.parametrize("name", ["支部工作本", "党员本"])
def test_every_page_is_counted_and_every_name_is_used_once(books, name):
    assert {part.folio for part in books[name].parts} == {Folio.TALLY}
    names = [block.anchor for part in books[name].parts for block in part.blocks if isinstance(block, Form)]
    assert len(names) == len(set(names))


def test_a_page_that_stays_blank_has_its_number_too(books):
    book = books["支部工作本"]
    plain = dataclasses.replace(
        book, parts=tuple(dataclasses.replace(part, folio=Folio.NONE) for part in book.parts)
    )
    assert '@page :blank:left { @bottom-left { content: "第"' in page_rules.stylesheet(page_rules.of(book))
    assert ":blank:left" not in page_rules.stylesheet(page_rules.of(plain))


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
    book, own = (
        document for document, _ in workbooks_books.compose(Unit.of(catalog), Request(cover="党支部手册"))
    )
    assert book.parts[0].blocks[0].title == ("党支部手册",)
    assert own.parts[0].blocks[0].title == ("党员本",)


def test_a_unit_of_one_small_branch_gets_a_thinner_book(catalog, books):
    small = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile="小支部"))
    book, _ = (document for document, _ in workbooks_books.compose(Unit.of(small), Request()))
    sheets = [sum(len(monthly(each, month)) for month in range(1, 13)) for each in (book, books["支部工作本"])]
    assert sheets[0] < sheets[1]
    assert "党小组组长" not in str(book.parts[1])
    assert "党小组组长" in str(books["支部工作本"].parts[1])


@pytest.mark.parametrize(("pages", "recto"), [((2, 1, 2), True), ((2, 1, 2), False), ((1,), True), ((2,), False)])
def test_no_side_is_left_empty(pages, recto):
    sheet = book_pages.notes().sheets[0]
    given = [
        dataclasses.replace(book_pages.notes(), code=str(number), sheets=(sheet,) * number) for number in pages
    ]
    bound = list(book_pages.bound(given, recto=recto))
    assert (sum(len(each.sheets) for each in bound) + (not recto)) % 2 == 0
    assert sorted(each.code for each in bound if each.code) == sorted(map(str, pages))
