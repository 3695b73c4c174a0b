from __future__ import annotations

import re

import pytest

import draw
from dangjian_std.domain.catalog import Catalog


@pytest.fixture(scope="module")
def facts(catalog: Catalog) -> dict[str, list[draw.Fact]]:
    return draw.listed(catalog)


def test_the_same_seed_draws_the_same_facts(catalog, facts):
    drawn = draw.draw(facts, 20261123)
    assert drawn == draw.draw(draw.listed(catalog), 20261123)
    assert drawn != draw.draw(facts, 20261124)


def test_every_kind_is_drawn_in_its_number(facts):
    kinds = [kind for kind, _ in draw.draw(facts, 20261123)]
    assert {kind: kinds.count(kind) for kind in facts} == draw.SIZES


def test_nothing_is_drawn_twice(facts):
    drawn = [(fact.clause, fact.place, fact.text) for _, fact in draw.draw(facts, 20261123)]
    assert len(set(drawn)) == len(drawn) == sum(draw.SIZES.values())


def test_what_a_small_book_lacks_is_not_drawn(facts):
    few = facts | {"题名": facts["题名"][:2], "要求": []}
    kinds = [kind for kind, _ in draw.draw(few, 20261123)]
    assert (kinds.count("题名"), kinds.count("要求"), kinds.count("大意")) == (2, 0, draw.SIZES["大意"])


def test_every_fact_rests_on_something_and_says_where_it_is(facts):
    for kind, listed in facts.items():
        for fact in listed:
            assert fact.basis, (kind, fact)
            assert fact.text, (kind, fact)
            assert re.match(r"DJ\d{3} (表1|6\.|7\.)|参考文献|[RW]\d{3} ", fact.clause), (kind, fact)


def test_a_requirement_has_the_number_that_is_printed(facts):
    numbers = {fact.clause: fact.text for fact in facts["要求"]}
    assert numbers["DJ201 7.7"].startswith("支委会会议应有半数以上")
    assert numbers["DJ301 7.4"].startswith("预备期应为1年"), "in a 规程, 7.1 names the records"


def test_a_value_that_is_marked_is_no_fact(catalog, facts):
    step = next(
        step
        for _, standard in sorted(catalog.standards.items())
        for step in standard.steps
        if step.basis and "how.1" in step.local and "who" not in step.local and "step" not in step.local
    )
    places = [fact.place for fact in facts["步骤"]]
    assert step.at("who") in places
    assert step.at("how", 0) not in places


def test_what_a_form_asks_for_rests_on_the_steps_that_use_it(facts):
    ballots = [fact for fact in facts["表和文书"] if fact.clause.startswith("R305 ")]
    assert ballots
    assert {fact.basis for fact in ballots} == {("DJ301 6.4.5",)}


def test_every_column_and_every_paragraph_is_a_fact(catalog, facts):
    places = {fact.place for fact in facts["表和文书"]}
    assert catalog.records["R304"].cells["name"].at("label") in places
    assert {
        catalog.papers["W113"].at("body", index) for index in range(len(catalog.papers["W113"].body))
    } <= places
