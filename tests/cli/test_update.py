"""`dstd update`: a unit follows its base, whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from cli.test_sheet import fill
from dangjian_std.output import exchange
from dangjian_std.reading import layers, schema
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK
from support.folders import BASE, FROZEN
from support.killed import KILLED, killing
from support.program import dstd

UNIT = ("--name", "某县水利局", "--prefix", "SLJ", "--shape", "总支", "--branch", "机关党支部 12 第一党小组")
OVERLAY = """\
kind: overlay
of: DJ401
reason: 本局人员分散，通知要早一些。
put:
  - {at: notify.when.at_least_workdays, value: 5}  # 早一些
  - {at: notify.how.2, value: 与驻库的党员逐人联系。}
"""
DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
R201 = "standards/records/R201-会议活动记录.yaml"


def edit(root, path, *pairs):
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def revise(root):
    """Revise a base: a step is gone, one is stricter, a sentence is new, a label is another one."""
    text = (root / DJ401).read_text("utf-8")
    start, end = text.index("      - id: tell\n"), text.index("      - id: sign\n")
    (root / DJ401).write_text(text[:start] + text[end:], "utf-8")
    sentence = "          - 与流动党员逐人联系"
    edit(
        root,
        DJ401,
        ("at_least_workdays: 3}", "at_least_workdays: 4}"),
        (sentence, f"          - 先请支部书记看过。\n{sentence}"),
    )
    edit(root, R201, ("label: 地点,", "label: 地点和场所,"))
    edit(root, "standards/catalog.yaml", ("edition: 2027年版", "edition: 2028年版"))


def commit(root):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"], ["tag", "-f", "v1"]):
        subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


@pytest.fixture
def office(tmp_path):
    """A unit on a base that git keeps, with something of its own."""
    shutil.copytree(BASE, tmp_path / "set")
    commit(tmp_path / "set")
    assert dstd("init", tmp_path / "水利局", "--base", tmp_path / "set", *UNIT, "--leaders", "2").returncode == 0
    (tmp_path / "水利局/local/通知.yaml").write_text(OVERLAY, "utf-8")
    assert dstd("validate", tmp_path / "水利局").stdout.endswith("没有问题。\n")
    return tmp_path / "水利局"


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_where_the_base_has_not_changed_there_is_nothing_to_do(office):
    before = files(office)
    done = dstd("update", office)
    assert (done.returncode, done.stdout) == (0, "母本没有变，还是2027年版。\n")
    assert files(office) == before


def test_a_revision_is_told_in_duties_and_followed(office):
    revise(office.parent / "set")
    before = files(office)
    done = dstd("update", office, "--check")
    assert done.returncode == 1
    assert files(office) == before
    assert "取消 1，加重 1" in done.stdout
    assert "加重　何时：“主持主题党日”前，至少提前3个工作日 → “主持主题党日”前，至少提前4个工作日" in done.stdout
    assert "local/通知.yaml:5:48: DJ401 notify.when.at_least_workdays　母本：" in done.stdout
    assert "local/通知.yaml:6:10: DJ401 notify.how.2 改成 notify.how.3" in done.stdout
    assert "local/通知.yaml:5:48: 提醒[DS036]" in done.stdout
    assert "母本从 3 改成 4，本单位是 5" in done.stdout
    shown = dstd("update", office, "--diff")
    assert (shown.returncode, files(office)) == (0, before)
    assert {"-  edition: 2027年版", "+  edition: 2028年版"} <= set(shown.stdout.splitlines())
    assert "+  - {at: notify.how.3, value: 与驻库的党员逐人联系。}" in shown.stdout
    assert dstd("validate", office).returncode == 1
    done = dstd("update", office)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(
        "1 处两边都改了，用的是本单位的。\n"
        "写好了 local/通知.yaml、unit.yaml。接着运行 dstd validate 和 dstd build。\n"
    )
    assert "# 早一些" in (office / "local/通知.yaml").read_text("utf-8")
    assert {name for name, data in files(office).items() if data != before[name]} == {
        "unit.yaml",
        "local/通知.yaml",
    }
    assert dstd("validate", office).stdout.endswith("没有问题。\n")
    said = dstd("show", "DJ401", office).stdout
    assert "5个工作日" in said
    assert "向缺席党员转告内容" not in said
    assert "没有变" in dstd("update", office).stdout


def test_what_is_gone_stops_it_before_anything_is_written(office):
    out = "kind: overlay\nof: DJ401\nreason: 本局人少。\nomit:\n  - {step: tell, reason: 本局人少。}\n"
    (office / "local/转告.yaml").write_text(out, "utf-8")
    revise(office.parent / "set")
    before = files(office)
    done = dstd("update", office)
    assert done.returncode == 1
    assert "local/转告.yaml:5:12: 错误[DS032] 母本的 DJ401 里没有“tell”" in done.stderr
    assert "建议: 母本的新版没有它了：删去这一项" in done.stderr
    assert "没有写任何文件" in done.stderr
    assert files(office) == before
    (office / "local/转告.yaml").unlink()
    assert dstd("update", office).returncode == 0


def test_what_a_base_has_fixed_stops_it(office):
    edit(office.parent / "set", DJ401, ("      - id: notify\n", "      - id: notify\n        fixed: 全县统一。\n"))
    done = dstd("update", office)
    assert done.returncode == 1
    assert "错误[DS034] 母本规定这里不许改：全县统一。" in done.stderr


def test_a_base_is_named_by_its_folder_or_its_revision(office):
    root = office.parent / "set"
    revise(root)
    subprocess.run(["git", "commit", "-qam", "two"], cwd=root, check=True, env=_who())
    subprocess.run(["git", "tag", "v2"], cwd=root, check=True)
    shutil.copytree(root, office.parent / "other")
    assert dstd("update", office, "--to", "v2").returncode == 0
    assert "  revision: v2\n" in (office / UNIT_SHEET).read_text("utf-8")
    assert dstd("validate", office).returncode == 0
    done = dstd("update", office, "--to", "v1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "放宽 1" in done.stdout
    assert dstd("update", office, "--to", office.parent / "other").returncode == 0
    text = (office / UNIT_SHEET).read_text("utf-8")
    assert "  from: ../other\n" in text
    assert "revision" not in text
    assert dstd("validate", office).stdout.endswith("没有问题。\n")


def _who():
    names = ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL")
    return {**os.environ, **dict.fromkeys(names, "a@example.org")}


def test_where_the_old_base_is_gone_what_the_unit_changed_is_listed(office):
    root = office.parent / "set"
    shutil.rmtree(root / ".git")
    revise(root)
    done = dstd("update", office, "--check")
    assert done.returncode == 1
    assert "原来那一版找不到了，或者读不了，比不出改了什么" in done.stdout
    assert "DJ401 notify.when.at_least_workdays　本单位：5；母本现在：4" in done.stdout
    assert "DJ401 notify.how.2　本单位：与驻库的党员逐人联系。；母本现在：先请支部书记看过。" in done.stdout
    wrong = dstd("update", office, "--check", "--old", root)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
    assert "不是单位表写定的那一版" in wrong.stderr
    done = dstd("update", office, "--check", "--old", BASE)
    assert "母本从 3 改成 4，本单位是 5" in done.stdout
    assert dstd("update", office).returncode == 0
    assert dstd("validate", office).returncode == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "v9"), "取不到母本“../set”的版本“v9”"),
        (("--to", "随程序", "--revision", "v9"), "取不到母本“随程序”的版本“v9”"),
        (("--to", "nowhere", "--revision", "v1"), "里没有一套标准"),
    ],
)
def test_a_base_that_cannot_be_had_is_one_sentence(office, options, said):
    before = files(office)
    done = dstd("update", office, *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert files(office) == before


def test_a_base_that_is_gone_or_of_another_format_is_one_sentence(office, tmp_path):
    root, newest = office.parent / "set", schema.newest_format()
    for number, said in ((newest + 1, "请换用新版的 dstd"), (newest - 1, "先运行 dstd migrate")):
        edit(root, "standards/catalog.yaml", (f"format: {newest}", f"format: {number}"))
        done = dstd("update", office)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert said in done.stderr
        edit(root, "standards/catalog.yaml", (f"format: {number}", f"format: {newest}"))
    shutil.rmtree(root)
    done = dstd("update", office)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "取不到母本“../set”" in done.stderr
    assert "没有母本可跟" in dstd("update", FROZEN).stderr


def test_a_unit_below_a_unit_follows_it(office, tmp_path):
    commit(office)
    below = tmp_path / "所"
    assert dstd("init", below, "--base", office, *UNIT).returncode == 0
    edit(office, "local/通知.yaml", ("value: 5}", "value: 6}"))
    assert "DS031" in dstd("validate", below).stdout
    done = dstd("update", below)
    assert (done.returncode, done.stderr) == (0, "")
    assert "至少提前5个工作日 → “主持主题党日”前，至少提前6个工作日" in done.stdout
    assert dstd("validate", below).stdout.endswith("没有问题。\n")


BEGIN = """
import contextlib
from dangjian_std.cli import main
from support.projects import judge_once
judge_once()
with contextlib.suppress(SystemExit):
    main.main(["update", "--check", folder])
