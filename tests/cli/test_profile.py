"""What is made for a unit of another shape stands beside what the set is for, and neither touches the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dangjian_std.cli.console import month_packs
from dangjian_std.output import manifest
from dangjian_std.output.regular_files import MANIFEST
from support.folders import FROZEN
from support.program import dstd

SMALL = "小支部"
NOT_DONE = "not_done:\n  - {regulation: 支部条例, article: 第十六条第四款, reason: 示例}\n"
LISTS = ("--only", "清单", "--only", "本子")


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A copy of the frozen set, which knows units of four shapes and is for 总支."""
    shutil.copytree(FROZEN / "standards", tmp_path / "standards")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_lists_and_books_of_two_shapes_stand_side_by_side(whole, run):
    out = whole / "build"
    run("build", whole, *LISTS)
    own = contents(out)
    said = run("build", whole, *LISTS, "--profile", SMALL)
    small = contents(out / SMALL)
    assert f"build/{SMALL}/02清单" in said
    assert small.keys() == own.keys() == {*manifest.read(out / SMALL), MANIFEST}
    assert small["02清单/责任清单.pdf"] != own["02清单/责任清单.pdf"]
    assert small["05本子/党支部工作手册.pdf"] != own["05本子/党支部工作手册.pdf"]
    assert contents(out) == {**own, **{f"{SMALL}/{name}": data for name, data in small.items()}}


def test_each_is_made_again_by_itself_and_deletes_nothing_of_the_other(whole, run):
    run("build", whole, "--only", "清单")
    run("build", whole, "--only", "清单", "--profile", SMALL)
    before = contents(whole / "build")
    assert "没有变化" in run("build", whole, "--only", "清单")
    assert "没有变化" in run("build", whole, "--only", "清单", "--profile", SMALL, "--check")
    profile = whole / "standards" / "profiles" / f"{SMALL}.yaml"
    text = profile.read_text("utf-8")
    more = "not_applicable:\n  - {step: DJ401.hold, reason: 示例}\n"
    profile.write_text(text.replace("not_applicable:\n", more) + NOT_DONE, "utf-8")
    assert "没有变化" in run("build", whole, "--only", "清单")
    run("build", whole, "--only", "清单", "--profile", SMALL)
    after = contents(whole / "build")
    assert {name.partition("/")[0] for name in after if after[name] != before[name]} == {SMALL}


def test_month_packs_of_two_shapes_stand_side_by_side(whole, run):
    packs = whole / "build" / month_packs.MONTH_FOLDER
    run("month", "2027-03", whole)
    own = contents(packs)
    run("month", "2027-03", whole, "--profile", SMALL)
    small = contents(whole / "build" / SMALL / month_packs.MONTH_FOLDER)
    assert contents(packs) == own
    assert small["2027-03/3月用表.pdf"] != own["2027-03/3月用表.pdf"]
    assert "没有变化" in run("month", "2027-03", whole)
    run("year", "2027", whole, "--profile", SMALL)
    assert "没有变化" in run("month", "2027-03", whole, "--profile", SMALL)
    assert contents(packs) == own


def test_a_roster_has_to_fit_the_unit_that_is_asked_for(whole):
    roster = whole / "名单.csv"
    roster.write_text("一支部,甲\n二支部,乙\n", "utf-8")
    result = dstd("month", "2027-03", whole, "--roster", roster, "--profile", SMALL)
    assert result.returncode == 1
    assert "名单上有 2 个党支部，单位画像（counts）里是 1 个" in result.stderr


def test_the_title_names_it_too_and_its_own_name_changes_nothing(whole, run):
    run("build", whole, "--only", "清单", "--profile", "一个党支部，正式党员不足7人，不设支委会")
    assert (whole / "build" / SMALL / "02清单" / "责任清单.pdf").exists()
    run("build", whole, "--only", "清单", "--profile", "总支")
    assert (whole / "build" / "02清单" / "责任清单.pdf").exists()
    assert not (whole / "build" / "总支").exists()


@pytest.mark.parametrize("command", [["build"], ["month", "2027-03"], ["year", "2027"], ["report", "burden"]])
def test_a_wrong_name_is_one_sentence_and_exit_2(command):
    result = dstd(*command, FROZEN, "--profile", "小支步")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "没有“小支步”这个单位类型。可以用：小支部。\n"


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(whole):
    (whole / "elsewhere").mkdir()
    (whole / "build").mkdir()
    (whole / "build" / SMALL).symlink_to(whole / "elsewhere")
    result = dstd("build", whole, "--only", "清单", "--profile", SMALL)
    assert (result.returncode, list((whole / "elsewhere").iterdir())) == (2, [])
    assert "是通到别处的链接" in result.stderr


def test_a_report_has_only_the_unit_that_is_asked_for():
    burden = dstd("report", "burden", FROZEN, "--profile", SMALL).stdout
    assert ("小支部：各岗位" in burden, "总支：" in burden) == (True, False)
    roles = dstd("report", "roles", FROZEN, "--profile", SMALL).stdout
    assert "DJ104.assembly" in roles
    assert "总支：设党总支" not in roles
    assert dstd("report", "goals", FROZEN, "--profile", SMALL).stdout == dstd("report", "goals", FROZEN).stdout
