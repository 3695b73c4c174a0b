"""`dstd diff` below a pull request: as Markdown, with what the changes come to, and as a gate."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import jsonschema
import pytest

from dangjian_std import changes
from dangjian_std.changes.change import WORDS_FOR_KINDS, ChangeKind
from dangjian_std.changes.topics import NAMES_OF_TOPICS
from dangjian_std.cli.console import change_files
from dangjian_std.cli.console.change_markdown import markdown
from dangjian_std.cli.console.markdown import escaped
from dangjian_std.reading import layers, load, project
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped
from support.folders import BASE
from support.program import dstd

EVERY = "{every: month, times: 1, day: 10, shift: next-workday}"
SPLIT = "&#8203;"
HOSTILE = (
    "@someone",
    "owner/repo#12",
    "#12",
    "GH-12",
    "!12",
    "https://example.org",
    "www.example.org",
    "mailto:a@example.org",
    "[点](http://example.org)",
    "![图](x.png)",
    "<img src=x onerror=alert(1)>",
    "<!-- 藏 -->",
    "&lt;b&gt;",
    "**粗** _斜_ ~~删~~ `码`",
    "a | b",
    "# 标题",
    "0123456789abcdef0123456789abcdef01234567",
    "::error file=a::x",
    ":tada:",
    "$x$",
    "第一行\n# 第二行",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_a_file_only_reads_as_itself(text):
    found = escaped(text)
    assert "\n" not in found
    bare = re.sub(r"\\.|&(?:#8203|amp|lt|gt);", "", found)
    assert not set(bare) & set("\\`*_{}[]()#+!|~$<>^&=-")
    parted = re.sub(r"\\(.)", r"\1", found.replace(SPLIT, "\u200b"))
    shown = parted.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert not re.search(r"[@#!$:~%][\w/]", shown)
    assert not re.search(r"[0-9a-f]{7}|[a-z]\.[a-z]|[A-Z]-[0-9]", shown)
    assert shown.replace("\u200b", "") == text.replace("\n", "；")


@pytest.mark.parametrize("around", ["{}", "没有再用的标记 {}，", "`{}`", "（{}）", "a {} b"])
def test_the_mark_of_a_finding_can_be_copied(around):
    found = escaped(around.format("3f2a9c01b7de"))
    assert "`3f2a9c01b7de`" in found.replace("\\`", "")
    assert SPLIT not in found


@pytest.mark.parametrize(
    "text", ["@3f2a9c01b7de", "#3f2a9c01b7de", "3f2a9c01b7de@3f2a9c01b7de.cn", "https://3f2a9c01b7de.cn"]
)
def test_what_looks_like_a_mark_is_no_way_around(text):
    shown = re.sub(r"`([0-9a-f]{12})`", "<code>", escaped(text))
    assert not re.search(r"[@#:][\w/]", shown.replace(SPLIT, "\u200b"))


def test_what_a_drafter_writes_cannot_leave_its_cell(edit):
    root = edit("DJ401", "what: 主持主题党日", 'what: "主持 | @all <b>会</b> [看](http://x.cn)"')
    text = dstd("diff", BASE, root, "--format", "markdown").stdout
    row = next(line for line in text.splitlines() if "6\\.2" in line or "6.2.2" in line)
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert "<b>" not in text
    assert "@all" not in text


def test_a_comment_says_what_is_weaker_first_and_folds_words(edit):
    edit("DJ401", "who: 支部书记\n        with: [支部委员会", "who: 组织委员\n        with: [支部委员会")
    edit("DJ401", EVERY, "{every: quarter, times: 1}")
    root = edit("DJ401", "title: 支部主题党日规范", "title: 主题党日规范")
    text = dstd("diff", BASE, root, "--format", "markdown").stdout
    assert text.startswith("## 改了哪些职责\n")
    weaker = (
        "| 6.2.2 主持主题党日 | **放宽** | 频次：何时 | <del>每月1次，10日，遇非工作日顺延</del>"
        " | <ins>每季度1次</ins>；**没有写理由** | 支部书记 |"
    )
    rows = [line for line in text.splitlines() if line.startswith("| 6.2.2")]
    assert rows[0] == weaker.replace("支部书记 |", "组织委员 |")
    assert "责任主体 | <del>支部书记</del> | <ins>组织委员</ins>" in rows[1]
    assert "<details><summary>文字 1处，不影响职责</summary>" in text
    assert "名称" in text.partition("<details>")[2]


def test_the_files_in_which_a_duty_is_lost_come_first(edit):
    (looser,) = compared(edit("DJ401", EVERY, "{every: quarter, times: 1}"))
    kinds = {
        "DJ101": ChangeKind.CHANGED,
        "DJ102": ChangeKind.WEAKER,
        "DJ103": ChangeKind.STRICTER,
        "DJ104": ChangeKind.GONE,
    }
    many = [
        replace(looser, kind=kind, site=replace(looser.site, subject=code, title=""))
        for code, kind in kinds.items()
    ]
    text = markdown(many, "旧", "", 0, ())
    assert re.findall("^### (.*)$", text, re.MULTILINE) == ["DJ102", "DJ104", "DJ101", "DJ103"]


def test_the_words_that_differ_are_marked_and_stay_what_they_are(edit):
    root = edit("DJ401", "what: 主持主题党日", 'what: "主持主题党日<ins>@all</ins> 会"')
    (cell,) = {line.split(" | ")[4] for line in comment(root) if "做什么" in line}
    assert cell.startswith("主持主题党日<ins>&lt;")
    assert cell.count("<") == cell.count(">") == 2 * cell.count("<ins>")
    assert "&lt;ins&gt;" in cell
    assert "@all" not in cell


def test_a_comment_without_changes_says_so():
    text = dstd("diff", BASE, BASE, "--format", "markdown").stdout
    assert text.splitlines()[0] == "## 改了哪些职责"
    assert text.endswith("没有改动。\n")


def test_a_comment_on_what_cannot_be_read_says_so_and_why(edit, tmp_path):
    root = edit("DJ401", "who: 支部书记", "whom: 支部书记")
    result = dstd("diff", BASE, root, "--format", "markdown")
    head, said = result.stdout.split("\n\n")
    assert (result.returncode, head) == (1, "## 改了哪些职责")
    assert re.fullmatch(r"新版有 [0-9]+ 个错误，因此没有比较；第一处在 standards/.*DJ401.*：.*whom.*。\n", said)
    assert "因此没有比较" in result.stderr
    out = tmp_path / "改动.md"
    assert dstd("diff", BASE, root, "-o", out).returncode == 1
    assert out.read_text("utf-8") == result.stdout
    assert dstd("diff", BASE, root).stdout == ""


def test_a_comment_on_a_revision_that_cannot_be_read_says_so_too(edit, monkeypatch, capsys):
    root = edit("DJ401", "who: 支部书记", "whom: 支部书记")
    monkeypatch.setattr(layers, "of_revision", lambda *_: project.sources(root))
    for form, written in (("markdown", True), ("text", False)):
        with pytest.raises(DstdError, match=r"side 里的标准有 [0-9]+ 个错误，因此没有比较"):
            change_files.newer(root, "side", form, None)
        assert ("side 里的标准有" in capsys.readouterr().out) is written


def test_a_comment_is_never_too_long(edit):
    found = compared(edit("DJ401", EVERY, "{every: quarter, times: 1}"))
    many = [replace(each, site=replace(each.site, subject=f"DJ{n}")) for n in range(101, 999) for each in found]
    text = markdown(many, "旧", "", 0, ())
    assert len(text) < 65536
    assert text.endswith("请运行 `dstd diff` 看全部。")
    assert "请运行" not in markdown(found, "旧", "", 0, ())


# -- what it comes to ------------------------------------------------------------------------------------


def test_the_burden_and_the_outputs_are_told(edit):
    root = edit("R201", "minutes: 20", "minutes: 35")
    text = dstd("diff", BASE, root).stdout
    assert re.search(r"\n影响\n.*填表负担：[^\n]*用[0-9]+分钟→[0-9]+分钟", text, re.DOTALL)
    data = json.loads(dstd("diff", BASE, root, "--format", "json").stdout)
    jsonschema.validate(data, json.loads((shipped("schemas") / "diff.schema.json").read_text("utf-8")))
    grown = [each for each in data["effects"]["burden"] if each["before"] != each["after"]]
    assert grown
    for each in grown:
        more = each["after"]["minutes"] - each["before"]["minutes"]
        assert more > 0
        assert more % 15 == 0
        assert each["before"]["filings"] == each["after"]["filings"]


def test_only_outputs_that_read_otherwise_are_named(edit):
    data = json.loads(
        dstd(
            "diff",
            BASE,
            edit("W401", "title: 关于开展主题党日的通知", "title: 关于主题党日的通知"),
            "--format",
            "json",
        ).stdout
    )
    reached = {each["publication"]: each for each in data["effects"]["outputs"]}
    assert reached["文书"]["added"]
    assert reached["文书"]["gone"]
    assert "归档" not in reached
    data = json.loads(
        dstd("diff", BASE, edit("DJ401", "      - id: vote", "\n      - id: vote"), "--format", "json").stdout
    )
    assert {each["publication"] for each in data["effects"]["outputs"]} == set(reached)


def test_a_set_with_errors_is_compared_without_its_effects(edit):
    root = edit("DJ401", "opens: R211", "opens: R999")
    assert "没有算负担和成品" in dstd("diff", BASE, root).stdout
    data = json.loads(dstd("diff", BASE, root, "--format", "json").stdout)
    assert data["effects"] == {"counted": False, "burden": [], "outputs": []}


# -- as a gate -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [("放宽", 1), ("取消,频次", 1), ("频次", 1), ("取消，新增", 0), ("责任主体,依据", 0), ("编辑性", 0), ("", 0)],
)
def test_changes_of_these_kinds_fail(edit, words, code):
    root = edit("DJ401", EVERY, "{every: quarter, times: 1}")
    result = dstd("diff", BASE, root, "--fail-on", words)
    assert (result.returncode, result.stderr) == (code, "")
    assert "放宽 1" in result.stdout


def test_an_unknown_kind_is_refused():
    result = dstd("diff", BASE, BASE, "--fail-on", "放松")
    assert (result.returncode, result.stdout) == (2, "")
    assert "放松" in result.stderr
    assert all(word in result.stderr for word in (*WORDS_FOR_KINDS.values(), *NAMES_OF_TOPICS.values()))


def test_the_version_and_the_history_are_no_change_of_a_kind(edit):
    root = edit("DJ401", "version: 1.0.0", "version: 1.0.1")
    assert dstd("diff", BASE, root, "--fail-on", "编辑性,文字,改动").returncode == 0


# -- git -------------------------------------------------------------------------------------------------


def test_git_asks_about_one_file(edit, tmp_path):
    git(edit("DJ401", "kind: standard", "kind: standard"), "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("standards/**/*.yaml diff=dstd\n", "utf-8")
    git(tmp_path, "config", "diff.dstd.command", f"{sys.executable} -m dangjian_std diff --driver")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    edit("DJ401", EVERY, "{every: quarter, times: 1}")
    text = git(tmp_path, "diff")
    assert "的旧版 比：放宽 1。" in text
    assert "每季度1次" in text
    edit("DJ401", "who: 支部书记", "whom: 支部书记")
    text = git(tmp_path, "diff")
    assert "新版读不了" in text
    assert "git diff --no-ext-diff" in text
    git(tmp_path, "checkout", "-q", ".")
    (path,) = (tmp_path / "standards").rglob("W401*")
    git(tmp_path, "mv", str(path), str(path.with_name("W401-别的名称.yaml")))
    assert "没有改动" in git(tmp_path, "diff", "HEAD")


def test_standards_that_are_a_submodule_are_told(tmp_path, copy):
    inner = tmp_path / "inner"
    shutil.copytree(BASE / "standards", inner)
    for root in (inner, copy):
        git(root, "init", "-q", "-b", "main")
    git(inner, "add", "-A")
    git(inner, "commit", "-qm", "one")
    shutil.rmtree(copy / "standards")
    git(copy, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner), "standards")
    git(copy, "commit", "-qm", "one")
    result = dstd("diff", cwd=copy)
    assert (result.returncode, result.stdout) == (2, "")
    assert "是子模块" in result.stderr


def comment(root):
    return dstd("diff", BASE, root, "--format", "markdown").stdout.splitlines()


def compared(root):
    before, after = (load.load(project.sources(each)).catalog for each in (BASE, root))
    return changes.compare(before, after)


def git(root, *arguments):
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    said = ["git", *settings, *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(
        said, cwd=root, capture_output=True, encoding="utf-8", check=True, env=environment
    ).stdout
