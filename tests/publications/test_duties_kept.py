"""Each binding prints every duty of the standards that it holds, as the standards say it, and none besides."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std import publications
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Row, Table
from dangjian_std.domain.unit import Unit
from support.duties import differences

BINDINGS = {"handbook": lambda book: book.linked, "practical": lambda book: book.told}


def made(unit, name):
    """The document of a binding, and the catalogue of what it holds."""
    publication = publications.publications()[name]
    held = publication.standards_of(unit)
    ((document, _),) = publication.compose(held, Request())
    return document, held.catalog


@pytest.mark.parametrize("name", BINDINGS)
def test_nothing_is_lost_or_invented(catalog, name):
    document, held = made(Unit.of(catalog), name)
    assert held.standards
    assert not list(differences(held, document, BINDINGS[name]))


@pytest.mark.parametrize("name", BINDINGS)
def test_a_step_that_is_left_out_is_missed(catalog, name):
    document, held = made(Unit.of(catalog), name)
    book = Clauses(held, held.standards["DJ401"])
    anchor = book.anchor(book.standard.steps[0].id)

    def without(block):
        if not isinstance(block, Table):
            return block
        kept = (row for row in block.rows if not isinstance(row, Row) or row.cells[0].anchor != anchor)
        return dataclasses.replace(block, rows=tuple(kept))

    parts = tuple(dataclasses.replace(part, blocks=tuple(map(without, part.blocks))) for part in document.parts)
    lost = dataclasses.replace(document, parts=parts)
    assert f"{anchor}：没有印" in list(differences(held, lost, BINDINGS[name]))


@pytest.mark.parametrize("name", BINDINGS)
def test_a_sentence_that_is_changed_is_found(catalog, name):
    document, held = made(Unit.of(catalog), name)
    standard = held.standards["DJ401"]
    stage = standard.stages[0]
    step = dataclasses.replace(stage.steps[0], how=("换了一句。", *stage.steps[0].how[1:]))
    stages = (dataclasses.replace(stage, steps=(step, *stage.steps[1:])), *standard.stages[1:])
    standards = {**held.standards, "DJ401": dataclasses.replace(standard, stages=stages)}
    other = dataclasses.replace(held, standards=standards)
    assert any("怎么做印成" in each for each in differences(other, document, BINDINGS[name]))
