"""`dstd fmt`: shows or writes files in the one layout, all of them or none."""

from __future__ import annotations

import pytest

from dangjian_std.output import exchange
from support.program import dstd


@pytest.fixture
def neat(copy):
    assert dstd("fmt", copy).returncode == 0
    return copy


@pytest.fixture
def untidy(neat):
    """A project with one file that is not in the layout, and that file."""
    (path,) = (neat / "standards").rglob("DJ401*.yaml")
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: 支部主题党日规范", "title:   '支部主题党日规范' # 名称", 1), "utf-8")
    assert path.read_text("utf-8") != text
    return path


def test_a_project_in_the_layout_is_left_alone(neat):
    before = {path: path.stat().st_mtime_ns for path in neat.rglob("*.yaml")}
    done = dstd("fmt", neat)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"看了 {len(before)} 个文件，都是排好的。\n"
    assert before == {path: path.stat().st_mtime_ns for path in neat.rglob("*.yaml")}


def test_check_names_the_files_and_is_one(neat, untidy):
    before = untidy.read_bytes()
    done = dstd("fmt", "--check", neat)
    assert done.returncode == 1
    assert done.stdout == f"  {untidy.relative_to(neat).as_posix()}\n"
    assert "没有排好的有 1 个文件" in done.stderr
    assert untidy.read_bytes() == before


def test_diff_shows_the_lines_and_writes_nothing(neat, untidy):
    before = untidy.read_bytes()
    done = dstd("fmt", "--diff", neat)
    assert (done.returncode, done.stderr) == (0, "")
    assert "-title:   '支部主题党日规范' # 名称\n+title: 支部主题党日规范  # 名称\n" in done.stdout
    assert untidy.read_bytes() == before
    assert dstd("fmt", "--check", "--diff", neat).returncode == 1


def test_it_writes_what_it_showed_and_only_that(neat, untidy):
    others = {path: path.read_bytes() for path in neat.rglob("*.yaml") if path != untidy}
    done = dstd("fmt", neat)
    assert (done.returncode, done.stdout) == (0, f"  {untidy.relative_to(neat).as_posix()}\n")
    assert done.stderr == "排好了 1 个文件。\n"
    assert "title: 支部主题党日规范  # 名称\n" in untidy.read_text("utf-8")
    assert others == {path: path.read_bytes() for path in others}
    assert not list(neat.rglob(".dstd-*"))


def test_only_what_is_asked_for_is_formatted(neat, untidy):
    before = untidy.read_bytes()
    assert "排好的" in dstd("fmt", neat / "standards" / "roles.yaml").stderr
    assert untidy.read_bytes() == before
    assert dstd("fmt", untidy).stderr == "排好了 1 个文件。\n"


def test_a_file_that_cannot_be_read_keeps_all_from_being_written(neat, untidy):
    before = untidy.read_bytes()
    roles = neat / "standards" / "roles.yaml"
    roles.write_text(roles.read_text("utf-8") + "odd：1\n", "utf-8")
    done = dstd("fmt", neat)
    assert done.returncode == 1
    assert "standards/roles.yaml:" in done.stderr
    assert "没有写任何文件。" in done.stderr
    assert untidy.read_bytes() == before


def test_what_lies_outside_a_project_is_refused(neat, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / "DJ401-甲.yaml"
    other.write_text("kind: standard\n", "utf-8")
    done = dstd("fmt", other, cwd=neat)
    assert (done.returncode, done.stdout) == (2, "")
    assert "不在一个项目里" in done.stderr
    assert dstd("fmt", neat / "没有.yaml").returncode == 2


def test_an_exchange_that_was_broken_off_is_taken_back_first(neat, untidy):
    waiting = neat / "standards" / f"{exchange.NEXT_FILE_PREFIX}catalog.yaml"
    waiting.write_text("x", "utf-8")
    assert dstd("fmt", "--diff", neat).returncode == 2
    done = dstd("fmt", neat)
    assert done.returncode == 0
    assert "已恢复原样" in done.stdout
    assert not waiting.exists()


def test_a_unit_formats_its_own_files(tmp_path):
    (tmp_path / "local").mkdir()
    sheet, own = tmp_path / "unit.yaml", tmp_path / "local" / "改动.yaml"
    sheet.write_text("name: '某局'\nkind: unit\n", "utf-8")
    own.write_text("kind:   overlay\n", "utf-8")
    assert dstd("fmt", cwd=tmp_path).returncode == 0
    assert sheet.read_text("utf-8") == "kind: unit\nname: 某局\n"
    assert own.read_text("utf-8") == "kind: overlay\n"
