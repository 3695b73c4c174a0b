"""The way in: what is said where it is shut, and how it begins anew in UTF-8."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace
from unittest import mock

import pytest

from dangjian_std import __main__ as way_in
from dangjian_std.cli import main
from dangjian_std.cli.commands import case
from dangjian_std.cli.console import installed_libraries


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        ("", "运行环境出了问题：程序没有装好（ModuleNotFoundError），请重新安装。\n"),
        ("没有装 click", "运行环境出了问题：没有装 click。\n"),
        ("没有装 \x1b", "运行环境出了问题：没有装 \\u001b。\n"),
    ],
)
def test_a_program_that_cannot_begin_says_so_in_one_sentence(monkeypatch, capsys, trouble, said):
    monkeypatch.setitem(sys.modules, main.__name__, None)
    monkeypatch.setattr(installed_libraries, "trouble", lambda: trouble)
    monkeypatch.delenv("DSTD_DEBUG", raising=False)
    with pytest.raises(SystemExit) as leaving:
        way_in.main()
    assert (leaving.value.code, capsys.readouterr().err) == (2, said)
    monkeypatch.setenv("DSTD_DEBUG", "1")
    with pytest.raises(ImportError):
        way_in.main()


def test_what_takes_the_place_of_our_libraries_is_named_up_to_five(monkeypatch, tmp_path):
    own, other = tmp_path / "own", tmp_path / "other"
    names = ["click", "fontTools", "jinja2", "jsonschema", "yaml", "weasyprint"]
    for folder in (own, other):
        folder.mkdir()
    monkeypatch.setattr(installed_libraries.sysconfig, "get_path", lambda _: str(own))
    monkeypatch.setenv("PYTHONPATH", f"{other}{os.pathsep}{own}")
    (other / "mine.py").write_text("")
    assert "PYTHONPATH" not in installed_libraries.trouble()
    for number, name in enumerate(names, 1):
        for folder in (own, other):
            (folder / f"{name}.py").write_text("")
        shown = "、".join(sorted(names[:number])[:5]) + (" 等" if number > 5 else "")
        assert installed_libraries.trouble() == (
            f"环境变量 PYTHONPATH（{other}{os.pathsep}{own}）里的 {shown} 顶替了随本程序安装的，"
            "请取消这个变量（unset PYTHONPATH）后再试"
        )


PLAIN = {"mode": 0, "encoding": "ascii", "executable": "/usr/bin/python3", "output": "gbk"}


def begun(**said):
    """Return what is begun in place of a program, and with which environment."""
    found = PLAIN | said
    system = SimpleNamespace(
        flags=SimpleNamespace(utf8_mode=found["mode"]),
        getfilesystemencoding=lambda: found["encoding"],
        executable=found["executable"],
        stdout=SimpleNamespace(encoding=found["output"]),
        orig_argv=["python3", "-m", "dangjian_std", "list"],
    )
    calls = []
    with (
        mock.patch.object(main, "sys", system),
        mock.patch.object(os, "execv", lambda *arguments: calls.append(arguments)),
        mock.patch.dict(os.environ),
    ):
        os.environ.pop("PYTHONIOENCODING", None)
        main._in_utf8()
        return calls, os.environ.get("PYTHONUTF8"), os.environ.get("PYTHONIOENCODING")


def test_a_program_begins_anew_where_names_would_be_read_as_something_else():
    command = ["/usr/bin/python3", "-X", "utf8", "-m", "dangjian_std", "list"]
    assert begun() == ([("/usr/bin/python3", command)], "1", "gbk")
    assert begun(output=None)[2] == "utf-8"


@pytest.mark.parametrize("said", [{"mode": 1}, {"encoding": "utf-8"}, {"executable": ""}])
def test_a_program_that_reads_them_right_goes_on(said):
    assert begun(**said)[0] == []


def test_a_candidate_that_cannot_be_drawn_is_left_to_be_written_by_hand(capsys):
    strange = "虚构\U00030000"
    assert case.printed(("虚构甲", strange, "长" * 30)) == ("虚构甲", "", "长" * 30)
    said = capsys.readouterr().err
    assert said == f"提醒：随附字体里没有“\U00030000”，选票上留空，请手写“{strange}”。\n"
