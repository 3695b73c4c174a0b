"""`dstd assess` and `dstd why`: what they say of a ledger, and that they say no more than it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dangjian_std.assessment import chain, ledger_entries
from dangjian_std.assessment.chain import LedgerContent
from dangjian_std.assessment.facts import Day, Fact, Options
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import CompletenessEntry
from dangjian_std.output import ledgers
from dangjian_std.reading import ledger_files
from dangjian_std.text.package_data import shipped
from support import taken
from support.program import dstd

TAKEN = dt.date(2027, 4, 8)
BRANCHES = "党支部\n甲支部\n乙支部\n"


def meeting(branch: str, day: dt.date) -> Filing:
    return Filing(
        form="R201",
        version="1.0.0",
        branch=branch,
        key=day.isoformat(),
        taken=TAKEN,
        asked=frozenset({"held-on", "kinds", "absent.told-on"}),
        fields={"held-on": Fact(Day(day), "1!2.2"), "kinds": Fact(Options(("主题党日",)), "1!1.2")},
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = taken.place(tmp_path)
    days = [dt.date(2027, month, 11) for month in (1, 2, 3)]
    said = [meeting("甲支部", day) for day in days] + [meeting("乙支部", days[0])]
    said += [
        CompletenessEntry(branch=each, until=dt.date(2027, 3, 31), taken=TAKEN) for each in ("甲支部", "乙支部")
    ]
    folder = tmp_path / "台账"
    folder.mkdir()
    (folder / "党支部.csv").write_text(BRANCHES, "utf-8")
    ledgers.append(folder, LedgerContent(), [ledger_entries.plain(each) for each in said])
    monkeypatch.chdir(top)
    return top


def test_a_short_list_has_what_is_not_and_what_is_not_known(project: Path):
    result = dstd("assess", "--as-of", "2027-03-31", cwd=project)
    assert result.returncode == 1
    said = result.stdout
    assert said.startswith("截至 2027-03-31；台账 6 行，末行校验值 ")
    assert "  否　乙支部　主题党日每月开展了1次。（DJ401.monthly）\n      应有3，有1，缺2（2月、3月）\n" in said
    assert "甲支部　主题党日每月" not in said
    assert "不代表工作好坏，不作为考核得分" in said


def test_the_whole_list_has_every_answer(project: Path):
    said = dstd("assess", "--as-of", "2027-03-31", "--all", cwd=project).stdout
    assert "  是　甲支部　主题党日每月开展了1次。（DJ401.monthly）\n      应有3，有3\n" in said
    assert said.count("（DJ401.monthly）") == 2


def test_one_branch_alone(project: Path):
    result = dstd("assess", "--as-of", "2027-01-31", "--branch", "乙支部", cwd=project)
    assert "甲支部" not in result.stdout
    assert "否" not in result.stdout.split("共")[0]


def test_what_was_known_on_a_day(project: Path):
    result = dstd("assess", "--as-of", "2027-03-31", "--known", "2027-04-07", cwd=project)
    assert result.returncode == 0
    assert "照 2027-04-07 以前收到的" in result.stdout
    assert "是0，否0" in result.stdout


def test_why_goes_to_the_cell(project: Path):
    said = dstd("why", "DJ401.monthly", "--as-of", "2027-03-31", "--branch", "甲支部", cwd=project).stdout
    assert "是　甲支部　应有3，有3" in said
    assert "  有　1月　时限 2027-01-31\n      台账第 1 行 R201 甲支部 2027-01-11 1!2.2：2027-01-11\n" in said
    assert "  未到　4月　时限 2027-04-30\n" in said


def test_a_standard_that_is_not_in_force_is_not_judged(project: Path):
    said = dstd("why", "DJ401.monthly", "--as-of", "2026-03-31", cwd=project).stdout
    assert "还没有实施，不判" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("why", "DJ401.montly"), "可以用：DJ401.monthly"),
        (("assess", "--branch", "丙支部"), "没有登记过党支部“丙支部”。有：乙支部、甲支部"),
        (("assess", "--as-of", "三月"), "“三月”不是日期"),
        (("assess", "--ledger", "nowhere"), "里还没有台账"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(project: Path, arguments: tuple[str, ...], words: str):
    result = dstd(*arguments, cwd=project)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_what_is_due_this_month_and_the_next(project: Path):
    said = dstd("due", "--as-of", "2027-03-15", "--branch", "乙支部", cwd=project).stdout
    month, following = said.split("2027年3月")[1].split("2027年4月")
    assert "    未到　3月31日前　主题党日每月开展了1次。（DJ401.monthly）\n" in month
    assert "    未到　4月30日前　主题党日每月开展了1次。（DJ401.monthly）\n" in following
    assert "甲支部" not in said
    later = dstd("due", "--as-of", "2027-03-31", "--branch", "乙支部", cwd=project).stdout
    assert "    缺　3月31日前　主题党日每月开展了1次。（DJ401.monthly）\n" in later


def test_sheets_are_made_for_each_branch_and_for_all(project: Path):
    result = dstd("assess", "--as-of", "2027-03-31", "-o", "出", cwd=project)
    assert result.returncode == 0
    made = sorted(path.name for path in (project / "出" / "2027-03").glob("*.xlsx"))
    assert made == ["2027年3月督查情况一览表.xlsx", "乙支部2027年3月情况表.xlsx", "甲支部2027年3月情况表.xlsx"]


def shaped(text: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    jsonschema.validate(found, json.loads((shipped("schemas") / f"{name}.schema.json").read_text("utf-8")))
    return found


def test_answers_for_a_program(project: Path):
    first, second = (dstd("assess", "--format", "json", "--as-of", "2027-03-31", cwd=project) for _ in range(2))
    assert (first.returncode, first.stdout) == (1, second.stdout)
    said = shaped(first.stdout, "answers")
    told = dstd("assess", "--as-of", "2027-03-31", "--all", cwd=project).stdout
    assert len(said["answers"]) == sum(told.count(f"  {each}　") for each in ("是", "否", "不适用", "无法判断"))
    assert said["branches"] == [{"name": each, "until": "2027-03-31"} for each in ("甲支部", "乙支部")]
    (found,) = (
        each for each in said["answers"] if (each["criterion"], each["branch"]) == ("DJ401.monthly", "乙支部")
    )
    assert (found["answer"], found["by"], found["reason"]) == ("否", "机器", "应有3，有1，缺2（2月、3月）")
    assert [each["number"] for each in found["counts"]] == [1, 0, 2, 0, 9]
    item = found["items"][0]
    where = {"filing": "R201 乙支部 2027-01-11", "line": 4, "at": "1!2.2", "says": "2027-01-11"}
    assert (item["subject"], item["state"], item["evidence"]) == ("1月", "有", [where])


def test_answers_for_a_program_say_what_they_rest_on(project: Path):
    early = shaped(
        dstd("assess", "--format", "json", "--as-of", "2027-03-31", "--known", "2027-04-07", cwd=project).stdout,
        "answers",
    )
    late = shaped(dstd("assess", "--format", "json", "--as-of", "2027-03-31", cwd=project).stdout, "answers")
    assert (early["known"], late["known"]) == ("2027-04-07", "")
    assert early["ledger"] == late["ledger"]
    assert early["ledger"]["head"] == chain.read(ledger_files.data(project.parent / "台账")).head
    assert early["set"] == late["set"]
    assert [each["until"] for each in early["branches"]] == ["", ""]
    (path,) = (project / "standards").glob("*/DJ401*.yaml")
    path.write_bytes(path.read_bytes() + "# 备注\n".encode())
    other = shaped(dstd("assess", "--format", "json", "--as-of", "2027-03-31", cwd=project).stdout, "answers")
    assert other["set"]["sha256"] != late["set"]["sha256"]


def test_answers_for_a_program_are_not_mixed_with_sheets(project: Path):
    result = dstd("assess", "--format", "json", "-o", "出", cwd=project)
    assert (result.returncode, result.stdout) == (2, "")
    assert "不同 -o、--all 一起用" in result.stderr
    assert not (project / "出").exists()
