from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import jsonschema
import pytest

from dangjian_std import publications
from dangjian_std.cli import commands
from dangjian_std.text import package_data
from dangjian_std.text.errors import DstdError
from support.folders import BASE, FROZEN
from support.program import DSTD, dstd, ended, run_dstd


def test_a_clean_set_is_said_to_be_clean():
    result = dstd("validate", "--strict")
    assert (result.returncode, result.stderr) == (0, "")
    assert "没有问题" in result.stdout


@pytest.mark.parametrize("start", [".", "standards", "standards/4-党员活动"])
def test_a_project_is_found_from_anywhere_in_it(copy, start):
    assert dstd("validate", cwd=copy / start).returncode == 0
    assert dstd("validate", copy / start).returncode == 0


def test_findings_exit_1_and_json_keeps_to_its_schema(edit):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    result = dstd("validate", root, "--format", "json")
    assert result.returncode == 1
    found = json.loads(result.stdout)
    jsonschema.validate(
        found, json.loads((package_data.shipped("schemas") / "diagnostics.schema.json").read_text("utf-8"))
    )
    assert [each["rule"] for each in found["diagnostics"]] == ["unknown-role"]


def test_a_file_is_judged_alone_within_its_project(edit):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    (standard,) = (root / "standards").rglob("DJ401*")
    assert dstd("validate", standard).returncode == 1
    assert "查了 1 个文件。" in dstd("validate", root / "standards" / "roles.yaml").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "没有 nothing 这个命令"),
        (["validate", "--nothing"], "没有 --nothing 这个选项"),
        (["validate", "--format", "xml"], "可以写：github、gitlab、json、junit、sarif、text"),
        (["show"], "缺少参数"),
        (["show", "DJ401", ".", "more"], "多写了 more"),
        (["list", ".", "a", "b"], "多写了 a b"),
        (["build", "--only"], "--only 后面要写上内容"),
        (["build", "--check=1"], "--check 后面不能写内容"),
        (["doctor", "nope"], "找不到 nope"),
        (["doctor", "no\x1bpe"], "找不到 no\\u001bpe"),
        (["report", "goals", "-o", "nowhere/x.json"], "没有这个文件或文件夹"),
        (["report", "goals", "-o", "docs", "--format", "json"], "是文件夹，不是文件"),
        (["show", "DJ499"], "DJ4"),
        (["explain", "DS999"], "没有“DS999”这个规则"),
        (["explain", "unknown-rule"], "unknown-role"),
        (["build", "--only", "handbok"], "handbook"),
        (["validate", "/nowhere/at/all"], "找不到"),
        (["validate", "/"], "不在一个项目里"),
        (["build", "-o", "standards/x"], "输出文件夹"),
        (["build", "-o", "."], "输出文件夹"),
        (["build", "-o", "Makefile"], "写不了输出文件夹"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(arguments, words, copy):
    (copy / "docs").mkdir()
    (copy / "Makefile").touch()
    result = dstd(*arguments, cwd=copy)
    assert result.returncode == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["", "validate", "build", "list", "show", "explain", "doctor"])
def test_help_is_chinese(command):
    text = dstd(*filter(None, [command]), "--help").stdout
    assert "用法：" in text
    assert not {"Usage:", "Options:", "Commands:", "Show this"} & set(text.split("\n"))
    assert "Show" not in text


def test_a_new_command_is_a_reserved_name_or_added_knowingly():
    known = {"validate", "build", "month", "year", "list", "show", "report", "new", "seal", "explain", "doctor"}
    known |= {"sheet"}
    assert set(commands.names()) - commands.RESERVED_NAMES == known
    places = [commands.load(name).place for name in commands.names()]
    assert 0 not in places
    assert len(places) == len(set(places))


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from dangjian_std.cli import main as cli\n"
        "try:\n    cli.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(','.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    loaded = set(result.stdout.splitlines()[-1].split(","))
    assert "click" in loaded
    assert not loaded & {"yaml", "jsonschema", "jinja2", "weasyprint", "fontTools", "pydyf"}


