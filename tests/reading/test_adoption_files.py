"""Files that units hand in: each that cannot be taken is one finding, and the others are taken."""

from __future__ import annotations

import dataclasses
import json
import zipfile

import pytest

from dangjian_std.reading import adoption_files, expected_units
from dangjian_std.text.errors import DstdError
from support import adoptions
from support.projects import shown
from support.unit_workbooks import openpyxl


def read(*paths):
    handed = adoption_files.read(paths)
    return [each.name for each in handed.reports], [shown(each).partition("] ")[2] for each in handed.found]


@pytest.fixture
def good(tmp_path):
    return adoptions.put(tmp_path, adoptions.said("某县农业局"))


def test_a_file_and_a_pack_say_the_same(tmp_path):
    content = adoptions.stricter(adoptions.said("某县水利局", own=("DJ701",), DJ402="不适用"), 5)
    plain, packed = (adoptions.put(tmp_path, content, packed=each) for each in (False, True))
    (one,), (other,) = (adoption_files.read([path]).reports for path in (plain, packed))
    assert one == other
    assert (one.name, one.shape, one.base_edition) == ("某县水利局", "支部", "2027年版")
    assert one.stances == {"DJ401": "采用", "DJ402": "不适用", "DJ501": "采用"}
    assert [each.code for each in one.own] == ["DJ701"]
    assert one.changes[0].address == "notify.when.at_least_workdays"
    assert read(plain, packed) == (["某县水利局"], [])


def bad(change):
    content = adoptions.said("某县水利局")
    change(content)
    return json.dumps(content, ensure_ascii=False).encode()


