"""A set in which something is a draft, ends, or was withdrawn, as the commands tell it."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import new
from support.folders import BASE
from support.program import dstd

WITHDRAWN = """kind: withdrawals
withdrawals:
  - code: {code}
    title: 示例
    on: 2026-11-01
    reason: 不再另填。
    papers: 已经填的照原保管期限归档。
"""


@pytest.fixture
def withdraw(copy):
    def write(code: str) -> Path:
        (copy / "standards" / "废止.yaml").write_text(WITHDRAWN.format(code=code), "utf-8")
        return copy

    return write


def test_a_month_in_which_nothing_is_in_force_is_one_sentence(copy, tmp_path):
    result = dstd("month", "2026-11", copy, "-o", tmp_path / "out")
    said = "2026年11月没有在实施的标准，最早的从2027年1月1日起实施，因此没有做。\n"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", said)
    assert "2026年没有在实施的标准" in dstd("year", "2026", copy, "-o", tmp_path / "out").stderr
    assert not (tmp_path / "out").exists()


def test_so_is_one_after_everything_has_ended(edit, tmp_path):
    root = edit("DJ401", "effective: 2027-01-01\n", "effective: 2027-01-01\nwithdrawn: 2028-07-01\n")
    result = dstd("month", "2028年7月", root, "-o", tmp_path / "out")
    assert result.stderr == "2028年7月没有在实施的标准，也没有以后实施的，因此没有做。\n"


def test_a_list_says_from_when_to_when_and_what_was_withdrawn(edit, withdraw):
    assert "废止" not in dstd("list", BASE).stdout
    withdraw("R202")
    root = edit("DJ401", "effective: 2027-01-01\n", "effective: 2027-01-01\nwithdrawn: 2028-07-01\n")
    said = dstd("list", root).stdout
    assert "2027-01-01至2028-07-01" in said
    assert said.endswith("R202“示例”2026-11-01废止，没有代替的\n")
    edit("DJ401", "status: 发布", "status: 草案")
    line = next(each for each in dstd("list", root).stdout.splitlines() if each.startswith("DJ401"))
    assert "草案" in line
    assert "2027" not in line


def test_show_says_the_stage_or_what_took_its_place(edit, withdraw):
    root = edit("DJ401", "status: 发布", "status: 征求意见")
    assert "征求意见稿　第1.0.0版" in dstd("show", "dj401", root).stdout.splitlines()
    withdraw("DJ402")
    assert dstd("show", "dj402", root).stderr == "DJ402“示例”2026-11-01废止，没有代替的。\n"


def test_a_withdrawn_code_is_never_given_again(withdraw):
    root = withdraw("DJ402")
    said = new.new("standard", root, **new.STANDARD)
    assert said.exit_code == 2 or said.exception
    assert "废止的编号不再给别的用" in str(said.exception or said.output)
    withdraw("R401")
    made = new.new("record", root, step=new.STEP, title="示例登记表")
    assert made.exit_code == 0
    assert (root / "standards" / "records" / "R402-示例登记表.yaml").exists()


def test_a_standard_that_ends_is_listed_with_both_days(edit):
    root = edit("DJ401", "effective: 2027-01-01\n", "effective: 2027-01-01\nwithdrawn: 2028-07-01\n")
    (row,) = (line for line in dstd("list", root).stdout.splitlines() if line.startswith("DJ401"))
    assert row.split()[4] == "2027-01-01至2028-07-01"
