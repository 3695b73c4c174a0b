"""`dstd compare`: what hundreds of units made of a set, as a table, a workbook, a book and JSON."""

from __future__ import annotations

import json

import jsonschema
import openpyxl
import pytest

from dangjian_std.text.package_data import shipped
from support import adoptions
from support.program import dstd

NAMES = tuple(f"某县第{number}局" for number in range(1, 9))


@pytest.fixture
def handed(tmp_path):
    """Six of eight units have reported, one of them on an older base, in packs and in files."""
    for number, name in enumerate(NAMES[:6]):
        content = adoptions.said(
            name,
            own=("DJ701",) * (number == 1),
            sha256=("b" if number == 5 else "a") * 64,
            DJ402="不适用" if number < 3 else "采用",
            DJ501="" if number == 5 else "采用",
        )
        if number < 2:
            content = adoptions.stricter(content, 5 + 2 * number)
        adoptions.put(tmp_path / "收", content, packed=number % 2 == 0)
    (tmp_path / "清单.txt").write_text("\n".join(NAMES), "utf-8")
    return tmp_path


def tables(root, *options):
    done = dstd("compare", root / "收", "--format", "json", *options)
    content = json.loads(done.stdout)
    jsonschema.validate(content, json.loads((shipped("schemas") / "report.schema.json").read_text("utf-8")))
    return {each["title"]: each for each in content["tables"]}, done


