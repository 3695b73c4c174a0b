"""A project that is kept in mind is checked anew when, and only when, a byte changed; files follow."""

from __future__ import annotations

import os
import threading

import pytest

from dangjian_std import renderers
from dangjian_std.cli.console import building, checking, watching
from dangjian_std.cli.console.watching import scenes
from dangjian_std.cli.serving.background_builds import MADE_MESSAGE, MAKING_MESSAGE, Follower
from dangjian_std.reading import load, source_files
from dangjian_std.reading.load import file_code
from dangjian_std.text.errors import DstdError
from support.program import dstd, sketch


def steps(*acts):
    """Return a pause that does one thing after another and then says that it is enough."""
    waiting = iter(acts)

    def pause():
        act = next(waiting, None)
        if act:
            act()
        return act is not None

    return pause


@pytest.fixture
def standard(copy):
    (path,) = (copy / "standards").rglob("DJ401*.yaml")
    return path


@pytest.fixture
def put(standard):
    """Write another text in place of a piece of the standard, as something to do in a pause."""
    whole = standard.read_text("utf-8")

    def act(old="", new=""):
        assert old in whole
        return lambda: standard.write_text(whole.replace(old, new, 1), "utf-8")

    return act


def test_a_state_is_yielded_when_a_byte_changed(copy, standard, put, monkeypatch):
    read = []
    monkeypatch.setattr(
        source_files, "parse", lambda raw, parse=source_files.parse: read.append(raw.path) or parse(raw)
    )
    name = standard.relative_to(copy).as_posix()
    pause = steps(
        lambda: None,
        lambda: os.utime(standard, (1, 1)),
        put("title: 支部", "title: 某支部"),
        lambda: None,
        put("title:", "title："),
        put(),
        standard.unlink,
    )
    seen = list(scenes(copy, pause))
    assert [each.changed for each in seen] == [(), (name,), (name,), (name,), ()]
    assert [each.sound for each in seen] == [True, True, False, True, False]
    assert [*map(file_code, read[12:])] == ["DJ401"] * 3  # each other file was read once, at the beginning
    fresh = [checking.validated(copy)[1]]
    assert [each.found for each in seen[-1:]] == fresh


def test_what_it_says_is_what_validate_says(copy, put, edit):
    (first, second) = scenes(copy, steps(put("who: ", "who: 甲")))
    assert first.text == "查了 12 个文件，没有问题。"
    assert second.text == dstd("validate", copy).stdout.rstrip("\n")


def test_a_state_that_cannot_be_checked_is_told_and_the_next_one_is_seen(copy):
    catalog = copy / "standards" / "catalog.yaml"
    text = catalog.read_text("utf-8")
    number = load.schema.newest_format()
    newer = text.replace(f"format: {number}", f"format: {number + 1}")
    assert newer != text
    seen = list(
        scenes(copy, steps(lambda: catalog.write_text(newer, "utf-8"), lambda: catalog.write_text(text, "utf-8")))
    )
    assert [each.sound for each in seen] == [True, False, True]
    assert "请换用新版的 dstd" in seen[1].text == seen[1].summary


def test_the_project_of_a_unit_sees_its_base_too(tmp_path, copy):
    unit = tmp_path / "unit"
    unit.mkdir()
    (unit / "unit.yaml").write_text("kind: unit\nbase: {from: ..}\n", "utf-8")
    roles = copy / "standards" / "roles.yaml"
    seen = list(scenes(unit, steps(lambda: roles.write_text(f"{roles.read_text('utf-8')}\n", "utf-8"))))
    assert [each.changed for each in seen] == [(), ("standards/roles.yaml",)]


def test_a_build_that_watches_makes_what_is_stale_and_leaves_what_is_whole(copy, put, monkeypatch, capsys):
    monkeypatch.setattr(renderers, "render", sketch)
    out, wanted = copy / "build", building.BuildOptions(only=("清单",))
    files = []

    def look():
        files.append({path.name: path.read_bytes() for path in (out / "02清单").iterdir()})

    acts = (look, put("what: 通知到", "what: 告知到"), look, put("title:", "title："), look, put(), look)
    building.watch(copy, out, wanted, steps(*acts))
    first, second, third, fourth = files
    assert first != second == third != fourth == first
    said = capsys.readouterr()
    assert "键后面用了全角冒号" in said.out
    assert said.out.count("做好了。") == 3
    assert said.out.count("等着改动") == 4


def test_trouble_with_the_files_is_told_and_the_next_change_is_seen(copy, put, monkeypatch, capsys):
    tried = []

    def follow(scene, *_):
        tried.append(scene)
        if len(tried) == 1:
            raise DstdError("磁盘满了。")

    monkeypatch.setattr(building, "follow", follow)
    building.watch(copy, copy / "build", building.BuildOptions(), steps(put("title: 支部", "title: 某支部")))
    assert len(tried) == 2
    assert capsys.readouterr().err == "磁盘满了。\n"


def test_watching_and_only_looking_do_not_go_together(copy):
    done = dstd("build", copy, "--watch", "--check")
    assert (done.returncode, done.stderr) == (2, "--watch 和 --check 请只写一个。\n")


def test_between_two_looks_it_rests(monkeypatch):
    rested = []
    monkeypatch.setattr(watching.time, "sleep", rested.append)
    assert watching.rest()
    assert rested == [watching.SECONDS_BETWEEN_LOOKS]


def test_files_follow_the_newest_state_and_trouble_is_no_end():
    began, go, made, told = threading.Event(), threading.Event(), [], []

    def make(scene):
        made.append(scene)
        began.set()
        assert go.wait(60)
        if scene == "third":
            raise DstdError("写不了。")
        if scene == "fourth":
            raise KeyError(scene)

    follower = Follower(make, told.append)
    follower.follow("first")
    assert began.wait(60)
    follower.follow("second")
    follower.follow("third")
    go.set()
    follower.settled()
    assert made == ["first", "third"]
    assert told == [MAKING_MESSAGE, MADE_MESSAGE, MAKING_MESSAGE, "写不了。"]
    follower.follow("fourth")
    follower.settled()
    assert told[-1] == "没有做成（KeyError）；请运行 dstd build 看原因。"
