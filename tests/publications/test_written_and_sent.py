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
TIDY = STEP.format(
    id="tidy", who="党小组组长", what="收拾会场", how="当天收好。", when="after: hold, within_workdays: 3"
)


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


def told(found, terse=False):
    return [(*each.dates, each.who, each.acts) for each in month_entries.entries(found, terse=terse)]


def test_a_paper_that_is_written_and_sent_later_is_listed_once_on_the_first_date(march):
    (row,) = sent(*march(WRITE + LATER))
    assert row[2:] == ["2日（3日前）", "支部书记写报告"]


def test_what_one_role_does_on_a_day_up_to_one_last_day_is_a_row(march):
    _, found = march(TIDY)
    (row,) = (row for row in told(found) if "收拾会场" in row[3])
    assert row[:3] == ("11日周四", "15日", "党小组组长")
    assert "向缺席党员转告内容（DJ401）" in row[3]


@pytest.mark.parametrize(
    ("old", "new"), [("党小组组长", "组织委员"), ("within_workdays: 3", "within_workdays: 4")]
)
def test_what_another_does_or_what_has_another_last_day_is_a_row_of_its_own(march, old, new):
    assert old in TIDY
    _, found = march(TIDY.replace(old, new))
    (row,) = (row for row in told(found) if "收拾会场" in row[3])
    assert "转告" not in row[3]


def test_where_there_is_no_room_a_day_is_a_row_and_each_actor_is_named(march):
    _, found = march(TIDY.replace("党小组组长", "组织委员"))
    (row,) = (row for row in told(found, terse=True) if "收拾会场" in row[3])
    assert row[2] == month_entries.SEVERAL
    assert "党小组组长〔支部主题党日〕向缺席党员转告内容" in row[3]
    assert "组织委员〔支部主题党日〕收拾会场" in row[3]
    (meeting,) = (row for row in told(found, terse=True) if "主持主题党日" in row[3])
    assert meeting[1:3] == ("当天", "支部书记")


def test_what_may_be_done_on_any_day_is_left_out_and_told_beside_it(march):
    _, found = march(LATER.replace("every: month, by_day: 20", "every: quarter"))
    rows = [row[3] for row in told(found)]
    assert any("报送报告" in each for each in rows)
    left = [each.acts for each in month_entries.entries(found, terse=True, loose=False)]
    assert len(left) < len(rows)
    assert not any("报送报告" in each for each in left)
    (sentence,) = month_entries.beside(found)
    assert "支部书记〔支部主题党日〕报送报告（本季度）" in sentence
