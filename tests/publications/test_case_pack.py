"""A case comes with its plan, the forms in their numbers, its papers, and its days for a calendar."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from dangjian_std.document.blocks import Band, Table
from dangjian_std.document.forms import Form, FormKind
from dangjian_std.domain.catalog import Case, CaseUse
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, Sensitivity
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


RECEIVED = "预备党员的接收"


def table(document):
    return next(block for block in document.parts[0].blocks if isinstance(block, Table))


def forms(documents):
    whole, _ = documents["试办用表"]
    return [block for part in whole.parts for block in part.blocks if isinstance(block, Form)]


def marked(form, key):
    """Which boxes of a choice are ticked."""
    entries = (entry for sheet in form.sheets for row in sheet.rows for entry in getattr(row, "entries", ()))
    return next(set(entry.value) for entry in entries if entry.id == key)


def said(documents):
    """All that stands below the list of forms."""
    whole, _ = documents["试办用表"]
    return "".join(plain_text.line(note) for note in table(whole).notes)


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
    ballot = catalog.records["R305"]
    fields = tuple(
        dataclasses.replace(each, type=FieldType.PERSON) if each.id == "person" else each for each in ballot.fields
    )
    records = {**catalog.records, "R305": dataclasses.replace(ballot, fields=fields)}
    catalog = dataclasses.replace(catalog, records=records)
    documents = made(catalog, joining, DAY, stage=RECEIVED, candidates=("程亦安", "方知行"))
    rows = [plain_text.cell(row.cells[3]) for row in table(documents["试办用表"][0]).rows]
    assert sum(row.endswith(("（程亦安）", "（方知行）")) for row in rows) == 2
    members = Unit.of(catalog).one_branch().profile.counts.members
    for name, other in (("程亦安", "方知行"), ("方知行", "程亦安")):
        ballots = [form for form in forms(documents) if form.kind is FormKind.BALLOT and name in repr(form.sheets)]
        assert not any(other in repr(form.sheets) for form in ballots)
        assert len(ballots) == 1
    listed = [plain_text.cell(row.cells[1]) for row in table(documents["试办用表"][0]).rows]
    assert listed.count(f"每名党员1份，共{members}份，印1张复印") == 2


def test_what_a_stage_uses_that_has_not_begun_is_named_and_not_made(catalog, joining):
    documents = made(catalog, joining, DAY)
    later = {step.opens for step in catalog.standards["DJ301"].stages[3].steps if step.opens}
    assert later
    assert not later & {form.code for form in forms(documents)}
    assert not any(formats == ("docx",) for _, formats in documents.values())
    notes = said(documents)
    assert all(code in notes.partition("还没有到的阶段用的")[2] for code in later)
    begun = said(made(catalog, joining, DAY, stage=RECEIVED))
    assert "还没有到的阶段" not in begun


def test_a_meeting_that_others_call_has_a_record_of_its_own(catalog, joining):
    documents = made(catalog, joining, DAY, stage=RECEIVED)
    (record,) = (form for form in forms(documents) if form.code == "R201")
    assert marked(record, "kinds") == {"党员大会"}


def test_one_record_of_a_day_is_ticked_for_all_that_is_held_on_it(catalog, meeting):
    (record,) = (form for form in forms(made(catalog, meeting, DAY)) if form.code == "R201")
    assert marked(record, "kinds") == {"组织生活会", "党员大会"}


def test_forms_that_are_there_already_are_named_and_not_printed(catalog, meeting):
    documents = made(catalog, meeting, DAY)
    kept = said(documents).partition("记入已有的表")[2].partition("。")[0]
    assert "R211" in kept
    assert "R201" not in kept
    assert not {form.code for form in forms(documents)} & set(re.findall(r"R\d{3}", kept))


def test_a_case_leaves_out_a_paper_that_it_does_not_need_and_says_what_has_to_be_known(catalog):
    parts = ("DJ202.prepare", "DJ202.session")
    code = next(code for step in catalog.standards["DJ202"].stages[0].steps for code in step.papers)
    whole = made(catalog, case(catalog, "DJ202.meeting", *parts), DAY)
    own = made(catalog, case(catalog, "DJ202.meeting", *parts, without=(code,), notes=("先说一声。",)), DAY)
    assert [name for name in whole if name not in own] == [name for name in whole if name.startswith(code)] != []
    plan = table(own["试办工作安排"][0])
    assert code not in "".join(plain_text.cell(row.cells[4]) for row in plan.rows if not isinstance(row, Band))
    assert plain_text.line(plan.notes[0]) == "先说一声。"


def test_the_condition_of_a_stage_does_not_stand_over_one_of_its_steps(catalog):
    stage = next(each for each in catalog.standards["DJ202"].stages if each.gate)
    for part, wanted in ((stage.id, True), (stage.steps[0].id, False)):
        plan = table(made(catalog, case(catalog, "DJ202.meeting", f"DJ202.{part}"), DAY)["试办工作安排"][0])
        (band,) = (plain_text.line(row.text) for row in plan.rows if isinstance(row, Band))
        assert (stage.gate in band) is wanted


@pytest.mark.parametrize(
    ("stage", "named"), [(RECEIVED, "集中培训”办完"), ("申请入党", "收到入党申请"), ("会前准备", "组织生活会”")]
)
def test_the_plan_of_a_stage_says_what_its_day_is(catalog, joining, meeting, stage, named):
    whole = meeting if stage == "会前准备" else joining
    label = table(made(catalog, whole, DAY, stage=stage)[f"试办（{stage}）工作安排"][0]).label
    assert label.startswith("2027年11月10日")
    assert label.endswith(named)


def test_a_step_without_a_day_stays_before_the_one_that_is_printed_after_it(catalog):
    moving = case(catalog, "党员需要转出组织关系", "DJ302.out")
    plan = table(made(catalog, moving, DAY)["试办工作安排"][0])
    acts = [plain_text.cell(row.cells[3]) for row in plan.rows if not isinstance(row, Band)]
    (stage,) = (each for each in catalog.standards["DJ302"].stages if each.id == "out")
    assert acts == [step.what for step in stage.steps]


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


def test_a_form_about_a_person_is_one_for_each_candidate_with_name_and_branch(catalog, joining):
    names = Roster((Member("示例第一党支部", "虚构1", ""),))
    people = ("程亦安", "方知行")

    def named(catalog, **more):
        drawn = [form for form in forms(made(catalog, joining, DAY, roster=names, **more)) if form.code == "R304"]
        return [[each in repr(form.sheets[0]) for each in (*people, "示例第一党支部")] for form in drawn]

    assert named(catalog, candidates=people) == [[True, False, True], [False, True, True]]
    assert named(catalog) == [[False, False, True]]
    secret = dataclasses.replace(catalog.records["R304"], sensitivity=Sensitivity.NOT_STORED)
    hidden = dataclasses.replace(catalog, records={**catalog.records, "R304": secret})
    assert named(hidden, candidates=people) == [[False, False, False]] * 2


def test_a_ballot_and_a_paper_that_a_step_does_not_name_are_made_too(catalog, joining):
    anchor, step = catalog.system.anchor, StepRef("DJ301", "meet")
    fields = tuple(dataclasses.replace(each, fill=None) for each in catalog.records["R209"].fields)
    record = dataclasses.replace(catalog.records["R209"], fields=fields)
    catalog = dataclasses.replace(catalog, records={**catalog.records, "R209": record})
    ballot = CaseUse(anchor=anchor, step=step, code="R209", matter="选举书记", post="书记", number="照委员人数")
    uses = (ballot, CaseUse(anchor=anchor, step=step, code="W401"))
    case_ = dataclasses.replace(joining, uses=uses)
    posts = {"书记": ("程亦安",)}
    documents = made(catalog, case_, DAY, stage=RECEIVED, posts=posts, candidates=("方知行",))
    (row,) = (
        row for row in table(documents["试办用表"][0]).rows if plain_text.cell(row.cells[0]).startswith("R209")
    )
    assert [plain_text.cell(each) for each in (row.cells[1], row.cells[3])] == [
        "照委员人数，印1张复印",
        "选举书记",
    ]
    (form,) = (form for form in forms(documents) if form.code == "R209")
    assert "程亦安" in repr(form.sheets)
    assert "方知行" not in repr(form.sheets)
    assert [name for name in documents if name.startswith("W401")] == ["W401-关于开展主题党日的通知"]
    before = made(catalog, case_, DAY)
    assert not any(name.startswith("W401") for name in before)
    assert {"R209", "W401"} <= set(re.findall("[RW][0-9]{3}", said(before).partition("还没有到的阶段用的")[2]))
    assert not any(form.code == "R209" for form in forms(made(catalog, joining, DAY, stage=RECEIVED)))


def test_a_ballot_for_which_nobody_is_named_yet_is_printed_blank(catalog, joining):
    ballot = catalog.records["R209"]
    person = dataclasses.replace(ballot.fields[0], type=FieldType.PERSON, columns=())
    records = {**catalog.records, "R209": dataclasses.replace(ballot, fields=(person,))}
    catalog = dataclasses.replace(catalog, records=records)
    use = CaseUse(anchor=catalog.system.anchor, step=StepRef("DJ301", "meet"), code="R209", post="书记")
    for posts, ends in (({}, ""), ({"书记": ("程亦安", "方知行")}, "（程亦安）")):
        documents = made(catalog, dataclasses.replace(joining, uses=(use,)), DAY, stage=RECEIVED, posts=posts)
        rows = [[*map(plain_text.cell, row.cells)] for row in table(documents["试办用表"][0]).rows]
        (first, *others) = [row[3] for row in rows if row[0].startswith("R209")]
        assert first.endswith(ends or catalog.standards["DJ301"].steps_by_id["meet"].what)
        assert len(others) == len(posts)
