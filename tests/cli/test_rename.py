"""`dstd rename`: shows or writes, all or nothing, and says what is left to do."""

from __future__ import annotations

import pytest

from dangjian_std.cli.commands.rename import RENAME_ARGUMENTS
from dangjian_std.editing import renaming
from support.program import dstd


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_the_command_offers_what_can_be_renamed():
    assert tuple(renaming.RENAMERS) == RENAME_ARGUMENTS


def test_diff_shows_and_writes_nothing(copy):
    before = texts(copy)
    done = dstd("rename", "record", "R201", "R299", copy, "--diff")
    assert done.returncode == 0
    assert "+++ standards/records/R299-会议活动记录.yaml" in done.stdout
    assert "-        opens: R201\n+        opens: R299\n" in done.stdout
    assert "由你写" not in done.stdout
    assert texts(copy) == before


def test_it_writes_and_says_what_is_left_to_do(copy):
    before = texts(copy)
    done = dstd("rename", "record", "R201", "R299", copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "standards/records/R201-会议活动记录.yaml => standards/records/R299-会议活动记录.yaml：改 1 处"
        in done.stdout
    )
    assert "改好了 4 个文件。" in done.stdout
    assert "在 standards/废止.yaml 登记" in done.stdout
    assert "版本（version）和变更记录（history）由你写：DJ401、W401、R299。" in done.stdout
    after = texts(copy)
    assert len(after) == len(before)
    assert not any(b"R201" in data for data in after.values())
    assert not list(copy.rglob(".dstd-*"))
    assert dstd("validate", copy).returncode == 0


def test_sentences_that_may_mean_it_are_listed_by_their_new_place(copy, edit):
    edit("R211", "hint: 写明原因和新的时限", "hint: 组织委员提醒，写明原因和新的时限")
    done = dstd("rename", "role", "组织委员", "党务委员", copy)
    assert "句子里还有 1 处写着旧名" in done.stdout
    assert "  standards/records/R211-落实清单.yaml:30:11　组织委员提醒，写明原因和新的时限\n" in done.stdout


def test_sentences_that_do_not_follow_are_counted(copy, edit):
    edit("DJ401", "- 当面或者电话转告，", "- 由党支部书记当面转告，")
    done = dstd("rename", "role", "支部书记", "负责人", copy)
    assert done.returncode == 0
    assert "句子还没有跟着改，检查会多出 DS610 1 处：改好句子就没有了。" in done.stdout
    assert "DS610" in dstd("validate", copy).stdout


def test_a_renaming_that_would_break_something_is_refused(copy):
    before = texts(copy)
    done = dstd("rename", "step", "DJ401.hold", "theme", copy)
    assert done.returncode == 1
    assert "DS112" in done.stderr
    assert "没有写任何文件。" in done.stderr
    assert texts(copy) == before


@pytest.mark.parametrize("new", ["", "a b", "x" * 300])
def test_a_name_that_has_not_the_shape_is_refused(copy, new):
    before = texts(copy)
    done = dstd("rename", "step", "DJ401.hold", new, copy)
    assert done.returncode == 1
    assert texts(copy) == before


def test_a_set_that_cannot_be_read_is_refused(copy, edit):
    edit("DJ401", "kind: standard", "kind: standards")
    done = dstd("rename", "role", "组织委员", "党务委员", copy)
    assert done.returncode == 1
    assert "DJ401-支部主题党日规范.yaml:2:" in done.stderr


def test_words_that_fit_nothing_are_two(copy):
    for words in (
        ("post", "甲", "乙"),
        ("role", "没有的", "乙"),
        ("role", "组织委员", "党员"),
        ("step", "hold", "x"),
    ):
        done = dstd("rename", *words, copy)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr


def test_a_unit_that_adopts_a_set_is_sent_to_the_set(tmp_path):
    (tmp_path / "unit.yaml").write_text("kind: unit\n", "utf-8")
    done = dstd("rename", "role", "组织委员", "党务委员", tmp_path)
    assert done.returncode == 2
    assert "沿用母本" in done.stderr


def test_a_change_that_is_not_committed_is_kept(copy, edit):
    edit("DJ401", "what: 通知到每名党员", "what: 逐人通知到")
    assert dstd("rename", "step", "DJ401.notify", "tell-all", copy).returncode == 0
    text = next(data for path, data in texts(copy).items() if "DJ401" in path).decode()
    assert "what: 逐人通知到" in text
    assert "- id: tell-all" in text
