"""A case comes with its plan, the forms in their numbers, its papers, and its days for a calendar."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dangjian_std.document.blocks import Band, Table
from dangjian_std.document.forms import Form, FormKind
from dangjian_std.domain.catalog import Case
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.case_pack.pack import case_pack
from dangjian_std.reading.roster import Member, Roster
from dangjian_std.renderers import ics
from dangjian_std.renderers.layout import plain_text

DAY = dt.date(2027, 11, 10)
STAGES = ("DJ202.prepare", "DJ202.session", "DJ202.appraise-stage", "DJ202.evaluate", "DJ202.rectify")


def case(catalog, start, *parts, **more):
    return Case(
        anchor=catalog.system.anchor, name="试办", from_=start, parts=tuple(map(StepRef.parse, parts)), **more
    )


def made(catalog, *said, **more):
    unit = Unit.of(catalog).one_branch()
    return {document.name: (document, formats) for document, formats in case_pack(unit, *said, **more)}


@pytest.fixture
def meeting(catalog):
    return case(catalog, "DJ202.meeting", *STAGES, together=(StepRef("DJ202", "appraise"),))


@pytest.fixture
def joining(catalog):
    return case(catalog, "收到入党申请", "DJ301.application", "DJ301.activist-stage", "DJ301.admission-stage")


def table(document):
    return next(block for block in document.parts[0].blocks if isinstance(block, Table))


def forms(documents):
    whole, _ = documents["试办用表"]
    return [block for part in whole.parts for block in part.blocks if isinstance(block, Form)]


def test_the_plan_has_every_step_under_its_stage(catalog, meeting):
    plan = table(made(catalog, meeting, DAY)["试办工作安排"][0])
    stages = catalog.standards["DJ202"].stages
    bands = [plain_text.line(row.text) for row in plan.rows if isinstance(row, Band)]
    assert [band.partition("　")[0] for band in bands] == [stage.title for stage in stages]
    acts = [plain_text.cell(row.cells[3]) for row in plan.rows if not isinstance(row, Band)]
    assert sorted(act.removeprefix("宜").removeprefix("可") for act in acts) == sorted(
        step.what for stage in stages for step in stage.steps
    )


def test_a_step_without_a_day_says_what_it_waits_for(catalog, joining):
    document, _ = made(catalog, joining, DAY)["试办工作安排"]
    rows = {plain_text.cell(row.cells[3]): plain_text.cell(row.cells[1]) for row in table(document).rows[1:3]}
    assert all("2027年" in when for when in rows.values())
    text = "".join(plain_text.cell(row.cells[1]) for row in table(document).rows if not isinstance(row, Band))
    assert "有入党积极分子人选后" in text
    assert any("没有写日期" in plain_text.line(note) for note in table(document).notes)


def test_a_day_that_is_planned_stands_in_no_form(catalog, meeting):
    for form in forms(made(catalog, meeting, DAY)):
        assert "2027" not in repr([sheet.rows for sheet in form.sheets]), form.code


def test_the_boxes_of_the_meeting_are_ticked(catalog, meeting):
    (record,) = (form for form in forms(made(catalog, meeting, DAY)) if form.code == "R201")
    assert "组织生活会" in repr(record.sheets[0].rows[0])


def test_there_is_a_ballot_for_each_member_and_candidates_stand_on_it(catalog, joining):
    documents = made(catalog, joining, DAY, candidates=("程亦安",))
    ballots = [form for form in forms(documents) if form.kind is FormKind.BALLOT]
    members = Unit.of(catalog).one_branch().profile.counts.members
    sheets = sum(form.per_sheet if form.repeated > 1 else 1 for form in ballots)
    assert members <= sheets < members + max((form.per_sheet for form in ballots), default=1)


def test_names_of_a_roster_stand_where_members_sign_but_not_on_what_nobody_may_type(catalog, meeting, joining):
    names = Roster(tuple(Member("示例第一党支部", f"虚构{number}", "") for number in range(3)))
    for each in (meeting, joining):
        for form in forms(made(catalog, each, DAY, roster=names)):
            record = catalog.records[form.code]
            named = "虚构1" in repr(form.sheets)
            assert record.stored or form.kind is FormKind.BALLOT or not named, form.code
    assert "虚构1" in repr(forms(made(catalog, meeting, DAY, roster=names)))


def test_the_given_day_stands_in_papers_that_ask_for_it(catalog):
    name = next(str(slot.field) for slot in catalog.papers["W401"].slots if slot.field)
    own = case(
        catalog, "DJ401.hold", *(f"DJ401.{step.id}" for step in catalog.standards["DJ401"].steps),
        field=FieldRef.parse(name),
    )  # fmt: skip
    letters = [document for document, formats in made(catalog, own, DAY).values() if formats == ("docx",)]
    assert any("2027年11月10日" in repr(letter.parts) for letter in letters)


def test_letters_from_above_are_listed_and_not_made(catalog, joining):
    documents = made(catalog, joining, DAY)
    down = {code for code, paper in catalog.papers.items() if str(paper.direction) == "下行"}
    assert not down & {name.partition("-")[0] for name in documents}


def test_a_calendar_has_every_dated_step_once_and_keeps_its_lines_short(catalog, meeting):
    document, _ = made(catalog, meeting, DAY)["试办工作安排"]
    data = ics.render(document)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = data.decode().replace("\r\n ", "")
    days = re.findall(r"DTSTART;VALUE=DATE:(\d{8})\r\n", text)
    assert len(days) == len(document.days) == len(set(re.findall(r"UID:(\S+)", text)))
    assert "20271110" in days
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_an_entry_keeps_its_name_when_the_text_of_its_step_changes(catalog, meeting):
    document, _ = made(catalog, meeting, DAY)["试办工作安排"]
    assert {day.id.rpartition("-")[2] for day in document.days} <= {
        f"DJ202.{step.id}" for step in catalog.standards["DJ202"].steps
    } | {day.id.split(f"{DAY}-")[1] for day in document.days}
    assert all(day.id.startswith(f"试办-{DAY}-DJ202.") for day in document.days)
