"""The criteria of the live set, judged: cases that were worked out by hand, and what no deletion may do."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from content import live as read
from dangjian_std.assessment import judging
from dangjian_std.assessment.answers import Answer
from dangjian_std.assessment.facts import Unknown
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Hand
from dangjian_std.domain.unit import Unit
from support import judged


@pytest.fixture(scope="module")
def live() -> Catalog:
    """The standards as they are."""
    return read.catalog()


@pytest.mark.parametrize("case", judged.cases(), ids=lambda case: case["name"])
def test_answers_are_those_of_somebody_who_read_the_papers(live: Catalog, case: judged.Case):
    found = judged.judge(live, case)
    assert (found.answer, found.reason != "") == (case["answer"], True), found
    if "states" in case:
        assert Counter(each.state for each in found.items) == case["states"]


@pytest.mark.parametrize("case", judged.cases(), ids=lambda case: case["name"])
def test_nothing_that_is_left_out_turns_an_answer_into_yes(live: Catalog, case: judged.Case):
    if judged.judge(live, case).answer is not Answer.YES:
        for less in judged.without_one(judged.filings(live, case)):
            assert judged.judge(live, case, less).answer is not Answer.YES, less


@pytest.mark.parametrize("case", judged.cases(), ids=lambda case: case["name"])
def test_what_is_not_known_answers_nothing(live: Catalog, case: judged.Case):
    known = judged.judge(live, case).answer
    for other in judged.with_one_unknown(judged.filings(live, case)):
        found = judged.judge(live, case, other).answer
        assert found in {known, Answer.UNKNOWN} or not _is_kept(live, other), other


def _is_kept(live: Catalog, filings: tuple[Filing, ...]) -> bool:
    """Whether filings can be as they are: what they are known by is always known."""
    return not any(
        isinstance(fact.value, Unknown)
        for each in filings
        for name, fact in each.fields.items()
        if name in live.records[each.form].key_
    )


@pytest.mark.parametrize("case", judged.cases(), ids=lambda case: case["name"])
def test_filings_beyond_the_need_change_no_answer(live: Catalog, case: judged.Case):
    found = judged.filings(live, case)
    others = tuple(dataclasses.replace(each, key=f"{each.key}-b") for each in found if each.form == "R201")
    assert judged.judge(live, case, (*found, *others)).answer is judged.judge(live, case).answer


def test_what_points_to_a_cell_names_its_filing_and_line(live: Catalog):
    for case in judged.cases():
        filings = {each.name: each for each in judged.filings(live, case)}
        for item in judged.judge(live, case).items:
            for each in item.evidence:
                assert each.line == filings[each.filing].line
                assert (each.says == "空") is (each.at == "")


def test_every_kind_of_measure_is_in_a_case(live: Catalog):
    measures = {
        f"{code}.{each.id}": type(each.measure)
        for code, standard in live.standards.items()
        for each in standard.criteria
    }
    assert {measures[case["criterion"]] for case in judged.cases()} == set(measures.values())


def test_every_criterion_is_answered_once_for_each_branch_or_for_the_unit(live: Catalog):
    bodies = (Body("甲支部"), Body("甲支部", "第一组"), Body("乙支部", until=dt.date(2027, 2, 28)), Body("丙支部"))
    findings = list(judging.judge(Unit.of(live), Facts(), bodies, dt.date(2027, 3, 31)))
    asked = {f"{code}.{each.id}" for code, standard in live.standards.items() for each in standard.criteria}
    branches: dict[str, list[str]] = {}
    for each in findings:
        branches.setdefault(each.criterion, []).append(each.branch)
    assert set(branches) == asked
    assert {tuple(each) for each in branches.values()} == {("甲支部", "丙支部"), ("",)}


def test_without_any_filing_nothing_is_yes_or_no(live: Catalog):
    answers = {each.answer for each in judging.judge(Unit.of(live), Facts(), (), dt.date(2027, 12, 31))}
    assert answers <= {Answer.UNKNOWN, Answer.NOTHING_DUE}


def test_what_only_people_can_see_is_left_to_them(live: Catalog):
    hands = {
        f"{code}.{each.id}": each
        for code, standard in live.standards.items()
        for each in standard.criteria
        if isinstance(each.measure, Hand)
    }
    for each in judging.judge(Unit.of(live), Facts((), {"": dt.date(2027, 12, 31)}), (), dt.date(2027, 12, 31)):
        if each.criterion in hands:
            assert each.answer is Answer.UNKNOWN
            assert hands[each.criterion].by_hand in each.reason
