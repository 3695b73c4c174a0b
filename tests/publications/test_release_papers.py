"""The papers of a release: whose the rules are, what they cost, what went, what is not read, as the data says."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dangjian_std import publications
from dangjian_std.composition import wording
from dangjian_std.composition.book_divisions import in_order
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Paragraph, Row, Table
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Blank
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Status
from dangjian_std.publications.release.approval import State, state
from dangjian_std.publications.reports import lists
from dangjian_std.renderers.layout import plain_text
from support.life import changed, with_withdrawal

RELEASE = publications.publications()["approval"]
NOTE, ANNOUNCEMENT, CIRCULAR = "报批说明", "发布公告", "印发通知"
REGULATION = "支部条例"
GONE, DROPPED, UNREAD = "同上一版相比的减少", "不再用的编号", "待核的"


@pytest.fixture
def unit(catalog):
    return RELEASE.standards_of(Unit.of(catalog))


def made(unit, name):
    """The blocks of a paper."""
    (document,) = (each for each, _ in RELEASE.compose(unit, Request()) if each.name == name)
    return [block for part in document.parts for block in part.blocks]


def sections(unit):
    """The text of each section of the note, by its title."""
    found = (block for block in made(unit, NOTE) if isinstance(block, Paragraph) and block.number)
    return {block.number.partition("、")[2]: plain_text.line(block.text) for block in found}


def with_gone(unit, **values):
    """The unit of a set in which one thing was withdrawn."""
    catalog = with_withdrawal(unit.catalog)
    (entry,) = catalog.withdrawals.withdrawals
    gone = dataclasses.replace(catalog.withdrawals, withdrawals=(dataclasses.replace(entry, **values),))
    return dataclasses.replace(unit, catalog=dataclasses.replace(catalog, withdrawals=gone))


def in_force_before(unit):
    """The unit of a set of which one standard was in force before the year of its edition."""
    code = min(unit.catalog.standards)
    early = dt.date(unit.catalog.system.year - 1, 1, 1)
    return dataclasses.replace(unit, catalog=changed(unit.catalog, code, effective=early))


def letter(unit, name):
    (found,) = (block for block in made(unit, name) if isinstance(block, Letter))
    return found


def test_every_step_and_requirement_is_counted_once(unit):
    table = next(block for block in made(unit, NOTE) if isinstance(block, Table))
    rows = [[plain_text.cell(cell) for cell in row.cells] for row in table.rows if isinstance(row, Row)]
    standards = unit.catalog.standards.values()
    whole = sum(len(each.steps) + len(each.requirements) for each in standards)
    name, *counted, total = rows[-1]
    assert (name, int(total)) == ("合计", whole)
    assert sum(map(int, counted)) == whole
    rules = [rule for each in standards for rule in (*each.steps, *each.requirements)]
    assert list(map(int, counted)) == [sum(state(rule) is each for rule in rules) for each in State]


def test_whose_a_step_is(unit):
    steps = [step for each in unit.catalog.standards.values() for step in each.steps]
    based = next(step for step in steps if step.basis)

    def of(**changes):
        return state(dataclasses.replace(based, **{"local": (), "unread": ()} | changes))

    assert of() is State.ASKED
    assert of(local=("how.1",)) is State.REFINED
    assert of(local=("step",)) is State.OWN
    assert of(basis=()) is State.OWN


def test_whose_a_requirement_is(unit):
    rules = [rule for each in unit.catalog.standards.values() for rule in each.requirements]
    based = next(rule for rule in rules if rule.basis)

    def of(**changes):
        return state(dataclasses.replace(based, **{"local": False, "unread": ()} | changes))

    assert of() is State.ASKED
    assert of(local=True) is State.REFINED
    assert of(local=True, basis=()) is State.OWN
    assert of(unread=(REGULATION,)) is State.UNREAD


def test_the_burden_is_that_of_the_report(unit):
    tables = [
        block
        for part in lists.compose("burden", (unit,)).parts
        for block in part.blocks
        if isinstance(block, Table)
    ]
    total = [plain_text.cell(cell) for cell in tables[0].rows[-1].cells]
    said = sections(unit)["一年的工作量"]
    assert f"填记录表{total[2]}份，约{total[3]}小时，签名{total[4]}个" in said
    papers = sum(int(plain_text.cell(row.cells[-1])) for row in tables[1].rows)
    assert f"发文书{papers}件" in said


def test_nothing_is_said_of_what_is_not_known(unit):
    bare = dataclasses.replace(unit, catalog=dataclasses.replace(unit.catalog, withdrawals=None))
    assert not {GONE, DROPPED, UNREAD} & set(sections(bare))


def test_what_is_not_read_is_named_with_its_place(unit):
    code, standard = next((code, each) for code, each in unit.catalog.standards.items() if each.requirements)
    first, *others = standard.requirements
    rules = (dataclasses.replace(first, unread=(REGULATION,)), *others)
    now = dataclasses.replace(unit, catalog=changed(unit.catalog, code, requirements=rules))
    assert UNREAD in sections(now)
    (row,) = [block for block in made(now, NOTE) if isinstance(block, Table)][-1].rows
    title = unit.catalog.regulations[REGULATION].title
    assert [plain_text.cell(cell) for cell in row.cells] == [f"《{title}》", f"{code}　7.1"]


@pytest.mark.parametrize(("years", "named"), [(1, True), (2, False)])
def test_only_what_went_since_the_edition_before_is_named(unit, years, named):
    now = with_gone(unit, on=dt.date(unit.catalog.system.year - years, 12, 1))
    assert ("R399" in sections(in_force_before(now)).get(GONE, "")) is named
    assert any("不再使用" in plain_text.line(line) for line in letter(now, CIRCULAR).body) is named


def test_a_first_edition_is_compared_with_none(unit):
    now = with_gone(unit, on=dt.date(unit.catalog.system.year - 1, 12, 1))
    said = sections(now)
    assert GONE not in said
    assert said[DROPPED].startswith("这是第一版，没有上一版可以相比。编制中取消的：废止记录表1件：")
    assert DROPPED not in sections(in_force_before(now))


def test_what_is_on_trial_is_named(unit):
    code, standard = min(unit.catalog.standards.items())
    bound = [each for each in unit.catalog.standards.values() if each.status is Status.TRIAL]
    assert ("试行" in sections(unit)["收入什么"]) is bool(bound)
    now = dataclasses.replace(unit, catalog=changed(unit.catalog, code, status=Status.TRIAL))
    said = sections(now)["收入什么"].partition("其中")[2]
    assert f"（{standard.short_title}" in said
    assert said.endswith("）试行，办不通的照意见改。")


def test_the_announcement_lists_every_standard_and_what_it_replaces(unit):
    book = in_order(unit.catalog)[0]
    now = with_gone(unit, code="DJ199", replaced_by=book.code)
    (table,) = (block for block in made(now, ANNOUNCEMENT) if isinstance(block, Table))
    rows = [[plain_text.cell(cell) for cell in row.cells] for row in table.rows if isinstance(row, Row)]
    assert [row[1] for row in rows] == [unit.catalog.number(each.code) for each in in_order(unit.catalog)]
    assert rows[0][3] == "DJ199"
    assert all(row[3] == "—" for row in rows[1:])


@pytest.mark.parametrize("name", [ANNOUNCEMENT, CIRCULAR])
def test_book_is_in_force_from_the_day_of_its_first_standard(unit, name):
    catalog = changed(unit.catalog, effective=dt.date(2031, 5, 4))
    first = min(each.effective for each in catalog.standards.values())
    body = "".join(map(plain_text.line, letter(dataclasses.replace(unit, catalog=catalog), name).body))
    assert f"自{wording.chinese_date(first)}起实施" in body
    assert "2031年5月4日" not in body


@pytest.mark.parametrize("name", [ANNOUNCEMENT, CIRCULAR])
def test_what_only_an_office_knows_is_left_blank(unit, name):
    found = letter(unit, name)
    blanks = [piece.label for line in (found.number, *found.body) for piece in line if isinstance(piece, Blank)]
    assert {"发文字号", "审定的会议和日期"} <= set(blanks)
    assert [piece.label for piece in found.closing[-1] if isinstance(piece, Blank)] == ["年", "月", "日"]
