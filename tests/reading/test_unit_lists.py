"""A list of units: what each row says as unit.yaml would, and what is wrong with a row or with the list."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from dangjian_std.reading import unit_lists
from dangjian_std.text.errors import DstdError
from support import generated_units

HEAD = (
    "单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数,党员领导干部,DJ401.hold,DJ202.meeting,不适用,理由,备注"
)
ROW = "某县水利局,SLJ,机关党委,3,4,33,2,15,10月、11月,DJ402、DJ403,没有安排,电话另记"
COMMON = {"kind": "unit", "edition": "2027年版", "year": 2027}
BRANCHES = [
    {"name": "第1党支部", "members": 11, "groups": ["第1党小组", "第2党小组"]},
    {"name": "第2党支部", "members": 11, "groups": ["第1党小组"]},
    {"name": "第3党支部", "members": 11, "groups": ["第1党小组"]},
]
DATA = {
    **COMMON,
    "name": "某县水利局",
    "prefix": "SLJ",
    "shape": "机关党委",
    "leaders": 2,
    "dates": [{"step": "DJ401.hold", "day": 15}, {"step": "DJ202.meeting", "months": [10, 11]}],
    "adopt": [
        {"standard": "DJ402", "stance": "不适用", "reason": "没有安排"},
        {"standard": "DJ403", "stance": "不适用", "reason": "没有安排"},
    ],
    "branches": BRANCHES,
}


def read(text, path="units.csv", common=COMMON):
    return unit_lists.read(path, text if isinstance(text, bytes) else text.encode(), common)


def workbook(*rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_row_says_what_unit_yaml_would():
    (each,) = read(f"全县单位\n{HEAD}\n{ROW}\n")
    assert (each.line, each.name, each.trouble) == (3, "某县水利局", "")
    assert each.data == DATA


def test_a_workbook_says_the_same():
    cells = [int(each) if each.isdecimal() else each for each in ROW.split(",")]
    (each,) = read(workbook(HEAD.split(","), cells), "units.xlsx")
    assert (each.line, each.data) == (2, DATA)


def test_yaml_says_the_same_or_names_its_branches():
    (one, other) = read(
        "units:\n"
        "  - {name: 甲, prefix: A, shape: 支部, branches: 1, members: 7, year: 2028}\n"
        "  - name: 乙\n"
        "    branches:\n"
        "      - {name: 机关党支部, members: 5}\n",
        "units.yaml",
    )
    assert (one.line, one.data["branches"], one.data["year"]) == (2, [{"name": "第1党支部", "members": 7}], 2028)
    assert (other.line, other.data["branches"]) == (3, [{"name": "机关党支部", "members": 5}])
    (bad,) = read("units:\n  - prefix: A\n", "units.yml")
    assert (bad.line, bad.trouble) == (2, "没有写 name")
    (bad,) = read("units:\n  - {name: 甲, branches: 一, members: 2}\n", "units.yaml")
    assert bad.trouble == "branches、groups、members 写数字"


@pytest.mark.parametrize("members", [7, 8, 9, 33])
def test_members_and_groups_are_shared_out_whole(members):
    (each,) = read(f"单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数\n甲,A,总支,3,5,{members}\n")
    branches = each.data["branches"]
    assert sum(branch["members"] for branch in branches) == members
    assert max(branch["members"] for branch in branches) - min(branch["members"] for branch in branches) <= 1
    assert [len(branch["groups"]) for branch in branches] == [2, 2, 1]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (",33,", ",三十三,", "党员人数要写成数字，这里是“三十三”"),
        (",33,", ",,", "没有写党员人数"),
        (",3,4,33,", ",3,4,2,", "党支部 3 个，党员 2 名：至少要有一个党支部，一个党支部至少一名党员"),
        (",3,4,33,", ",0,0,2,", "党支部 0 个，党员 2 名：至少要有一个党支部，一个党支部至少一名党员"),
        ("某县水利局,", "合 计,", "这一行是合计，不是单位；删去"),
        (",15,", ",十五,", "DJ401.hold 写成 15 或者 6月、12月 这样，这里是“十五”"),
    ],
)
def test_a_bad_row_is_told_and_stops_nobody(old, new, said):
    bad, good = read(f"{HEAD}\n{ROW.replace(old, new)}\n{ROW}\n")
    assert (bad.line, bad.name, bad.trouble) == (2, "合 计" if "合计" in said else "某县水利局", said)
    assert good.data == DATA


def merged(*ranges):
    """Return a list of two units as Excel has it, with cells that became one."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ([], ["全县单位"], HEAD.split(","), [*ROW.split(",")], [], [*ROW.split(",")], []):
        book.active.append(row)
    for each in ranges:
        book.active.merge_cells(each)
    book.save(out)
    return out.getvalue()


