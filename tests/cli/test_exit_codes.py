"""Exit codes tell whose mistake it is: 2 of whoever wrote the command, 1 of whoever wrote the files."""

from __future__ import annotations

import pytest

from support.program import dstd

WRONG = [
    ("no-such-command",),
    ("validate", "--no-such-option"),
    ("validate", "no-such-folder"),
    ("month",),
    ("month", "三月"),
    ("month", "2027-13"),
    ("month", "1800-01"),
    ("month", "2020-03"),  # nothing was in force
    ("month", "2027-03", "--profile", "大支部"),
    ("month", "2027-03", "--roster", "no-such-file.xlsx"),
    ("year", "明年"),
    ("year", "2020"),
    ("year", "9999"),
    ("case", "主题党日"),  # without --from
    ("case", "转入", "--from", "2027-03-10"),
    ("case", "主题党日", "--from", "3月10日"),
    ("case", "主题党日", "--from", "2027-02-30"),
    ("case", "主题党日", "--from", "2027-03-10", "--stage", "没有的阶段"),
    ("case", "主题党日", "--from", "2027-03-10", "--today", "今天"),
    ("case", "主题党日", "--from", "2027-03-10", "--branch", "没有的党支部"),
    ("case", "主题党日", "--from", "2027-03-10", "--candidate", "会计:张三"),
    ("case", "主题党日", "--from", "2020-03-10"),
    ("explain", "DS000"),
    ("show", "DJ999"),
    ("report", "no-such-list"),
    ("build", "--only", "没有的成品"),
    ("build", "--profile", "大支部"),
    ("seal", "没有的法规", "第一条"),
    ("fmt", "no-such-folder"),
    ("fix", "no-such-folder"),
    ("rename", "role", "没有的岗位", "甲"),
    ("move", "step", "DJ401.hold", "hold"),
]


def test_the_command_that_is_written_wrong_here_can_be_written_right(copy, tmp_path, run):
    assert "做好了" in run("case", "主题党日", copy, "--from", "2027-03-10", "-o", tmp_path / "out")


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_command_that_is_written_wrong_is_one_sentence_and_two(words, copy, tmp_path):
    before = sorted(copy.rglob("*"))
    made = ("-o", tmp_path / "out") if words[0] in {"month", "year", "case", "build"} else ()
    done = dstd(*words, *made, cwd=copy)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.strip().endswith("。")
    if "看用法" in done.stderr:
        asked = "dstd" if words == ("no-such-command",) else f"dstd {words[0]}"
        assert done.stderr.strip().endswith(f"。用 {asked} --help 看用法。")
    assert sorted(copy.rglob("*")) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("validate",),
        ("month", "2027-03"),
        ("year", "2027"),
        ("case", "主题党日", "--from", "2027-03-10"),
        ("build",),
    ],
    ids=" ".join,
)
def test_a_file_that_is_written_wrong_is_told_by_its_place_and_one(words, edit, tmp_path):
    root = edit("DJ401", "who: 组织委员", "who: 没有的岗位")
    made = () if words[0] == "validate" else ("-o", tmp_path / "out")
    done = dstd(*words, *made, cwd=root)
    assert done.returncode == 1
    assert "DJ401" in done.stdout + done.stderr
    assert not (tmp_path / "out").exists()


def test_a_roster_that_is_written_wrong_is_told_by_its_place_and_one(copy, tmp_path):
    roster = tmp_path / "名单.csv"
    roster.write_text("党支部,姓名\n第一党支部,\n", "utf-8")
    done = dstd("month", "2027-03", "--roster", roster, "-o", tmp_path / "out", cwd=copy)
    assert done.returncode == 1
    assert "名单.csv:" in done.stderr
    assert not (tmp_path / "out").exists()
