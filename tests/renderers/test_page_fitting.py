"""Which setting of a table goes on a page, and how wide its free columns are."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.document.blocks import Paragraph, Setting, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Blank, Ref
from dangjian_std.document.tables import Rows, column, free_column, setting
from dangjian_std.renderers.layout import page_fitting

DAY = column("日期", 10)
WIDE, NARROW = free_column("做什么", 20, 70), free_column("留什么", 20, 60)


def rows(count: int, what: str, kept: str = "一份") -> Rows:
    return (("10日", what, kept) for _ in range(count))


def table(*settings: Setting) -> Table:
    first, *denser = settings
    return Table(
        label="3月", title="题", columns=first.columns, rows=first.rows, notes=first.notes, denser=tuple(denser)
    )


def of_length(lines: int) -> Setting:
    """Rows of a line each: with its edges, each takes one and a half."""
    return setting((DAY, WIDE, NARROW), rows(lines, "做"))


def test_the_first_setting_that_fits_is_taken():
    assert len(page_fitting.set_table(table(of_length(20), of_length(5))).rows) == 20
    assert len(page_fitting.set_table(table(of_length(40), of_length(25), of_length(5))).rows) == 25
    assert len(page_fitting.set_table(table(of_length(60), of_length(50))).rows) == 50


@pytest.mark.parametrize(
    ("lengths", "fitting"),
    [((28,), True), ((29,), False), ((60, 28), True), ((26, 60), True), ((27, 60), False)],
)
def test_a_page_has_room_for_the_tightest_or_to_spare_for_another(lengths, fitting):
    assert page_fitting.fits(table(*map(of_length, lengths))) is fitting


@pytest.mark.parametrize(("lines", "fitting"), [(39, True), (40, False)])
def test_rows_that_are_set_tight_take_a_fifth_of_a_line_more(lines, fitting):
    """A tight row takes one line and 0.19 of its edges; 47 of them are the page."""
    assert page_fitting.fits(dataclasses.replace(table(of_length(lines)), tight=True)) is fitting


def test_notes_take_lines_too():
    tall = dataclasses.replace(of_length(28), notes=(("字" * 100,),))
    assert not page_fitting.fits(table(tall))


@pytest.mark.parametrize(("notes", "rows", "fitting"), [(3, 25, True), (4, 5, True), (6, 5, True), (7, 5, True)])
def test_a_setting_may_fill_its_room_to_the_last_line(notes, rows, fitting):
    """25 rows and their edges take 38 lines of 41, or of 44 on a page that is full."""
    full = dataclasses.replace(of_length(25), notes=(("注",),) * notes)
    assert len(page_fitting.set_table(table(full, of_length(5))).rows) == rows
    assert page_fitting.fits(table(full, of_length(5))) is fitting


@pytest.mark.parametrize(("notes", "fitting"), [(6, True), (7, False)])
def test_the_tightest_setting_may_fill_the_page_to_the_last_line(notes, fitting):
    assert page_fitting.fits(table(dataclasses.replace(of_length(25), notes=(("注",),) * notes))) is fitting


def test_the_longer_text_gets_the_wider_column():
    made = [
        page_fitting.set_table(table(setting((DAY, WIDE, NARROW), rows(3, *texts))))
        for texts in (("长" * 60, "短"), ("短", "长" * 60))
    ]
    shares = [[each.width for each in one.columns] for one in made]
    assert [sum(each) for each in shares] == [100, 100]
    assert shares[0][1] > shares[0][2]
    assert shares[1][2] > shares[0][2]
    assert all(20 <= each[2] <= 60 for each in shares)
    assert not any(each.widest for one in made for each in one.columns)


@pytest.mark.parametrize(
    ("lines", "attachments", "long"), [(19, 1, False), (19, 2, True), (20, 0, False), (21, 0, True)]
)
def test_a_letter_is_long_by_its_lines_and_its_attachments(lines, attachments, long):
    body = (("字" * 36,), ("字" * 37,), (Ref("w", "字" * 35), "字" * 2), *((Blank(30, "事由"),),) * (lines - 5))
    letter = Letter(title="函", anchor="w", addressee=(), body=body, attachments=("表",) * attachments)
    assert page_fitting.is_long(letter) is long


def test_all_else_stays_as_it_is():
    plain = Table(label="表1", title="题", columns=(column("栏", 100),), rows=())
    part = Part(id="p", title="题", head="", folio=Folio.NONE, blocks=(Paragraph(text=("文字",)), plain))
    document = Document(name="n", title="题", author="", subject="", parts=(part,))
    assert page_fitting.settled(document) == document