def test_how_many_take_each_standard_and_a_missing_file_is_never_a_number(handed):
    found, done = tables(handed, "--units", handed / "清单.txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert found["各项标准怎样采用"]["columns"][2:] == ["采用", "增加要求", "不适用", "母本没有", "未报"]
    assert found["各项标准怎样采用"]["rows"] == [
        ["DJ401", "支部主题党日规范", "6", "0", "0", "—", "2"],
        ["DJ402", "假日支部规范", "3", "0", "3", "—", "2"],
        ["DJ501", "督查规程", "5", "0", "0", "1", "2"],
    ]
    matrix = {row[0]: row[1:] for row in found["各单位怎样采用"]["rows"]}
    assert list(matrix) == list(NAMES)
    assert matrix[NAMES[0]] == ["采用", "不适用", "采用", "—"]
    assert matrix[NAMES[1]] == ["采用", "不适用", "采用", "DJ701"]
    assert matrix[NAMES[5]] == ["采用", "采用", "—", "—"]
    assert matrix[NAMES[6]] == ["未报"] * 4
    units = {row[0]: row[1:] for row in found["各单位报了什么"]["rows"]}
    assert units[NAMES[7]] == ["未报", *["—"] * 6]
    assert units[NAMES[1]] == ["支部", "2027年版（aaaaaaaa）", "2", "0", "1", "1", "1"]
    assert [row[3] for row in found["沿用的是哪一版"]["rows"]] == ["5", "1"]
    assert found["增补的标准"]["rows"] == [[NAMES[1], "DJ701", f"{NAMES[1]}的规范"]]
    assert found["不适用的"]["rows"][0] == [NAMES[0], "DJ402", "假日支部规范", "本局没有。"]


def test_what_a_fifth_of_them_change_alike_is_a_hint(handed):
    found, _ = tables(handed)
    assert found["共性"]["rows"] == [
        ["DJ402", "假日支部规范", "不适用", "3（50%）", "—", "—"],
        [
            "DJ401",
            "支部主题党日规范：“通知到每名党员”的何时",
            "加严",
            "2（33%）",
            adoptions.TIME.format(3),
            f"{adoptions.TIME.format(5)}（1个）；{adoptions.TIME.format(7)}（1个）",
        ],
    ]
    for number in range(5):  # two of eleven are less than a fifth
        adoptions.put(handed / "收", adoptions.said(f"某县{number}所"))
    found, _ = tables(handed)
    assert [row[0] for row in found["共性"]["rows"]] == ["DJ402"]


def test_few_reports_have_nothing_in_common(tmp_path):
    for name in NAMES[:4]:
        adoptions.put(tmp_path / "收", adoptions.said(name, DJ402="不适用"))
    found, _ = tables(tmp_path)
    assert found["共性"]["rows"] == []
    assert found["共性"]["notes"] == ["报的不到5个单位，看不出共性。"]


def test_additions_are_alike_where_they_say_the_same(tmp_path):
    change = {
        "code": "DJ401",
        "node": "notify",
        "key": "how",
        "where": "做法",
        "kind": "增加",
        "before": "",
        "reason": "本局。",
    }
    for number, name in enumerate(NAMES[:5]):
        content = adoptions.said(name)
        after = "写明值班的人。" if number < 2 else f"第{number}句。"
        content["changes"] = [{**change, "after": after}, {**change, "after": after}]
        adoptions.put(tmp_path / "收", content)
    found, _ = tables(tmp_path)
    assert [(row[3], row[5]) for row in found["共性"]["rows"] if row[3][0] == "2"] == [
        ("2（40%）", "写明值班的人。")
    ]


def test_what_cannot_be_read_is_told_and_the_others_are_counted(handed):
    (handed / "收" / "x-adoption.json").write_text("{", "utf-8")
    adoptions.put(handed / "收" / "再", adoptions.said(NAMES[0]))
    done = dstd("compare", handed / "收", "--units", handed / "清单.txt")
    assert done.returncode == 1
    assert "应报8个单位，报了5个，未报3个。另有2份读不了或者报重了，没有算，那几个单位也算未报。" in done.stdout
    assert "错误[DS001] 从这里起不是完好的 JSON" in done.stderr
    assert f"错误[DS033] “{NAMES[0]}”报了两份" in done.stderr


def test_who_is_not_on_the_list_is_named(handed):
    (handed / "清单.txt").write_text("\n".join(NAMES[1:]), "utf-8")
    done = dstd("compare", handed / "收", "--units", handed / "清单.txt")
    assert f"清单里没有、也报了的：{NAMES[0]}。" in done.stdout


def test_it_is_put_into_files_of_every_kind(handed, monkeypatch):
    monkeypatch.chdir(handed)
    for name in ("汇总.xlsx", "汇总.json", "汇总.txt", "汇总.docx"):
        done = dstd("compare", "收", "--units", "清单.txt", "-o", name, cwd=handed)
        assert (done.returncode, done.stdout, done.stderr) == (0, f"做好了 {name}\n", "")
    book = openpyxl.load_workbook(handed / "汇总.xlsx")
    assert "各单位怎样采用" in book.sheetnames
    assert [cell.value for cell in book["各单位怎样采用"][1]] == ["单位", "DJ401", "DJ402", "DJ501", "增补"]
    text = (handed / "汇总.txt").read_text("utf-8")
    assert "各单位怎样采用（DJ401至DJ402）" in text
    assert "各单位怎样采用（DJ501至DJ501）" in text


def test_a_face_that_is_missing_is_told_before_a_box_is_printed(tmp_path):
    adoptions.put(tmp_path, adoptions.said("某县\U00020bb7野家"))
    done = dstd("compare", tmp_path, "-o", tmp_path / "汇总.pdf")
    assert done.returncode == 2
    assert "（U+20BB7）" in done.stderr
    assert not (tmp_path / "汇总.pdf").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("nowhere",), "找不到 nowhere"),
        ((), "缺少参数"),
        ((".", "--format", "pdf"), "做 PDF 要用 -o 写明存成哪个文件"),
        ((".", "-o", "汇总.doc"), "扩展名不对"),
        ((".", "--units", "nowhere"), "nowhere 不是文件"),
    ],
)
def test_wrong_usage_is_one_sentence(tmp_path, options, said):
    adoptions.put(tmp_path, adoptions.said("某县水利局"))
    done = dstd("compare", *options, cwd=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert said in done.stderr
