"""`dstd hand-up` and `dstd gather`: answers and counts go upwards and nothing else, and 未报 stays 未报."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from cli.test_assess import BRANCHES, TAKEN, meeting
from dangjian_std.assessment import chain, ledger_entries
from dangjian_std.assessment.chain import LedgerContent
from dangjian_std.assessment.ledger_entries import CompletenessEntry
from dangjian_std.output import ledgers
from dangjian_std.reading import handed_json, ledger_files
from dangjian_std.text.package_data import shipped
from support import taken
from support.program import dstd

PLAN = "某委办〔2027〕3号"
ON = ("--on", "2027-05-02")
Said = dict[str, Any]
Change = Callable[[Said], None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = taken.place(tmp_path)
    folder = tmp_path / "台账"
    folder.mkdir()
    (folder / "党支部.csv").write_text(BRANCHES, "utf-8")
    add(top, meeting("甲支部", dt.date(2027, 1, 11)), meeting("甲支部", dt.date(2027, 2, 11)))
    add(
        top,
        *(
            CompletenessEntry(branch=each, until=dt.date(2027, 2, 28), taken=TAKEN)
            for each in ("甲支部", "乙支部")
        ),
    )
    monkeypatch.chdir(top)
    return top


def add(top: Path, *said: Any) -> None:
    folder = top.parent / "台账"
    ledgers.append(folder, chain.read(ledger_files.data(folder)), [ledger_entries.plain(each) for each in said])


def hand_up(top: Path, month: str, name: str = "") -> Said:
    """Hand up a month and return what the file says."""
    path = top.parent / "收" / f"{name or month}.json"
    path.parent.mkdir(exist_ok=True)
    result = dstd("hand-up", month, "--plan", PLAN, *ON, "-o", path, cwd=top)
    assert (result.returncode, result.stderr) == (0, "")
    said: Said = json.loads(path.read_text("utf-8"))
    jsonschema.validate(said, json.loads((shipped("schemas") / "hand-up.schema.json").read_text("utf-8")))
    return said


def put(top: Path, said: Said, name: str) -> Path:
    path = top.parent / "收" / f"{name}.json"
    path.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    return path


def gathered(top: Path, *options: str | Path, code: int = 0) -> dict[str, list[list[str]]]:
    result = dstd("gather", top.parent / "收", "--format", "json", *options, cwd=top)
    assert result.returncode == code, result.stderr
    content = json.loads(result.stdout)
    jsonschema.validate(content, json.loads((shipped("schemas") / "report.schema.json").read_text("utf-8")))
    return {each["title"]: each["rows"] for each in content["tables"]}


def named(said: Said, name: str, **more: Any) -> Said:
    return {**said, "unit": {**said["unit"], "name": name}, **more}


# -- hand-up ---------------------------------------------------------------------------------------------


def test_answers_and_counts_go_upwards_and_no_record(project: Path):
    said, again = hand_up(project, "2027-02"), hand_up(project, "2027-02", "再")
    assert said == again
    text = (project.parent / "收" / "2027-02.json").read_text("utf-8")
    assert text == (project.parent / "收" / "再.json").read_text("utf-8")
    found = {(each["criterion"], each["branch"]): each for each in said["answers"]}
    assert found["DJ401.monthly", "甲支部"]["answer"] == "是"
    assert found["DJ401.monthly", "乙支部"]["answer"] == "否"
    assert [each["number"] for each in found["DJ401.monthly", "乙支部"]["counts"]] == [0, 0, 2, 0, 10]
    assert (said["plan"], said["month"], said["as_of"]) == (PLAN, "2027-02", "2027-02-28")
    for record in ("2027-01-11", "R201", "1!2.2", "evidence", "reason"):
        assert record not in text


def test_the_heads_are_those_of_the_ledger(project: Path):
    said = hand_up(project, "2027-02")
    data = ledger_files.data(project.parent / "台账")
    assert said["ledger"]["heads"] == [each[:16] for each in chain.heads(data)]
    assert (said["ledger"]["lines"], said["ledger"]["head"]) == (4, chain.read(data).head)


@pytest.mark.parametrize("plan", ["某委办[2027]3号", "某委办（2027）3号", " 某委办〔2027〕3号"])
def test_a_number_is_known_in_any_brackets(project: Path, plan: str):
    out = project.parent / "上报.json"
    result = dstd("hand-up", "2027-02", "--plan", plan, *ON, "-o", out, cwd=project)
    assert f"照 {PLAN}；2 个党支部，报到的 2 个" in result.stdout
    assert json.loads(out.read_text("utf-8"))["plan"] == PLAN


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("2027-02", *ON), "--plan"),
        (("2027-02", "--plan", "领导要的", *ON), "--plan 写批准的督查检查考核计划的文号"),
        (("2027年2月", "--plan", PLAN, *ON), "不是年月，请写成 2027-03 这样"),
        (("2027-13", "--plan", PLAN, *ON), "不是年月"),
        (("2027-05", "--plan", PLAN, *ON), "2027-05 还没有过完"),
        (("2027-02", "--plan", PLAN, "--on", "五月"), "“五月”不是日期"),
        (("2027-02", "--plan", PLAN, "--ledger", "nowhere", *ON), "里还没有台账"),
    ],
)
def test_without_a_plan_or_a_month_nothing_is_written(project: Path, arguments: Sequence[str], words: str):
    out = project.parent / "上报.json"
    result = dstd("hand-up", *arguments, "-o", out, cwd=project)
    assert result.returncode == 2
    assert words in result.stderr
    assert not out.exists()


# -- gather ----------------------------------------------------------------------------------------------


def test_a_unit_without_a_file_is_not_a_number(project: Path):
    said = hand_up(project, "2027-02", "一")
    put(project, named(said, "某县第2局"), "二")
    units = project.parent / "清单.txt"
    units.write_text("示例单位\n某县第2局\n某县第3局\n", "utf-8")
    found = gathered(project, "--units", units)
    rows = {row[0]: row[1:] for row in found["各单位报了什么"]}
    assert rows["某县第3局"] == ["未报", *["—"] * 6]
    assert rows["某县第2局"][0] == "2/2"
    counts = {row[0].partition("　")[0]: row[1:] for row in found["各项检查要点"]}
    assert counts["DJ401.monthly"] == ["0", "2", "0", "0", "—", "1"]
    assert all("." in name and row[-1] == "1" for name, row in counts.items())
    matrix = {row[0]: row[1:] for row in found["各单位"]}
    assert set(matrix["某县第3局"]) == {"未报"}
    assert "×" in matrix["某县第2局"]


def test_only_what_a_machine_answers_is_counted(project: Path):
    said = hand_up(project, "2027-02")
    said["criteria"][0]["by"] = "人"
    put(project, said, "2027-02")
    by_hand = {said["criteria"][0]["criterion"]}
    rows = {row[0].partition("　")[0] for row in gathered(project)["各项检查要点"]}
    assert rows == {each["criterion"] for each in said["criteria"]} - by_hand


def test_what_many_have_in_common_comes_first_and_needs_enough_reports(project: Path):
    said = hand_up(project, "2027-02", "一")
    assert gathered(project)["共性问题"] == []
    for number in range(2, 6):
        put(project, named(said, f"某县第{number}局"), f"{number}")
    first, *_ = gathered(project)["共性问题"]
    assert first[1:] == ["5个", "100%"]


def test_a_ledger_that_goes_on_is_told_from_one_that_does_not(project: Path):
    hand_up(project, "2027-02")
    add(project, meeting("甲支部", dt.date(2027, 3, 11)))
    hand_up(project, "2027-03")
    (row,) = gathered(project)["各单位报了什么"]
    assert row[-1] == "接得上"
    (project.parent / "台账" / "台账.jsonl").unlink()
    ledgers.append(
        project.parent / "台账", LedgerContent(), [ledger_entries.plain(meeting("乙支部", dt.date(2027, 1, 11)))]
    )
    hand_up(project, "2027-04")
    (row,) = gathered(project, code=1)["各单位报了什么"]
    assert row[-1] == "接不上2027-03"
    (row,) = gathered(project, "--month", "2027-03")["各单位报了什么"]
    assert row[-1] == "接得上"


def change_answer(said: Said) -> None:
    said["answers"][0]["answer"] = "好"


def change_lines(said: Said) -> None:
    said["ledger"]["lines"] += 1


def change_head(said: Said) -> None:
    said["ledger"]["head"] = "ab" * 32


def add_name(said: Said) -> None:
    said["answers"][0]["name"] = "张某某"


def lose_criterion(said: Said) -> None:
    del said["criteria"][0]


def be_newer(said: Said) -> None:
    said["format"] = 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_answer, "/answers/0/answer 不合格式"),
        (add_name, "/answers/0 不合格式"),
        (change_lines, "对不上，被改过"),
        (change_head, "对不上，被改过"),
        (lose_criterion, "对不上，被改过"),
        (be_newer, "是第2版格式"),
    ],
)
def test_a_file_that_was_changed_is_told_and_not_counted(project: Path, change: Change, words: str):
    said = hand_up(project, "2027-02", "一")
    other = named(said, "某县第2局")
    change(other := json.loads(json.dumps(other)))
    put(project, other, "二")
    result = dstd("gather", project.parent / "收", cwd=project)
    assert result.returncode == 1
    assert words in result.stderr
    assert "二.json" in result.stderr
    assert "另有1份读不了或者报重了" in result.stdout
    assert "某县第2局" not in result.stdout


def test_a_unit_of_many_branches_is_read(project: Path):
    said = hand_up(project, "2027-02", "一")
    many = [{**each, "branch": f"第{number}支部"} for number in range(3000) for each in said["answers"][:10]]
    path = put(project, {**said, "answers": many}, "一")
    assert path.stat().st_size > handed_json.MOST_BYTES_OF_JSON
    assert gathered(project)["各单位报了什么"][0][1] == "2/2"


def test_two_that_differ_are_both_not_counted(project: Path):
    said = hand_up(project, "2027-02", "一")
    put(project, named(said, "某县第2局"), "二")
    put(project, named(said, "某县第2局", plan="某委办〔2027〕4号"), "三")
    result = dstd("gather", project.parent / "收", cwd=project)
    assert result.returncode == 1
    assert "“某县第2局”2027-02 报了两份" in result.stderr
    assert "报了1个" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("收", "--month", "2027-09"), "没有一个单位报了 2027-09 的"),
        (("空",), "里没有上报的文件"),
        (("坏",), "没有一份读得了的上报文件"),
        (("没有",), "找不到 没有"),
    ],
)
def test_where_there_is_nothing_to_gather_it_is_one_sentence(project: Path, arguments: Sequence[str], words: str):
    hand_up(project, "2027-02")
    top = project.parent
    (top / "空").mkdir()
    (top / "坏").mkdir()
    (top / "坏" / "a.json").write_text("{", "utf-8")
    result = dstd("gather", *arguments, cwd=top)
    assert result.returncode == 2
    assert words in result.stderr


def test_it_is_put_into_a_workbook(project: Path):
    hand_up(project, "2027-02")
    assert dstd("gather", "收", "-o", "汇总.xlsx", cwd=project.parent).returncode == 0
    book = openpyxl.load_workbook(project.parent / "汇总.xlsx")
    assert {"各单位报了什么", "各项检查要点", "各单位"} <= {*book.sheetnames}
