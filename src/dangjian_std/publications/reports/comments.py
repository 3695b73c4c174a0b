"""征求意见表 to send out with standards, and 意见汇总处理表 of what came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Block, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Column, Line
from dangjian_std.document.tables import Rows, cell, column, table
from dangjian_std.domain import comments
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comments import COMMENT_HEADS, OF_UNIT, UNIT_NAME_HEAD, Comment
from dangjian_std.domain.standard import Standard, Step

FORM, SUMMARY = "征求意见表", "意见汇总处理表"
COMMENT_INSTRUCTIONS = (
    "只在“修改意见”“理由”两栏写，没有意见的行空着；第一行写上提出单位的全称。“标识”一栏供汇总时对上是哪一条，不要改。"
    "对整项标准的意见，写在它的第一行。"
)
WHOLE_STANDARD = "整项标准"
WRITABLE_COLUMNS = frozenset({"修改意见", "理由", "处理", "处理理由"})
"""Columns to write in."""
CLAUSE_GONE_NOTE = "现在没有这一条"
FORM_WIDTHS = (15, 10, 35, 24, 16)
SUMMARY_WIDTHS = (12, 9, 20, 17, 12, 11, 8, 11)


def form(catalog: Catalog, codes: Sequence[str]) -> Document:
    """Return the form on which a unit comments on the standards of these codes, a row a clause."""
    first = Row(cells=(cell(UNIT_NAME_HEAD), cell(""), cell("提出意见的单位（全称）→"), cell(""), cell("")))
    rows = [Row(cells=tuple(map(cell, each))) for code in codes for each in _clauses(catalog, code)]
    made = Table(
        label="表1",
        title=FORM,
        anchor="comments-table",
        columns=tuple(map(_column, OF_UNIT, FORM_WIDTHS)),
        rows=(first, *rows),
    )
    title = f"《{catalog.standards[codes[0]].title}》{FORM}" if len(codes) == 1 else FORM
    return _document(catalog, title, Paragraph(text=(COMMENT_INSTRUCTIONS,)), made)


def summary(catalog: Catalog, said: Sequence[Comment]) -> Document:
    """Return every comment beside what became of it, in the order of the clauses."""
    places = (name for code in sorted(catalog.standards) for name in (code, *_numbers(catalog, code)))
    order = {name: number for number, name in enumerate(places)}
    in_order = sorted(said, key=lambda each: order.get(each.at, len(order)))
    rows: Rows = (_row(catalog, each) for each in in_order)
    open_ = sum(not each.answered for each in said)
    units = len({each.unit for each in said})
    lead = f"{units}个单位提了{len(said)}条意见，" + (f"还有{open_}条没有处理。" if open_ else "都有了处理。")
    made = table(1, SUMMARY, tuple(map(_column, COMMENT_HEADS, SUMMARY_WIDTHS)), rows, empty="没有收到意见。")
    return _document(catalog, SUMMARY, Paragraph(text=(lead,)), made)


def _column(head: str, width: float) -> Column:
    return replace(column(head, width), id=head if head in WRITABLE_COLUMNS else "")


def _document(catalog: Catalog, title: str, *blocks: Block) -> Document:
    head = Heading(level=0, text=title, anchor="comments")
    part = Part(id="part-comments", title=title, head="", folio=Folio.TALLY, blocks=(head, *blocks))
    return Document(name="comments", title=title, author=catalog.system.issuer, subject=title, parts=(part,))


def _row(catalog: Catalog, each: Comment) -> tuple[str, ...]:
    code = each.at.partition(".")[0]
    texts = {row[0]: row[1:3] for row in _clauses(catalog, code)} if code in catalog.standards else {}
    number, text = texts.get(each.at, (CLAUSE_GONE_NOTE, ""))
    verdict = each.verdict.value if each.verdict else ""
    return each.at, number, text, each.said, each.reason, each.unit, verdict, each.why


def _numbers(catalog: Catalog, code: str) -> Mapping[str, str]:
    return comments.clauses(catalog.standards[code])


def _clauses(catalog: Catalog, code: str) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield a row for a standard and for each clause of it: its name, its number, what it says, and room."""
    standard = catalog.standards[code]
    book = Clauses(catalog, standard, alone=True)
    yield code, WHOLE_STANDARD, f"{code}《{standard.title}》", "", ""
    texts = dict(_texts(book, standard))
    for name, number in _numbers(catalog, code).items():
        yield name, number, texts[name], "", ""


def _texts(book: Clauses, standard: Standard) -> Iterator[tuple[str, str]]:
    """Yield what the clause of each name says; of one name the last, as clauses are numbered."""
    for criterion in standard.criteria:
        yield f"{standard.code}.{criterion.id}", _plain(book.text(criterion.statement, within=False))
    for each in standard.requirements:
        yield f"{standard.code}.{each.id}", _plain(book.text(each.text, within=False))
    for step in standard.steps:
        yield f"{standard.code}.{step.id}", _step(book, step)


def _step(book: Clauses, step: Step) -> str:
    """Say a step in one cell: who does what, when, how."""
    when = _plain(wording.when(step.when, book.told))
    how = "".join(_plain(book.text(each, within=False)) for each in step.how)
    return f"{step.who}：{step.what}。{when}。{how}"


def _plain(line: Line) -> str:
    return "".join(each if isinstance(each, str) else getattr(each, "text", "") for each in line)