WRONG = {
    "text": (b"\xff\xfe\x00", "不是 UTF-8 的 JSON 文件"),
    "cut": (bad(lambda _: None)[:-3], "从这里起不是完好的 JSON"),
    "deep": (b"[" * 200_000, "不是 UTF-8 的 JSON 文件"),
    "number": (b'{"format": ' + b"9" * 5000 + b"}", "不是 UTF-8 的 JSON 文件"),
    "list": (b"[]", "不是 dstd 做的 adoption.json，或者被改过：最外层 不合格式"),
    "other": (b'{"format": 1}', "不是 dstd 做的 adoption.json，或者被改过：最外层 不合格式"),
    "newer": (bad(lambda said: said.update(format=2, more=1)), "是第2版格式，本程序只认到第1版"),
    "stance": (
        bad(lambda said: said["standards"][1].update(stance="不用")),
        "不是 dstd 做的 adoption.json，或者被改过：/standards/1/stance 不合格式",
    ),
    "hidden": (
        bad(lambda said: said["unit"].update(name="某县\u202e水利局")),
        "里面有看不见的双向控制字符 U+202E",
    ),
    "half": (
        bad(lambda said: said["unit"].update(name="水利局")).replace("水".encode(), b"\\ud800"),
        "里面有看不见的无效或自造字符 U+D800",
    ),
    "large": (
        b" " * (adoption_files.ADOPTION_KIND.largest + 1),
        "adoption.json 超过 4 MiB，不像本工具做的，没有读",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_such_file_is_one_finding_and_the_others_are_read(tmp_path, good, name):
    data, message = WRONG[name]
    path = tmp_path / "adoption.json"
    path.write_bytes(data)
    assert read(path, good) == (["某县农业局"], [message])
    packed = tmp_path / "成品包.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("adoption.json", data)
    assert read(packed, good) == (["某县农业局"], [message])


def test_a_broken_json_is_told_where_it_breaks(tmp_path):
    path = tmp_path / "adoption.json"
    path.write_text('{"format": 1,\n "tool": x}', "utf-8")
    (found,) = adoption_files.read([path]).found
    assert (found.place.span.line, found.place.span.column) == (2, 10)


def test_a_pack_that_is_none_is_one_finding(tmp_path, good):
    path = tmp_path / "成品包.zip"
    path.write_bytes(b"PK\x03\x04 no")
    assert read(path, good) == (["某县农业局"], ["不是完好的 ZIP 文件，或者加了密码"])
    for names, message in (
        (["a.txt"], "包里没有 adoption.json"),
        (["adoption.json", "x/adoption.json"], "包里有 2 个 adoption.json，应当只有一个"),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "{}")
        assert read(path, good) == (["某县农业局"], [message])


def test_a_pack_that_unpacks_without_end_is_not_unpacked(tmp_path, good):
    path = tmp_path / "成品包.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("adoption.json", "w") as part:
        for _ in range(64):
            part.write(b" " * 1024 * 1024)
    assert path.stat().st_size < 100_000
    assert read(path, good) == (["某县农业局"], [WRONG["large"][1]])


def test_what_is_just_as_large_as_may_be_is_read(tmp_path, monkeypatch):
    plain, packed = (adoptions.put(tmp_path, adoptions.said("某县水利局"), packed=each) for each in (False, True))
    size = plain.stat().st_size
    for name, limit, path, said in (
        ("ADOPTION_KIND", size, plain, WRONG["large"][1].replace("4 MiB", "0 MiB")),
        ("ADOPTION_KIND", size, packed, WRONG["large"][1].replace("4 MiB", "0 MiB")),
        ("MOST_FILES_IN_PACK", 2, packed, "包里的文件太多，不像成品包，没有读"),
    ):
        for least, wanted in ((limit, (["某县水利局"], [])), (limit - 1, ([], [said]))):
            kind = dataclasses.replace(adoption_files.ADOPTION_KIND, largest=least)
            with monkeypatch.context() as at:
                at.setattr(adoption_files, name, kind if name == "ADOPTION_KIND" else least)
                assert read(path) == wanted


def test_of_two_that_say_different_things_of_a_unit_neither_is_taken(tmp_path, good):
    one = adoptions.put(tmp_path / "1", adoptions.said("某县水利局"))
    two = adoptions.put(tmp_path / "2", adoptions.said("某县水利局", DJ402="不适用"))
    handed = adoption_files.read([one, good, two])
    assert [each.name for each in handed.reports] == ["某县农业局"]
    (found,) = handed.found
    assert (found.code, found.message) == ("DS033", "“某县水利局”报了两份，说的不一样，两份都没有算")
    assert found.related[0].place.span.path == str(one)
    same = adoptions.put(tmp_path / "3", adoptions.said("某县水利局"))
    assert read(one, same) == (["某县水利局"], [])


def test_a_folder_is_searched_for_what_may_be_meant(tmp_path, good):
    packed = adoptions.put(tmp_path, adoptions.said("某县水利局"), packed=True)
    (tmp_path / "水利局-adoption.json").write_text("{}", "utf-8")
    (tmp_path / "manifest.json").write_text("{}", "utf-8")
    (tmp_path / ".shared").mkdir()
    (tmp_path / ".shared/adoption.json").write_text("{}", "utf-8")
    found = adoption_files.files([tmp_path, good])
    assert set(found) == {packed, good, tmp_path / "水利局-adoption.json"}
    assert len(found) == 3
    (tmp_path / "empty").mkdir()
    for path, message in ((tmp_path / "empty", "没有 adoption.json"), (tmp_path / "none", "找不到")):
        with pytest.raises(DstdError, match=message):
            adoption_files.files([path])


NAMES = ("某县水利局", "某县农业局")


@pytest.mark.parametrize(
    "text",
    [
        "某县水利局\n某县农业局\n",
        "序号,单位名称,党支部数\n1,某县水利局,3\n2,某县农业局,2\n",
        "应报名单\n单位\n某县水利局\n\n某县农业局\n",
    ],
)
def test_a_list_of_units_is_one_name_a_row(text):
    assert expected_units.names("清单.csv", text.encode()) == NAMES
    assert expected_units.names("清单.csv", text.encode("gb18030")) == NAMES


def test_a_list_may_be_the_one_that_the_packs_are_made_of(tmp_path):
    text = "units:\n  - {name: 某县水利局, prefix: SLJ}\n  - 某县农业局\n"
    assert expected_units.names("units.yaml", text.encode()) == NAMES
    book, path = openpyxl.Workbook(), tmp_path / "清单.xlsx"
    for row in (["单位名称", "编号前缀"], *([name, "J"] for name in NAMES)):
        book.active.append(row)
    book.save(path)
    assert expected_units.names("清单.xlsx", path.read_bytes()) == NAMES


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "", "里没有单位"),
        ("a.csv", "甲\n乙\n甲\n", "“甲”写了两次"),
        ("a.yaml", "names: [甲]\n", "里没有 units"),
        ("a.yaml", "units:\n  - {prefix: SLJ}\n", "没有写 name"),
    ],
)
def test_a_list_that_says_too_little_is_one_sentence(name, text, message):
    with pytest.raises(DstdError, match=message):
        expected_units.names(name, text.encode())
