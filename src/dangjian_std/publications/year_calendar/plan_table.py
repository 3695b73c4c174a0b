"""工作计划表: a row for each step that is due in a year, to be filtered, sorted, and ticked off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.document.blocks import Cell, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Column, InputKind
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.due import Due
from dangjian_std.domain.vocabulary import CountedPer, Modal
from dangjian_std.publications.month_pack import meeting_names, pack
from dangjian_std.publications.month_pack.pack import Year

DONE_OPTIONS = ("已办", "不办")


def _day(head: str) -> Column:
    return Column(head=head, width=9, align=Align.CENTRE, kind=InputKind.DATE)


PLAN_COLUMNS = (
    column("月份", 5, Align.CENTRE),
    _day("拟办日期"),
    _day("最早"),
    _day("最迟"),
    column("谁来做", 10),
    column("做什么", 24),
    column("在哪次会上", 10),
    column("标准", 6, Align.CENTRE),
    column("条号", 6, Align.CENTRE),
    column("留什么", 8),
    Column(head="办了没有", width=6, align=Align.CENTRE, kind=InputKind.CHOICE, options=DONE_OPTIONS),
)


def plan_table(year: Year) -> Document:
    """《2027年党务工作计划表》: what time brings; what a case brings has no date until it occurs."""
    title = f"{year.number}年党务工作计划表"
    notes = () if year.published else (f"{pack.ESTIMATED_YEAR_NOTE}。",)
    sheet: Table = table(1, "全年", PLAN_COLUMNS, _rows(year), *notes)
    part = Part(id="part-plan", title=title, head="", folio=Folio.TALLY, blocks=(sheet,), recto=False)
    issuer = year.catalog.system.issuer
    return Document(name=title, title=title, author=issuer, subject=title, parts=(part,))


def _rows(year: Year) -> Rows:
    books = {book.code: book for book in all_clauses(year.catalog)}
    for due in year.dues:
        if due.step.when.per is not CountedPer.CASE:
            yield tuple(_cells(year, due, books))


def _cells(year: Year, due: Due, books: Mapping[str, Clauses]) -> Iterator[Cell | str]:
    dates = due.limits or due.dates
    modal = due.step.when.modal
    yield str(due.planned.month)
    yield due.planned.isoformat()
    yield min(dates.first, due.planned).isoformat()
    yield due.until.isoformat()
    yield due.who
    yield f"{'' if modal is Modal.SHALL else modal}{due.step.what}"
    yield meeting_names.host(due) or due.step.meeting or ""
    yield due.standard.code
    yield books[due.standard.code].clauses[due.step.id]
    yield Cell(lines=tuple((text,) for text in _left(year, due)) or (("",),))
    yield ""


def _left(year: Year, due: Due) -> Iterator[str]:
    """Yield the forms that a step fills and the papers that it sends."""
    catalog = year.catalog
    for code in dict.fromkeys(each for each in (due.step.opens, due.record) if each):
        yield f"{catalog.records[code].title}（{code}）"
    for code in due.step.papers:
        yield f"{catalog.papers[code].title}（{code}）"