def test_a_title_over_all_columns_and_empty_rows_are_no_units():
    found = read(merged("A2:M2"), "units.xlsx")
    assert [(each.line, each.data) for each in found] == [(4, DATA), (6, DATA)]


def test_what_units_have_in_common_may_be_one_cell():
    found = read(merged("C4:C7"), "units.xlsx")
    assert [(each.line, each.data) for each in found] == [(4, DATA), (6, DATA)]


@pytest.mark.parametrize(
    ("cells", "head"), [("A4:A6", "单位名称"), ("F4:F6", "党员人数"), ("H4:H6", "DJ401.hold")]
)
def test_a_number_in_one_cell_for_two_units_is_nobodys(cells, head):
    first, last = read(merged(cells), "units.xlsx")
    assert (first.trouble, first.data) == ("", DATA)
    assert last.trouble.startswith(f"{head}的格同上一行合并了")


def test_a_date_is_a_day_of_the_month_and_nothing_is_guessed():
    for said in ("15", "15日"):
        (each,) = read(f"{HEAD}\n{ROW.replace(',15,', f',{said},')}\n")
        assert each.data == DATA
    cells = [int(each) if each.isdecimal() else each for each in ROW.split(",")]
    cells[7] = dt.date(2027, 3, 15)
    (each,) = read(workbook(HEAD.split(","), cells), "units.xlsx")
    assert each.trouble == "DJ401.hold 写成 15 或者 6月、12月 这样，这里是“2027-03-15 00:00:00”"
    for said in ("3月15日", "每月15日", "15号", "１５", "2027-03-15", "、"):
        (each,) = read(f"{HEAD}\n{ROW.replace(',15,', f',{said},')}\n")
        assert each.trouble.endswith(f"这里是“{said}”")


def test_generated_units_say_the_same_in_each_form():
    found = generated_units.units(30)
    assert [each.data for each in read(generated_units.as_csv(found))] == [
        each.data for each in read(generated_units.as_yaml(found), "units.yaml")
    ]


def test_who_doubles_is_said_in_words():
    head, row = HEAD.replace("备注", "兼任"), ROW.rpartition(",")[0]
    (each,) = read(f"{head}\n{row},纪检委员由组织委员兼、宣传委员由支部书记兼任\n")
    doubling = [{"role": "纪检委员", "by": "组织委员"}, {"role": "宣传委员", "by": "支部书记"}]
    assert each.data == DATA | {"doubling": doubling}
    (each,) = read(f"{head}\n{row},支部书记兼纪检委员\n")
    assert each.trouble == "兼任写成 纪检委员由组织委员兼 这样，这里是“支部书记兼纪检委员”"


def test_a_broken_line_in_a_cell_is_no_part_of_a_name():
    cells = [each.replace("某县水利局", "某县\n水利局") for each in ROW.split(",")]
    (each,) = read(
        workbook([each.replace("单位名称", "单位\n名称") for each in HEAD.split(",")], cells), "units.xlsx"
    )
    assert (each.name, each.data["name"]) == ("某县水利局", "某县水利局")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_list_as_excel_and_wps_save_it(encoding):
    found = read(f"{HEAD}\r\n\r\n{ROW}\r\n,,,\r\n{ROW}\r\n".encode(encoding))
    assert [(each.line, each.data) for each in found] == [(3, DATA), (5, DATA)]


