"""单位.xlsx: the same value as unit.yaml, and one finding at its cell for whatever cannot be taken for certain."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.domain.unit_sheet import Occasion, UnitSheet
from dangjian_std.reading import bind, unit_heads, unit_sources
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK, RawSource
from dangjian_std.scaffold import unit_workbook as maker
from support import unit_workbooks as units
from support.projects import findings


def read(data):
    return unit_sources.workbook(RawSource(UNIT_WORKBOOK, data))


def found(change, said=None):
    """What is said of a changed workbook, always with what to do."""
    parsed = read(units.workbook(said or units.data(), change))
    assert all(each.help for each in parsed.diagnostics)
    return [
        (each.place.span.where.removeprefix(f"{UNIT_WORKBOOK}:"), each.code, each.message)
        for each in parsed.diagnostics
    ]


def value(tree):
    return bind.bind(UnitSheet, tree)


def test_a_workbook_and_unit_yaml_say_the_same():
    text = parse(RawSource(UNIT_SHEET, units.text().encode())).tree
    book = read(units.workbook(text.data)).tree
    assert value(book) == value(text)
    made = maker.text(book.data)
    assert value(parse(RawSource(UNIT_SHEET, made.encode())).tree) == value(text)


NAMES = st.text(st.sampled_from("某县水利局机关第一二党支部（）·AZ09"), min_size=1, max_size=12)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)).map(str)
MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=12)
BRANCH = st.fixed_dictionaries(
    {"name": NAMES, "members": st.integers(1, 10000)},
    optional={
        "groups": st.lists(NAMES, min_size=1, max_size=5),
        "from": DAYS,
        "until": DAYS,
        "temporary": st.just(True),
    },
)
STEP = st.sampled_from(["DJ401.hold", "DJ101.check", "DJ999.a-b"])
STANDARD = st.sampled_from(["DJ401", "DJ402", "DJ999"])
PARAMETER = st.sampled_from(["DJ401.notice", "DJ201.told", "DJ999.a-b"])
ADDED = st.fixed_dictionaries(
    {
        "standard": STANDARD,
        "who": NAMES,
        "what": NAMES,
        "how": st.lists(NAMES, min_size=1, max_size=3),
        "when": st.sampled_from([*Occasion]).map(str),
    },
    optional={
        "title": NAMES,
        "group": NAMES,
        "reason": NAMES,
        "with": st.lists(NAMES, min_size=1, max_size=3),
        "months": MONTHS,
        "by_day": st.integers(1, 31),
        "event": NAMES,
        "workdays": st.integers(0, 366),
        "record": st.sampled_from(["R201", "R999"]),
        "leaves": st.lists(NAMES, min_size=1, max_size=3),
    },
)


@given(
    st.fixed_dictionaries(
        {
            "name": NAMES,
            "prefix": NAMES,
            "edition": NAMES,
            "year": st.integers(2000, 2099),
            "shape": NAMES,
            "base": st.fixed_dictionaries(
                {"from": NAMES, "edition": NAMES, "sha256": NAMES}, optional={"revision": NAMES}
            ),
            "branches": st.lists(BRANCH, min_size=1, max_size=30),
        },
        optional={
            "title": NAMES,
            "leaders": st.integers(0, 1000),
            "doubling": st.lists(st.fixed_dictionaries({"role": NAMES, "by": NAMES}), min_size=1, max_size=3),
            "dates": st.lists(
                st.fixed_dictionaries({"step": STEP, "day": st.integers(1, 31)}, optional={"months": MONTHS}),
                min_size=1,
                max_size=3,
            ),
            "limits": st.lists(
                st.fixed_dictionaries(
                    {"parameter": PARAMETER, "value": st.integers(0, 400)}, optional={"reason": NAMES}
                ),
                min_size=1,
                max_size=3,
            ),
            "added": st.lists(ADDED, min_size=1, max_size=4),
            "adopt": st.lists(
                st.fixed_dictionaries(
                    {"standard": STANDARD, "stance": st.sampled_from(["采用", "增加要求", "不适用"])},
                    optional={"reason": NAMES},
                ),
                min_size=1,
                max_size=3,
            ),
        },
    )
)
@settings(max_examples=25, deadline=None)
def test_whatever_a_unit_is_goes_through_the_workbook_and_back(said):
    said = {"kind": "unit", **said}
    assert read(units.workbook(said)).tree.data == said
    assert parse(RawSource(UNIT_SHEET, maker.text(said).encode())).tree.data == said


def test_each_value_has_the_place_of_its_cell():
    outline = read(units.workbook(units.data())).tree.outline
    where = {path: outline.values[path].where.removeprefix(f"{UNIT_WORKBOOK}:") for path in outline.values}
    assert where["name",] == "单位:B4"
    assert where["base",] == where["base", "from"] == "单位:B11"
    assert where["base", "sha256"] == "单位:B14"
    assert where["branches",] == "支部和党小组:A9"
    assert where["branches", 1] == where["branches", 1, "name"] == "支部和党小组:A11"
    assert where["branches", 0, "groups", 1] == "支部和党小组:C10"
    assert where["branches", 2, "temporary"] == "支部和党小组:F12"
    assert where["dates", 0, "day"] == "日期:D7"
    assert where["doubling", 0, "by"] == "岗位:B6"


def cell(sheet, address, said, **looks):
    def change(book):
        book[sheet][address].value = said
        for name, look in looks.items():
            setattr(book[sheet][address], name, look)

    return change


def several(*changes):
    def change(book):
        for each in changes:
            each(book)

    return change


def merged(book):
    book["支部和党小组"].merge_cells("A10:A11")


def shifted(book):
    book["支部和党小组"].move_range("B11:F11", cols=6)


def renamed(book):
    book["日期"].title = "日期表"


def moved_down(book):
    sheet = book["单位"]
    sheet.move_range("B5:B14", rows=1)


def renamed_freely(book):
    book["增补"].title = "本局自己的"


def removed(book):
    del book["岗位"]


def misnamed(book):
    book["时限"].title = "时限表"


def without_what_may_be_left_out(book):
    del book["时限"], book["增补"]


def headless(book):
    book["岗位"].delete_rows(5)


def summed(book):
    book[BRANCHES]["A13"], book[BRANCHES]["B13"] = "合 计", 25


def unknown(book):
    book["单位"].append(["传真", 1])


def copied(book):
    book["单位"].append(["年份", 2029])


BRANCHES = "支部和党小组"
WRONG = {
    "merged": (merged, [(f"{BRANCHES}:A10", "DS016", "A10:A11 是合并的格子，读不准")]),
    "shifted": (shifted, [(f"{BRANCHES}:H11", "DS012", "“8”在没有表头的一列里，不知道是什么")]),
    "day as text": (
        cell(BRANCHES, "D12", "2028-06-01"),
        [(f"{BRANCHES}:D12", "DS014", "哪天起要写成日期，这里是文字“2028-06-01”")],
    ),
    "day as number": (
        cell(BRANCHES, "E12", 46905, number_format="General"),
        [(f"{BRANCHES}:E12", "DS014", "到哪天要写成日期，这里是数字 46905")],
    ),
    "number as text": (
        cell(BRANCHES, "B10", "12"),
        [(f"{BRANCHES}:B10", "DS014", "党员人数要写成数字，这里是文字“12”")],
    ),
    "number with unit": (
        cell(BRANCHES, "B10", "12名"),
        [(f"{BRANCHES}:B10", "DS014", "党员人数要写成数字，这里是文字“12名”")],
    ),
    "no number": (cell(BRANCHES, "B10", None), [(f"{BRANCHES}:B10", "DS013", "没有写党员人数")]),
    "no name": (cell(BRANCHES, "A10", None), [(f"{BRANCHES}:A10", "DS013", "没有写党支部")]),
    "formula": (cell(BRANCHES, "B10", "=5+7"), [(f"{BRANCHES}:B10", "DS014", "党员人数是算式，不读")]),
    "formula alone": (
        cell(BRANCHES, "B13", "=SUM(B10:B12)"),
        [(f"{BRANCHES}:B13", "DS016", "这一行是合计，不用写")],
    ),
    "column moved": (moved_down, [("单位:B15", "DS016", "“填写”一列错了位：母本校验值到了这里")]),
    "formula in a row that is there": (cell("日期", "D7", "=3+4"), [("日期:D7", "DS014", "几日是算式，不读")]),
    "sum": (summed, [(f"{BRANCHES}:A13", "DS016", "这一行是合计，不用写")]),
    "wrong formula": (
        cell("单位", "B8", "#REF!", data_type="e"),
        [("单位:B8", "DS014", "年份是算错的算式（#REF!）")],
    ),
    "renamed": (renamed, [("日期表:A1", "DS013", "没有工作表“日期”")]),
    "called as nobody knows": (renamed_freely, [("本局自己的:A1", "DS013", "没有工作表“增补”")]),
    "removed": (removed, [("单位:A1", "DS013", "没有工作表“岗位”")]),
    "misnamed, though it may be left out": (misnamed, [("时限表:A1", "DS013", "没有工作表“时限”")]),
    "head gone": (headless, [("岗位:A1", "DS013", "找不到表头")]),
    "head changed": (cell(BRANCHES, "B9", "人数"), [(f"{BRANCHES}:A9", "DS013", "表头里没有“党员人数”")]),
    "line changed": (
        cell("单位", "A4", "单位名"),
        [("单位:A4", "DS012", "不认识“单位名”这一行"), ("单位:A1", "DS013", "没有“单位名称”这一行")],
    ),
    "line unknown": (unknown, [("单位:A15", "DS012", "不认识“传真”这一行")]),
    "line twice": (copied, [("单位:A15", "DS033", "“年份”写了两行")]),
    "yes in another word": (cell(BRANCHES, "F12", "临时"), [(f"{BRANCHES}:F12", "DS015", "临时不能是“临时”")]),
    "months in words": (cell("日期", "E7", "六月"), [("日期:E7", "DS016", "月份的写法不对：“六月”")]),
    "months as day": (
        cell("日期", "E7", dt.date(2028, 6, 12)),
        [("日期:E7", "DS014", "月份变成了日期、时间“2028-06-12 00:00:00”")],
    ),
    "hidden character": (
        cell("单位", "B4", "某县\u200b水利局"),
        [("单位:B4", "DS003", "单位名称里有看不见的零宽或隐藏字符 U+200B")],
    ),
    "no branch": (
        several(*(cell(BRANCHES, f"{letter}{row}", None) for letter in "ABCDEF" for row in (10, 11, 12))),
        [(f"{BRANCHES}:A9", "DS013", "一个党支部也没有写")],
    ),
    "reason without stance": (cell("采用", "D7", "不合适"), [("采用:C7", "DS013", "没有写怎样采用")]),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_taken_is_one_finding_at_its_cell(case):
    change, expected = WRONG[case]
    assert found(change) == expected


def test_a_workbook_of_before_has_fewer_worksheets():
    assert found(without_what_may_be_left_out) == []


HELPS = {
    "merged": "取消合并，每一行都写全；一个支部的几个党小组写在一格里，用顿号隔开",
    "shifted": "移到该在的那一格，或者删去",
    "column moved": "在这一列里插入、删去了格子：撤销，或者把各格移回原来的行",
    "sum": "删去这一行；要写的，直接写上，不写算式",
    "renamed": "“日期表”要是它，就改回这个名称",
    "removed": "从空的单位表里补上",
    "head gone": "在最上面补一行表头：岗位、由谁兼",
    "head changed": "表头改回原来的字，或者从空的单位表里补上这一列",
    "line changed": "是不是“单位名称”？",
    "line unknown": "删去这一行，或者移到它那一行",
    "line twice": "只留一行",
    "no branch": "从表头下面一行起，一行写一个党支部",
}


@pytest.mark.parametrize("case", HELPS)
def test_each_finding_says_what_to_do(case):
    first, *_ = read(units.workbook(units.data(), WRONG[case][0])).diagnostics
    assert first.help == HELPS[case]


def test_heads_that_stand_there_once_more_hide_no_row_above_them():
    def again(book):
        book["岗位"]["A7"], book["岗位"]["B7"] = "岗位", "由谁兼"

    first, second = read(units.workbook(units.data(), again)).tree.data["doubling"]
    assert (first, second) == ({"role": "组织委员", "by": "支部书记"}, {"role": "岗位", "by": "由谁兼"})


def test_no_workbook_is_one_finding():
    for data, said in (
        (b"PK\x03\x04nothing", "这不是完好的 XLSX 文件"),
        (b"\xd0\xcf\x11\xe0", "这是旧的 .xls，或者加了密码"),
    ):
        (each,) = read(data).diagnostics
        assert (each.place.span.where, each.code, each.message) == (f"{UNIT_WORKBOOK}:1:1", "DS001", said)
        assert each.help.startswith("请")
    (each,) = unit_sources.workbook(RawSource(UNIT_WORKBOOK, trouble="这不是普通文件")).diagnostics
    assert each.message == "这不是普通文件"


def packed(data, **parts):
    """Return a workbook with more files in its package."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/").replace("_bin", ".bin").replace("_xml", ".xml"), part)
    return out.getvalue()


