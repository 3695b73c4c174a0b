"""Gates: what a change of the set may not do in silence, and how it is accepted."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess

import pytest

from dangjian_std import rules
from dangjian_std.reading import load
from support.folders import BASE
from support.program import dstd
from support.projects import changed, patched

HISTORY = "  - {version: 1.0.0, on: 2026-12-01, change: 首次发布}"


def entries(version, reasons=None):
    """Return the history of DJ401 with an entry more; it gives reasons by address, or one in general."""
    if isinstance(reasons, str):
        said = f", reason: {reasons}"
    else:
        each = ", ".join(f"{{at: {at}, why: {why}}}" for at, why in (reasons or {}).items())
        said = f", reasons: [{each}]" if each else ""
    return f"{HISTORY}\n  - {{version: {version}, on: 2026-12-20, change: 改一处{said}}}"


def raised(version="1.1.0", reasons=None):
    """Return an example that raises the version of DJ401."""
    return f"# DJ401\nversion: {version}\nhistory:\n{entries(version, reasons)}\n"


def codes(text):
    return sorted({each.code for each in changed(patched(text))})


LOOSER = "# DJ401 notify.when\nat_least_workdays: 1\n"
SAID = {"notify.when": "同在一处上班"}
OTHER = "# DJ401 notify\nwho: 党小组组长\n"


SOURCELESS = "# DJ401 删去 hold.basis\n# DJ401 hold\nlocal: [step]\n"
"""The step that an article asks for rests on nothing any more."""


def test_beside_another_error_the_change_is_told_where_it_was_made_and_not_the_version():
    found = changed(patched(SOURCELESS))
    codes = {each.code for each in found}
    assert {"DS312", "DS705"} <= codes
    assert not {"DS701", "DS702"} & codes
    (dropped,) = (each for each in found if each.code == "DS705")
    assert "不再有依据" in dropped.message


def test_where_times_cannot_all_be_kept_the_one_that_was_changed_is_told():
    """They are found at one of them, which may stand in another file than the change."""
    found = {
        each.code for each in changed(patched("# DJ401 notify\nafter: [tell]\n# DJ401 tell.when\nmodal: 可\n"))
    }
    assert {"DS224", "DS705"} <= found
    assert not {"DS701", "DS702"} & found


def test_on_a_line_with_an_error_nothing_more_is_told():
    found = changed(patched("# DJ401 hold.when\nevery: quarter\n"))
    lines = [each.place.span.line for each in found]
    assert len(lines) == len(set(lines))
    assert "DS302" in {each.code for each in found}


def test_where_names_are_wrong_nothing_is_told_of_the_change():
    assert {each.code for each in changed(patched(SOURCELESS + "# DJ401 tell\nwho: 没有的岗位\n"))} <= {
        "DS102",
        "DS312",
    }


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("", []),
        (LOOSER, ["DS701", "DS705"]),
        (raised("1.0.1") + LOOSER, ["DS702", "DS705"]),
        (raised() + LOOSER, ["DS705"]),
        (raised(reasons=SAID) + LOOSER, []),
        (raised(reasons="同在一处上班") + LOOSER, ["DS705"]),
        (raised("0.9.0", SAID) + LOOSER, ["DS701"]),
        (raised() + "# DJ401 notify.when\nat_least_workdays: 5\n", []),
        (raised() + OTHER, ["DS705"]),
        (raised(reasons={"notify.who": "组里人熟"}) + OTHER, []),
        (raised("1.0.1") + OTHER, ["DS702", "DS705"]),
        ("# R201\nsigned_by: [主持人, 组织委员]\n", ["DS212", "DS701", "DS705"]),
        (raised(reasons=SAID) + LOOSER + OTHER, ["DS705"]),
        (raised(reasons={**SAID, "notify.who": "组里人熟"}) + LOOSER + OTHER, []),
        (raised(reasons={**SAID, "tell.when": "撤回了"}) + LOOSER, ["DS709"]),
        (raised("1.0.1") + "# DJ401 close\nwhat: 核销落实清单\n", []),
        (raised() + "# DJ401 tell.when\nmodal: 可\n", ["DS705"]),
        ("# DJ401 hold.when\nshift: next-workday\n", []),
        ("# R201\nminutes: 19\n", ["DS701"]),
        ("# R201\nminutes: 21\n", ["DS701", "DS706"]),
        ("# R201 0\nwidth: 50\n", []),
        ("# DJ401\nstatus: 草案\n", ["DS701", "DS705"]),
    ],
)
def test_what_a_change_may_not_do_in_silence(edit, expected):
    if edit.startswith("# R201 0"):
        edit = "# R211 matter\nwidth: 30\n"
    assert [code for code in codes(edit) if code != "DS303"] == expected


def test_a_gate_waits_until_nothing_else_is_wrong():
    assert codes(LOOSER + "# DJ401 hold\nwho: 无此岗位\n") == ["DS102"]


def test_a_history_that_is_only_rewritten_does_not_tell_of_the_change():
    entry = "# DJ401\nversion: 1.0.0\nhistory:\n  - {version: 1.0.0, on: 2026-12-01, change: 首次发布和修订}\n"
    assert codes(entry + LOOSER) == ["DS701", "DS705"]


def test_a_draft_changes_as_it_likes():
    old = catalog("# DJ401\nstatus: 草案\n")
    new = catalog("# DJ401\nstatus: 草案\n" + LOOSER)
    assert rules.check_change(old, new) == ((), 0)


def test_a_name_that_comes_back_under_another_file_is_not_gone():
    text = raised() + "# DJ401 close\nhow: [照“逐项核销落实清单”时说好的办。]\nlocal: [who, when, how.1, record]\n"
    text = text.replace(raised(), raised(reasons={f"close.how.{each}": "另有说明" for each in (1, 2)}))
    assert codes(text) == []


def test_a_finding_is_where_the_new_file_has_it():
    (found,) = changed(patched(raised() + LOOSER))
    assert found.place.pointer.endswith("/when/at_least_workdays")
    assert "“通知到每名党员”的何时放宽了" in found.message


LINES = ["写明时间、地点、主题和需要准备的内容。", "与流动党员逐人联系，说明参加方式。"]
LAST = "对年老体弱、失能党员不作硬性要求，可送学上门。"


def listed(how):
    return "how:\n" + "".join(f"  - {each}\n" for each in how)


def told(how, code="DS701"):
    """Return the mark of the one finding of a rule where the way to notify is so."""
    (found,) = (each for each in changed(patched(f"# DJ401 notify\n{listed(how)}")) if each.code == code)
    return marks(found.help)


def test_changes_of_which_as_much_is_said_have_marks_of_their_own():
    """Two that take out one sentence each, or the ends of two long ones, were once accepted for one another."""
    assert told([LINES[0], LAST]) != told([LINES[1], LAST]) != told(LINES)
    long = "逐人问到能不能来，" * 8
    ends = [told([f"{long}{end}", LINES[1], LAST], "DS705") for end in ("带上本子。", "带上证件。")]
    assert ends[0] != ends[1]


def test_a_sentence_that_is_taken_out_needs_a_reason_of_its_own():
    out = f"# DJ401 notify\n{listed(LINES)}"
    (found,) = changed(patched(raised(reasons=SAID) + LOOSER + out))
    assert (found.code, found.place.pointer.rpartition("/")[2]) == ("DS705", "how")
    assert f"“通知到每名党员”的做法第3项删去了：{LAST[:-1]}，变更记录没有写理由" in found.message
    assert "reasons: [{at: notify.how.3, why: 为什么}]" in found.help
    assert codes(raised(reasons={**SAID, "notify.how.3": "没有这样的党员"}) + LOOSER + out) == []


VOLUME = """# 文件 standards/4-党员活动/{code}-{title}.yaml
kind: standard
code: {code}
title: {title}
group: 党员活动
type: 规程
version: 1.0.0
status: 发布
issued: 2026-12-01
effective: 2027-01-01
origin: 新增
scope: {{covers: 志愿服务, applies_to: 各党支部}}
stages:
  - {{id: do, title: 办理, steps: [{steps}]}}
