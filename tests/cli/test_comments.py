"""`dstd comments`: a form goes out, is filled in, comes back and is decided on."""

from __future__ import annotations

import openpyxl
import pytest

from dangjian_std.domain import comments
from support.folders import BASE
from support.program import dstd
from support.projects import base

DJ401 = next(path for path in base() if "/DJ401" in path)


def run(*arguments, cwd=BASE):
    return dstd("comments", *arguments, cwd=cwd)


def filled(path, unit, **said):
    """Fill in a form as a unit does: its name, and what it says to each clause."""
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        name = str(row[0].value)
        if name == comments.UNIT_NAME_HEAD:
            row[3].value = unit
        elif name in said:
            row[3].value = said[name]
    other = path.with_name(f"{unit}.xlsx")
    book.save(other)
    return other


@pytest.fixture
def sent(tmp_path):
    path = tmp_path / "意见表.xlsx"
    assert run("form", "DJ401", "-o", path).returncode == 0
    return path


def test_a_form_has_a_row_for_each_clause(sent):
    rows = [row[0].value for row in openpyxl.load_workbook(sent).worksheets[0].iter_rows()]
    wanted = [row for row in rows if row and row.startswith("DJ401")]
    text = base()[DJ401].data.decode()
    assert wanted[0] == "DJ401"
    assert {f"DJ401.{each}" for each in ("notify", "hold", "tell")} <= set(wanted)
    assert all(f"id: {each.partition('.')[2]}" in text for each in wanted[1:])


def test_what_comes_back_is_put_together_and_decided(sent, tmp_path):
    one = filled(sent, "甲局", **{"DJ401.hold": "换一天", "DJ401": "改名称"})
    two = filled(sent, "乙局", **{"DJ401.hold": "换地方"})
    out = tmp_path / "汇总.xlsx"
    done = run("collect", one, two, "-o", out)
    assert done.returncode == 1
    assert "还有 3 条意见没有处理" in done.stderr
    book = openpyxl.load_workbook(out)
    rows = [row for row in book.worksheets[0].iter_rows() if str(row[0].value).startswith("DJ401")]
    assert [(row[0].value, row[5].value) for row in rows] == [
        ("DJ401", "甲局"),
        ("DJ401.hold", "甲局"),
        ("DJ401.hold", "乙局"),
    ]
    for row in rows:
        row[6].value = "部分采纳"
    book.save(tmp_path / "处理.xlsx")
    again = run("collect", one, two, tmp_path / "处理.xlsx")
    assert again.returncode == 1
    assert again.stderr.count("（写了部分采纳，没有写处理理由）\n") == len(rows)
    for row in rows:
        row[7].value = "再商量"
    book.save(tmp_path / "处理.xlsx")
    again = run("collect", one, two, tmp_path / "处理.xlsx")
    assert again.returncode == 0, again.stderr
    assert "2个单位提了3条意见，都有了处理。" in again.stdout


def test_what_cannot_be_read_is_told_and_the_rest_is_put_together(sent, tmp_path):
    one = filled(sent, "甲局", **{"DJ401.gone": "x", "DJ401.hold": "换一天"})
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"x")
    done = run("collect", one, broken)
    assert done.returncode == 1
    assert "坏.docx" in done.stderr
    assert "1个单位提了1条意见" in done.stdout


def test_a_clause_that_is_gone_is_said_to_be_gone(sent, tmp_path):
    one = tmp_path / "旧.csv"
    one.write_text("标识,修改意见,提出单位\nDJ401.gone,留着,甲局\n", "utf-8")
    assert "现在没有这一条" in run("collect", one).stdout


def test_without_a_code_those_out_for_comment_are_meant(tmp_path):
    assert run("form").returncode == 2
    (tmp_path / "p").mkdir()
    for path, raw in base().items():
        place = tmp_path / "p" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(raw.data.replace("status: 发布".encode(), "status: 征求意见".encode()))
    done = run("form", cwd=tmp_path / "p")
    assert "DJ401.hold" in done.stdout, done.stderr


def test_a_standard_that_there_is_not_is_refused():
    done = run("form", "DJ409")
    assert done.returncode == 2
    assert "DJ409" in done.stderr


def test_alone_it_says_what_it_can_do():
    done = run()
    assert done.returncode == 0
    assert "collect" in done.stdout
    assert "form" in done.stdout
