"""Files that lie where nothing reads them, and files that cannot be read: each is named."""

from __future__ import annotations

import io
import os
from pathlib import Path

import openpyxl
import pytest

from dangjian_std.reading import checked_files, project, unit_lists
from dangjian_std.reading.project import RawSource
from dangjian_std.text.errors import DstdError
from support.projects import findings, patched

UNIT = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base: {from: 随程序, edition: 2027年版, sha256: %s}
shape: 支部
branches:
  - {name: 机关第一党支部, members: 12}
""" % ("0" * 64)


@pytest.mark.parametrize(
    ("path", "text", "said", "advice"),
    [
        (
            "standards/单位.yaml",
            UNIT,
            "kind: unit 不能写在一套标准里",
            "它写在沿用这一套的单位的项目里：先运行 dstd init；这里删去",
        ),
        (
            "standards/records/roles.yaml",
            "kind: roles\nroles:\n  - {id: 甲, kind: 岗位, level: 支部}\n",
            "kind: roles 只能写在 standards/roles.yaml",
            "改 kind，或删去这个文件",
        ),
    ],
)
def test_a_file_of_another_place_is_named(path, text, said, advice):
    files = patched("") | {path: RawSource(path, text.encode())}
    told = [(each.message, each.help) for each in findings(files) if each.rule == "misplaced-file"]
    assert (said, advice) in told


def test_a_set_of_too_much_is_refused(copy, monkeypatch):
    files = list(project.sources(copy))
    for name, most, said in (
        ("MAX_FILES", len(files), f"standards/ 下有 {len(files)} 个 YAML 文件，超过上限 {len(files) - 1} 个。"),
        ("MAX_TOTAL", sum(len(raw.data) for raw in files), "standards/ 下的 YAML 文件合起来超过上限 0 MiB。"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(project, name, most)
            assert list(project.sources(copy)) == files
            patch.setattr(project, name, most - 1)
            with pytest.raises(DstdError) as caught:
                list(project.sources(copy))
            assert str(caught.value) == said


def test_what_is_no_source_is_named_and_not_opened(copy, monkeypatch):
    folder = copy / "standards"
    (folder / "roles2.YAML").write_text("x", "utf-8")
    (folder / "roles.yaml.txt").write_text("x", "utf-8")
    (folder / "link").symlink_to(copy.parent)
    for name in ("note.md", ".hidden.yaml", "~roles.yaml", ".hidden/a.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    os.mkfifo(folder / "pipe.yaml")
    troubles = {raw.path: raw.trouble for raw in project.sources(copy) if raw.trouble}
    name = "文件名不以 .yaml 结尾（要小写，后面没有 .txt），没有读取，请改名"
    assert troubles == {
        "standards/link": "这是链接到别处的文件夹，里面的文件都没有读取，请把文件放进来",
        "standards/pipe.yaml": "这不是普通文件（是链接、管道或设备），为安全起见没有读取",
        "standards/roles.yaml.txt": name,
        "standards/roles2.YAML": name,
    }

    def refuse(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(os, "open", refuse)
    raws = {raw.path: raw for raw in project.sources(copy)}
    assert raws["standards/roles.yaml"].trouble.startswith("读不了这个文件：")


def test_a_folder_of_the_project_that_is_reached_by_a_link_is_told_apart(copy, tmp_path_factory):
    (copy / "docs").mkdir()
    link = tmp_path_factory.mktemp("links") / "link"
    link.symlink_to(copy / "docs")
    found = checked_files.scope([link])
    assert (found.root, found.files) == (copy.resolve(), frozenset())
    assert found.unread == (f"{link} 不在 standards/ 里，没有检查",)


def test_a_row_of_a_list_that_cannot_be_read_is_told_and_the_others_are_read():
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["单位名称", "编号前缀", "单位类型", "党支部数", "党员人数"])
    book.active.append(["甲", "A", "支部", "=1+1", 12])
    book.active.append(["乙", "B", "支部", 1, 12])
    book.save(out)
    bad, good = unit_lists.read("u.xlsx", out.getvalue(), {})
    assert (bad.line, bad.name, dict(bad.data)) == (2, "甲", {})
    assert "算式" in bad.trouble
    assert (good.line, good.name, good.trouble) == (3, "乙", "")


def test_what_is_not_there_is_named_as_it_was_typed(copy, tmp_path_factory, monkeypatch):
    outside = tmp_path_factory.mktemp("outside")
    for place in (copy, outside):
        monkeypatch.chdir(place)
        with pytest.raises(DstdError) as caught:
            checked_files.scope([Path("没有")])
        assert str(caught.value) == "找不到 没有。请检查路径。"


def test_a_file_that_is_named_is_read_up_to_its_last_byte(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    assert project.local(path, 5) == b"12345"
    with pytest.raises(DstdError) as caught:
        project.local(path, 4)
    assert str(caught.value) == f"{path} 不是文件，或者超过 4 字节。请检查路径。"

    def refuse(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(DstdError, match=f"^读不了 {path}："):
        project.local(path)