def test_list_and_show_and_explain(copy):
    assert "DJ401  支部主题党日规范" in dstd("list", copy).stdout
    shown = dstd("show", "dj401", copy).stdout
    assert "谁来做：支部委员会" in shown
    assert "附录A（资料性）会议活动记录（样式）" in shown
    page = dstd("explain", "unknown-role").stdout
    assert page == dstd("explain", "ds102").stdout
    assert "为什么" in page


def test_a_terminal_without_chinese_gets_no_traceback(edit):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    result = run_dstd("validate", root, PYTHONUTF8="0", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "DS102" in result.stdout


def test_a_closed_pipe_is_no_trouble():
    command = ["bash", "-c", '"$@" | head -1', "-", *DSTD, "show", "DJ401"]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=BASE, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_doctor_finds_the_machine_in_order(copy):
    shutil.copytree(package_data.shipped("schemas"), copy / "schemas")
    result = dstd("doctor", copy)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("好　") == 6


def test_doctor_names_stale_schemas(copy):
    (copy / "schemas").mkdir()
    result = dstd("doctor", copy)
    assert result.returncode == 2
    assert "standard.schema.json" in result.stdout


@pytest.mark.parametrize("command", [[], ["build"], ["new"], ["new", "standard"]])
def test_h_is_help(command):
    result = dstd(*command, "-h")
    assert (result.returncode, "用法：" in result.stdout) == (0, True)


BROKEN = (
    "from dangjian_std.cli import main as cli; from dangjian_std.cli.console import checking as desk\n"
    "def broken(*_, **__): raise RecursionError('x')\n"
    "desk.validated = broken\n"
    "cli.main(['validate'])"
)


@pytest.mark.parametrize("debug", [False, True])
def test_a_mistake_of_ours_is_one_sentence(debug):
    environment = {**os.environ, "PYTHONUTF8": "1", "DSTD_DEBUG": "1" if debug else ""}
    done = subprocess.run(
        [sys.executable, "-c", BROKEN],
        capture_output=True,
        encoding="utf-8",
        cwd=FROZEN,
        env=environment,
        check=False,
    )
    assert ("Traceback" in done.stderr) == debug
    assert "RecursionError" in done.stderr
    if not debug:
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_validate_imports_no_weasyprint():
    code = (
        "import sys\nfrom dangjian_std.cli import main as cli\n"
        "try:\n    cli.main(['validate'])\nexcept SystemExit:\n    pass\n"
        "print('weasyprint' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=BASE, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_sigterm_leaves_nothing_half_done(copy):
    command, pipe = [*DSTD, "build", str(copy), "--only", "handbook"], subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, encoding="utf-8") as process, ended(process):
        deadline = time.monotonic() + 60
        while not (copy / "build").exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (143, "")
    assert list((copy / "build").iterdir()) == []


def test_a_standard_and_the_book_together(catalog):
    def ordered(only, kind=None):
        names, order = publications.parse_request(catalog, only, kind, large=False, proof=True)
        return names, order.codes

    assert ordered(["DJ401", "handbook"]) == (("handbook", "booklet"), ("DJ401",))
    assert ordered(["dj401", "DJ401"]) == (("booklet",), ("DJ401",))
    assert ordered(["handbook", "handbook"]) == (("handbook",), ())
    assert ordered([], "单行本") == (("booklet",), ())
    assert ordered([]) == (("handbook",), ())  # of a proof, only the book
    with pytest.raises(DstdError, match="只写一个"):
        ordered(["handbook"], "单行本")


@pytest.mark.parametrize(
    ("code", "old", "new", "rule"),
    [
        ("DJ401", "what: 主持主题党日", "what: 主持𪚥主题党日", "missing-glyph"),
        ("R211", "rows: 10", "rows: 26", "form-too-tall"),
    ],
)
def test_validate_says_what_build_refuses_and_each_sums_up_once(edit, code, old, new, rule):
    root = edit(code, old, new)
    result = dstd("validate", root)
    assert (result.returncode, rule in result.stdout) == (1, True)
    found = json.loads(dstd("validate", root, "--format", "json").stdout)
    jsonschema.validate(
        found, json.loads((package_data.shipped("schemas") / "diagnostics.schema.json").read_text("utf-8"))
    )
    assert [each["rule"] for each in found["diagnostics"]] == [rule]
    result = dstd("build", root)
    assert (result.stdout + result.stderr).count("个文件") == 1
