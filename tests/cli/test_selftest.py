"""`dstd selftest`: mistakes put into a set, and what it says about them."""

from __future__ import annotations

import re

import pytest

from dangjian_std import rules
from dangjian_std.cli.console import fault_trials
from dangjian_std.faults.fault import Fault
from dangjian_std.faults.trials import Seen
from dangjian_std.text.places import Span
from support.folders import BASE
from support.program import dstd
from support.projects import base


@pytest.fixture
def before():
    return {path: raw.data for path, raw in base().items()}


def run(*arguments):
    return dstd("selftest", *arguments, cwd=BASE)


def test_it_says_how_many_were_found_and_touches_no_file(before):
    done = run("--seed", "5", "--count", "3", "--kind", "冒号写成全角")
    assert done.returncode == 0, done.stdout
    assert "   3　   3　   3　冒号写成全角" in done.stdout
    assert "抽签 5：种了 3 处错，发现 3 处（其中同旧版比才发现 0 处），指对行 3 处；" in done.stdout
    assert {path: (BASE / path).read_bytes() for path in before} == before


def test_what_is_not_found_is_named_with_its_place():
    done = run("--seed", "5", "--count", "1", "--kind", "用时写少")
    assert done.returncode == 1
    said = r"^standards/records/\S+:\d+:\d+　用时写少（.*分钟写成1分钟）：只在 dstd diff 里看得见$"
    assert re.search(said, done.stdout, re.MULTILINE)


def test_a_weaker_duty_is_found_by_comparison_with_what_was():
    done = run("--seed", "5", "--count", "2", "--kind", "提前的天数改少")
    assert "（其中同旧版比才发现" in done.stdout
    assert re.search(r"发现 (\d+) 处（其中同旧版比才发现 \1 处）", done.stdout)


def test_raising_the_version_is_no_finding():
    """Whoever finds only that the version stands still has not found the mistake."""
    assert {each.name for each in rules.gates()} > rules.ROUTINE


def test_a_mistake_that_changes_no_value_is_none():
    path, raw = next((path, raw) for path, raw in base().items() if "DJ401" in path)
    changed = {path: f"{raw.data.decode()}# 说明\n"}
    fault = Fault(kind="", span=Span(path), said="", changed=changed, lines={})
    assert fault_trials.Sound(tuple(base().values())).tried(fault).seen is Seen.EQUAL


def test_without_a_seed_one_is_drawn_and_told():
    done = run("--count", "1", "--kind", "带进表情符号")
    assert re.search(r"抽签 \d+：种了 1 处错", done.stdout)


def test_several_processes_say_the_same_as_one(monkeypatch):
    arguments = ("--seed", "9", "--count", "4", "--kind", "岗位名写错", "--kind", "每月31日")
    one = run(*arguments)
    monkeypatch.setattr(fault_trials, "LEAST_MISTAKES_TO_FORK", 1)
    assert run(*arguments).stdout == one.stdout


def test_a_kind_that_there_is_not_is_refused_with_the_nearest():
    done = run("--kind", "冒号写成半角")
    assert done.returncode == 2
    assert "冒号写成全角" in done.stderr


def test_a_set_with_errors_is_mended_first(tmp_path):
    import shutil

    shutil.copytree(BASE, tmp_path / "p")
    path = next((tmp_path / "p").rglob("DJ401*"))
    path.write_text(path.read_text("utf-8").replace("who: ", "who：", 1), "utf-8")
    done = dstd("selftest", "--count", "1", cwd=tmp_path / "p")
    assert done.returncode == 1
    assert "有错的标准不能再种进别的错" in done.stdout + done.stderr
