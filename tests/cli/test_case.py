"""`dstd case`: what it makes, where, and what it says of a slip on its command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dangjian_std import renderers
from dangjian_std.output import manifest
from dangjian_std.text.errors import DstdError
from support.folders import FROZEN
from support.program import dstd, sketch

CASES = """
cases:
  - name: 组织生活会
    from: DJ202.meeting
    together: [DJ202.appraise]
    parts: [DJ202.prepare, DJ202.session, DJ202.appraise-stage]
  - name: 转出
    from: 党员需要转出组织关系
    parts: [DJ302.out]
"""
ROSTER = "党支部,姓名,党小组\n第一党支部,虚构甲,一组\n第二党支部,虚构乙,二组\n第二党支部,虚构丙,二组\n"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A copy of the frozen set with two cases."""
    shutil.copytree(FROZEN / "standards", tmp_path / "standards")
    path = tmp_path / "standards" / "catalog.yaml"
    path.write_text(path.read_text("utf-8") + CASES, "utf-8")
    return tmp_path


def refused(run, *arguments):
    with pytest.raises(DstdError) as caught:
        run("case", *arguments)
    return str(caught.value)


def test_a_case_has_a_folder_of_its_own(whole, run):
    said = run("case", "组织生活会", whole, "--from", "2027年11月10日")
    assert "做好了" in said
    folder = whole / "build" / "专项" / "组织生活会-2027-11-10"
    names = {path.name for path in folder.iterdir()}
    assert {
        "组织生活会工作安排.pdf",
        "组织生活会工作安排.docx",
        "组织生活会工作安排.ics",
        "组织生活会用表.pdf",
    } <= names
    assert {f"组织生活会-2027-11-10/{name}" for name in names} == {*manifest.read(folder.parent)}
    assert "没有变化" in run("case", "组织生活会", whole, "--from", "2027-11-10")


def test_a_stage_has_another_folder(whole, run):
    run("case", "组织生活会", whole, "--from", "2027-11-10", "--stage", "会前准备")
    assert (
        whole / "build" / "专项" / "组织生活会-会前准备-2027-11-10" / "组织生活会（会前准备）工作安排.pdf"
    ).exists()


@pytest.mark.parametrize("day", ["20271110", "2027-02-30", "明天", "2027-1", "1900-01-01"])
def test_what_is_no_day_is_said_in_one_sentence(whole, run, day):
    assert day.partition("-")[0] in refused(run, "转出", whole, "--from", day)


def test_an_unknown_name_is_answered_with_what_there_is(whole, run):
    assert "可以写：组织生活会、转出" in refused(run, "不知道", whole, "--from", "2027-05-10")
    assert "从它算起的专项工作是：转出。" in refused(run, "党员需要转出组织关系", whole, "--from", "2027-05-10")
    assert "“收到转入信息”不是专项工作" in refused(run, "收到转入信息", whole, "--from", "2027-05-10")
    assert "可以写：会前准备、" in refused(run, "组织生活会", whole, "--from", "2027-05-10", "--stage", "没有")
    assert "要同 --roster 一起写" in refused(run, "转出", whole, "--from", "2027-05-10", "--branch", "甲")


def test_the_list_says_which_cases_there_are_and_their_stages(whole):
    lines = dstd("list", cwd=whole).stdout.splitlines()
    assert next(line for line in lines if line.startswith("组织生活会  ")).split()[1:] == [
        "召集并主持组织生活会",
        "会前准备、召开组织生活会、民主评议",
    ]
    assert [line.split()[1:] for line in lines if line.startswith("转出 ")] == [["党员需要转出组织关系", "转出"]]


def test_a_case_leaves_out_only_papers_that_its_steps_send(whole):
    path = whole / "standards" / "catalog.yaml"
    path.write_text(path.read_text("utf-8").replace("[DJ302.out]", "[DJ302.out]\n    without: [W401]"), "utf-8")
    said = dstd("validate", cwd=whole).stdout
    assert "DS225" in said
    assert "W401" in said


def test_a_roster_of_several_branches_needs_the_name_of_one(whole, run, tmp_path_factory):
    names = tmp_path_factory.mktemp("names") / "名单.csv"
    names.write_text(ROSTER, "utf-8")
    both = ("转出", whole, "--from", "2027-05-10", "--roster", names)
    assert "名单上有2个党支部，请用 --branch 写明是哪一个。" in refused(run, *both)
    assert "名单上有：第一党支部、第二党支部" in refused(run, *both, "--branch", "第三党支部")
    run("case", *both, "--branch", "第二党支部")
    made = (whole / "build" / "专项" / "转出-2027-05-10" / "转出用表.pdf").read_text("utf-8")
    assert "虚构甲" not in made


