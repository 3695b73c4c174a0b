"""An office without a programmer, from an empty workbook to the next revision of its base: only cells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from dangjian_std import renderers
from dangjian_std.reading import layers, load
from dangjian_std.reading.project import UNIT_WORKBOOK
from support.folders import FROZEN
from support.program import dstd, sketch

DECLARED = {
    "DJ401": "  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}\n",
    "DJ406": "  - {id: notice, title: 志愿服务的告知, at: [call.when.at_least_workdays], follows: DJ401.notice}\n"
    "  - {id: agreed, title: 同服务对象说定, at: [prepare.when.at_least_workdays]}\n",
}
LINES = {
    "单位名称": "某县水利局",
    "编号前缀": "SLJ",
    "版次": "2027年版",
    "年份": 2027,
    "单位类型": "机关党委",
    "党员领导干部": 4,
}
ROWS = {
    "支部和党小组": {
        1: {"党支部": "机关党支部", "党员人数": 14, "党小组": "办公室党小组、财务党小组"},
        2: {"党支部": "河道管理所党支部", "党员人数": 9},
        3: {"党支部": "离退休党支部", "党员人数": 11, "党小组": "第一党小组、第二党小组"},
    },
    "日期": {"DJ401.hold": {"几日": 15}},
    "时限": {"DJ401.notice": {"定为几": 5, "理由": "有一个支部在乡镇"}, "DJ406.agreed": {"定为几": 2}},
    "采用": {"DJ603": {"怎样采用": "不适用", "理由": "春节后防汛检查，不办"}},
    "增补": {
        1: {
            "代号": "DJ490",
            "名称": "防汛值守规程",
            "分组": "党员活动",
            "理由": "汛期要有人值守",
            "谁来做": "支部书记",
            "做什么": "排定汛期党员值守名单",
            "怎么做": "写明哪天、谁值守。\n照顾年老体弱的党员。",
            "何时": "每年",
            "月份": "5",
            "几日前": 10,
            "另留什么": "值守名单",
        },
        2: {
            "代号": "DJ490",
            "谁来做": "组织委员",
            "做什么": "换人的时候改值守名单",
            "怎么做": "告诉值守的党员。",
            "何时": "遇到事情",
            "遇到什么": "党务岗位变动",
            "工作日数": 3,
        },
    },
}
"""What is filled in, by worksheet, by row (its number, or what its first cell says) and by head."""


def cells(sheet, row):
    """Return the cells of a row of a worksheet by the heads above them."""
    top = next(each for each in sheet.iter_rows() if sum(cell.value is not None for cell in each) > 1)
    below = sheet.iter_rows(min_row=top[0].row + 1)
    found = next(each for at, each in enumerate(below, 1) if row in {at, each[0].value})
    return {head.value: cell for head, cell in zip(top, found, strict=True)}


def fill(path, said):
    book = openpyxl.load_workbook(path)
    for title, rows in said.items():
        for row, values in rows.items():
            found = cells(book[title], row)
            for head, value in values.items():
                found[head].value = value
    book.save(path)


def edit(base, code, *pairs):
    (path,) = base.rglob(f"{code}*.yaml")
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def commit(base):
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=base, check=True, capture_output=True)


@pytest.fixture
def base(tmp_path) -> Path:
    shutil.copytree(FROZEN, tmp_path / "set")
    for code, declared in DECLARED.items():
        edit(tmp_path / "set", code, ("history:\n", f"parameters:\n{declared}\nhistory:\n"))
    commit(tmp_path / "set")
    return tmp_path / "set"


@pytest.fixture
def office(tmp_path, base):
    assert dstd("sheet", tmp_path / "水利局", "--base", base).returncode == 0
    path = tmp_path / "水利局" / UNIT_WORKBOOK
    fill(path, {"单位": {name: {"填写": value} for name, value in LINES.items()}, **ROWS})
    return path


def standards(path):
    found = load.load(layers.sources(path.parent))
    assert found.catalog is not None
    return found.catalog


def test_a_filled_workbook_is_a_set_of_ones_own(office, monkeypatch):
    done = dstd("validate", "--strict", office)
    assert (done.returncode, done.stdout.endswith("没有问题。\n")) == (0, True), done.stdout
    catalog = standards(office)
    steps = catalog.standards["DJ401"].steps_by_id
    assert (steps["hold"].when.day.number, steps["notify"].when.at_least.number) == (15, 5)
    assert catalog.standards["DJ406"].steps_by_id["call"].when.at_least.number == 5, "it follows"
    assert [each.leaves for each in catalog.standards["DJ490"].steps] == [("值守名单",), ()]
    said = []

    def render_all(jobs, _tell, *_way):
        said.extend(str(document) for document, _ in jobs.values())
        return {name: sketch(*job) for name, job in jobs.items()}, None

    monkeypatch.setattr(renderers, "render_all", render_all)
    done = dstd("build", office, "--only", "实用本", "--only", "清单", "--only", "记录表")
    assert done.returncode == 0, done.stderr
    whole = "\n".join(said)
    for word in ("防汛值守规程", "值守名单", "某县水利局"):
        assert word in whole
    for word in ("示例单位", "新春主题教育周规范"):
        assert word not in whole


def test_it_is_carried_over_a_revision_that_takes_away_tightens_and_renames(base, office):
    (path,) = base.rglob("DJ406*.yaml")
    text = path.read_text("utf-8")
    start, end = text.index("      - id: prepare\n"), text.index("  - id: run\n")
    path.write_text(text[:start].rstrip() + "\n\n" + text[end:], "utf-8")
    edit(base, "DJ406", (DECLARED["DJ406"].splitlines(keepends=True)[1], ""))
    edit(
        base, "DJ401", ("when: {before: hold, at_least_workdays: 3}", "when: {before: hold, at_least_workdays: 4}")
    )
    for each in (base / "standards").rglob("*.yaml"):
        each.write_text(each.read_text("utf-8").replace("党务岗位变动", "党务岗位有变动"), "utf-8")
    edit(base, "catalog", ("edition: 2027年版", "edition: 2028年版"))
    before = office.read_bytes()
    done = dstd("update", office)
    assert (done.returncode, office.read_bytes()) == (1, before), "nothing is written"
    found = [line for line in done.stderr.splitlines() if line.startswith(f"{UNIT_WORKBOOK}:") and "错误" in line]
    assert len(found) == 1
    assert "错误[DS032] 母本可以由单位定的时限里没有“DJ406.agreed”" in found[0]
    fill(office, {"时限": {"DJ406.agreed": {"定为几": None}}})
    done = dstd("update", office)
    assert done.returncode == 1
    (found,) = [line for line in done.stderr.splitlines() if "错误[" in line]
    assert "增补:L" in found
    assert "事件“党务岗位变动”没有登记" in found
    assert "改用母本有的：党务岗位有变动" in done.stderr
    fill(office, {"增补": {2: {"遇到什么": "党务岗位有变动"}}})
    done = dstd("update", office)
    assert (done.returncode, done.stderr) == (0, "")
    assert "取消　步骤" in done.stdout
    assert "DJ401 的“主题党日的通知”两边都改了：母本从 3 改成 4，本单位是 5" in done.stdout
    assert dstd("validate", "--strict", office).returncode == 0
    catalog = standards(office)
    assert catalog.standards["DJ401"].steps_by_id["notify"].when.at_least.number == 5
    assert "prepare" not in catalog.standards["DJ406"].steps_by_id
    book = openpyxl.load_workbook(office)
    assert cells(book["时限"], "DJ401.notice")["母本现在"].value == "至少提前4个工作日"
    assert [row[0].value for row in book["时限"].iter_rows() if row[0].value == "DJ406.agreed"] == []