history:
  - {{version: 1.0.0, on: 2026-12-01, change: 首次发布}}
"""
STEP = "{{id: {0}, who: 组织委员, what: {0}, how: [说明。], when: {{{1}}}, local: [step]}}"


def volumes(first, second):
    """Return a set with two more standards that have these steps, each with its time."""
    named = (("DJ402", "志愿服务规程", first), ("DJ403", "走访规程", second))
    return catalog(
        "".join(
            VOLUME.format(code=code, title=title, steps=", ".join(STEP.format(*each) for each in steps))
            for code, title, steps in named
        )
    )


def test_a_step_that_goes_to_another_standard_is_a_change_of_both():
    """The volume from which it went is shorter: two of them once had the same version.

    That it names the steps around it otherwise, from where it is now, is no change.
    """
    serve, visit = (("serve", "on: 形成议定事项"), ("visit", "on: 形成议定事项"))
    old = volumes([serve, ("thank", "after: serve, within_days: 3")], [visit])
    new = volumes([serve], [visit, ("thank", "after: DJ402.serve, within_days: 3")])
    found, _ = rules.check_change(old, new)
    assert [(each.code, each.message) for each in found] == [
        ("DS701", "DJ402 的内容变了（移动 1），版本还是 1.0.0"),
        ("DS701", "DJ403 的内容变了（移动 1），版本还是 1.0.0"),
    ]
    later = volumes([serve], [visit, ("thank", "after: DJ402.serve, within_days: 5")])
    assert {each.code for each in rules.check_change(old, later)[0]} == {"DS701", "DS705"}


def catalog(text):
    files = patched(text)
    found = load.load(files[path] for path in sorted(files)).catalog
    assert found is not None
    return found


# -- the command -----------------------------------------------------------------------------------------


def git(root, *arguments):
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.fixture
def repository(copy):
    git(copy, "init", "-q", "-b", "main")
    git(copy, "add", "-A")
    git(copy, "commit", "-qm", "one")
    return copy


def marks(text):
    return re.findall(r"标记 ([0-9a-f]{12})", text)


def accept(root, *found, rule="DS705"):
    lines = [f"  - {{finding: {each}, rule: {rule}, on: 2026-12-20, reason: 支委会议定}}\n" for each in found]
    text = "kind: acceptances\naccepted:\n" + "".join(lines)
    (root / "standards" / "已接受.yaml").write_text(text, "utf-8")


def loosen(edit):
    edit("DJ401", HISTORY, entries("1.1.0"))
    edit("DJ401", "version: 1.0.0", "version: 1.1.0")
    return edit("DJ401", "at_least_workdays: 3", "at_least_workdays: 1")


def test_a_revision_and_a_folder_are_the_same_base(repository, edit):
    assert dstd("validate", "--base", "HEAD", cwd=repository).returncode == 0
    loosen(edit)
    one, two = (dstd("validate", "--base", each, cwd=repository) for each in ("HEAD", str(BASE)))
    assert one.stdout == two.stdout
    assert (one.returncode, one.stderr) == (1, "")
    assert re.search(r"DJ401-支部主题党日规范\.yaml:44:[0-9]+: 错误\[DS705\]", one.stdout)
    assert dstd("validate", cwd=repository).returncode == 0


def test_what_is_accepted_stays_so_through_a_rebase(repository, edit):
    loosen(edit)
    (mark,) = marks(dstd("validate", "--base", "HEAD", cwd=repository).stdout)
    accept(repository, mark)
    git(repository, "checkout", "-qb", "side")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "looser")
    git(repository, "checkout", "-q", "main")
    edit("DJ401", "          - 写明时间、地点", "          - 先看天气。\n          - 写明时间、地点")
    edit("DJ401", "local: [who, when, how.1, papers]", "local: [who, when, how.1, how.2, papers]")
    git(repository, "commit", "-qam", "meanwhile")
    git(repository, "checkout", "-q", "side")
    git(repository, "rebase", "-q", "main")
    result = dstd("validate", "--base", "main", "--strict", cwd=repository)
    assert (result.returncode, result.stderr) == (0, "")
    assert "另有 1 条同旧版比出来的问题，已经接受" in result.stdout
    assert "已接受" in dstd("diff", "main", cwd=repository).stdout


def test_a_reviewer_reads_why_a_loosening_was_accepted_and_that_the_other_was_not(repository, edit):
    """The comment once said of both that there was no reason."""
    loosen(edit)
    (mark,) = marks(dstd("validate", "--base", "HEAD", cwd=repository).stdout)
    edit("DJ401", "          - 与流动党员逐人联系，说明参加方式。\n", "")
    accept(repository, mark)
    rows = dstd("diff", "--format", "markdown", cwd=repository).stdout.splitlines()
    when, how = (next(each for each in rows if about in each) for about in ("时限：何时", "做法第2项"))
    assert "理由：支委会议定（已接受）" in when
    assert "没有写理由" not in when
    assert "**没有写理由**" in how
    said = dstd("validate", "--base", "HEAD", cwd=repository).stdout
    accept(repository, *(mark for mark in marks(said) if mark in said.partition("做法第2项")[2]))
    assert "没有写理由" not in next(
        each
        for each in dstd("diff", "--format", "markdown", cwd=repository).stdout.splitlines()
        if "做法第2项" in each
    )


def test_an_acceptance_that_matches_nothing_is_said(repository, edit):
    loosen(edit)
    (mark,) = marks(dstd("validate", "--base", "HEAD", cwd=repository).stdout)
    accept(repository, mark, rule="DS701")
    result = dstd("validate", "--base", "HEAD", cwd=repository)
    assert "提醒[DS708]" in result.stdout
    assert "错误[DS705]" in result.stdout
    accept(repository, mark)
    edit("DJ401", "at_least_workdays: 1", "at_least_workdays: 3")
    result = dstd("validate", "--base", "HEAD", cwd=repository)
    assert result.returncode == 0
    assert f"DS705 没有标记是 {mark} 的问题" in result.stdout
    assert dstd("validate", "--base", "HEAD", "--strict", cwd=repository).returncode == 1


def test_a_mark_of_old_is_told_how_it_is_renewed(repository, edit):
    """It was of the message alone, so one could stand for several changes."""
    loosen(edit)
    said = dstd("validate", "--base", "HEAD", cwd=repository).stdout
    (now,) = marks(said)
    message = re.search(r"\[DS705\] (.+?)( \(|\n)", said)[1]
    old = hashlib.sha256(f"DS705\nDJ401\n{message}".encode()).hexdigest()[:12]
    accept(repository, old)
    result = dstd("validate", "--base", "HEAD", cwd=repository)
    assert f"DS705 的标记 {old} 是照旧算法算的，不再认" in result.stdout
    assert f"换成新的标记：{now}" in result.stdout
    assert "错误[DS705]" in result.stdout


def test_json_has_the_findings_too(repository, edit):
    loosen(edit)
    data = json.loads(dstd("validate", "--base", "HEAD", "--format", "json", cwd=repository).stdout)
    assert [each["code"] for each in data["diagnostics"]] == ["DS705"]
    assert marks(data["diagnostics"][0]["help"])


def refused(root, *arguments, **environment):
    result = dstd("validate", "--base", *arguments, cwd=root, **environment)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


def test_a_base_that_cannot_be_read_is_one_sentence(repository, edit, tmp_path_factory):
    assert "没有“nope”这个版本" in refused(repository, "nope")
    git(repository, "commit", "-q", "--allow-empty", "-m", "two")
    other = tmp_path_factory.mktemp("别处")
    git(other, "clone", "-q", "--depth", "1", repository.as_uri(), "浅")
    assert "git fetch --unshallow" in refused(other / "浅", "HEAD~1")
    shutil.copytree(BASE / "standards", other / "无" / "standards")
    assert "不在 git 仓库里" in refused(other / "无", "HEAD", GIT_CEILING_DIRECTORIES=str(other))
    edit("DJ401", "who: 支部书记", "whom: 支部书记")
    git(repository, "commit", "-qam", "broken")
    edit("DJ401", "whom: 支部书记", "who: 支部书记")
    assert re.search(r"HEAD 里的标准有 [0-9]+ 个错误", refused(repository, "HEAD"))


def test_conflict_markers_are_findings_of_their_own_line(repository, edit):
    line = "        when: {before: hold, at_least_workdays: 3}\n"
    other = line.replace("3", "1")
    edit("DJ401", line, f"<<<<<<< HEAD\n{line}=======\n{other}>>>>>>> side\n")
    result = dstd("validate", "--base", "HEAD", cwd=repository)
    assert result.returncode == 1
    assert re.search(r"DJ401-支部主题党日规范\.yaml:44:1: 错误\[DS006\]", result.stdout)
    assert "DS70" not in result.stdout


def test_a_project_inside_a_submodule_is_compared(repository, edit, tmp_path_factory):
    outer = tmp_path_factory.mktemp("外")
    git(outer, "init", "-q", "-b", "main")
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repository.as_uri(), "里")
    (path,) = (outer / "里" / "standards").rglob("DJ401*")
    path.write_text(path.read_text("utf-8").replace("at_least_workdays: 3", "at_least_workdays: 1"), "utf-8")
    result = dstd("validate", "--base", "HEAD", cwd=outer / "里")
    assert result.returncode == 1
    assert {"DS701", "DS705"} == set(re.findall(r"\[(DS7..)\]", result.stdout))


def test_a_unit_that_adopts_a_set_has_no_versions_of_its_own(tmp_path):
    (tmp_path / "unit.yaml").write_text("kind: unit\n", "utf-8")
    assert "沿用母本" in refused(tmp_path, "HEAD")
