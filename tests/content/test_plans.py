"""Every month and every case of the live set is checked against its standards, for each shape of unit."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from content.claims import shaped
from dangjian_std.document.blocks import Row, Table
from dangjian_std.domain.agenda import year_agenda, year_plan
from dangjian_std.domain.countdown import countdown
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import Every, OnDay, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Shift
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.case_pack.pack import case_pack
from dangjian_std.publications.month_pack import member_notices, month_forms, pack, tasks
from dangjian_std.publications.month_pack.pack import Year, year_of_unit
from dangjian_std.publications.year_calendar import telephone, wall
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text
from support import kept, kept_papers
from support.folders import ROOT

PROFILES = ("小支部", "支部", "总支", "机关党委")
STARTS = (dt.date(2027, 2, 25), dt.date(2028, 6, 26), dt.date(2029, 11, 26))


@pytest.fixture(scope="module")
def live():
    catalog = load.load(project.sources(ROOT)).catalog
    assert catalog is not None
    return kept.always(catalog)


def judge(unit, year, forms=MONTH_NUMBERS):
    """Everything that is not kept in a year; the forms of these months are drawn."""
    plan = year_plan(unit, year)
    yield from (("contradiction", [due.key for due in each]) for each in plan.contradictions)
    yield from kept.broken(unit, plan)
    yield from kept.unlike_the_standards(unit, plan, year)
    yield from kept.too_many_gatherings(unit, plan)
    yield from kept.unannounced(plan, year_plan(unit, year - 1), year_plan(unit, year + 1))
    own = Year(unit, year, plan.dues)
    for month in MONTH_NUMBERS:
        yield from kept_papers.untold(own, month)
        yield from kept_papers.met_twice(own, month)
    for month in forms:
        yield from kept_papers.proposed_in_records(own, month)
        yield from kept_papers.unlike_its_list(own, month)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize("profile", PROFILES)
def test_a_year_keeps_the_standards(live, profile, year):
    assert list(judge(Unit.of(live, profile), year)) == []


@pytest.mark.parametrize("profile", ["总支", "机关党委"])
def test_nobody_is_inspected_before_the_plan_of_the_year_is_on_its_form(live, profile):
    days: dict[str, dt.date] = {}
    for due in year_plan(Unit.of(live, profile), 2027).dues:
        days.setdefault(due.key, due.planned)
    assert days["DJ501.plan"] <= dt.date(2027, 1, 8)
    assert days["DJ501.plan"] < min(days["DJ501.check-group"], days["DJ501.check-branch"])


@pytest.mark.parametrize(
    ("key", "month"),
    [
        ("DJ104.plan", 1),
        ("DJ201.year-plan", 1),
        ("DJ204.plan", 1),
        ("DJ403.decide", 1),
        ("DJ505.arrange", 6),
        ("DJ403.review", 12),
    ],
)
def test_what_has_no_committee_to_settle_it_is_settled_when_the_members_meet(live, key, month):
    dues = year_plan(Unit.of(live, "小支部"), 2027).dues
    (met,) = (due.planned for due in dues if due.key == "DJ401.hold" and due.planned.month == month)
    assert [due.planned for due in dues if due.key == key] == [met]


def test_what_has_less_than_a_month_and_names_no_meeting_is_a_gathering_of_its_own(live):
    days = {
        due.key: due.planned for due in year_plan(Unit.of(live, "小支部"), 2027).dues if due.planned.month == 7
    }
    assert days["DJ505.study"] == days["DJ505.film"] == days["DJ401.hold"]
    assert days["DJ401.hold"] < days["DJ505.tour"]


@pytest.mark.parametrize("profile", PROFILES)
def test_what_has_a_year_or_a_quarter_is_not_put_on_one_day(live, profile):
    dues = year_plan(Unit.of(live, profile), 2027).dues
    (history,) = (due.planned for due in dues if due.key == "DJ204.history-study")
    assert history not in {due.planned for due in dues if due.key in {"DJ202.meeting", "DJ202.appraise"}}
    days = {due.key: due.planned for due in dues if due.standard.code in {"DJ202", "DJ203"}}
    assert days["DJ203.member-talk"] == days["DJ202.talk"]
    assert len({days["DJ203.member-talk"], days["DJ203.peer-talk"], days["DJ203.check-year"]}) == 3
    for month in (3, 6, 9, 12):
        own = [due for due in dues if due.who == "党小组组长" and due.planned.month == month]
        spans = [due.planned for due in own if due.key in {"DJ103.contact", "DJ204.deliver", "DJ303.contact"}]
        assert len(spans) == len(set(spans))


def test_the_meeting_of_the_whole_unit_is_on_the_day_of_a_meeting_of_the_branches(live):
    dues = year_plan(Unit.of(live, "总支"), 2027).dues
    (day,) = (due.planned for due in dues if due.key == "DJ104.assembly")
    assert day in {due.planned for due in dues if due.key == "DJ201.general-meeting"}


def test_the_record_of_the_members_who_settle_the_plan_is_ticked(live):
    year = Year(Unit.of(live, "小支部"), 2027, year_plan(Unit.of(live, "小支部"), 2027).dues)
    (task,) = (each for each in year.listed(1) if each.root.key == "DJ401.hold")
    assert month_forms.prefilled(live.records["R201"], task, 2027, 1).texts["kinds"] == ("主题党日", "党员大会")


def test_the_forms_of_a_year_are_no_more_pages_than_promised(live):
    """250 less 20 of reminders, 12 of lists and 28 of papers; `make verify` sets them all."""
    year = year_of_unit(Unit.of(live), 2027)
    kits = (month_forms.month_forms(year.unit, year.listed(month), 2027, month) for month in MONTH_NUMBERS)
    forms = (each for kit in kits for part in kit.parts[1:] for each in part.blocks)
    assert sum(len(form.sheets) for form in forms) <= 190


def test_members_are_told_of_the_meeting_that_the_record_is_ticked_as(live):
    year = Year(Unit.of(live, "小支部"), 2027, year_plan(Unit.of(live, "小支部"), 2027).dues)
    assert next(member_notices.lines(live, year.listed(1))).startswith("11日（周一）主题党日、党员大会：")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_meeting_is_called_alike_wherever_it_is_named(live, profile):
    unit = Unit.of(live, profile)
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    (calendar, *_) = telephone.calendars(year)
    shown = [month for part in wall.wall_calendar(year).parts for month in part.blocks[0].months]
    for month in MONTH_NUMBERS:
        (task,) = (each for each in year.listed(month) if each.root.key == "DJ401.hold")
        (boxes,) = (month_forms.prefilled(live.records["R201"], task, 2027, month).texts["kinds"],)
        called = "、".join(boxes)
        (told,) = (each for each in member_notices.lines(live, year.listed(month)) if "主题党日" in each)
        assert told.partition("）")[2].partition("：")[0] == called
        letters = {
            each.name[:4]: each for each in month_forms.month_letters(unit, year.listed(month), 2027, month)
        }
        (letter,) = letters["W401"].parts[0].blocks
        assert called in letter.body[0]
        assert called in {day.title for day in calendar.days if day.day == task.day}
        assert called in {each.text for each in shown[month - 1].settings[0].days[task.day.day - 1].entries}


def test_what_somebody_does_at_a_meeting_names_the_one_that_his_standard_names(live):
    unit = Unit.of(live, "小支部")
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    rows = [plain_text.cell(row.cells[3]) for row in pack.reminder(year, 12).rows if isinstance(row, Row)]
    assert "通报抓机关党建工作的情况，接受评议（DJ503，党员大会）" in rows


def test_without_a_committee_the_members_form_the_opinions_where_they_have_voted(live):
    days: dict[str, dt.date] = {}
    for due in year_plan(Unit.of(live, "小支部"), 2027).dues:
        if due.planned.month >= 9:
            days.setdefault(due.key, due.planned)
    assert days["DJ202.decide"] == days["DJ202.meeting"]
    assert days["DJ202.decide"] < days["DJ202.feedback"]
    (decide,) = (due for due in year_plan(Unit.of(live, "小支部"), 2027).dues if due.key == "DJ202.decide")
    assert decide.until == decide.planned, "no other meeting at which the members could form them"
    assert days["DJ202.plan"] in {
        due.planned for due in year_plan(Unit.of(live, "小支部"), 2027).dues if due.key == "DJ401.hold"
    }


@pytest.mark.parametrize("profile", ["总支", "机关党委"])
def test_what_is_talked_over_about_inspections_is_talked_over_once(live, profile):
    dues = year_plan(Unit.of(live, profile), 2027).dues
    (told,) = (due.planned for due in dues if due.key == "DJ501.circulate" and due.planned.month == 12)
    assert [due.planned for due in dues if due.key == "DJ501.review"] == [told]


def test_what_two_sign_is_printed_twice(live):
    unit = Unit.of(live, "总支")
    document = month_forms.month_forms(unit, Year(unit, 2027, year_plan(unit, 2027).dues).listed(4), 2027, 4)
    table = next(each for each in document.parts[0].blocks if isinstance(each, Table))
    (number,) = (plain_text.cell(row.cells[1]) for row in table.rows if "R314" in plain_text.cell(row.cells[0]))
    assert number == "每个党支部2份，共4份"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_list_of_a_month_gives_a_form_the_days_of_the_reminder(live, profile):
    """The sheet of promises is made ready days before the meeting at which it is signed."""
    unit = Unit.of(live, profile)
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    document = month_forms.month_forms(unit, year.listed(3), 2027, 3)
    table = next(each for each in document.parts[0].blocks if isinstance(each, Table))
    listed = [[plain_text.cell(cell) for cell in row.cells] for row in table.rows]
    told = [
        [plain_text.cell(cell) for cell in row.cells]
        for row in pack.reminder(year, 3).rows
        if isinstance(row, Row)
    ]
    (when,) = (row[2] for row in listed if row[0].startswith("R405"))
    (day, last) = next((row[1], row[2]) for row in told if "“五亮”承诺表" in row[4])
    assert when == f"{day.partition('日')[0]}日（{last}前）"


def test_what_follows_in_a_case_is_counted_from_the_step_that_brings_it(live):
    unit = Unit.of(live, "总支").one_branch()
    for case in live.system.cases:
        if case.name in {"组织关系转入", "交接"}:
            days = {str(turn.key): turn.latest for turn in countdown(unit, case, STARTS[0])}
            late = {"DJ306.enter", "DJ304.first", "DJ306.hand-over"} & days.keys()
            assert late
            assert all(days[key] for key in late)


@pytest.mark.parametrize(
    ("profile", "day", "shift"),
    [("总支", 5, Shift.NEXT), ("支部", 20, Shift.PREVIOUS), ("小支部", 15, Shift.NEXT)],
)
def test_so_does_one_whose_meeting_is_on_another_day(live, profile, day, shift):
    (key, *_) = (
        f"{code}.{step.id}"
        for code, standard in live.standards.items()
        for step in standard.steps
        if step.meeting and isinstance(step.when, Every) and step.when.fixes_day
    )
    elsewhere = {key: {"when": kept.timed(live, key, day=OnDay(day), shift=shift)}}
    unit = Unit.of(kept.changed(live, elsewhere), profile)
    assert list(judge(unit, 2027, forms=())) == []


@pytest.mark.parametrize("year", [2026, 2027, 2028])
@pytest.mark.parametrize("profile", ["总支", "机关党委"])
def test_the_committee_of_the_unit_is_called_once_for_each_day_on_which_it_acts(live, profile, year):
    unit = Unit.of(live, profile)
    days = {
        due.planned
        for due in year_plan(unit, year).dues
        if "党总支委员会" in {due.step.who, *due.step.with_} and due.key != "DJ104.assembly"
    }
    told = [
        (due.hangs_on.planned, due.planned, due.who)
        for each in (year - 1, year)
        for due in year_agenda(unit, each)
        if due.key == "DJ104.unit-call" and due.hangs_on.planned.year == year
    ]
    assert sorted(day for day, _, _ in told) == sorted(days)
    assert all(live.calendar.after(told_on, 3) <= day for day, told_on, _ in told)
    assert {who for _, _, who in told} == {f"{'党总支' if profile == '总支' else '机关党委'}书记"}


@pytest.mark.parametrize("profile", ["支部", "小支部"])
def test_a_unit_without_such_a_committee_calls_none(live, profile):
    assert not [due for due in year_agenda(Unit.of(live, profile), 2027) if due.key == "DJ104.unit-call"]


def test_whoever_calls_the_committee_of_the_unit_is_told_for_which_day(live):
    unit = Unit.of(live, "总支")
    year = year_of_unit(unit, 2027)
    rows = {
        month: [plain_text.cell(row.cells[3]) for row in pack.reminder(year, month).rows if isinstance(row, Row)]
        for month in (1, 12)
    }
    what = "把本级委员会会议告知每名委员（DJ104，1月{}日）"
    assert what.format(18) in rows[1]
    assert what.format(6) in rows[12]


def test_a_meeting_that_nobody_is_told_of_is_found(live):
    untold = {"DJ201.committee-notify": {"when": kept.timed(live, "DJ201.committee-keep")}}
    unit = Unit.of(kept.changed(live, untold), "支部")
    assert {key for _, key, _ in kept.unannounced(year_plan(unit, 2027))} == {"DJ201.committee-meeting"}


def test_a_day_in_a_record_that_nobody_settled_is_found(live):
    unit = Unit.of(live, "支部")
    document = month_forms.month_forms(unit, Year(unit, 2027, year_plan(unit, 2027).dues).listed(3), 2027, 3)
    found = {place for _, place, _ in kept_papers.written(live, document)}
    assert found == {"held-on", "meeting-date"}


def test_an_act_before_a_meeting_of_another_month_names_its_day(live):
    unit = Unit.of(live, "支部")
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    rows = [plain_text.cell(row.cells[3]) for row in pack.reminder(year, 11).rows if isinstance(row, Row)]
    told = [row for row in rows if row.startswith("把支委会会议的时间和议题告知每名委员")]
    assert len(told) == 2
    assert told[0].endswith("（DJ201）")
    assert told[1].endswith("（DJ201，12月2日）")


def test_a_meeting_that_the_unit_puts_on_a_day_of_its_own_has_its_own_record(live):
    anchor, meeting = live.system.anchor, StepRef("DJ201", "general-meeting")
    fixed = FixedDate(anchor=anchor, step=meeting, on=dt.date(2027, 3, 17))
    own = dataclasses.replace(live, dates={"2027": FixedDates(anchor=anchor, year=2027, dates=(fixed,))})
    unit = Unit.of(own, "总支")
    year = year_of_unit(unit, 2027)
    (task,) = (each for each in year.listed(3) if each.root.key == "DJ201.general-meeting")
    assert list(tasks.forms_opened(own, task)) == [("R201", 2)]
    beside = {due.key: (due.planned, due.until) for due in (*task.before, *task.after)}
    assert beside["DJ201.notify"] == (dt.date(2027, 3, 12), dt.date(2027, 3, 12))
    assert beside["DJ201.tell"] == (dt.date(2027, 3, 18), dt.date(2027, 3, 22))
    assert beside["DJ201.keep"] == (dt.date(2027, 3, 18), dt.date(2027, 3, 24))
    assert not beside.keys() & {"DJ201.assign", "DJ201.issue", "DJ201.extend", "DJ201.count"}
    filling = month_forms.prefilled(own.records["R201"], task, 2027, 3)
    assert (filling.texts["kinds"], filling.texts["held-on"]) == (("党员大会",), ("2027年3月17日",))
    document = month_forms.month_forms(unit, year.listed(3), 2027, 3)
    assert [part.id for part in document.parts].count("part-R201-4") == 1


def test_the_list_of_a_month_says_what_comes_with_any_other_meeting(live):
    told = {profile: month_forms.with_meetings(Unit.of(live, profile), 2027, 3) for profile in ("总支", "小支部")}
    assert "会议或者党课前，至少提前3个工作日，组织委员发会议通知（W201）" in told["总支"]
    assert "形成议定事项后3个工作日内，组织委员把议定事项列入落实清单（R211）" in told["总支"]
    assert "支部书记发会议通知（W201）" in told["小支部"]
    assert "组织委员" not in told["小支部"]


def test_the_wall_names_the_meeting_that_the_record_is_ticked_as(live):
    unit = Unit.of(live, "小支部")
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    (first, *_) = wall.wall_calendar(year).parts[0].blocks[0].months
    assert first.settings[0].days[10].entries[0].text == "主题党日、党员大会"


def test_the_wall_says_who_does_what_at_the_meeting_of_others(live):
    """The leader of the unit gives the lesson, not the secretary who calls the meeting and stands below it."""
    unit = Unit.of(live, "总支")
    year = Year(unit, 2027, year_plan(unit, 2027).dues)
    september = wall.wall_calendar(year).parts[1].blocks[0].months[2]
    (entry,) = (each for each in september.settings[0].days[9].entries if "主题党日" in each.text)
    assert entry.about.split("；") == [
        "党组（党委）书记为基层党员讲党课",
        "联系领导到联系的党支部了解情况、指导工作",
        "联系领导到联系的党支部讲党课",
    ]
    assert entry.beside == "支部书记"


@pytest.mark.parametrize("profile", PROFILES)
def test_no_post_that_a_unit_lacks_has_a_calendar(live, profile):
    unit = Unit.of(live, profile)
    names = {each.name for each in telephone.calendars(Year(unit, 2027, year_plan(unit, 2027).dues))}
    lacking = {f"2027年党务工作日历（{role}）" for role in live.roles if not unit.has_role(role)}
    assert names
    assert not names & lacking


@pytest.mark.parametrize("profile", PROFILES)
def test_a_case_keeps_the_standards(live, profile):
    unit = Unit.of(shaped(live, profile)).one_branch()
    for case in live.system.cases:
        for start in STARTS:
            turns = countdown(unit, case, start)
            assert list(kept_papers.broken_case(unit, turns)) == [], (case.name, start)
        turns = countdown(unit, case, STARTS[0])
        lists = {document.name: document for document, _ in case_pack(unit, case, STARTS[0])}
        assert [each for document in lists.values() for each in kept_papers.written(unit.catalog, document)] == []
        table = next(each for each in lists[f"{case.name}用表"].parts[0].blocks if isinstance(each, Table))
        assert list(kept_papers.wrong_forms(unit, case, turns, table)) == []


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_counted_from_a_step_of_a_case_is_in_the_case(live, profile):
    """Whoever holds the plan of a case misses nothing that waits for it or leads to it."""
    unit = Unit.of(live, profile)
    for case in live.system.cases:
        own = {turn.key for turn in countdown(unit, case, STARTS[0])}
        for code, standard in live.standards.items():
            for step in standard.steps:
                named = (each for each in (*references(step.when), *step.after) if isinstance(each, StepRef))
                if unit.does(code, step) and own.intersection(each.qualified(code) for each in named):
                    assert StepRef(code, step.id) in own, case.name


@pytest.mark.parametrize(("profile", "minutes"), [("小支部", False), ("支部", True)])
def test_a_unit_without_a_committee_is_not_told_to_write_its_minutes(live, profile, minutes):
    said = month_forms.with_meetings(Unit.of(live, profile), 2027, 5)
    assert "W203" in said
    assert ("W204" in said) is minutes


STEPS_OF_THE_EXAMPLE = (
    ("remind",),
    ("plan",),
    ("request",),
    ("approve",),
    ("submit",),
    ("review",),
    ("deliberate",),
    ("notify", "print"),
    ("open",),
    ("report",),
)


def test_the_example_of_an_election_is_counted_back(live):
    """Whoever keeps to the days of the annex is in time at every step: each is the last day."""
    annex = next(each for each in live.standards["DJ102"].annexes if each.id == "schedule")
    case = next(each for each in live.system.cases if each.name == "换届")
    turns = countdown(Unit.of(live, "总支"), case, dt.date(2027, 9, 18))
    latest = {turn.key.step: turn.latest for turn in turns if turn.key.standard == "DJ102"}
    said = {step: f"{day.month}月{day.day}日" for step, day in latest.items() if day}
    assert [row[2] for row in annex.rows] == [
        "、".join(map(said.__getitem__, row)) for row in STEPS_OF_THE_EXAMPLE
    ]
