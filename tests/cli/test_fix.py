"""`dstd fix`: shows or writes what can be mended, and says what is left."""

from __future__ import annotations

import pytest

from support.program import dstd


@pytest.fixture
def slipped(edit):
    edit("DJ401", "title: 支部主题党日规范", "title：支部主题党日规范")
    edit("R211", "label: 落实事项", "lable: 落实事项")
    return edit("DJ401", "after: assign", "after: assing")


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_nothing_to_mend(copy):
    before = texts(copy)
    done = dstd("fix", copy)
    assert (done.returncode, done.stdout) == (0, "没有要改的。\n")
    assert texts(copy) == before


def test_diff_shows_and_writes_nothing(slipped):
    before = texts(slipped)
    done = dstd("fix", slipped, "--diff")
    assert done.returncode == 0
    assert "-title：支部主题党日规范\n+title: 支部主题党日规范\n" in done.stdout
    assert "+    label: 落实事项" in done.stdout
    assert texts(slipped) == before


def test_it_mends_all_and_names_each(slipped):
    done = dstd("fix", slipped)
    assert done.returncode == 0
    assert [line.split()[1:3] for line in done.stdout.splitlines()[:3]] == [
        ["standards/4-党员活动/DJ401-支部主题党日规范.yaml:4:6", "DS005"],
        ["standards/records/R211-落实清单.yaml:17:5", "DS012"],
        ["standards/4-党员活动/DJ401-支部主题党日规范.yaml:138:23", "DS109"],
    ]
    assert done.stdout.endswith("改好了 3 处，没有别的问题。\n")
    assert dstd("validate", slipped).returncode == 0
    assert not list(slipped.rglob(".dstd-*"))


def test_what_is_left_is_counted_and_is_one(slipped, edit):
    edit("DJ401", "who: 组织委员", "who: 没有的岗位")
    done = dstd("fix", slipped)
    assert done.returncode == 1
    assert "改好了 3 处，还有 1 个错误要你来改：运行 dstd validate 看在哪里。" in done.stdout
    assert dstd("fix", slipped).stdout.startswith("没有能自动改的，还有 1 个错误")


def test_only_the_files_that_are_named_are_mended(slipped):
    (path,) = slipped.rglob("R211*.yaml")
    done = dstd("fix", path)
    assert "lable" not in path.read_text("utf-8")
    assert "title：" in next(slipped.rglob("DJ401*.yaml")).read_text("utf-8")
    assert "改好了 1 处" in done.stdout


def test_a_file_in_the_wrong_folder_is_moved(copy):
    wrong = copy / "standards/papers/R211-落实清单.yaml"
    (copy / "standards/records/R211-落实清单.yaml").rename(wrong)
    done = dstd("fix", copy)
    assert done.returncode == 0
    assert not wrong.exists()
    assert (copy / "standards/records/R211-落实清单.yaml").exists()


def test_what_lies_outside_is_refused(copy):
    assert dstd("fix", copy / "没有.yaml").returncode == 2


def test_a_unit_that_adopts_a_set_mends_its_own_files(tmp_path):
    (tmp_path / "unit.yaml").write_text("kind: unit\nname：某局\n", "utf-8")
    done = dstd("fix", tmp_path)
    assert done.returncode == 1
    assert (tmp_path / "unit.yaml").read_text("utf-8") == "kind: unit\nname: 某局\n"
