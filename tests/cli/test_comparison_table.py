"""`dstd diff -o`: 修订对照表, what was and what is side by side, with the reason, to print and to decide on."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document

from support.folders import BASE
from support.program import dstd

WEAKER = ("at_least_workdays: 3", "at_least_workdays: 1")
HISTORY = "  - {version: 1.0.0, on: 2026-12-01, change: 首次发布}"
ENTRY = "  - {version: 1.1.0, on: 2026-12-20, change: 改通知的时间, reason: 同在一处上班}"


def tables(path):
    return [[[cell.text for cell in row.cells] for row in each.rows] for each in Document(path).tables]


@pytest.fixture
def looser(edit):
    edit("DJ401", *WEAKER)
    edit("DJ401", "version: 1.0.0\nstatus", "version: 1.1.0\nstatus")
    edit("DJ401", HISTORY, f"{HISTORY}\n{ENTRY}")
    return edit("DJ401", "title: 支部主题党日规范", "title: 主题党日规范")


def test_the_table_says_what_was_what_is_and_why(looser, tmp_path):
    out = tmp_path / "修订对照表.docx"
    result = dstd("diff", BASE, looser, "-o", out)
    assert (result.returncode, result.stderr) == (0, "")
    duties, words = tables(out)
    assert duties[0] == ["条款", "修订前", "修订后", "理由"]
    assert duties[1][0] == "DJ401　主题党日规范　版本 1.0.0→1.1.0"
    (row,) = (row for row in duties if "放宽" in row[0])
    assert "至少提前3个工作日" in row[1]
    assert "至少提前1个工作日" in row[2]
    assert row[3] == "同在一处上班"
    assert all(cell for table in (duties, words) for row in table for cell in row)
    assert any("名称" in row[0] for row in words)


def test_only_what_differs_is_marked(looser, tmp_path):
    out = tmp_path / "表.docx"
    dstd("diff", BASE, looser, "-o", out)
    (table, _) = Document(out).tables
    (row,) = (row for row in table.rows if "放宽" in row.cells[0].text)
    marked = [
        [each.text for line in cell.paragraphs for each in line.runs if each._r.style == style]
        for cell, style in zip(row.cells[1:3], ("删去的字", "新写的字"), strict=True)
    ]
    assert marked == [["3"], ["1"]]


def test_why_a_finding_was_accepted_stands_in_its_row(edit, tmp_path):
    edit("DJ401", "version: 1.0.0\nstatus", "version: 1.1.0\nstatus")
    edit("DJ401", HISTORY, f"{HISTORY}\n{ENTRY.partition(', reason')[0]}}}")
    root = edit("DJ401", *WEAKER)
    (mark,) = re.findall(r"标记 ([0-9a-f]{12})", dstd("validate", root, "--base", BASE).stdout)
    accepted = f"  - {{finding: {mark}, rule: DS705, on: 2026-12-20, reason: 支委会议定}}\n"
    (root / "standards" / "已接受.yaml").write_text(f"kind: acceptances\naccepted:\n{accepted}", "utf-8")
    dstd("diff", BASE, root, "-o", tmp_path / "表.docx")
    (row,) = (row for row in tables(tmp_path / "表.docx")[0] if "放宽" in row[0])
    assert row[3] == "支委会议定"


def test_two_runs_give_the_same_bytes(looser, tmp_path):
    for name in ("一.docx", "二.docx"):
        dstd("diff", BASE, looser, "-o", tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("一.docx", "二.docx"))
    assert one == two
    assert "word/document.xml" in zipfile.ZipFile(BytesIO(one)).namelist()


def test_it_is_made_as_pdf(looser, tmp_path):
    out = tmp_path / "修订对照表.pdf"
    assert dstd("diff", BASE, looser, "-o", out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (("--format", "pdf"), "要用 -o 写明存成哪个文件"),
        (("-o", "表.xlsx"), "的扩展名不对"),
        (("-o", "表.pdf", "--format", "docx"), "说的不是一回事"),
    ],
)
def test_a_wrong_name_is_one_sentence(looser, tmp_path, said, complaint):
    result = dstd("diff", BASE, looser, *said, cwd=tmp_path)
    assert result.returncode == 2
    assert complaint in result.stderr
    assert not list(tmp_path.glob("表.*"))


def test_where_nothing_changed_no_table_is_made(tmp_path):
    result = dstd("diff", BASE, BASE, "-o", tmp_path / "表.docx")
    assert result.returncode == 2
    assert "没有差别" in result.stderr
    assert not (tmp_path / "表.docx").exists()


def test_the_text_can_be_kept_too(looser, tmp_path):
    dstd("diff", BASE, looser, "-o", tmp_path / "改动.md")
    assert (tmp_path / "改动.md").read_text("utf-8").startswith("## 改了哪些职责\n")
