"""What superiors ask and what is the unit's own: both bindings say the same of it, by marking the exception."""

from __future__ import annotations

import re

import pytest

from dangjian_std import publications
from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.marks import LOCAL_MARK, UNREAD_MARK
from dangjian_std.composition.request import Request
from dangjian_std.composition.states import extent
from dangjian_std.document.blocks import Paragraph, Row, Table
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import reference
from dangjian_std.domain.unit import Unit
from dangjian_std.renderers.layout import plain_text

KEYS = "[^（。]*(?:（[^除只办）][^）]*）[^（。]*)*"
"""Articles, some with a part in brackets."""
BASIS = re.compile(f"据(?:：|表1){KEYS}(?P<extent>（(?:除|只限|办法)[^）]*）)?。")
MOST = 60
"""Marks ▲ in a binding."""


@pytest.fixture(scope="module", params=["handbook", "practical"])
def bound(request, catalog):
    publication = publications.publications()[request.param]
    held = publication.standards_of(Unit.of(catalog))
    ((document, _),) = publication.compose(held, Request())
    return held.catalog, document


def tables(document):
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def steps(catalog, document):
    """Each step with what 怎么做 and what all of its row say."""
    rows = [row for table in tables(document) for row in table.rows if isinstance(row, Row)]
    by_anchor = {row.cells[0].anchor: row for row in rows if row.cells[0].anchor}
    for book in all_clauses(catalog):
        for step in book.standard.steps:
            row = by_anchor[book.anchor(step.id)]
            yield book, step, plain_text.cell(row.cells[3]), "".join(map(plain_text.cell, row.cells))


def requirements(catalog, document):
    """Each requirement with the line that prints it."""
    said = {
        block.anchor: plain_text.line(block.text)
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Paragraph) and block.anchor
    }
    rows = [row for table in tables(document) for row in table.rows if isinstance(row, Row) and len(row.cells) > 1]
    said |= {row.cells[0].anchor: plain_text.cell(row.cells[1]) for row in rows if "-7." in row.cells[0].anchor}
    for book in all_clauses(catalog):
        for index, each in enumerate(book.standard.requirements, 1):
            yield book, each, said[Clauses(catalog, book.standard).requirement(index).target]


def test_a_step_says_what_it_rests_on_and_how_far_as_its_data_does(bound):
    based = 0
    for book, step, how, _ in steps(*bound):
        found = BASIS.search(how)
        assert bool(found) == bool(step.basis), (book.code, step.id)
        if found:
            assert (found["extent"] or "") == extent(step), (book.code, step.id)
            based += 1
    assert based > 20


def test_no_step_bears_the_mark_of_what_is_the_units_own(bound):
    """Nearly all would: what is not said to rest on an article is."""
    marked = 0
    for book, step, _, row in steps(*bound):
        assert LOCAL_MARK not in row
        assert (UNREAD_MARK in row) == bool(step.unread), (book.code, step.id)
        marked += UNREAD_MARK in row
    assert marked == sum(bool(step.unread) for each in bound[0].standards.values() for step in each.steps)


def test_a_requirement_is_marked_where_it_says_more_than_its_articles(bound):
    marked = 0
    for book, each, text in requirements(*bound):
        more = each.local and bool(each.basis or each.unread)
        assert (LOCAL_MARK in text) == more, (book.code, each.id)
        assert (UNREAD_MARK in text) == bool(each.unread), (book.code, each.id)
        assert bool(re.search("（据[^）]", text)) == bool(each.basis), (book.code, each.id)
        marked += more
    assert marked <= MOST


def test_no_time_is_a_bare_clause_number(bound):
    """A time stands alone: it names what it is counted from."""
    catalog, document = bound
    rows = [row for table in tables(document) for row in table.rows if isinstance(row, Row)]
    by_anchor = {row.cells[0].anchor: row for row in rows if row.cells[0].anchor}
    named = 0
    for book in all_clauses(catalog):
        for step in book.standard.steps:
            time = plain_text.line(by_anchor[book.anchor(step.id)].cells[4].lines[0])
            assert not re.search(r"[0-9]\.[0-9]", time), (book.code, step.id, time)
            if isinstance(target := reference(step.when), StepRef):
                name = target.qualified(book.code)
                steps = catalog.standards[name.standard].steps
                assert f"“{next(each.what for each in steps if each.id == name.step)}”" in time
                named += 1
    assert named > 20
