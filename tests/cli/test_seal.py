"""`dstd seal`: one article, with source and day; shows what was and what is, and touches nothing else."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest

from dangjian_std.output import write
from dangjian_std.text.diagnostic import Severity
from dangjian_std.text.errors import DstdError
from support.new import files
from support.program import dstd
from support.projects import findings

PATH = "standards/regulations/支部条例.yaml"
OLD = "赞成人数超过应到会有表决权党员的半数为通过"
NEW = "赞成人数超过实到会有表决权党员的半数为通过"
NAMES = ("支部条例", "第十一条第四款")
DAY = ("--source", "汇编单行本", "--on", "2026-11-23")


@pytest.fixture
def edited(edit):
    return edit("支部条例", OLD, NEW)


def committed(root):
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *arguments]
        subprocess.run(command, cwd=root, check=True, capture_output=True)


def test_a_sealed_article_is_sound_again_and_nothing_else_is_touched(edited):
    before = files(edited)
    (found,) = findings(edited)
    assert found.rule == "broken-seal"
    assert "dstd seal 支部条例 第十一条第四款" in found.help
    assert dstd("seal", *NAMES, *DAY, cwd=edited).returncode == 0
    assert findings(edited) == ()
    after = files(edited)
    assert {path for path in after if after[path] != before.get(path)} == {PATH}
    lines = (each[PATH].decode().splitlines() for each in (before, after))
    ((old, new),) = ((one, other) for one, other in zip(*lines, strict=True) if one != other)
    assert new.startswith("    checked: {level: 原文, on: 2026-11-23, source: 汇编单行本, seal: ")
    assert old.rpartition(" ")[2] != new.rpartition(" ")[2]


def test_the_reviewer_reads_what_was_committed_and_what_is(copy, edit):
    committed(copy)
    edit("支部条例", OLD, NEW)
    was = (
        "  条号：第十一条第四款\n"
        f"  大意：党员大会表决前要充分讨论；有表决权的党员半数以上到会方可表决，{OLD}。\n"
        "  最低要求：floor [{with: [党员], bounds: {quorum: {of: 应到, at_least: 1/2}, "
        "majority: {of: 应到, more_than: 1/2}}}]\n"
        "  核对程度：原文\n"
    )
    done = f"写上了封签：{PATH} 第十一条第四款，2026-11-23，汇编单行本\n"
    said = dstd("seal", *NAMES, *DAY, cwd=copy).stdout
    assert said == f"上次提交：\n{was}现在：\n{was.replace(OLD, NEW)}{done}"


def test_what_is_as_it_was_committed_is_shown_once(copy):
    committed(copy)
    said = dstd("seal", *NAMES, *DAY, cwd=copy).stdout
    assert said.startswith("和上次提交一样：\n")
    assert said.count(OLD) == 1


def test_what_nobody_committed_is_not_known(edited):
    assert dstd("seal", *NAMES, *DAY, cwd=edited).stdout.startswith("原来的文字：不知道")


def test_a_first_seal_takes_its_place_in_a_block_and_comments_stay(edit, copy):
    text = (copy / PATH).read_text("utf-8")
    line = next(each for each in text.splitlines() if "seal: 4b6a" in each)
    block = "    checked:\n      level: 原文  # 看过\n      on: 2026-11-22\n      source: 转载全文\n"
    edit("支部条例", f"{line}\n", block)
    (found,) = findings(copy)
    assert (found.rule, found.severity) == ("broken-seal", Severity.ERROR)
    dstd("seal", "支部条例", "第十四条", *DAY, cwd=copy)
    block = "# 看过\n      on: 2026-11-23\n      source: 汇编单行本\n      seal: 4b6a-"
    assert block in (copy / PATH).read_text("utf-8")
    assert findings(copy) == ()


TOMORROW = str(dt.date.today() + dt.timedelta(days=1))  # noqa: DTZ011 the program asks the same clock


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*NAMES, "第十四条", *DAY), "一次只能封一条"),
        (("支部条例", *DAY), "缺少参数 条号"),
        ((*NAMES, "--on", "2026-11-23"), "缺少参数 --source 材料"),
        ((*NAMES, "--source", "转载全文"), "缺少参数 --on 日期"),
        ((*NAMES, "--source", " ", "--on", "2026-11-23"), "不能空着"),
        ((*NAMES, "--source", "a\nb", "--on", "2026-11-23"), "请写成一行"),
        ((*NAMES, "--source", "转载全文", "--on", "2026-11-31"), "不是日期"),
        ((*NAMES, "--source", "转载全文", "--on", TOMORROW), "还没有到"),
        (("支部", "第十四条", *DAY), "可以用：支部条例"),
        (("支部条例", "第11条4款", *DAY), "可以写：第十一条第四款"),
        (("支部条例", "第九十九条", *DAY), "没有登记“第九十九条”"),
    ],
)
def test_what_cannot_be_sealed_is_refused_in_one_sentence(edited, arguments, words):
    before = files(edited)
    result = dstd("seal", *arguments, cwd=edited)
    assert result.returncode == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert files(edited) == before


def test_a_set_that_cannot_be_read_is_refused(edit):
    root = edit("DJ401", "who: 组织委员", "whom: 组织委员")
    result = dstd("seal", *NAMES, *DAY, cwd=root)
    assert (result.returncode, "没有写封签" in result.stderr) == (1, True)


def test_a_disk_that_is_full_leaves_the_file_whole(edited, monkeypatch):
    from dangjian_std.cli.console import sealing

    def full(*_arguments):
        raise DstdError("磁盘满了")

    before = files(edited)
    monkeypatch.setattr(write, "aside", full)
    with pytest.raises(DstdError):
        sealing.seal(edited, *NAMES, "转载全文", dt.date(2026, 11, 23))
    assert files(edited) == before
