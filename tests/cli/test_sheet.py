"""`dstd sheet`, and the other commands in an office that fills only 单位.xlsx."""

from __future__ import annotations

import json
import subprocess

import openpyxl
import pytest

from dangjian_std import renderers
from dangjian_std.document.fields import canonical
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, compose, publications
from dangjian_std.reading import layers, load
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK
from support import unit_workbooks as units
from support.folders import BASE, FROZEN
from support.program import dstd, sketch

LINES = {
    "单位名称": "某县水利局",
    "编号前缀": "SLJ",
    "版次": "2027年版",
    "年份": 2027,
    "单位类型": "总支",
    "党员领导干部": 3,
}
BRANCHES = (
    ("机关第一党支部", 13, "第一党小组、第二党小组"),
    ("机关第二党支部", 9, "第三党小组"),
    ("离退休党支部", 11, "第四党小组、第五党小组、第六党小组"),
)


def fill(path):
    """Fill in a workbook as an officer does: by the words that stand in it."""
    book = openpyxl.load_workbook(path)
    for row in book["单位"].iter_rows():
        if row[0].value in LINES:
            row[1].value = LINES[row[0].value]
    sheet = book["支部和党小组"]
    first = next(row[0].row for row in sheet.iter_rows() if row[0].value == "党支部") + 1
    for number, branch in enumerate(BRANCHES, first):
        for column, value in enumerate(branch, 1):
            sheet.cell(number, column).value = value
    for row in book["日期"].iter_rows():
        if row[0].value == "DJ401.hold":
            row[3].value = 15
    book.save(path)


@pytest.fixture
def office(tmp_path):
    done = dstd("sheet", tmp_path / "水利局", "--base", FROZEN)
    assert (done.returncode, done.stderr) == (0, "")
    path = tmp_path / "水利局" / UNIT_WORKBOOK
    assert [each.name for each in path.parent.iterdir()] == [UNIT_WORKBOOK]
    fill(path)
    return path


def test_an_office_that_fills_only_the_workbook_gets_its_own(office, tmp_path, monkeypatch):
    assert dstd("validate", "--strict", office).stdout.endswith("没有问题。\n")
    with monkeypatch.context() as short:
        short.setattr(renderers, "render", sketch)
        done = dstd("build", office, "--only", "清单", "-o", tmp_path / "out")
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / "out/02清单/责任清单.docx").is_file()
        assert dstd("month", "2027-03", office, "-o", tmp_path / "m").returncode == 0
        check = dstd("build", office.parent, "--check", "--only", "清单", "-o", tmp_path / "out")
        assert check.returncode == 0
    assert "15日" in dstd("show", "DJ401", office).stdout
    assert [each.name for each in office.parent.iterdir()] == [UNIT_WORKBOOK]


def test_asking_for_the_workbook_asks_for_the_whole_project(office):
    wrong = office.parent / "local" / "改.yaml"
    wrong.parent.mkdir()
    wrong.write_text(
        "kind: overlay\nof: DJ401\nreason: 试。\nput:\n  - {at: nowhere.who, value: 支部书记}\n", "utf-8"
    )
    done = dstd("validate", office)
    assert done.returncode == 1
    assert "local/改.yaml:5" in done.stdout


def test_no_word_and_no_number_of_the_sample_is_in_what_the_workbook_makes(office):
    unit = Unit.of(load.load(layers.sources(office.parent)).catalog)
    counts = unit.profile.counts
    assert (counts.branches, counts.groups, counts.members, counts.leaders) == (3, 6, 33, 3)
    texts = [canonical(made) for name in publications() for _, made, _ in compose(unit, name, Request())]
    assert len(texts) > 90
    for word in ("示例单位", "SLDW", "2个党支部", "4个党小组", "40名"):
        assert not [text for text in texts if word in text]
    assert any("某县水利局" in text for text in texts)


def test_each_is_made_of_the_other_and_follows_it(office):
    folder = office.parent
    done = dstd("sheet", office)
    assert done.stdout == f"照 {UNIT_WORKBOOK} 生成了 {folder / UNIT_SHEET}\n"
    text = (folder / UNIT_SHEET).read_text("utf-8")
    assert text.startswith(f"# 由 {UNIT_WORKBOOK} 生成")
    assert "  - {name: 机关第二党支部, members: 9, groups: [第三党小组]}\n" in text
    assert dstd("validate", folder).returncode == 0
    (folder / UNIT_SHEET).write_text(text.replace("members: 9", "members: 8"), "utf-8")
    done = dstd("validate", folder)
    assert done.returncode == 1
    assert f"{UNIT_SHEET}:" in done.stdout
    assert "这里是“8”，那里是“9”" in done.stdout
    assert f"另见 {UNIT_WORKBOOK}:支部和党小组:B11: 那里" in done.stdout
    assert dstd("sheet", folder).returncode == 0
    assert (folder / UNIT_SHEET).read_text("utf-8") == text


