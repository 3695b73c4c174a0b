"""`dstd take` and `dstd ledger`: filled forms go into the ledger once, doubts are asked, nothing is half done."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import zipfile
from itertools import pairwise

import docx
import pytest

from dangjian_std.domain.bodies import Body
from dangjian_std.output import locks
from dangjian_std.reading import ledger_files
from support import taken
from support.program import dstd
from support.taken import Office

BRANCHES = "党支部,党小组,起,止\n第一党支部,第一党小组,,\n第一党支部,第二党小组,,\n第二党支部,,2027/1/1,\n"


@pytest.fixture
def unit(tmp_path):
    top = taken.place(tmp_path)
    (tmp_path / "台账").mkdir()
    (tmp_path / "台账" / "党支部.csv").write_text(BRANCHES, "utf-8")
    (tmp_path / "收表箱" / "第一党支部" / "2027-03").mkdir(parents=True)
    return top


def box(unit, branch="第一党支部"):
    return unit.parent / "收表箱" / branch / "2027-03"


def put(unit, name="落实清单.xlsx", office=None, branch="第一党支部"):
    path = box(unit, branch) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((office or Office.filled("R211")).saved())
    return path


def take(unit, *arguments):
    return dstd("take", unit.parent / "收表箱", "--on", "2027-04-10", *arguments, cwd=unit)


def ledger(unit):
    path = unit.parent / "台账" / "台账.jsonl"
    return path.read_text("utf-8").splitlines() if path.exists() else []


def test_a_form_is_taken_once(unit):
    put(unit)
    first = take(unit)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("登记　R211 第一党支部 2027-Q1，6 行\n台账 1 行，末行校验值 ")
    before = ledger(unit)
    again = take(unit)
    assert (again.returncode, again.stdout) == (0, "登记过、没有变化的 1 份\n")
    assert ledger(unit) == before
    assert json.loads(before[0])["fields"]["quarter"] == {"at": "1!C4", "period": ["2027-01-01", "2027-03-31"]}


def test_a_copy_under_another_name_adds_nothing(unit):
    put(unit)
    put(unit, "落实清单（副本）.xlsx")
    assert take(unit).returncode == 0
    assert len(ledger(unit)) == 1


def test_two_that_say_different_things_are_refused(unit):
    put(unit)
    office = Office.filled("R211")
    office.write("items.done-on/5", dt.date(2027, 3, 30))
    put(unit, "另一份.xlsx", office)
    found = take(unit)
    assert found.returncode == 1
    assert "R211 第一党支部 2027-Q1 这次有两份，写的不一样" in found.stdout


def test_what_is_not_certain_is_asked_and_not_taken(unit):
    office = Office.filled("R211")
    office.write("items.done-on/5", "2月30日")
    put(unit, office=office)
    put(unit, "督查.xlsx", Office.filled("R501"))
    found = take(unit, "--complete", "2027-03")
    assert found.returncode == 1
    assert "落实清单.xlsx:落实清单:F11　办结日期：没有“2月30日”这一天；改成对的日期" in found.stdout
    assert "登记　R501 第一党支部 2027，3 行" in found.stdout
    assert "这次不报到" in found.stdout
    assert [json.loads(line)["form"] for line in ledger(unit)] == ["R501"]


def test_a_list_that_grew_is_taken_without_a_word_more(unit):
    put(unit)
    take(unit)
    office = Office.filled("R211")
    office.write("items.done-on/5", dt.date(2027, 3, 30))
    for column, value in {"source": "4月1日督查", "due-on": dt.date(2027, 4, 20)}.items():
        office.write(f"items.{column}/7", value)
    put(unit, office=office)
    found = take(unit)
    assert found.returncode == 0
    assert "续填　R211 第一党支部 2027-Q1，7 行\n  多填 2 处\n" in found.stdout
    assert len(ledger(unit)) == 2


def test_what_was_known_changes_only_for_a_reason(unit):
    put(unit)
    take(unit)
    office = Office.filled("R211")
    office.write("items.due-on/5", dt.date(2027, 4, 30))
    put(unit, office=office)
    refused = take(unit)
    assert refused.returncode == 1
    assert "时限改了：原来 2027-03-31（1!E11），现在 2027-04-30（1!E11）" in refused.stdout
    assert "同台账第 1 行不一样，没有登记；确实要改的，写 --reason" in refused.stdout
    assert len(ledger(unit)) == 1
    corrected = take(unit, "--reason", "写错")
    assert corrected.returncode == 0
    assert "更正　R211" in corrected.stdout
    assert json.loads(ledger(unit)[1])["reason"] == "写错"
    assert take(unit).stdout == "登记过、没有变化的 1 份\n"


def test_complete_is_said_with_the_month(unit):
    put(unit)
    found = take(unit, "--complete", "2027-03")
    assert "；报到到 2027-03-31" in found.stdout
    assert json.loads(ledger(unit)[1])["branch"] == "第一党支部"
    assert take(unit, "--complete", "2027-03").stdout == "登记过、没有变化的 1 份\n"
    assert len(ledger(unit)) == 2
    assert "；报到到 2027-04-10" in take(unit, "--complete", "2027-04").stdout
    assert dstd("take", box(unit), "--complete", "2099-01", cwd=unit).returncode == 2


def test_what_is_amiss_in_one_branch_keeps_no_other_from_being_complete(unit):
    put(unit)
    put(unit, branch="第二党支部")
    (box(unit, "第二党支部") / "照片.jpg").write_bytes(b"-")
    found = take(unit, "--complete", "2027-03")
    assert found.returncode == 1
    assert "第二党支部有没有收的、拿不准的，这次不报到" in found.stdout
    assert "；第一党支部报到到 2027-03-31" in found.stdout
    assert [json.loads(line).get("branch") for line in ledger(unit) if '"until"' in line] == ["第一党支部"]


def test_what_may_be_of_any_branch_keeps_all_from_being_complete(unit):
    put(unit)
    (unit.parent / "收表箱" / "照片.jpg").write_bytes(b"-")
    found = take(unit, "--complete", "2027-03")
    assert "\n有没有收的、拿不准的，这次不报到" in found.stdout
    assert "报到到" not in found.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("照片.jpg", "照片、扫描件和 PDF 不读"),
        ("旧表.xls", "旧的和别的格式不读"),
        ("别的.ods", "旧的和别的格式不读"),
        ("表.xlsm", "可能带着宏"),
        ("说明.md", "不是收得了的文件"),
        ("坏的.xlsx", "这不是完好的 XLSX 文件"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(unit, name, said):
    (box(unit) / name).write_bytes(b"x" * 100)
    found = take(unit)
    assert found.returncode == 1
    assert said in found.stdout
    assert not ledger(unit)


def test_without_a_list_of_branches_nothing_is_taken(unit):
    put(unit)
    (unit.parent / "台账" / "党支部.csv").unlink()
    found = take(unit)
    assert found.returncode == 1
    assert "党支部.csv" in found.stderr
    assert "党支部,党小组,起,止" in found.stderr


def test_whose_form_it_is_is_never_guessed(unit):
    put(unit, branch="别的支部")
    assert "不知道是哪个党支部的" in take(unit).stdout
    assert take(unit, "--branch", "第一党支步").returncode == 1
    assert take(unit, "--branch", "第一党支部").returncode == 0


def test_the_head_of_a_form_does_not_contradict_its_folder(unit):
    office = Office.filled("R211")
    office.write("head.owner", "第二党支部")
    put(unit, office=office)
    assert "表头写的是“第二党支部”" in take(unit).stdout


def test_a_branch_that_was_not_there_yet_hands_in_nothing(unit):
    office = Office.filled("R211")
    office.write("quarter", "2026年第三季度")
    for row in range(1, 7):
        for column in ("source", "due-on", "done-on", "matter", "owner", "result"):
            office.write(f"items.{column}/{row}", None)
    put(unit, office=office, branch="第二党支部")
    assert "还没有成立，或者已经撤销" in take(unit).stdout


def test_a_ledger_never_lies_in_a_repository(unit):
    put(unit)
    (unit.parent / ".git").mkdir()
    found = take(unit)
    assert (found.returncode, found.stdout) == (2, "")
    assert "在 git 仓库里，台账不放在那里" in found.stderr
    assert not ledger(unit)


def test_dry_writes_nothing(unit):
    put(unit)
    found = take(unit, "--dry")
    assert found.returncode == 0
    assert found.stdout.endswith("只看了，没有登记。\n")
    assert not ledger(unit)


def test_the_ledger_is_shown_verified_and_its_head_kept(unit):
    put(unit)
    take(unit)
    head = dstd("ledger", "head", cwd=unit).stdout
    digits = head.rpartition("末行校验值 ")[2].strip()
    office = Office.filled("R501")
    put(unit, "督查.xlsx", office)
    take(unit)
    verified = dstd("ledger", "verify", "--head", digits, cwd=unit)
    assert verified.returncode == 0
    assert "2 行都接得上" in verified.stdout
    assert "留着的校验值是第 1 行的" in verified.stdout
    assert dstd("ledger", "verify", "--head", "0123 4567", cwd=unit).returncode == 1
    shown = dstd("ledger", "show", "R211", cwd=unit).stdout
    assert "1　2027-04-10 收 R211 第一党支部 2027-Q1（第1.1.0版）" in shown
    assert "items 第 5 行　due-on 2027-03-31（1!E11）　source 亮旗行动 2027-03-10（1!B11）\n" in shown


def test_a_filing_is_taken_back(unit):
    put(unit)
    take(unit)
    assert dstd("ledger", "withdraw", "1", cwd=unit).returncode == 0
    assert dstd("ledger", "withdraw", "1", cwd=unit).returncode == 2
    assert take(unit).stdout.startswith("登记　R211")
    assert len(ledger(unit)) == 3


def test_a_changed_line_is_named(unit):
    put(unit)
    put(unit, "督查.xlsx", Office.filled("R501"))
    take(unit)
    path = unit.parent / "台账" / "台账.jsonl"
    text = path.read_text("utf-8")
    path.write_text(text.replace("2027-02-24", "2027-02-25"), "utf-8")
    found = dstd("ledger", "verify", cwd=unit)
    assert "2027-02-24" in text.splitlines()[0]
    assert found.returncode == 1
    assert found.stdout.startswith("第 2 行同上一行接不上")
    assert "前面 1 行接得上" in found.stdout
    assert dstd("take", box(unit), cwd=unit).returncode == 1
    assert dstd("ledger", "verify", "--mend", cwd=unit).returncode == 2


def test_half_a_line_is_named_and_taken_away(unit):
    put(unit)
    put(unit, "督查.xlsx", Office.filled("R501"))
    take(unit)
    path = unit.parent / "台账" / "台账.jsonl"
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for size in {*range(first + 1, len(whole), 97), len(whole) - 1}:
        path.write_bytes(whole[:size])
        found = dstd("ledger", "verify", cwd=unit)
        assert (found.returncode, found.stdout) == (
            1,
            "第 2 行没有写完：登记的时候中断了。前面 1 行接得上。用 --mend 去掉这半行，再收一次。\n",
        )
        assert take(unit).returncode == 1
        assert path.read_bytes() == whole[:size]
    assert dstd("ledger", "verify", "--mend", cwd=unit).returncode == 0
    assert path.read_bytes() == whole[:first]
    assert take(unit).returncode == 0
    assert path.read_bytes() == whole


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def spoiled(name, change):
    """Return a filled form with one of its parts changed, or one more."""
    data = Office.filled("R211").saved() if name.endswith("xlsx") else taken.blank("R201", "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    change(parts)
    return zipped(parts)


def doctype(parts):
    for name in ("xl/workbook.xml", "word/document.xml"):
        if name in parts:
            head, mark, rest = parts[name].partition(b"?>")
            parts[name] = head + mark + b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + rest


HOSTILE = {
    "bomb": lambda parts: parts.update({"xl/media/a.bin": b"\0" * 60_000_000}),
    "doctype": doctype,
    "macro": lambda parts: parts.update({"xl/vbaProject.bin": b"x"}),
    "external": lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
    "many": lambda parts: parts.update({f"x/{at}": b"" for at in range(2100)}),
}


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(unit, kind, suffix):
    (box(unit) / f"表.{suffix}").write_bytes(spoiled(suffix, HOSTILE[kind]))
    put(unit)
    found = take(unit)
    assert found.returncode == 1
    assert "没有收的 1 个文件：" in found.stdout
    assert "登记　R211" in found.stdout
    assert "passwd" not in found.stdout
    assert len(ledger(unit)) == 1


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"a,b\n\0\1"])
@pytest.mark.parametrize("suffix", ["xlsx", "docx", "csv", "yaml"])
def test_what_is_damaged_is_refused_in_a_sentence(unit, data, suffix):
    (box(unit) / f"表.{suffix}").write_bytes(data)
    found = take(unit, "--form", "R211")
    assert found.returncode == 1
    assert "没有收的 1 个文件：" in found.stdout
    assert not ledger(unit)


def test_links_and_pipes_are_not_opened(unit):
    (box(unit) / "链接.xlsx").symlink_to("/etc/passwd")
    os.mkfifo(box(unit) / "管道.xlsx")
    found = take(unit)
    assert found.returncode == 1
    assert "链接.xlsx　是链接" in found.stdout
    assert "没有收的 2 个文件：" in found.stdout


def test_a_meeting_that_is_to_come_is_asked_about(unit):
    paper = docx.Document(io.BytesIO(taken.blank("R201", "docx")))
    for table in paper.tables:
        for row in table.rows:
            for label, space in pairwise(row.cells):
                if label.text == "日期":
                    space.text = "2027年5月10日"
                elif label.text == "种类" and space.text != "种类":
                    space.text = "☑主题党日"
    paper.save(str(box(unit) / "记录.docx"))
    assert "记录.docx:表1:4:2　日期：2027-05-10 还没有到" in take(unit).stdout


def test_two_at_a_time_are_refused(unit):
    put(unit)
    with locks.held(unit.parent / "台账"):
        found = take(unit)
    assert found.returncode == 2
    assert "另一个 dstd 正在写" in found.stderr
    assert not ledger(unit)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("支部\n甲\n", "第一行写栏名"),
        ("党支部,党小组\n,第一党小组\n", "党支部.csv:2:1 没有写党支部"),
        ("党支部,起\n第一党支部,三月\n", "日期写成 2027-03-10 的样子"),
        ("党支部,起,止\n第一党支部,2027-03-01,2027-02-01\n", "“止”在“起”以前"),
    ],
)
def test_a_list_of_branches_that_is_wrong_is_told_with_its_line(unit, text, said):
    (unit.parent / "台账" / "党支部.csv").write_text(text, "utf-8")
    put(unit)
    found = take(unit)
    assert found.returncode == 2
    assert said in found.stderr


def git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@b.c")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def meeting():
    """Return a record of a meeting, filled in on the blank of today's version."""
    paper = docx.Document(io.BytesIO(taken.blank("R201", "docx")))
    said = {"日期": "2027年3月10日", "起止时间": "14:00—17:00", "种类": "☑主题党日", "地点": "活动室"}
    for table in paper.tables:
        for row in table.rows:
            for label, space in pairwise(row.cells):
                if label.text in said and space.text != label.text:
                    space.text = said[label.text]
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_a_document_of_an_older_version_is_read_by_that_version(unit):
    """The labels of two fields were exchanged since: read by those of today, one would be the other."""
    (box(unit) / "记录.docx").write_bytes(meeting())
    (path,) = (unit / "standards" / "records").glob("R201*")
    text = path.read_text("utf-8")
    newer = text.replace("起止时间", "×").replace("地点", "起止时间").replace("×", "地点")
    newer = newer.replace("version: 1.1.0\n", "version: 1.2.0\n", 1)
    newer += "  - {version: 1.2.0, on: 2026-12-03, change: 栏名对调}\n"
    path.write_text(newer, "utf-8")
    refused = take(unit)
    assert refused.returncode == 1
    assert "这份 R201 是第1.1.0版的，现在是第1.2.0版" in refused.stdout
    path.write_text(text, "utf-8")
    git(unit, "init", "-q")
    git(unit, "add", ".")
    git(unit, "commit", "-qm", "1")
    path.write_text(newer, "utf-8")
    git(unit, "commit", "-qam", "2")
    assert take(unit).returncode == 0
    found = json.loads(ledger(unit)[0])
    assert found["version"] == "1.1.0"
    assert found["key"] == "2027-03-10/主题党日/1400-1700"


