"""Lists of names and filled forms are told when git keeps them."""

from __future__ import annotations

import io
import shutil
import subprocess

import openpyxl
import pytest

from dangjian_std import renderers
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, Form, Sheet, Space
from dangjian_std.reading import tracked
from support.folders import BASE
from support.program import dstd


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def told(folder):
    return [problem.place.span.path for problem in tracked.problems(folder)]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("台账/甲.xlsx", True),
        ("台账/说明.md", False),
        ("名单.csv", True),
        ("local/花名册2027.xlsx", True),
        ("单位.xlsx", False),
        ("会议名单.csv", False),
    ],
)
def test_what_has_names_is_told_only_when_git_keeps_it(tmp_path, name, wrong):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"x")
    assert told(tmp_path) == []
    git(tmp_path, "init", "-q")
    assert told(tmp_path) == []
    git(tmp_path, "add", ".")
    assert told(tmp_path) == ([name] if wrong else [])


def form() -> bytes:
    row = EntryRow(entries=(Entry(id="who", label="姓名", space=Space.LINE),))
    sheet = Sheet(title="登记表", rows=(row,))
    forms = (Form(code="R999", version="1.0.0", anchor="R999", sheets=(sheet,)),)
    part = Part(id="p", title="表", head="", folio=Folio.NONE, blocks=forms)
    return renderers.render(Document(name="n", title="题", author="局", subject="事", parts=(part,)), "xlsx")


def filled(data: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    place = book.worksheets[0].defined_names["dstd.R999.who"].attr_text.rpartition("!")[2]
    corner = place.replace("$", "").split(":")[-1]
    sheet = book.worksheets[0]
    merged = next((str(each) for each in sheet.merged_cells.ranges if corner in each), corner)
    sheet[merged.split(":")[0]].value = "甲某"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_form_is_told_when_it_is_filled_in(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "R999.xlsx").write_bytes(form())
    git(tmp_path, "add", ".")
    assert told(tmp_path) == []
    (tmp_path / "R999.xlsx").write_bytes(filled(form()))
    assert told(tmp_path) == ["R999.xlsx"]


def test_validate_fails_and_says_what_to_do(tmp_path):
    shutil.copytree(BASE / "standards", tmp_path / "standards")
    (tmp_path / "名单.csv").write_text("党支部,姓名\n", "utf-8")
    assert dstd("validate", tmp_path).returncode == 0
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    done = dstd("validate", tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "名单.csv:1:1: 错误[DS035] 名单、填过的表有姓名，不能提交到 git (tracked-ledger)\n"
    )
    assert "git rm --cached" in done.stdout
