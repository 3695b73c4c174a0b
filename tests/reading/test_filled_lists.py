"""Forms that were typed: a CSV by its heads, a YAML by ids. What is not certain is told with its line."""

from __future__ import annotations

import pytest

from dangjian_std.assessment.filings import Filing
from dangjian_std.reading import filled_lists
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms
from support import taken

RECORDS = taken.catalog().records
WANTED = taken.told()["forms"]["R211"]
HEADS = ("source", "matter", "owner", "due-on", "done-on", "result")
ROWS = [[str(row.get(column, "")) for column in HEADS] for row in WANTED["rows"]["items"]]


def csv(heads=("来源", "事项", "责任人", "时限", "办结日期", "结果"), rows=ROWS, **fields):
    fields = fields or {"年度和季度": "2027年第一季度", "未办结事项的安排": "叫号机"}
    lines = [",".join((*fields, *heads))]
    lines += [
        ",".join((*(fields.values() if not at else [""] * len(fields)), *row)) for at, row in enumerate(rows)
    ]
    return "\n".join(lines)


def read(text, form="R211", encoding="utf-8"):
    (found,) = filled_lists.of_csv("清单.csv", text.encode(encoding), Forms(RECORDS, named=form))
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_by_its_heads(encoding):
    found = taken.take(read(csv(), encoding=encoding))
    assert isinstance(found, Filing)
    assert taken.simple(found) == WANTED["facts"]
    assert (found.key, found.version) == ("2027-Q1", "1.1.0")


def test_a_csv_may_name_ids():
    found = taken.take(read(csv(heads=[f"items.{each}" for each in HEADS], quarter="2027年第一季度")))
    assert isinstance(found, Filing)
    assert taken.simple(found)["items"] == WANTED["facts"]["items"]
    assert "open-matters" not in found.asked


def test_a_doubt_in_a_csv_has_its_line():
    rows = [list(row) for row in ROWS]
    rows[2][3] = "2月30日"
    (doubt,) = taken.take(read(csv(rows=rows)))
    assert doubt.span.where == "清单.csv:4:6"


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        (csv(), "", "用 --form 写明是哪一张"),
        (csv(), "R999", "没有 R999 这张表"),
        ("", "R211", "没有内容"),
        ("来源\n", "R211", "没有内容"),
        (csv(heads=("来源", "事项", "责任人", "时限", "办结时间", "结果")), "R211", "“办结时间”：R211 没有这一栏"),
        ("来源,来源\n督查,督查", "R211", "一栏一次"),
        ("sep=,\n来源\n督查\n", "R211", "第 1 行“sep=”：R211 没有这一栏"),
        (f"来源,事项\n督查,{'长' * 200_000}\n", "R211", "第 2 行这一行太长"),
        ("年度和季度,来源\n2027年第一季度,督查\n2027年第二季度,督查", "R211", "第 3 行"),
        ("来源、时限\n督查、2027-01-01", "R211", "要用半角逗号"),
        ("姓名,事项\n甲,乙", "R201", "一个 CSV 只放一个表格"),
        ('来源,事项,时限\n督查,"换灯,2027-03-26\n', "R211", "第 2 行：引号没有成对"),
        ('来源,事项,时限\n督查,"换灯\n和门",2027-03-26\n', "R211", "第 2 行：引号没有成对"),
        ("来源,时限,办结日期\n督查,2027-03-26\n", "R211", "第 2 行有 2 格，栏名有 3 个"),
        ("来源,时限\n督查,2027-03-26,2027-03-25\n", "R211", "第 2 行有 3 格，栏名有 2 个"),
    ],
)
def test_a_csv_that_is_not_certain_is_refused(text, form, said):
    with pytest.raises(FilledFormError, match=said):
        read(text, form)


YAML = """\
kind: filled
form: R211
version: 1.1.0
fields:
  quarter: 2027年第一季度
  open-matters: 叫号机
  items:
""" + "".join(
    "    - {" + ", ".join(f"{name}: {value}" for name, value in row.items()) + "}\n"
    for row in WANTED["rows"]["items"]
)


def typed(text):
    (found,) = filled_lists.of_yaml("清单.yaml", text.encode(), Forms(RECORDS))
    return found


def test_a_yaml_is_read_by_its_ids():
    found = taken.take(typed(YAML))
    assert isinstance(found, Filing)
    assert taken.simple(found) == WANTED["facts"]
    assert found.rows["items"][0]["due-on"].at == "1!8"


def test_a_doubt_in_a_yaml_has_its_line_and_column():
    (doubt,) = taken.take(typed(YAML.replace("2027-02-04", "2027-02-30")))
    assert doubt.span.where.startswith("清单.yaml:10:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "清单.yaml:1"),
        ("", "清单.yaml:1:1：文件里没有内容"),
        ("a: &a [1]\nb: [*a, *a]\nkind: filled\n", "清单.yaml:1:4：不使用锚点 &a"),
        ("kind: filled\nfields: !!python/object/apply:os.system [id]\n", "清单.yaml:2:9：不使用类型标记"),
        (f"kind: filled\nfields: {'[' * 3000}{']' * 3000}\n", "层次超过 64 层"),
        ("kind: filled\nform: R211\nform: R201\n", "清单.yaml:3:1：键“form”重复了"),
        ("kind: filled\nform: R211\n---\nkind: filled\n", "清单.yaml:3:1：一个文件只能写一份内容"),
        ("kind: record\ncode: R211\n", "不是填过的表"),
        ("kind: filled\nfields: {}\n", "没有写是哪张表；加一行 form"),
        (YAML + "more: 1\n", "不是填过的表"),
        (YAML.replace("open-matters", "open"), "清单.yaml:6:3：R211 没有“open”这一栏"),
        (YAML.replace("owner: 己庚", "own: 己庚"), "“items”里没有“own”这一栏"),
        ("kind: filled\nform: R211\nfields: {items: 三件}\n", "“items”是表格"),
    ],
)
def test_a_yaml_that_is_not_certain_is_refused(text, said):
    with pytest.raises(FilledFormError, match=said):
        typed(text)


def test_what_looks_like_a_formula_is_a_text_like_any_other():
    (found,) = filled_lists.of_csv(
        "清单.csv", "来源,结果\n=cmd|calc,@SUM(A1)\n".encode(), Forms(RECORDS, named="R211")
    )
    asked = taken.take(found)
    assert isinstance(asked, tuple)
    assert [each.message for each in asked if each.name == "items.source/1"] == ["“=cmd|calc”里没有登记过的词"]
