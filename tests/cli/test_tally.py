"""`dstd tally`: what is typed of sign-ins, added up; what is not certain is told and not counted."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from support.program import dstd

HEAD = "姓名,日期,种类,学时\n"
ON = ("--on", "2027-04-01")
ROWS = (
    "张某甲,2027-03-10,主题党日,1.5\n"
    "张某乙,2027年3月10日,主题党日,1.5\n"
    "张某甲,2027-03-10,党课,2\n"
    "张某甲,2027-03-24,主题党日,\n"
)


def said(folder: Path, *texts: str) -> tuple[int, str]:
    for number, text in enumerate(texts):
        (folder / f"{number}.csv").write_text(text, "utf-8")
    done = dstd("tally", "签到", folder, *ON)
    assert done.stderr == ""
    return done.returncode, done.stdout


def row(text: str, name: str) -> Sequence[str]:
    (found,) = (line.split() for line in text.splitlines() if line.startswith(name))
    return found[1:]


def test_everybody_is_added_up_in_the_order_of_the_files(tmp_path: Path):
    code, text = said(tmp_path, HEAD + ROWS, "姓名,日期\n张某丙,2027-03-24\n张某乙,2027-03-24\n")
    assert code == 0
    assert "4次会，6人次" in text
    assert [row(text, name) for name in ("张某甲", "张某乙", "张某丙")] == [["3", "3.5"], ["2", "1.5"], ["1", "0"]]
    assert text.index("张某甲") < text.index("张某乙") < text.index("张某丙")
    assert "没有存，也不进台账" in text


def test_the_same_sign_in_twice_counts_once(tmp_path: Path):
    code, text = said(tmp_path, HEAD + ROWS, HEAD + ROWS)
    assert (code, row(text, "张某甲")) == (0, ["3", "3.5"])
    assert "写重了、没有再算的 4 行" in text


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (",2027-03-10,主题党日,1", "没有写姓名"),
        ("张某丁,3月10日,主题党日,1", "没有写年份"),
        ("张某丁,,主题党日,1", "不是日期"),
        ("张某丁,2027-04-02,主题党日,1", "2027-04-02 还没有到"),
        ("张某丁,2027-03-10,主题党日,2学时", "“2学时”不是数"),
        ("张某丁,2027-03-10,主题党日,NaN", "“NaN”不是数"),
        ("张某丁,2027-03-10,主题党日,25", "不像一次的学时"),
        ("张某甲,2027-03-10,党课,3", "学时不一样"),
        ("张某丁，2027-03-10，主题党日，3", "这一行用全角逗号隔开"),
    ],
)
def test_a_row_that_is_not_certain_is_told_and_not_counted(tmp_path: Path, line: str, words: str):
    code, text = said(tmp_path, HEAD + ROWS + line + "\n")
    assert code == 1
    assert "拿不准、没有算的 1 行" in text
    assert words in text
    assert "0.csv:6:1" in text
    assert "3次会，4人次" in text


def test_dates_of_a_workbook_are_read(tmp_path: Path):
    book = openpyxl.Workbook()
    book.active.append(["姓名", "日期", "学时"])
    book.active.append(["张某甲", dt.date(2027, 3, 10), 2])
    out = io.BytesIO()
    book.save(out)
    (tmp_path / "签到.xlsx").write_bytes(out.getvalue())
    code, text = said(tmp_path)
    assert (code, row(text, "张某甲")) == (0, ["1", "2"])


def test_what_is_no_list_is_told(tmp_path: Path):
    (tmp_path / "签到.jpg").write_bytes(b"x")
    code, text = said(tmp_path, "单位,人数\n甲,3\n")
    assert code == 1
    assert "0.csv　没有写着姓名、日期的一行" in text
    assert "签到.jpg　收 .csv、.xlsx，照片和手签的纸不收" in text
    assert "没有签到。" in text


def test_nothing_is_written(tmp_path: Path):
    said(tmp_path, HEAD + ROWS)
    assert [path.name for path in tmp_path.iterdir()] == ["0.csv"]