def test_macros_and_formulas_of_other_files_are_one_finding_with_what_to_do():
    data = units.workbook(units.data())
    for parts, said in (
        ({"xl__vbaProject_bin": b"x"}, "这个文件里有宏"),
        ({"xl__macrosheets__sheet1_xml": b"<x/>"}, "这个文件里有宏"),
        ({"xl__externalLinks__externalLink1_xml": b"<x/>"}, "这个文件里的算式引用别的文件"),
    ):
        (each,) = read(packed(data, **parts)).diagnostics
        assert (each.place.span.where, each.code, each.message) == (f"{UNIT_WORKBOOK}:1:1", "DS001", said)
        assert each.help.startswith("请打开它")


def test_a_date_in_the_format_of_wps_is_a_date():
    def change(book):
        book[BRANCHES]["D12"].value = 46905
        book[BRANCHES]["D12"].number_format = 'yyyy"年"m"月"d"日";@'
        book[BRANCHES]["E12"].value = dt.date(2028, 9, 30)
        book[BRANCHES]["E12"].number_format = "yyyy/m/d;@"

    tree = read(units.workbook(units.data(), change)).tree
    assert (tree.data["branches"][2]["from"], tree.data["branches"][2]["until"]) == ("2028-06-01", "2028-09-30")


def test_a_cell_that_wps_saved_as_inline_text_is_read():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(units.workbook(units.data()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith(".xml") else old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part, count = re.subn(
                    r'<c r="B4"( s="[0-9]+")? t="s"><v>[0-9]+</v></c>',
                    r'<c r="B4"\1 t="inlineStr"><is><t>某县水务局</t></is></c>',
                    part,
                )
                assert count == 1
            new.writestr(name, part)
    assert read(out.getvalue()).tree.data["name"] == "某县水务局"


def test_what_a_person_may_do_is_taken():
    def change(book):
        book.create_sheet("草稿")["A1"].value = "随便写的"
        book[BRANCHES]["G9"].value = "备注"
        book[BRANCHES]["G10"].value = "在三楼"
        book[BRANCHES]["A10"].value = " 机关第一党支部\n"
        book[BRANCHES]["B10"].value = 12.0
        book[BRANCHES]["C10"].value = "第一党小组，第二党小组"
        book[BRANCHES]["F10"].value = "否"
        book[BRANCHES].insert_rows(11)
        book["日期"]["E7"].value = "6月、12月"
        book._sheets.reverse()

    said = units.data()
    said["dates"] = [{"step": "DJ401.hold", "day": 15, "months": [6, 12]}]
    assert read(units.workbook(units.data(), change)).tree.data == said


@pytest.mark.parametrize(
    ("change", "where", "code"),
    [
        (cell(BRANCHES, "A11", "机关第一党支部"), f"{BRANCHES}:A11", "DS230"),
        (cell("采用", "A7", "DJ999"), "采用:A7", "DS032"),
        (cell("单位", "B5", "slj"), "单位:B5", "DS016"),
        (cell("单位", "B9", "大党委"), "单位:B9", "DS032"),
        (cell(BRANCHES, "B10", 12.5), f"{BRANCHES}:B10", "DS014"),
        (cell("单位", "B14", "f" * 64), "单位:B14", "DS031"),
    ],
)
def test_what_the_set_refuses_is_told_at_the_cell(change, where, code):
    said = units.data() | {"adopt": [{"standard": "DJ401", "stance": "采用"}]}
    told = findings(units.project(units.workbook(said, change)))
    assert [(each.place.span.where, each.code) for each in told] == [(f"{UNIT_WORKBOOK}:{where}", code)]


def test_a_unit_is_the_same_by_either_file():
    by_book = load(units.project(units.workbook(units.data())).values()).catalog
    by_text = load((units.base() | {UNIT_SHEET: RawSource(UNIT_SHEET, units.text().encode())}).values()).catalog
    assert by_book.adoption.sheet == by_text.adoption.sheet
    assert dataclasses.replace(by_book, adoption=None) == dataclasses.replace(by_text, adoption=None)
    assert by_book.system.issuer == "某县水利局"


def told(book, text):
    return [
        (each.place.span.where, each.message, each.help)
        for each in load(units.project(book, text=text.encode()).values()).diagnostics
    ]


def test_what_is_made_of_the_other_may_not_differ_from_it():
    said = units.data()
    book, made_book = units.workbook(said), units.workbook(said, made=True)
    text, made_text = units.text(), maker.text(said)
    assert told(book, made_text) == told(made_book, text) == []
    other = units.workbook(said | {"name": "某县农业局"})
    assert told(other, made_text) == [
        (
            f"{UNIT_SHEET}:3:7",
            f"{UNIT_SHEET} 同 {UNIT_WORKBOOK} 不一样：这里是“某县水利局”，那里是“某县农业局”",
            f"{UNIT_SHEET} 是生成的，要改的改在 {UNIT_WORKBOOK} 里；改好了运行 dstd sheet，重新生成",
        )
    ]
    fewer = text.replace("  - {name: 离退休党支部, members: 8, groups: [第一党小组]}\n", "")
    ((where, message, _),) = told(made_book, fewer)
    assert (where, message) == (
        f"{UNIT_WORKBOOK}:{BRANCHES}:A9",
        f"{UNIT_WORKBOOK} 同 {UNIT_SHEET} 不一样：这里是 3 项，那里是 2 项",
    )
    for pair in ((book, text), (made_book, made_text)):
        ((where, message, _),) = told(*pair)
        assert (where, message) == (
            f"{UNIT_WORKBOOK}:单位:A1",
            f"{UNIT_SHEET} 和 {UNIT_WORKBOOK} 都在，不知道以哪一个为准",
        )


def test_what_goes_without_saying_is_no_difference():
    said = units.data()
    text = (
        maker.text(said | {"adopt": []})
        .replace("temporary: true", "temporary: true")
        .replace("groups: [第一党小组]}", "groups: [第一党小组], temporary: false}")
    )
    assert told(units.workbook(said), text) == []


def test_every_open_cell_is_explained_and_checked():
    book = openpyxl.load_workbook(io.BytesIO(units.workbook({"base": {"from": "随程序"}})))
    assert book.sheetnames == [*unit_heads.UNIT_WORKSHEETS, "选项"]
    assert book["选项"].sheet_state == "veryHidden"
    for title, page in unit_heads.UNIT_WORKSHEETS.items():
        rules = book[title].data_validations.dataValidation
        told_of = {each.promptTitle: each for each in rules}
        for head in page.lines or page.heads:
            if head.key not in {"step", "standard", "parameter"} and not head.key.startswith("base."):
                assert told_of[head.word].prompt == head.hint
        assert all(each.showInputMessage and each.showErrorMessage for each in rules)
    shapes = next(each for each in book["单位"].data_validations.dataValidation if each.promptTitle == "单位类型")
    column = shapes.formula1.split("$")[1]
    assert [each.value for each in book["选项"][column] if each.value] == list(units.catalog().profiles)


def test_a_name_that_the_workbook_would_divide_is_refused():
    said = units.data()
    said["branches"] = [{"name": "a", "members": 1, "groups": ["一、二组"]}]
    with pytest.raises(maker.DstdError, match="党小组的名称“一、二组”"):
        units.workbook(said)
