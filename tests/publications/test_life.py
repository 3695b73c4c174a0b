"""What stands in each publication, by the status and the dates of a standard, and what covers say of it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dangjian_std import publications
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Status
from dangjian_std.publications.handbook import booklet
from dangjian_std.publications.month_pack import pack
from dangjian_std.publications.reports import lists
from dangjian_std.text.errors import DstdError
from support.golden import inline
from support.life import CODE, changed, with_withdrawal

MARKS = {
    "handbook": "SLDW DJ 304",
    "approval": "SLDW DJ 304",
    "practical": "党费收缴使用管理规范",
    "checklists": "DJ304 6.",
    "cards": "收缴当月党费",
    "guide": "收缴当月党费",
    "checks": "DJ304　",
    "records": "R310",
    "papers": "W316",
    "workbooks": "DJ304",
    "archive": "R310",
}
"""What stands in a publication that holds this standard; sentences of others may name its code."""
BOOK, YEAR, NOWHERE = {"handbook", "approval"}, set(publications.usual()), set()
LIVES = {
    "草案": ({"status": Status.DRAFT}, NOWHERE),
    "征求意见": ({"status": Status.COMMENT}, NOWHERE),
    "试行": ({"status": Status.TRIAL}, YEAR),
    "发布": ({}, YEAR),
    "废止": ({"status": Status.WITHDRAWN}, NOWHERE),
    "年中起": ({"effective": dt.date(2027, 7, 1)}, YEAR),
    "年中止": ({"withdrawn": dt.date(2027, 7, 1)}, YEAR),
    "明年起": ({"effective": dt.date(2028, 1, 1)}, BOOK),
    "今年前止": (
        {"issued": dt.date(2020, 1, 1), "effective": dt.date(2020, 1, 1), "withdrawn": dt.date(2027, 1, 1)},
        NOWHERE,
    ),
}


def text(documents):
    return "\n".join(inline(document) for document in documents)


def composed(catalog, name, **request):
    made = publications.compose(Unit.of(catalog), name, Request(**request))
    return text({document.name: document for _, document, _ in made}.values())


@pytest.mark.parametrize("life", LIVES)
def test_each_publication_holds_what_is_in_force(catalog, life):
    values, where = LIVES[life]
    aged = changed(catalog, **values)
    for name in publications.usual():
        assert (MARKS[name] in composed(aged, name)) is (name in where), (life, name)


@pytest.mark.parametrize("life", LIVES)
def test_reports_count_what_is_in_force(catalog, life):
    values, where = LIVES[life]
    units = Unit.all(changed(catalog, **values))
    for name in set(lists.REPORTS) - {lists.BASIS_REPORT}:
        said = inline(lists.compose(name, units))
        assert any(mark in said for mark in (CODE, "R310")) is ("checklists" in where), (life, name)


def test_the_burden_is_that_of_the_months_in_force(catalog):
    def filings(**values):
        document = lists.compose("burden", (Unit.of(changed(catalog, "DJ401", **values)),))
        table = document.parts[0].blocks[1]
        return next(int(inline(row.cells[2].lines)) for row in table.rows if inline(row.cells[0].lines) == "R201")

    assert filings() - filings(effective=dt.date(2027, 7, 1)) == 6 * 2
    assert filings() - filings(status=Status.DRAFT) == 12 * 2


def test_the_report_of_the_basis_names_drafts_and_does_not_count_them(catalog):
    draft = inline(lists.compose(lists.BASIS_REPORT, Unit.all(changed(catalog, status=Status.DRAFT))))
    assert f"{CODE}还没有发布，表5、表6不算它引用。" in draft
    gone = inline(lists.compose(lists.BASIS_REPORT, Unit.all(changed(catalog, status=Status.WITHDRAWN))))
    assert CODE not in gone
    assert "还没有发布" not in inline(lists.compose(lists.BASIS_REPORT, Unit.all(catalog)))


@pytest.mark.parametrize(
    ("values", "stage", "dates", "head"),
    [
        ({}, "", "2026-12-01发布　　2027-01-01实施", "SLDW DJ 304—2027"),
        ({"status": Status.TRIAL}, "试行", "2026-12-01发布　　2027-01-01实施", "SLDW DJ 304—2027"),
        ({"status": Status.DRAFT}, "草案", "第1.0.0版", "SLDW DJ 304—2027（草案）"),
        ({"status": Status.COMMENT}, "征求意见稿", "第1.0.0版", "SLDW DJ 304—2027（征求意见稿）"),
        (
            {"status": Status.WITHDRAWN},
            "废止",
            "2026-12-01发布　　2027-01-01实施　　2026-11-01废止",
            "SLDW DJ 304—2027（废止）",
        ),
        (
            {"withdrawn": dt.date(2028, 7, 1)},
            "",
            "2026-12-01发布　　2027-01-01实施　　2028-07-01废止",
            "SLDW DJ 304—2027",
        ),
    ],
)
def test_a_booklet_says_in_what_stage_its_standard_is(catalog, values, stage, dates, head):
    aged = changed(with_withdrawal(catalog, CODE) if stage == "废止" else catalog, version="1.0.0", **values)
    ((_, document, _),) = publications.compose(Unit.of(aged), "booklet", Request(codes=(CODE,)))
    cover = document.parts[0].blocks[0]
    assert (cover.subtitle, cover.edition) == (stage, dates)
    assert {part.head for part in document.parts if part.head} == {head}
    assert document.title.startswith(head)
    issued = stage not in {"草案", "征求意见稿"}
    assert ("发布。" in inline(document.parts[2])) is issued
    first = inline(booklet.reading(Unit.of(aged), CODE).parts[0].blocks[1].text)
    assert first == f"{stage or '发布'}　{dates}"


def test_all_booklets_are_those_of_what_is_not_withdrawn(catalog):
    for status, found in ((Status.DRAFT, True), (Status.WITHDRAWN, False)):
        aged = changed(catalog, status=status)
        names = {document.name[:5] for _, document, _ in publications.compose(Unit.of(aged), "booklet", Request())}
        assert (CODE in names) is found


def test_the_book_lists_what_was_withdrawn_if_anything_was(catalog):
    assert "废止的标准和用表" not in composed(catalog, "handbook")
    said = composed(with_withdrawal(catalog), "handbook")
    assert "废止的标准和用表" in said
    assert "| R399 | 党费登记本 | 2026-11-01 | 并入收缴登记表。 | R310 | 照原期限归档。" in said
    ending = changed(catalog, withdrawn=dt.date(2028, 7, 1))
    assert "2027-01-01 / 2028-07-01废止" in composed(ending, "handbook")
    assert "2028-07-01" not in composed(catalog, "handbook")


def test_duties_of_next_year_stand_in_the_book_and_its_indexes(catalog):
    later = Unit.of(changed(catalog, effective=dt.date(2028, 1, 1)))
    ((_, document, _),) = publications.compose(later, "handbook", Request())
    book = {part.id: inline(part) for part in document.parts}
    assert f"part-{CODE}" in book
    assert CODE in book["part-indexes"]


def test_a_pack_has_the_duties_of_its_month(catalog):
    year = pack.year_of_unit(Unit.of(changed(catalog, effective=dt.date(2027, 7, 1))), 2027)
    said = [CODE in text(document for document, _ in pack.month_pack(year, month)) for month in (6, 7)]
    assert said == [False, True]
    assert year.months == tuple(range(1, 13))


@pytest.fixture
def late(catalog):
    """A set of which nothing is in force before July."""
    standards = {
        code: dataclasses.replace(each, effective=dt.date(2027, 7, 1)) for code, each in catalog.standards.items()
    }
    return dataclasses.replace(catalog, standards=standards)


def test_a_year_has_packs_of_the_months_in_which_something_is_in_force(late):
    assert pack.year_of_unit(Unit.of(late), 2027).months == tuple(range(7, 13))
    assert pack.year_of_unit(Unit.of(late), 2026).months == ()


def asked(catalog, *only, kind=None):
    return publications.parse_request(catalog, only, kind, large=False, proof=False)[0]


def test_what_is_not_in_force_can_be_had_as_a_booklet_alone(catalog):
    draft = changed(catalog, status=Status.DRAFT)
    assert asked(draft, CODE) == ("booklet",)
    with pytest.raises(DstdError, match=rf"^{CODE}（草案）在2027年没有实施，记录表里没有；只能做单行本。"):
        asked(draft, "记录表", CODE)
    none = dataclasses.replace(draft, standards={CODE: draft.standards[CODE]})
    with pytest.raises(
        DstdError, match=r"^2027年没有在实施的标准，做不了手册；草案和征求意见稿用 --as 单行本 做。"
    ):
        asked(none)
    assert asked(none, kind="单行本") == ("booklet",)


def test_who_asks_for_what_was_withdrawn_is_told_what_took_its_place(catalog):
    with pytest.raises(DstdError, match=r"^R399“党费登记本”2026-11-01废止，改用 R310。$"):
        asked(with_withdrawal(catalog), "r399")
