"""JSON files that units hand in: which are meant, how many, how large, and of which format."""

from __future__ import annotations

import dataclasses
import json

import pytest

from dangjian_std.reading import handed_json
from dangjian_std.reading.hand_up_files import HAND_UP_KIND as KIND
from dangjian_std.reading.handed_json import HandedError
from dangjian_std.text.errors import DstdError


@pytest.fixture
def folder(tmp_path):
    """A folder of three files that may be meant, and of others."""
    for name in ("2.json", "1.JSON", "下/3.json", ".4.json", "~5.json", ".隐/6.json", "7.txt"):
        path = tmp_path / "收" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", "utf-8")
    return tmp_path / "收"


def test_each_file_is_meant_once(folder):
    named = (folder / "7.txt", folder, folder / "2.json", folder)
    found = [each.relative_to(folder).as_posix() for each in handed_json.files(KIND, named)]
    assert found == ["7.txt", "1.JSON", "2.json", "下/3.json"]


@pytest.mark.parametrize(("most", "told"), [(3, ""), (2, "文件超过 2 个，请分几次汇总。")])
def test_of_more_files_than_are_read_none_is_taken(folder, monkeypatch, most, told):
    monkeypatch.setattr(handed_json, "MOST_JSON_FILES", most)
    for named in ((folder,), (folder / "7.txt", *sorted(folder.glob("[12].*")))):
        if not told:
            assert len(handed_json.files(KIND, named)) == most
            continue
        with pytest.raises(DstdError) as raised:
            handed_json.files(KIND, named)
        assert str(raised.value) == told


@pytest.mark.parametrize(
    ("name", "told"), [("下", "里没有上报的文件（.json）。"), ("没有", "找不到 {}。请检查路径。")]
)
def test_what_is_not_there_is_named(folder, name, told):
    (folder / "下" / "3.json").unlink()
    with pytest.raises(DstdError) as raised:
        handed_json.files(KIND, (folder, folder / name))
    assert told.format(folder / name) in str(raised.value)


@pytest.mark.parametrize(("more", "taken"), [(0, True), (1, False)])
def test_a_file_may_be_as_large_as_its_kind_says(tmp_path, more, taken):
    kind = dataclasses.replace(KIND, largest=1024 * 1024)
    path = tmp_path / "大.json"
    path.write_bytes(b" " * (kind.largest + more))
    if taken:
        assert len(handed_json.content(kind, path)) == kind.largest
        return
    with pytest.raises(HandedError, match="超过 1 MiB"):
        handed_json.content(kind, path)


@pytest.mark.parametrize(
    ("number", "told"), [(2, "是第2版格式"), (1, "不合格式"), (True, "不合格式"), ("2", "不合格式")]
)
def test_a_newer_format_is_told_from_what_is_no_such_file(number, told):
    with pytest.raises(HandedError, match=told):
        handed_json.said(KIND, json.dumps({"format": number}).encode())
