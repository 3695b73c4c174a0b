"""Libraries that are not those of the installation are named; docstrings are read where Python drops them."""

import json
import os
import subprocess
import sys

import pytest

from dangjian_std import rules
from dangjian_std.cli.console import installed_libraries
from dangjian_std.text import docstrings
from support.program import dstd, run_dstd


def stranger(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(text)
    return {"PYTHONPATH": str(folder)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("click", "raise RuntimeError"),
        ("click", "__version__ = '8.0'"),
        ("jsonschema", "__version__ = '3.0'"),
        ("yaml", "raise ImportError"),
    ],
)
def test_a_command_names_the_variable_that_leads_astray(tmp_path, copy, name, text):
    (standard,) = copy.rglob("DJ401*")  # jsonschema is asked only for what is wrong
    standard.write_text(standard.read_text("utf-8").replace("code: DJ401", "code: 401", 1), "utf-8")
    done = run_dstd("validate", copy, **stranger(tmp_path / "old", name, text))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "PYTHONPATH" in done.stderr
    assert name in done.stderr


@pytest.mark.parametrize("name", ["jsonschema", "weasyprint", "jinja2", "fontTools"])
def test_doctor_works_with_broken_libraries(tmp_path, name):
    done = run_dstd("doctor", **stranger(tmp_path / "old", name, "raise RuntimeError"))
    assert done.returncode == 2
    (said,) = (line for line in done.stdout.splitlines() if "PYTHONPATH" in line)
    assert said.startswith("缺　运行用的库")
    assert name in said
    assert "PDF 排版" in done.stdout
    assert not done.stderr


def test_other_folders_of_the_variable_do_no_harm(tmp_path):
    done = run_dstd("doctor", **stranger(tmp_path / "mine", "something_else", ""))
    assert "好　运行用的库" in done.stdout


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("8.1.7", ""),
        ("8.2", ""),
        ("8.0.9", "click 是 8.0.9，应是 >=8.1.7,<9"),
        ("9", "click 是 9，应是 >=8.1.7,<9"),
        ("9.0", "click 是 9.0，应是 >=8.1.7,<9"),
    ],
)
def test_versions_are_compared_as_numbers(monkeypatch, found, said):
    monkeypatch.setattr(installed_libraries, "requires", lambda _: ["click>=8.1.7,<9", "pydyf==0.13.0"])
    monkeypatch.setattr(installed_libraries, "version", {"click": found, "pydyf": "0.13"}.__getitem__)
    assert installed_libraries.trouble().partition("。")[0] == said


def test_a_library_that_is_absent_is_named(monkeypatch):
    monkeypatch.setattr(installed_libraries, "requires", lambda _: ["no-such-thing (>=1) ; python_version > '3'"])
    assert installed_libraries.trouble().startswith("没有装 no-such-thing。")


def test_what_an_extra_asks_for_may_be_absent_but_not_of_another_version(monkeypatch):
    monkeypatch.setattr(installed_libraries, "requires", lambda _: ["click==1; extra == 'more'"])
    assert installed_libraries.trouble().startswith("click 是")
    monkeypatch.setattr(installed_libraries, "requires", lambda _: ["no-such-thing==1; extra == 'more'"])
    assert installed_libraries.trouble() == ""


def test_every_bound_of_ours_is_understood():
    for requirement in installed_libraries.requires(installed_libraries.DISTRIBUTION):
        each = requirement.partition(";")[0]
        name = installed_libraries.re.match(r"[\w.-]*\w", each)[0]
        rest = each.removeprefix(name).replace(",", "")
        assert installed_libraries.BOUND.sub("", rest) == "", each
    assert installed_libraries.trouble() == ""


ONE_BY_ONE = """
import json, sys
from dangjian_std.cli import main
for call in json.loads(sys.argv[1]):
    main.main(call)
    print("\\f", flush=True)
"""
"""Runs several commands in one process."""


@pytest.mark.parametrize("level", ["1", "2"])
def test_pages_and_help_are_there_without_docstrings(level):
    calls = [["explain", "DS102"], ["--help"], ["build", "--help"], ["new", "standard", "--help"]]
    done = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, json.dumps(calls)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONOPTIMIZE": level, "COLUMNS": "80"},
        check=True,
    )
    page, *helps = done.stdout.removesuffix("\f\n").split("\f\n")
    assert [page, *helps] == [dstd(*call, COLUMNS="80").stdout for call in calls]
    assert len(page.splitlines()) > 5


def test_docstrings_are_read_as_they_are_written():
    assert rules.rules()
    name = f"{rules.__name__}.names.unknown_role"
    assert docstrings.of_module(name) == sys.modules[name].__doc__
    sys.modules[name].__doc__, kept = None, sys.modules[name].__doc__
    try:
        assert docstrings.of_module(name).expandtabs() == kept.expandtabs()
    finally:
        sys.modules[name].__doc__ = kept
    assert docstrings.of_function(docstrings.__name__, "of_module").startswith("Return the docstring")
    assert docstrings.of_function(docstrings.__name__, "absent") == ""
