"""Lists of names and filled forms are told when git keeps them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from dangjian_std import publications, renderers
from dangjian_std.composition.request import Request
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.forms import Entry, EntryRow, Form, Sheet, Space
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import tracked
from dangjian_std.reading.load import load
from support import unit_workbooks
from support.folders import BASE
from support.program import dstd
from support.projects import base


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
        ("成果/台账.jsonl", True),
        ("数据.jsonl", False),
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


def test_of_many_lists_only_so_many_are_looked_into_and_all_are_told_by_their_names(tmp_path, monkeypatch):
    for name in ("甲.csv", "乙.csv", "名单.csv", "丙.csv"):
        (tmp_path / name).write_text("党支部,姓名\n一支部,示例甲\n一支部,示例乙\n", "utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    assert len(told(tmp_path)) == 4
    monkeypatch.setattr(tracked, "MOST_TRACKED_FILES", 2)
    found = told(tmp_path)
    assert len(found) == 3
    assert "名单.csv" in found


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


def documents(kind, format_):
    """Return the files of a publication of the base project in a format, by name."""
    unit = Unit.of(load(base().values()).catalog)
    made = publications.compose(unit, kind, Request())
    return {
        path.rpartition("/")[2]: renderers.render(each, format_) for path, each, form in made if form == format_
    }


def saved(data: bytes) -> bytes:
    """Return a document as an office program saves it after a name was written into it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2027-03-05T02:00:00Z", part)
            if name == "word/document.xml":
                part = part.replace("会议活动记录".encode(), "会议活动记录　甲某".encode(), 1)
            new.writestr(name, part)
    return out.getvalue()


def signed(data: bytes) -> bytes:
    """Return a document as an office program saves it that leaves the date."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("docProps/app.xml", "<Properties/>")
    return out.getvalue()


def test_a_form_that_was_saved_as_a_document_is_told_by_whatever_name(tmp_path):
    git(tmp_path, "init", "-q")
    blank = documents("records", "docx")
    name = next(each for each in blank if each.startswith("R201"))
    letter = next(iter(documents("papers", "docx").values()))
    files = {
        name: blank[name],
        "local/三月.docx": saved(blank[name]),
        "四月.docx": signed(blank[name]),
        "通知.docx": saved(letter),
        "坏的.docx": b"PK\x03\x04",
    }
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    git(tmp_path, "add", ".")
    assert told(tmp_path) == ["local/三月.docx", "四月.docx"]


def book(rows) -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


PEOPLE = (("序号", "姓名", "党支部", "电话"), (1, "甲某", "第一党支部", "138"))


@pytest.mark.parametrize(
    ("name", "data", "wrong"),
    [
        ("第一支部.xlsx", book(PEOPLE), True),
        ("local/联系表.csv", "党支部,姓名\n第一党支部,甲某\n".encode(), True),
        ("a.csv", "党支部,姓名\n第一党支部,甲某\n".encode("gbk"), True),
        ("b.txt", "序号\t姓名\n1\t甲某\n".encode("utf-16"), True),
        ("空的.csv", "党支部,姓名\n".encode(), False),
        ("单位数.csv", "党支部,人数\n第一党支部,12\n".encode(), False),
        ("空的.xlsx", book(PEOPLE[:1]), False),
        ("说明.txt", "姓名写在台账里。\n不要提交。\n".encode(), False),
        ("坏的.xlsx", b"PK\x03\x04", False),
        ("坏的.csv", b"\xff\xfe\x00", False),
        ("花名册.et", b"x", True),
    ],
)
def test_a_list_of_people_is_told_under_another_name(tmp_path, name, data, wrong):
    git(tmp_path, "init", "-q")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(data)
    git(tmp_path, "add", ".")
    assert told(tmp_path) == ([name] if wrong else [])


def test_the_workbook_of_a_unit_has_no_people(tmp_path):
    git(tmp_path, "init", "-q")
    (tmp_path / "单位.xlsx").write_bytes(unit_workbooks.workbook(unit_workbooks.data()))
    git(tmp_path, "add", ".")
    assert told(tmp_path) == []


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
