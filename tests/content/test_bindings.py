"""The live standards as they are bound: each duty, and each article that it rests on, stands in both books."""

from __future__ import annotations

import pytest

from content import live
from dangjian_std import publications
from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Band, Paragraph, Row, Table
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ, Status
from dangjian_std.renderers.layout import plain_text
from support.duties import differences

BINDINGS = {"handbook": lambda book: book.linked, "practical": lambda book: book.told}


@pytest.mark.parametrize("name", BINDINGS)
def test_no_duty_is_lost_or_invented(name):
    catalog, document = bound(name)
    found = list(differences(catalog, document, BINDINGS[name]))
    assert not found, "\n".join(found)


def test_both_books_list_the_same_articles():
    """An article as a whole and a paragraph of it are two: the gist of the one is not that of the other."""
    (_, whole), (catalog, practical) = map(bound, BINDINGS)
    listed = articles(practical)
    assert listed == articles(whole)
    cited = {(each.regulation, each.article) for made in catalog.standards.values() for each in made.citations}
    assert listed == {(catalog.regulations[name].title, article) for name, article in cited}


def test_every_meeting_with_a_name_that_recurs_is_among_those_of_the_year():
    catalog, document = bound("practical")
    unit = Unit.of(catalog)
    listed = {
        plain_text.cell(row.cells[-1]): plain_text.cell(row.cells[0])
        for row in anchored(document, "overview-meetings").rows
    }
    named = {
        plain_text.line((f"{book.code}　", book.step(step))): step.meeting
        for book in all_clauses(catalog)
        for step in book.standard.steps
        if step.meeting and isinstance(step.when, Every) and unit.does(book.code, step)
    }
    assert named.items() <= listed.items()
    assert "机关党员干部大会" in named.values()


@pytest.mark.parametrize("name", BINDINGS)
def test_a_standard_on_trial_says_so_under_its_title_in_both_books(name):
    catalog, document = bound(name)
    under = {part.id: part.blocks[1] for part in document.parts if len(part.blocks) > 1}
    trial = 0
    for code, made in catalog.standards.items():
        block = under[f"part-{code}"]
        said = isinstance(block, Paragraph) and plain_text.line(block.text).startswith("试行：")
        assert said == (made.status is Status.TRIAL), code
        trial += said
    assert trial


def bound(name):
    """Return the standards that a book holds, and the book."""
    publication = publications.publications()[name]
    unit = publication.standards_of(Unit.of(live.catalog()))
    ((document, _),) = publication.compose(unit, Request())
    return unit.catalog, document


def articles(document):
    """Each article that the list of the basis names: the title of its regulation, and its number."""
    table = anchored(document, "basis-table")
    at = [index for index, each in enumerate(table.columns) if each.head == "条款"]
    found, title = set(), ""
    for row in table.rows:
        if isinstance(row, Band):
            title = plain_text.line(row.text).partition("《")[2].removesuffix("》")
        elif isinstance(row, Row):
            found |= {(title, plain_text.cell(row.cells[index])) for index in at}
    return {(title, number) for title, number in found if number}


def anchored(document, anchor):
    """Return the table of an anchor."""
    blocks = (block for part in document.parts for block in part.blocks)
    (table,) = (block for block in blocks if isinstance(block, Table) and block.anchor == anchor)
    return table


def test_another_form_is_named_only_where_a_unit_without_the_organ_does_the_step():
    catalog, document = bound("handbook")
    lacking = [shape for shape in catalog.profiles.values() if Organ.COMMITTEE not in shape.has]
    never = set.intersection(*({each.step for each in shape.excused} for shape in lacking))
    named = {
        StepRef(book.code, step.id): "不设支委会的，记入《" in how(document, book.code, book.step(step).text)
        for book in all_clauses(catalog)
        for step in book.standard.steps
        if step.record and catalog.records[step.record].needs == Organ.COMMITTEE
    }
    assert {ref for ref, told in named.items() if told} == named.keys() - never
    assert named.keys() & never


def how(document, code, number):
    """Return what the table of the steps says under 怎么做 of a step, what is left included."""
    (part,) = (part for part in document.parts if part.id == f"part-{code}")
    rows = (row for block in part.blocks if isinstance(block, Table) for row in block.rows if isinstance(row, Row))
    (row,) = (row for row in rows if plain_text.cell(row.cells[0]).rstrip("▲◇") == number)
    return plain_text.cell(row.cells[3])