def test_last_days_that_have_passed_are_told_and_what_comes_next(whole, monkeypatch):
    monkeypatch.setattr(renderers, "render", sketch)
    said = dstd("case", "组织生活会", "--from", "2027-11-10", "--today", "2027-11-04", cwd=whole).stderr
    late, following = said.splitlines()[:-1], said.splitlines()[-1]
    assert all(line.startswith("提醒：“") and line.endswith("已经过了。") for line in late)
    assert "“确定组织生活会的主题”最迟应在2027年" in late[0]
    assert "接下来是“" in following
    assert not dstd("case", "组织生活会", "--from", "2027-11-10", "--today", "2027-09-01", cwd=whole).stderr


def test_no_case_of_a_time_before_the_standards(whole, run):
    assert "没有在实施的标准" in refused(run, "转出", whole, "--from", "2020-05-10")


@pytest.mark.parametrize("name", ["", "甲" * 31, "甲\u0007"])
def test_a_candidate_is_a_name(whole, run, name):
    assert "不能印作姓名" in refused(run, "转出", whole, "--from", "2027-05-10", "--candidate", name)


def test_candidates_of_a_post_stand_on_its_own_ballot_and_an_unknown_post_is_refused(whole, run):
    path = whole / "standards" / "catalog.yaml"
    more = "[DJ302.out]\n    uses:\n      - {step: DJ302.tell, code: R209, post: 书记}"
    path.write_text(path.read_text("utf-8").replace("[DJ302.out]", more), "utf-8")
    said = refused(run, "转出", whole, "--from", "2027-05-10", "--candidate", "委员:程亦安")
    assert said == "“转出”没有选“委员”的票。可以写：书记。"
    assert "做好了" in run("case", "转出", whole, "--from", "2027-05-10", "--candidate", "书记：程亦安")
    assert "不要写职务" in refused(run, "组织生活会", whole, "--from", "2027-05-10", "--candidate", "书记:程亦安")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("step: DJ302.gone, code: R209", "DJ302.gone"),
        ("step: DJ302.tell, code: R201", "R201"),
        ("step: DJ302.tell, code: W999", "W999"),
    ],
)
def test_a_case_uses_ballots_and_papers_at_steps_of_its_own(whole, written, wrong):
    path = whole / "standards" / "catalog.yaml"
    path.write_text(
        path.read_text("utf-8").replace("[DJ302.out]", f"[DJ302.out]\n    uses:\n      - {{{written}}}"), "utf-8"
    )
    said = dstd("validate", cwd=whole).stdout
    assert "DS225" in said
    assert wrong in said


def test_a_day_that_is_not_that_of_the_plan_is_told(whole, monkeypatch):
    monkeypatch.setattr(renderers, "render", sketch)
    told = dstd("case", "组织生活会", "--from", "2027-11-26", cwd=whole).stderr
    assert told.startswith("提醒：月包里这一步排在2027年11月10日。改到2027年11月26日的，")
    assert "在 standards/dates/2027-已定.yaml 里写 DJ202.meeting 和 2027-11-26，" in told
    dates = whole / "standards" / "dates" / "2027-已定.yaml"
    dates.parent.mkdir()
    dates.write_text(
        "kind: dates\nyear: 2027\ndates:\n  - {step: DJ202.meeting, on: 2027-11-26}\n"
        "  - {step: DJ202.talk, on: 2027-11-25}\n",
        "utf-8",
    )
    told = dstd("case", "组织生活会", "--from", "2027-11-26", cwd=whole).stderr
    assert "月包里这一步排在" not in told
    assert "”定在2027年11月25日，过了时限，最迟2027年11月23日。" in told


def test_a_case_of_the_whole_unit_counts_all_its_members_and_no_branch(whole, run, tmp_path_factory):
    names = tmp_path_factory.mktemp("names") / "名单.csv"
    names.write_text(ROSTER, "utf-8")
    path = whole / "standards" / "catalog.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  - name: 组织生活会\n", "  - name: 组织生活会\n    of: 总支\n"), "utf-8"
    )
    said = ("组织生活会", whole, "--from", "2027-11-10", "--roster", names)
    assert refused(run, *said, "--branch", "第一党支部") == "这是党总支的事，照全单位的名单办，不写 --branch。"
    assert "没有总支，不办“组织生活会”" in refused(run, *said, "--profile", "小支部")
    assert "做好了" in run("case", *said)
