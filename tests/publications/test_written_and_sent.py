"""A paper is listed once, where it is written; a notice is said once; who acts is named where it is in doubt."""

from __future__ import annotations

import pytest

from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import month_forms, tasks
from dangjian_std.publications.workbooks import month_entries
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text

VOTE = "      - id: vote\n"
STEP = """\
      - id: {id}
        who: {who}
        what: {what}
        how:
          - {how}
        when: {{{when}}}
        local: [step]
"""
WRITE = STEP.format(
    id="write", who="支部书记", what="写报告", how="写1份。", when="before: hold, at_least_workdays: 5"
).replace("        local", "        papers: [W401]\n        local")
LATER = (
    WRITE.replace("id: write", "id: send")
    .replace("写报告", "报送报告")
    .replace("before: hold, at_least_workdays: 5", "every: month, by_day: 20")
)
NOTICE = STEP.format(
    id="tell-all",
    who="组织委员",
    what="通知参加人员",
    how="不另发通知。",
    when="before: hold, at_least_workdays: 3",
).replace("        local", "        into: W401\n        local")


@pytest.fixture
def march(edit):
    """What is due in March 2027 in the small set with some steps more."""

    def found(steps):
        catalog = load.load(project.sources(edit("DJ401", VOTE, steps + VOTE))).catalog
        assert catalog is not None
        dues = year_agenda(Unit.of(catalog, "总支"), 2027)
        return catalog, tasks.tasks_of_month(dues, 3)

    return found


def sent(catalog, found):
    tables = month_forms.month_forms(Unit.of(catalog), found, 2027, 3).parts[0].blocks
    return [
        [plain_text.cell(cell) for cell in row.cells]
        for each in tables
        if hasattr(each, "rows")
        for row in each.rows
        if plain_text.cell(row.cells[0]).startswith("W401")
    ]


def prepared(found):
    (entry,) = (each for each in month_entries.entries(found) if each.when[0] == "10日")
    return entry.prepared


def test_a_paper_that_is_written_and_sent_later_is_listed_once_on_the_first_date(march):
    (row,) = sent(*march(WRITE + LATER))
    assert row[2:] == ["2日（3日前）", "支部书记写报告"]


def test_a_notice_that_goes_into_another_is_not_said_by_itself(march):
    _, found = march(NOTICE)
    assert prepared(found).count("通知") == 1
    assert "组织委员通知到每名党员（W401）" in prepared(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        into: W401\n", ""),
        ("who: 组织委员", "who: 党小组组长"),
        ("at_least_workdays: 3", "at_least_workdays: 4"),
    ],
)
def test_a_notice_of_another_person_day_or_kind_is_said(march, old, new):
    assert old in NOTICE
    _, found = march(NOTICE.replace(old, new))
    assert "通知参加人员" in prepared(found)


def test_who_calls_the_meeting_is_named_after_somebody_else(march):
    last = WRITE.replace("at_least_workdays: 5", "at_least_workdays: 1")
    _, found = march(WRITE + last.replace("id: write", "id: read").replace("写报告", "念报告"))
    assert prepared(found).startswith("2日（3日前）写报告（W401）；3日（5日前）组织委员通知到每名党员")
    assert "5日（9日前）支部书记念报告" in prepared(found)
