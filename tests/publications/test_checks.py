"""对照检查表: every criterion in force once, under its standard, with empty places to answer; few pages."""

from __future__ import annotations

import io

import pikepdf

from dangjian_std import renderers
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, checks, publications
from dangjian_std.renderers.layout import plain_text

PER_PAGE = 12
"""Criteria that a page holds at least."""


def made(catalog):
    unit = publications()["checks"].standards_of(Unit.of(catalog))
    ((document, formats),) = checks.compose(unit, Request())
    assert formats == ("pdf", "xlsx")
    (table,) = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    return unit.catalog, document, table


def test_every_criterion_stands_once_under_its_standard(catalog):
    held, _, table = made(catalog)
    found, code = {}, ""
    for row in table.rows:
        if isinstance(row, Band):
            code = plain_text.line(row.text).partition("　")[0]
        else:
            found.setdefault(code, []).append([plain_text.cell(each) for each in row.cells[:3]])
    wanted = {}
    for code, standard in sorted(held.standards.items()):
        book = Clauses(held, standard)
        texts = ((each.statement, each.by_hand) for each in standard.criteria)
        wanted[code] = [
            [str(number), *(plain_text.line(book.text(text)) for text in pair)]
            for number, pair in enumerate(texts, 1)
        ]
    assert found == {code: rows for code, rows in wanted.items() if rows}


def test_nothing_is_answered_beforehand(catalog):
    _, _, table = made(catalog)
    assert [column.head for column in table.columns[3:]] == ["是", "否", "上级", "分值"]
    rows = [row for row in table.rows if isinstance(row, Row)]
    assert not any(plain_text.cell(each) for row in rows for each in row.cells[3:])


def test_it_fills_few_pages(catalog):
    _, document, table = made(catalog)
    rows = sum(isinstance(row, Row) for row in table.rows)
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) <= rows / PER_PAGE + 1
