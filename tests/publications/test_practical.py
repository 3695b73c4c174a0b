"""实用本: what rests on the basis is said in words, which say what the data says; few marks; times stand alone."""

from __future__ import annotations

import re

import pytest

from dangjian_std import publications
from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.marks import LOCAL, UNREAD
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Row, Table
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.practical.short_names import article_keys
from dangjian_std.publications.practical.states import extent
from dangjian_std.renderers.layout import plain_text

WORDS = {
    "who": "谁来做",
    "with": "参加",
    "what": "做什么",
    "bounds": "界限",
    "when": "何时",
    "opens": "填表",
    "record": "记录",
    "papers": "发文",
}
SAID = re.compile("（(除|只限)(.+)）$")
MOST = 500
"""Marks in the whole book."""
STEP = 5
"""Cells of a step."""


@pytest.fixture(scope="module")
def unit(catalog):
    return publications.publications()["practical"].standards_of(Unit.of(catalog))


@pytest.fixture(scope="module")
def book(unit):
    ((document, _),) = publications.publications()["practical"].compose(unit, Request())
    return document


def rows(book):
    tables = (block for part in book.parts for block in part.blocks if isinstance(block, Table))
    return [row for table in tables for row in table.rows if isinstance(row, Row)]


def ours(step):
    """Words of the places of a step that are the unit's own, and of those that are not, from the data."""
    places = [key for key in WORDS if getattr(step, {"with": "with_"}.get(key, key))]
    items = len(step.how) + bool(step.bounds) + bool(step.outcomes)
    numbers = {"bounds": len(step.how) + 1, "outcomes": items}
    found = {f"how.{index}": str(index) for index, _ in enumerate(step.how, 1)}
    found |= {key: WORDS[key] for key in places}
    found |= {key: str(number) for key, number in numbers.items() if getattr(step, key)}
    if items == 1:
        found["how.1"] = "怎么做"
    own, others = set(), set()
    for key, word in found.items():
        local = [each for each in step.local if overlap(each, key)]
        inside = bool(local) and all(each.startswith(f"{key}.") for each in local)
        if local:
            own.add(f"{word}的一部分" if inside else word)
        if not local or inside:
            others.add(f"{word}的一部分" if inside else word)
    return own, others


def test_what_is_said_of_a_basis_is_what_the_data_says(unit):
    counted = 0
    for standard in unit.catalog.standards.values():
        for step in standard.steps:
            own, others = ours(step)
            said = SAID.search(extent(step)) if step.basis else None
            if said:
                words = set(said[2].split("、"))
                assert words == (own if said[1] == "除" else others), (standard.code, step.id)
                counted += 1
            elif step.basis and not extent(step):
                assert not own, (standard.code, step.id)
    assert counted > 20


def test_each_step_says_what_it_rests_on(unit, book):
    steps = (row for row in rows(book) if len(row.cells) == STEP)
    printed = {row.cells[0].anchor: plain_text.cell(row.cells[3]) for row in steps}
    for clauses in all_clauses(unit.catalog):
        for step in clauses.standard.steps:
            text = printed[clauses.anchor(step.id)]
            assert ("\n据：" in f"\n{text}") == bool(step.basis)
            assert article_keys(step.basis) in text


def test_what_is_not_read_is_marked_and_marks_are_few(unit, book):
    texts = [plain_text.cell(each) for row in rows(book) for each in row.cells]
    marks = sum(text.count(mark) for text in texts for mark in (LOCAL, UNREAD))
    unread = sum(bool(step.unread) for each in unit.catalog.standards.values() for step in each.steps)
    assert sum(UNREAD in text for text in texts) >= unread
    assert marks <= MOST


def test_a_time_is_read_without_looking_up_a_clause(book):
    last = [plain_text.line(row.cells[4].lines[0]) for row in rows(book) if len(row.cells) == STEP]
    assert not [text for text in last if re.search(r"[0-9]\.[0-9]+\.[0-9]+(后|前|都)", text)]


def test_a_criterion_stands_beside_the_step_that_it_checks(unit, book):
    texts = "\n".join(plain_text.cell(each) for row in rows(book) for each in row.cells)
    beside = texts.count("查：") - texts.count("怎么查：")
    general = texts.count("\n查\n")
    criteria = sum(len(each.criteria) for each in unit.catalog.standards.values())
    assert beside + general == criteria
    assert beside


def test_short_keys_name_a_regulation_once():
    class Cited:
        def __init__(self, regulation, article):
            self.regulation, self.article = regulation, article

    cited = (Cited("甲条例", "第六条第一款"), Cited("乙规定", "第三条"), Cited("甲条例", "第七条"))
    assert article_keys(cited) == "甲条例六第一款、七，乙规定三"
