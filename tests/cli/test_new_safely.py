"""`dstd new`: all or nothing, one at a time, and nothing credited to an article that it may not say."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from dangjian_std.output import locks, write
from dangjian_std.text.errors import DstdError
from support.new import STANDARD, STEP, files, new, read
from support.projects import findings

FORM = {"code": "R402", "title": "登记表", "step": STEP}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, MemoryError])
@pytest.mark.parametrize("call", ["fsync", "link", "replace", "chmod"])
@pytest.mark.parametrize("when", [(1, False), (1, True), (2, False), (2, True)])
def test_an_interrupted_new_leaves_all_or_nothing(copy, monkeypatch, stop, call, when):
    """The signal comes before or after each call that changes the disk."""
    turn, after = when
    before = files(copy)
    real, calls = getattr(os, call), []

    def interrupted(*arguments, **more):
        calls.append(call)
        if len(calls) == turn and not after:
            raise stop
        result = real(*arguments, **more)
        if len(calls) == turn:
            raise stop
        return result

    monkeypatch.setattr(os, call, interrupted)
    try:
        write.create(copy, {"new/a.yaml": b"new"}, ("standards/roles.yaml", b"changed"))
    except stop:
        pass
    else:
        assert len(calls) < turn
    monkeypatch.undo()
    whole = before | {"new/a.yaml": b"new", "standards/roles.yaml": b"changed"}
    assert files(copy) in (before, whole)
    assert (copy / "new").exists() == (files(copy) == whole)


def test_two_at_once_are_not_let_in(copy):
    before = files(copy)
    with locks.locked(copy / "standards"):
        result = new("record", copy, **FORM)
    if os.name == "posix":
        assert isinstance(result.exception, DstdError)
        assert "另一个 dstd 正在写" in str(result.exception)
        assert files(copy) == before
    assert new("record", copy, **FORM).exit_code == 0
    assert findings(copy) == ()


def test_what_a_killed_run_left_is_swept(copy):
    (left := copy / "standards" / "records" / ".dstd-x.tmp").write_bytes(b"half")
    assert new("record", copy, **FORM).exit_code == 0
    assert not left.exists()


def test_nobody_at_the_keyboard_and_no_keyboard_either(copy):
    command = ["bash", "-c", '"$@" <&-', "-", sys.executable, "-m", "dangjian_std", "new", "standard", str(copy)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("缺少 --code")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text"), [("title", "囍事规程"), ("what", "办囍事"), ("how", ("写明时间", "贴囍字"))]
)
def test_a_character_that_cannot_be_printed_is_said_of_its_option(copy, name, text):
    before = files(copy)
    result = new("standard", copy, **STANDARD | {name: text})
    assert str(result.exception) == f"--{name}：随附字体里没有“囍”，印不出来，请换一个通行的写法。"
    assert files(copy) == before


@pytest.mark.parametrize(
    ("when", "article", "local"),
    [
        ("每月", "第十四条", ("who", "what", "when", "how")),
        ("每月", "第十六条第四款", ("who", "what", "how")),
        ("每月第一个周五", "第十六条第四款", ("who", "what", "when.nth", "when.weekday", "how")),
        ("事件:形成议定事项", "第十六条第四款", ("who", "what", "when", "how")),
    ],
)
def test_an_article_is_credited_with_nothing_but_its_floor(copy, when, article, local):
    result = new("standard", copy, **STANDARD | {"when": when, "basis": f"支部条例 {article}"})
    assert result.exit_code == 0, result.exception
    (step,) = read(copy).standards["DJ402"].steps
    assert step.local == local
    assert findings(copy) == ()