"""
ACT = 'main.main(["update", folder])'


@pytest.mark.parametrize("call", ["replace", "link"])
def test_a_kill_at_any_write_leaves_the_old_state_whole(office, call):
    assert dstd("sheet", office).returncode == 0
    revise(office.parent / "set")
    old = files(office)
    with killing(call, office, BEGIN, ACT) as killed:
        seen, found = until_done(office, old, killed)
    assert len(seen) == (2 if call == "replace" else 1)
    assert {name for name in old if found[name] != old[name]} == {"unit.yaml", "单位.xlsx", "local/通知.yaml"}
    assert dstd("validate", office).stdout.endswith("没有问题。\n")


def until_done(office, old, killed):
    """Kill an update at call after call until it is done; return what was unfinished, and its files."""
    seen = set()
    for nth in range(1, 12):
        code = killed(nth)
        broken = exchange.unfinished(office)
        if broken:
            assert "上次没有写完" in dstd("update", office, "--check").stderr
        exchange.restore(office)
        found = {name: data for name, data in files(office).items() if ".dstd-" not in name}
        seen.add(broken)
        if code == 0:
            return seen, found
        assert code == KILLED
        assert found == old
    raise AssertionError("it is never done")


def test_an_interrupted_one_is_taken_back_and_done_again(office, monkeypatch):
    revise(office.parent / "set")
    with killing("replace", office, BEGIN, ACT) as killed:
        assert killed(2) == KILLED
    assert exchange.unfinished(office)
    done = dstd("update", office)
    assert done.stdout.startswith("上次没有写完，已恢复原样，现在重新来。\n")
    assert done.returncode == 0
    assert not [name for name in files(office) if ".dstd-" in name]


def test_an_office_that_fills_only_the_workbook_follows_too(tmp_path):
    shutil.copytree(BASE, tmp_path / "set")
    commit(tmp_path / "set")
    assert dstd("sheet", tmp_path / "水利局", "--base", tmp_path / "set").returncode == 0
    path = tmp_path / "水利局" / UNIT_WORKBOOK
    fill(path)
    book = openpyxl.load_workbook(path)
    book["单位"]["E3"].value = "经办的人自己写的"
    book.save(path)
    edit(tmp_path / "set", "standards/catalog.yaml", ("edition: 2027年版", "edition: 2028年版"))
    edit(tmp_path / "set", DJ401, ("at_least_workdays: 3}", "at_least_workdays: 4}"), ("day: 10,", "day: 12,"))
    assert dstd("update", path, "--diff").stdout.startswith(f"{UNIT_WORKBOOK}：母本那几行改成 2028年版（")
    done = dstd("update", path)
    cell = "DJ401 的“hold”的几日两边都改了：母本从 10 改成 12，本单位是 15"
    assert (cell in done.stdout, "要照母本，清空这一格" in done.stdout) == (True, True)
    rows = openpyxl.load_workbook(path)["日期"].iter_rows(values_only=True)
    assert next(row[2:4] for row in rows if row[0] == "DJ401.hold") == ("12日", 15)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith(f"写好了 {UNIT_WORKBOOK}。接着运行 dstd validate 和 dstd build。\n")
    assert openpyxl.load_workbook(path)["单位"]["E3"].value == "经办的人自己写的"
    assert dstd("validate", path).returncode == 0
    assert [each.name for each in path.parent.iterdir()] == [UNIT_WORKBOOK]
    assert "15日" in dstd("show", "DJ401", path).stdout
    raws = layers.sources(path.parent)
    assert layers.digest(raw for raw in raws if raw.path.startswith("standards/")) in str(
        [cell.value for row in openpyxl.load_workbook(path)["单位"].iter_rows() for cell in row]
    )


def test_a_workbook_with_pictures_is_left_alone(tmp_path):
    shutil.copytree(BASE, tmp_path / "set")
    assert dstd("sheet", tmp_path / "水利局", "--base", tmp_path / "set").returncode == 0
    path = tmp_path / "水利局" / UNIT_WORKBOOK
    fill(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")
    before = path.read_bytes()
    edit(tmp_path / "set", "standards/catalog.yaml", ("edition: 2027年版", "edition: 2028年版"))
    done = dstd("update", path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "里有图片" in done.stderr
    assert path.read_bytes() == before


def test_an_old_base_that_cannot_be_read_any_more_stops_nobody(office):
    root = office.parent / "set"
    edit(root, "standards/catalog.yaml", ("edition: 2027年版", "edition: 2026年版\nodd: 1"))
    subprocess.run(["git", "commit", "-qam", "odd"], cwd=root, check=True, env=_who())
    pinned = layers.digest(layers.base_of(office, "../set", None))
    edit(office, UNIT_SHEET, (re.search("[0-9a-f]{64}", (office / UNIT_SHEET).read_text("utf-8"))[0], pinned))
    edit(root, "standards/catalog.yaml", ("\nodd: 1", ""))
    done = dstd("update", office)
    assert (done.returncode, done.stderr) == (0, "")
    assert "找不到了，或者读不了" in done.stdout
