"""What `dstd doctor` finds, and the mend that it names for each."""

from __future__ import annotations

import shutil
import sys

import pytest

from dangjian_std import renderers
from dangjian_std.cli.console import environment, installed_libraries
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped

PYTHON = f"Python {sys.version_info[0]}.{sys.version_info[1]}"
NAMES = [PYTHON, "终端编码 utf-8", "运行用的库", "校验规则和模板", "PDF 排版", "项目里的 schemas/"]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(renderers, "render", lambda document, form: b"")
    monkeypatch.setattr(installed_libraries, "trouble", lambda: "")


def raising(error):
    def call(*_, **__):
        raise error

    return call


def test_a_machine_in_order_needs_nothing(copy):
    shutil.copytree(shipped("schemas"), copy / "schemas")
    assert list(environment.examine(copy, "utf-8")) == [(name, "") for name in NAMES]
    assert dict(environment.examine(copy, "UTF8"))["终端编码 UTF8"] == ""


def test_outside_of_a_project_nothing_is_said_of_schemas(tmp_path):
    assert [name for name, _ in environment.examine(tmp_path, "utf-8")] == NAMES[:-1]


def test_an_old_python_and_another_encoding(copy, monkeypatch):
    monkeypatch.setattr(environment, "LEAST_PYTHON", (sys.version_info[0], sys.version_info[1] + 1))
    found = dict(environment.examine(copy, "gbk"))
    assert found[PYTHON] == "换用 Python 3.11 或更新的版本"
    assert found["终端编码 gbk"] == "设环境变量 PYTHONUTF8=1，否则有些字显示成 \\u 加编码"


def test_the_library_that_is_wrong(copy, monkeypatch):
    monkeypatch.setattr(installed_libraries, "trouble", lambda: "缺少 click")
    assert dict(environment.examine(copy, "utf-8"))["运行用的库"] == "缺少 click"


@pytest.mark.parametrize("missing", ["schemas", "templates", "standards"])
def test_data_that_are_not_there(copy, monkeypatch, missing):
    monkeypatch.setattr(
        environment, "shipped", lambda name: raising(DstdError("缺少数据"))() if name == missing else shipped(name)
    )
    assert environment._data() == "缺少数据"


@pytest.mark.parametrize(
    ("error", "said"),
    [(DstdError("没有找到排版库"), "没有找到排版库"), (ValueError("x"), "没有排成（ValueError）")],
)
def test_a_line_that_cannot_be_set(copy, monkeypatch, error, said):
    monkeypatch.setattr(renderers, "render", raising(error))
    assert dict(environment.examine(copy, "utf-8"))["PDF 排版"] == said


def test_schemas_that_are_not_there_or_stale(copy):
    own = shipped("schemas")
    found = dict(environment.examine(copy, "utf-8"))["项目里的 schemas/"]
    assert found == f"没有这个文件夹，编辑器不会提示怎么写；把 {own} 复制过来"
    shutil.copytree(own, copy / "schemas")
    (copy / "schemas" / "paper.schema.json").unlink()
    (copy / "schemas" / "record.schema.json").write_text("{}", "utf-8")
    found = dict(environment.examine(copy, "utf-8"))["项目里的 schemas/"]
    assert found == f"paper.schema.json、record.schema.json 不是当前版本，从 {own} 复制过来"