def test_as_many_branches_as_members_are_enough():
    (each,) = read(f"{HEAD}\n{ROW.replace(',3,4,33,', ',3,0,3,')}\n")
    assert each.trouble == ""
    assert each.data["branches"][2] == {"name": "第3党支部", "members": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}\n", "里没有单位"),
        ("甲,乙\n", "找不到表头"),
        (HEAD.replace(",", "；"), "units.csv:1：这一行用分号隔开，要用半角逗号"),
        (HEAD.replace("党小组数", "党小组数量"), "不认识“党小组数量”这一列，是不是“党小组数”"),
        (HEAD.replace("备注", "电话"), "不认识“电话”这一列，可以写"),
        (HEAD.replace("党员人数", "备注"), "表头里没有“党员人数”"),
        (HEAD.replace("理由", "单位"), "“单位名称”有两列"),
        (b"\xff\xff\xff,a\n", "不是文本文件"),
        (b"PK\x03\x04", "不是完好的 XLSX"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_a_sentence(text, said):
    with pytest.raises(DstdError, match=said):
        read(text)


def test_a_list_in_yaml_that_cannot_be_read_is_refused_in_a_sentence():
    for text, said in (("units: 3\n", "里没有 units"), ("units: [\n", "units.yaml:")):
        with pytest.raises(DstdError, match=said):
            read(text, "units.yaml")


def test_a_list_has_at_most_1000_units():
    head, row = HEAD.split(",理由", maxsplit=1)[0], "甲,A,总支,1,0,1"
    assert len(read(f"{head}\n" + f"{row}\n" * 1000)) == 1000
    with pytest.raises(DstdError, match="有 1001 个单位，超过 1000 个"):
        read(f"{head}\n" + f"{row}\n" * 1001)


def test_the_head_stands_in_one_of_the_first_30_rows():
    (each,) = read("说明\n" * 29 + f"{HEAD}\n{ROW}\n")
    assert (each.line, each.name) == (31, "某县水利局")
    with pytest.raises(DstdError) as caught:
        read("说明\n" * 30 + f"{HEAD}\n{ROW}\n")
    assert str(caught.value) == (
        "units.csv 里找不到表头。写一行：单位名称、编号前缀、单位类型、党支部数、党员人数。"
    )


PARAMETERS = {"DJ201.notice": "会议、党课的通知", "DJ201.told": "向缺席党员转告", "DJ401.told": "向缺席党员转告"}
NARROW = "单位名称,编号前缀,单位类型,党支部数,党员人数"


def limited(heads, cells):
    return unit_lists.read("u.csv", f"{NARROW},{heads}\n甲,A,支部,1,7,{cells}\n".encode(), {}, PARAMETERS)


@pytest.mark.parametrize(
    "head",
    ["DJ201.notice", "时限：DJ201.notice", "时限:DJ201.notice", "时限：会议、党课的通知", "时限： DJ201.notice"],
)
def test_a_column_sets_a_number_for_a_parameter_by_its_name_or_by_what_it_is_called(head):
    (each,) = limited(head, "5")
    assert (each.trouble, each.data["limits"]) == ("", [{"parameter": "DJ201.notice", "value": 5}])
    (each,) = limited(f"{head},DJ401.hold,时限的理由", "5,15,人员分散")
    assert each.data["limits"] == [{"parameter": "DJ201.notice", "value": 5, "reason": "人员分散"}]
    assert each.data["dates"] == [{"step": "DJ401.hold", "day": 15}]
    (each,) = limited(f"{head},时限的理由", ",人员分散")
    assert "limits" not in each.data


@pytest.mark.parametrize("said", ["五天", "5天", "5.5", "-5"])
def test_a_number_of_a_parameter_is_a_number(said):
    (each,) = limited("时限：会议、党课的通知", said)
    assert each.trouble == f"时限：DJ201.notice要写成数字，这里是“{said}”"


@pytest.mark.parametrize(
    ("heads", "said"),
    [
        (
            "时限：向缺席党员转告",
            "叫“向缺席党员转告”的时限有2项，不知道是哪一项。写成其中一个：时限：DJ201.told、时限：DJ401.told",
        ),
        ("时限：会议的通知", "不认识“时限：会议的通知”这一列，是不是“时限：会议、党课的通知”"),
        ("时限：甲", "不认识“时限：甲”这一列，可以写：时限：DJ201.notice、时限：DJ201.told、时限：DJ401.told"),
        ("DJ201.notice,时限：会议、党课的通知", "“时限：DJ201.notice”有两列，留下一列"),
    ],
)
def test_a_parameter_that_is_not_there_or_not_the_only_one_is_told_at_the_head(heads, said):
    with pytest.raises(DstdError, match=r"^u\.csv:1：") as caught:
        limited(heads, "5,6")
    assert said in str(caught.value)


def test_a_number_of_a_parameter_in_one_cell_for_two_units_is_nobodys():
    book, out = openpyxl.Workbook(), io.BytesIO()
    heads = [*NARROW.split(","), "DJ201.notice", "时限的理由"]
    for row in (heads, ["甲", "A", "支部", 1, 7, 5, "远"], ["乙", "B", "支部", 1, 7, None, None]):
        book.active.append(row)
    book.active.merge_cells("F2:F3")
    book.active.merge_cells("G2:G3")
    book.save(out)
    first, last = unit_lists.read("u.xlsx", out.getvalue(), {}, PARAMETERS)
    assert first.data["limits"] == [{"parameter": "DJ201.notice", "value": 5, "reason": "远"}]
    assert last.trouble.startswith("时限：DJ201.notice的格同上一行合并了")