def test_a_workbook_is_made_of_unit_yaml_and_is_not_the_source(tmp_path):
    dstd("sheet", tmp_path / "a", "--base", BASE)
    folder = tmp_path / "a"
    stated = openpyxl.load_workbook(folder / UNIT_WORKBOOK)["单位"]["B11"].value
    (folder / UNIT_WORKBOOK).unlink()
    text = units.text().replace("随程序", stated)
    (folder / UNIT_SHEET).write_text(text, "utf-8")
    assert dstd("sheet", folder).returncode == 0
    assert dstd("validate", folder).stdout.endswith("没有问题。\n")
    (folder / UNIT_SHEET).write_text(text.replace("某县水利局", "某县农业局"), "utf-8")
    done = dstd("validate", folder)
    assert done.returncode == 1
    assert f"{UNIT_WORKBOOK}:单位:B5: 错误[DS033]" in done.stdout
    before = (folder / UNIT_SHEET).read_bytes()
    assert dstd("sheet", folder).returncode == 0
    assert (folder / UNIT_SHEET).read_bytes() == before
    assert dstd("validate", folder).returncode == 0


def test_two_that_are_both_the_source_are_left_as_they_are(office):
    (office.parent / UNIT_SHEET).write_text("kind: unit\n", "utf-8")
    before = office.read_bytes()
    done = dstd("sheet", office)
    assert done.returncode == 2
    assert "不知道以哪一个为准" in done.stderr
    assert office.read_bytes() == before


def test_what_is_wrong_is_told_at_its_cell_and_nothing_is_written(office):
    book = openpyxl.load_workbook(office)
    book["单位"]["B5"].value = "slj"
    book.save(office)
    for command in ("build", "sheet"):
        done = dstd(command, office)
        assert done.returncode == 1
        assert f"{UNIT_WORKBOOK}:单位:B5: 错误[DS016]" in done.stderr
    assert [each.name for each in office.parent.iterdir()] == [UNIT_WORKBOOK]
    done = dstd("validate", office, "--format", "json")
    (told,) = json.loads(done.stdout)["diagnostics"]
    assert (told["path"], told["line"], told["column"]) == (f"{UNIT_WORKBOOK}:单位", 5, 2)


def test_a_workbook_of_another_name_is_asked_to_be_renamed(office):
    other = office.rename(office.with_name("水利局.xlsx"))
    done = dstd("build", other)
    assert done.returncode == 2
    assert f"单位表要叫 {UNIT_WORKBOOK}" in done.stderr


@pytest.mark.parametrize("ending", ["xlsm", "et", "XLS"])
def test_a_workbook_of_another_kind_is_asked_to_be_saved_as_one(office, ending):
    other = office.rename(office.with_suffix(f".{ending}"))
    done = dstd("validate", other)
    assert done.returncode == 2
    assert f"单位表要存成 {UNIT_WORKBOOK}" in done.stderr


def test_nothing_that_is_there_is_lost(office, tmp_path):
    done = dstd("sheet", FROZEN)
    assert (done.returncode, "是一套标准" in done.stderr) == (2, True)
    done = dstd("sheet", office, "--base", FROZEN)
    assert (done.returncode, "不再写 --base" in done.stderr) == (2, True)
    assert "里没有一套标准" in dstd("sheet", tmp_path / "x", "--base", tmp_path).stderr


def test_a_revision_of_an_office_is_read_from_git(office):
    root = office.parent
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    book = openpyxl.load_workbook(office)
    for row in book["日期"].iter_rows():
        if row[0].value == "DJ401.hold":
            row[3].value = 20
    book.save(office)
    done = dstd("diff", "HEAD", root)
    assert done.returncode == 0, done.stderr
    assert "20日" in done.stdout


def test_a_project_is_made_of_a_filled_workbook(office, tmp_path):
    new = tmp_path / "新的"
    done = dstd("init", new, "--from", office)
    assert (done.returncode, done.stderr) == (0, "")
    assert (new / UNIT_WORKBOOK).read_bytes() == office.read_bytes()
    assert not (new / UNIT_SHEET).exists()
    assert f"`{UNIT_WORKBOOK}`（单位表）" in (new / "README.md").read_text("utf-8")
    assert dstd("validate", new).stdout.endswith("没有问题。\n")
    assert "已经有一个项目" in dstd("init", new, "--from", office).stderr
    assert "就不写别的选项" in dstd("init", tmp_path / "b", "--from", office, "--name", "甲").stderr
    office.write_bytes(b"PK\x03\x04")
    assert "DS001" in dstd("init", tmp_path / "b", "--from", office).stderr
    assert not (tmp_path / "b").exists()
