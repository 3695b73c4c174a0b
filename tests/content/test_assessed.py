"""The sheets of answers: every answer of a machine stands on them once, and they say what they are not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter

import pytest

from content import live
from dangjian_std.assessment import judging
from dangjian_std.assessment.answers import Answer, Finding, State
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.document.blocks import Paragraph, Row, Table
from dangjian_std.document.document import Document
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.assessed import branch_page, overview
from dangjian_std.publications.assessed.assessment import SHAPE_OF_STATE, SHEET_DISCLAIMER, Assessment, said
from dangjian_std.renderers import html
from dangjian_std.renderers.layout import plain_text
from support import judged
from support.folders import ROOT

BRANCHES = ("甲支部", "乙支部", "丙支部", "丁支部", "戊支部", "己支部")
AS_OF = dt.date(2027, 9, 30)


@pytest.fixture(scope="module")
def assessed() -> Assessment:
    """A unit of six branches, each with half of the cases; one has not reported."""
    catalog, filings = live.catalog(), {}
    for place, branch in enumerate(BRANCHES):
        for case in judged.cases()[place % 2 :: 2]:
            for each in judged.filings(catalog, case):
                filing = dataclasses.replace(each, branch=branch)
                filings.setdefault(filing.identity, filing)
    facts = Facts(tuple(filings.values()), dict.fromkeys(BRANCHES[:-1], AS_OF), len(filings), "ab" * 32)
    unit, bodies = Unit.of(catalog), tuple(map(Body, BRANCHES))
    return Assessment(unit, facts, tuple(judging.judge(unit, facts, bodies, AS_OF)), BRANCHES, AS_OF)


WORST = (Answer.NO, Answer.UNKNOWN, Answer.YES, Answer.NOTHING_DUE)


def called(assessed: Assessment, finding: Finding) -> str:
    return f"{finding.criterion[:5]}　{assessed.criteria[finding.criterion].statement}"


def tables(document: Document) -> dict[str, list[list[str]]]:
    """Return the rows of each table, by its title."""
    (part,) = document.parts
    return {
        block.title: [[" ".join(map(plain_text.line, cell.lines)) for cell in row.cells] for row in rows]
        for block in part.blocks
        if isinstance(block, Table)
        for rows in [[row for row in block.rows if isinstance(row, Row)]]
    }


def test_every_sheet_says_what_it_is_not_and_which_ledger_it_rests_on(assessed: Assessment):
    for document in (overview.page(assessed), *(branch_page.page(assessed, each) for each in BRANCHES)):
        texts = [plain_text.line(each.text) for each in document.parts[0].blocks if isinstance(each, Paragraph)]
        assert texts[0] == SHEET_DISCLAIMER
        assert texts[-1].startswith(f"台账{assessed.facts.lines}行，末行校验值abab abab abab abab。核对人签名")


def test_a_sheet_of_what_was_known_on_a_day_says_so(assessed: Assessment):
    document = overview.page(dataclasses.replace(assessed, known=dt.date(2027, 10, 8)))
    last = plain_text.line(document.parts[0].blocks[-1].text)
    assert "照2027年10月8日以前收到的。核对人签名" in last


def test_every_table_says_it_too_for_in_a_workbook_it_stands_alone(assessed: Assessment):
    for document in (overview.page(assessed), branch_page.page(assessed, BRANCHES[0])):
        for each in document.parts[0].blocks:
            if isinstance(each, Table):
                assert plain_text.line(each.notes[-1]).endswith(SHEET_DISCLAIMER)


@pytest.mark.parametrize("branch", BRANCHES)
def test_each_answer_stands_once_with_its_marks(assessed: Assessment, branch: str):
    found = tables(branch_page.page(assessed, branch))
    calendar, cases = found["按月、按季、按年的"], found["遇事的、逐项的"]
    wanted = {
        f"{each.criterion[:5]}　{assessed.criteria[each.criterion].statement}": each
        for each in assessed.of(branch)
    }
    assert {row[0] for row in (*calendar, *cases)} == {
        name for name, each in wanted.items() if each.due or name in {row[0] for row in calendar}
    }
    for row in calendar:
        each = wanted[row[0]]
        assert row[-1] == said(each.answer)
        assert {month: mark for month, mark in enumerate(row[1:-1], 1) if mark} == {
            item.limit.month: SHAPE_OF_STATE[item.state] for item in each.items if item.limit
        }
    for row in cases:
        each = wanted[row[0]]
        states = (State.DONE, State.LATE, State.MISSING, State.UNSURE)
        assert row[1:] == [*(str(each.count(state) or "") for state in states), said(each.answer)]


def test_whatever_is_not_right_is_named(assessed: Assessment):
    rows = {row[0]: row[1] for row in tables(branch_page.page(assessed, "甲支部"))["要看一眼的"]}
    for each in assessed.of("甲支部"):
        name = called(assessed, each)
        bad = [item for item in each.items if item.state in {State.LATE, State.MISSING, State.UNSURE}]
        assert (name in rows) is bool(bad)
        for item in bad[:1]:
            assert f"{item.state}：{item.subject.replace(' 甲支部', '')}" in rows[name]


def test_what_is_not_known_is_never_called_bad(assessed: Assessment):
    (row,) = {branch: tables(branch_page.page(assessed, branch)) for branch in BRANCHES[-1:]}.values()
    assert not [each for each in row["按月、按季、按年的"] if "×" in each]


def test_the_worst_answer_stands_for_a_standard(assessed: Assessment):
    found = tables(overview.page(assessed))["各党支部"]
    for row in found:
        for branch, mark in zip(BRANCHES, row[1:], strict=True):
            own = {
                each.answer
                for each in (*assessed.of(branch), *assessed.of(""))
                if each.criterion[:5] == row[0][:5]
            }
            worst = next(
                each for each in (Answer.NO, Answer.UNKNOWN, Answer.YES, Answer.NOTHING_DUE) if each in own
            )
            assert mark == overview.SHAPE_OF_ANSWER[worst]


def test_what_is_common_counts_those_that_have_reported(assessed: Assessment):
    rows = tables(overview.page(assessed))["共性问题"]
    assert rows
    for name, number, share in rows:
        bad = {
            each.branch
            for branch in BRANCHES[:-1]
            for each in (*assessed.of(branch), *assessed.of(""))
            if each.criterion[:5] == name[:5] and each.answer is Answer.NO
        } - {""}
        count = int(number.removesuffix("个"))
        assert count >= len(bad)
        assert share == f"{100 * count // 5}%"
        assert count >= 1
    few = dataclasses.replace(assessed, branches=BRANCHES[:4])
    assert tables(overview.page(few))["共性问题"] == []


def test_what_is_drawn_is_for_people_and_can_be_drawn_again(assessed: Assessment):
    rows = tables(overview.page(assessed))["2027年9月现场核查清单"]
    assert len(rows) == 3 * len(BRANCHES)
    hands = {assessed.criteria[each.criterion].by_hand for each in assessed.hands("甲支部")}
    assert {row[2] for row in rows} <= hands
    assert rows == tables(overview.page(assessed))["2027年9月现场核查清单"]
    later = dataclasses.replace(assessed, as_of=dt.date(2027, 10, 31))
    assert rows != tables(overview.page(later))["2027年10月现场核查清单"]


@pytest.mark.parametrize("branch", BRANCHES[:2])
def test_on_the_screen_a_mark_says_its_state_and_its_day(assessed: Assessment, branch: str):
    page = html.render(branch_page.page(assessed, branch)).decode()
    marks = re.findall('<svg class="mark".*?<title>(.*?)</title>(?:<desc>(.*?)</desc>)?', page)
    legend = [(str(state), "") for state in SHAPE_OF_STATE]
    assert [each for each in marks if not each[1]] == legend
    told = {(state, more.partition("，")[0]) for state, more in marks if more}
    assert ("有", "1月") in told
    assert all(re.search(r"，时限\d+月\d+日", more) for _, more in marks if more)
    states = Counter(item.state for each in assessed.of(branch) for item in each.items)
    assert f"<title>{'，'.join(f'{each}{states[each]}' for each in State)}</title>" in page


def test_the_line_to_sign_is_never_alone_on_a_page(assessed):
    (part,) = branch_page.page(assessed, "甲支部").parts
    assert isinstance(part.blocks[-1], Paragraph)
    look = (ROOT / "templates" / "book.css").read_text("utf-8")
    assert f"#{part.id} > p:last-child {{ break-before: avoid; }}" in look
