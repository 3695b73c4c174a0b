"""The sheet of a unit as unit.yaml and as 单位.xlsx, over the base project."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl

from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading import layers, load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import UNIT_SHEET, UNIT_WORKBOOK, RawSource
from dangjian_std.scaffold import unit_workbook
from support.projects import Files, base

YAML = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2028年版
year: 2028
base: {{from: 随程序, edition: 2027年版, sha256: {digest}}}
shape: 总支
branches:
  - {{name: 机关第一党支部, members: 12, groups: [第一党小组, 第二党小组]}}
  - {{name: 离退休党支部, members: 8, groups: [第一党小组]}}
  - {{name: 防汛临时党支部, members: 5, temporary: true, from: 2028-06-01, until: 2028-09-30}}
leaders: 3
doubling:
  - {{role: 组织委员, by: 支部书记}}
dates:
  - {{step: DJ401.hold, day: 15}}
"""


def text() -> str:
    """Return unit.yaml of a unit that adopts the base project."""
    return YAML.format(digest=layers.digest(base().values()))


def data() -> dict[str, Any]:
    """Return what it says."""
    tree = parse(RawSource(UNIT_SHEET, text().encode())).tree
    assert tree is not None
    return dict(tree.data)


@cache
def catalog() -> Catalog:
    """Return the base project."""
    found = load.load(base().values()).catalog
    assert found is not None
    return found


def workbook(said: Mapping[str, Any], change: Callable[[Any], None] | None = None, *, made: bool = False) -> bytes:
    """Return 单位.xlsx that says the same, as somebody has changed it."""
    written = unit_workbook.workbook(said, catalog(), made=made)
    if change is None:
        return written
    book, out = openpyxl.load_workbook(io.BytesIO(written)), io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def project(said: bytes, text: bytes | None = None) -> Files:
    """Return the base project with a workbook, and perhaps unit.yaml, over it."""
    sheets = {UNIT_WORKBOOK: said} | ({UNIT_SHEET: text} if text else {})
    return base() | {name: RawSource(name, each) for name, each in sheets.items()}