def test_a_filing_with_another_day_takes_the_place_of_the_old_by_its_number(unit):
    office = Office.filled("R211")
    office.write("head.number", "R211—2027—001")
    put(unit, office=office)
    take(unit)
    office.write("quarter", "2026年第四季度")
    put(unit, office=office)
    assert "编号 2027-001 是台账第 1 行 R211 第一党支部 2027-Q1 的" in take(unit).stdout
    done = take(unit, "--reason", "写错")
    assert "不算了　R211 第一党支部 2027-Q1（台账第 1 行）" in done.stdout
    assert [json.loads(line)["kind"] for line in ledger(unit)] == ["filing", "withdrawal", "filing"]
    assert take(unit).stdout == "登记过、没有变化的 1 份\n"


def test_a_unit_that_adopts_a_set_needs_no_other_list_of_its_branches(tmp_path):
    base = taken.place(tmp_path)
    branches = ("--branch", "机关第一党支部 12 第一党小组", "--branch", "离退休党支部 8")
    answers = ("--name", "某县水利局", "--prefix", "SLJ", "--year", "2027", "--shape", "总支", "--leaders", "3")
    made = dstd("init", tmp_path / "水利局", "--base", base, *answers, *branches, cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    inbox = tmp_path / "收表箱" / "离退休党支部"
    inbox.mkdir(parents=True)
    (inbox / "清单.xlsx").write_bytes(Office.filled("R211").saved())
    found = dstd("take", inbox, "--on", "2027-04-10", cwd=tmp_path / "水利局")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("登记　R211 离退休党支部 2027-Q1，6 行\n")
    assert (tmp_path / "台账" / "台账.jsonl").exists()
    unknown = dstd("take", inbox, "--branch", "第九党支部", cwd=tmp_path / "水利局")
    assert unknown.returncode == 1
    assert "第九党支部" in unknown.stdout


def test_a_branch_is_there_where_only_its_groups_have_a_line(unit):
    assert ledger_files.bodies(unit.parent / "台账") == (
        Body("第一党支部"),
        Body("第一党支部", "第一党小组"),
        Body("第一党支部", "第二党小组"),
        Body("第二党支部", "", dt.date(2027, 1, 1)),
    )
