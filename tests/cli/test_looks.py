"""现场核查清单: made, filled in by people, taken, and shown beside what a machine answers."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from cli.test_assess import BRANCHES, TAKEN, meeting, shaped
from dangjian_std.assessment import chain, ledger_entries
from dangjian_std.assessment.chain import LedgerContent
from dangjian_std.assessment.ledger_entries import CompletenessEntry, LookEntry
from dangjian_std.assessment.looking import LOOK_HEADS
from dangjian_std.output import ledgers
from dangjian_std.reading import ledger_files
from support import taken
from support.program import dstd

MONTHLY = "DJ401.monthly"
ROW = ("乙支部", MONTHLY, "是", "组织委员", "2027-03-20")
ON = ("--on", "2027-04-08")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    top = taken.place(tmp_path)
    folder = tmp_path / "台账"
    folder.mkdir()
    (folder / "党支部.csv").write_text(BRANCHES, "utf-8")
    said = [meeting("甲支部", dt.date(2027, 1, 11))]
    covers = [
        CompletenessEntry(branch=each, until=dt.date(2027, 3, 31), taken=TAKEN) for each in ("甲支部", "乙支部")
    ]
    ledgers.append(folder, LedgerContent(), [ledger_entries.plain(each) for each in (*said, *covers)])
    monkeypatch.chdir(top)
    return top


def listed(
    top: Path, *rows: tuple[object, ...], name: str = "核查.xlsx", heads: tuple[str, ...] = LOOK_HEADS
) -> Path:
    book = openpyxl.Workbook()
    book.active.append(heads)
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    (top.parent / name).write_bytes(out.getvalue())
    return top.parent / name


def looks(top: Path) -> list[LookEntry]:
    read = chain.read(ledger_files.data(top.parent / "台账"))
    return [each for each in read.entries if isinstance(each, LookEntry)]


def test_what_somebody_saw_is_told_to_programs_of_the_unit_and_not_upwards(project: Path):
    done = dstd("take", listed(project, ROW, (*ROW[:2], "否", "支部书记", "2027-03-26")), *ON, cwd=project)
    assert done.returncode == 0
    said = shaped(dstd("assess", "--as-of", "2027-03-31", "--format", "json", cwd=project).stdout, "answers")
    found = {(each["criterion"], each["branch"]): each["looks"] for each in said["answers"] if each["looks"]}
    assert found == {(MONTHLY, "乙支部"): [{"seen": "否", "post": "支部书记", "on": "2027-03-26"}]}
    words = ("hand-up", "2027-03", "--plan", "某委办〔2027〕3号", "-o", "上报.json", "--on", "2027-04-08")
    assert dstd(*words, cwd=project).returncode == 0
    text = (project / "上报.json").read_text("utf-8")
    shaped(text, "hand-up")
    assert "支部书记" not in text


def test_what_somebody_saw_stands_beside_the_answer_and_changes_nothing(project: Path):
    before = dstd("assess", "--as-of", "2027-03-31", "--all", cwd=project)
    done = dstd("take", listed(project, ROW), *ON, cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"翻看　乙支部　{MONTHLY}　是（组织委员，2027-03-20）" in done.stdout
    after = dstd("assess", "--as-of", "2027-03-31", "--all", cwd=project)
    assert (before.returncode, after.returncode) == (1, 1)
    seen = "      翻看：是（组织委员，2027-03-20）\n"
    said = [line for line in after.stdout.splitlines(keepends=True) if line != seen]
    assert after.stdout.count(seen) == 1
    assert said[1:] == before.stdout.splitlines(keepends=True)[1:]
    why = dstd("why", MONTHLY, "--as-of", "2027-03-31", "--branch", "乙支部", cwd=project).stdout
    assert why.index("否　乙支部") < why.index(seen)
    assert "翻看 DJ401.monthly 乙支部 是（组织委员，2027-03-20）" in dstd("ledger", "show", cwd=project).stdout


def test_it_stands_on_the_sheet_of_the_branch(project: Path):
    dstd("take", listed(project, ROW), *ON, cwd=project)
    dstd("assess", "--as-of", "2027-03-31", "-o", "出", cwd=project)
    book = openpyxl.load_workbook(project / "出" / "2027-03" / "乙支部2027年3月情况表.xlsx")
    assert [cell.value for cell in book["人看过的"][2]][1:] == ["否", "是", "组织委员", "3月20日"]
    other = openpyxl.load_workbook(project / "出" / "2027-03" / "甲支部2027年3月情况表.xlsx")
    assert "人看过的" not in other.sheetnames


def test_the_list_that_is_made_is_the_list_that_is_taken(project: Path):
    (path,) = (project / "standards").glob("*/DJ401*.yaml")
    text = path.read_text("utf-8")
    measure = text[text.index("measure: {recurs") :].partition("\n")[0]
    path.write_text(text.replace(measure, "measure: {hand: 翻看}"), "utf-8")
    dstd("assess", "--as-of", "2027-03-31", "-o", "出", cwd=project)
    made = project / "出" / "2027-03" / "2027年3月现场核查清单.xlsx"
    assert "登记" not in dstd("take", made, *ON, cwd=project).stdout
    assert looks(project) == []
    book = openpyxl.load_workbook(made)
    heads = [cell.value for cell in book.active[1]]
    assert {*LOOK_HEADS} <= {*heads}
    for row in list(book.active.iter_rows(min_row=2))[:2]:
        for head, value in zip(LOOK_HEADS[2:], ("否", "支部书记", dt.date(2027, 3, 20)), strict=True):
            row[heads.index(head)].value = value
    book.save(made)
    assert dstd("take", made, *ON, cwd=project).returncode == 0
    assert [(each.branch, each.seen, each.post) for each in looks(project)] == [
        ("甲支部", "否", "支部书记"),
        ("乙支部", "否", "支部书记"),
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"看到的": "√"}, "“√”不是看到的"),
        ({"检查要点": "DJ401.montly"}, "DJ401.monthly"),
        ({"看的人的岗位": "张某某"}, "不是登记过的岗位，没有留下；写岗位，如 组织委员，不写姓名"),
        ({"看的人的岗位": ""}, "不是登记过的岗位"),
        ({"党支部": "丙支部"}, "丙支部"),
        ({"日期": "3月20日"}, "没有写年份"),
        ({"日期": ""}, "不是日期"),
        ({"日期": "2027-04-09"}, "2027-04-09 还没有到"),
    ],
)
def test_what_is_not_certain_is_asked_and_nothing_is_kept(project: Path, change: Mapping[str, str], words: str):
    row = {**dict(zip(LOOK_HEADS, ROW, strict=True)), **change}
    done = dstd("take", listed(project, ("甲支部", *ROW[1:]), tuple(row.values())), *ON, cwd=project)
    assert done.returncode == 1
    assert "核查.xlsx:3" in done.stdout
    assert words in done.stdout
    assert looks(project) == []
    assert "张某某" not in (project.parent / "台账" / "台账.jsonl").read_text("utf-8")
    assert "张某某" not in done.stdout


def test_the_same_list_twice_adds_nothing_and_a_change_needs_a_reason(project: Path):
    path = listed(project, ROW)
    for _ in range(2):
        assert dstd("take", path, *ON, cwd=project).returncode == 0
    assert len(looks(project)) == 1
    other = listed(project, (*ROW[:2], "否", *ROW[3:]))
    done = dstd("take", other, *ON, cwd=project)
    assert done.returncode == 1
    assert "台账里记的是“是”（组织委员）；确实要改的，写 --reason" in done.stdout
    assert dstd("take", other, "--reason", "写错", *ON, cwd=project).returncode == 0
    assert [(each.seen, each.reason) for each in looks(project)] == [("是", ""), ("否", "写错")]
    said = dstd("assess", "--as-of", "2027-03-31", "--all", cwd=project).stdout
    assert "翻看：否（组织委员" in said
    assert "翻看：是（组织委员" not in said


def test_two_rows_that_differ_are_asked(project: Path):
    done = dstd("take", listed(project, ROW, (*ROW[:2], "否", *ROW[3:])), *ON, cwd=project)
    assert done.returncode == 1
    assert "同一项同一天写了两行，看到的不一样" in done.stdout
    assert looks(project) == []


def test_a_look_of_later_or_of_another_year_is_not_shown(project: Path):
    dstd("take", listed(project, ROW), *ON, cwd=project)
    assert "翻看：" not in dstd("assess", "--as-of", "2027-03-19", "--all", cwd=project).stdout
    known = dstd("assess", "--as-of", "2027-03-31", "--known", "2027-04-07", "--all", cwd=project).stdout
    assert "翻看：" not in known


def test_another_workbook_is_still_refused_as_no_form(project: Path):
    done = dstd("take", listed(project, ROW, heads=("一", "二", "三", "四", "五")), *ON, cwd=project)
    assert done.returncode == 1
    assert "没有收的 1 个文件" in done.stdout
