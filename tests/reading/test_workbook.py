from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from dangjian_std.reading import workbook
from dangjian_std.reading.workbook import WorkbookError

SHEET = "xl/worksheets/sheet1.xml"


def made() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["党支部", "姓名"])
    book.save(out)
    return out.getvalue()


def repacked(**changed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changed}:
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()


def sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(made())) as book:
        return book.read(SHEET)


REFUSED = {
    "old": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧的 .xls，或者加了密码"),
    "no zip": (b"PK\x03\x04nothing", "不是完好的 XLSX"),
    "macro": (repacked(**{"xl/vbaProject.bin": b"x"}), "有宏"),
    "macro sheet": (repacked(**{"xl/macrosheets/sheet1.xml": b"<x/>"}), "有宏"),
    "link": (repacked(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "引用别的文件"),
    "entity": (repacked(**{SHEET: b'<!DOCTYPE a [<!ENTITY b "c">]>' + sheet()}), "DOCTYPE"),
    "entity in utf-16": (repacked(**{SHEET: '<?xml version="1.0"?><!DOCTYPE a>'.encode("utf-16")}), "DOCTYPE"),
    "bomb": (repacked(**{"xl/media/a.bin": b"\0" * (workbook.MOST_UNPACKED_BYTES + 1)}), "展开以后太大"),
    "dense": (repacked(**{"xl/media/a.bin": b"\0" * (workbook.FREELY_PACKED_BYTES + 1)}), "展开以后太大"),
    "far": (
        repacked(
            **{
                SHEET: sheet().replace(
                    b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                )
            }
        ),
        "第 20000 行以后",
    ),
    "crowded": (
        repacked(**{f"xl/a{number}.xml": b"<x/>" for number in range(workbook.MOST_FILES_IN_WORKBOOK)}),
        "东西太多",
    ),
    "large": (b"PK\x03\x04" + b"\0" * workbook.LARGEST_FILE, "超过 20 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_a_list_never_has_is_refused_before_it_is_parsed(kind, monkeypatch):
    data, words = REFUSED[kind]
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("parsed"))
    with pytest.raises(WorkbookError) as caught:
        workbook.opened(data)
    assert words in str(caught.value)
    assert str(caught.value).count("。") == 1


def test_a_plain_workbook_is_opened():
    assert workbook.opened(made()).active["B1"].value == "姓名"


def test_a_mark_that_two_blocks_share_is_seen():
    padded = b"<x>" + b"a" * (workbook.READ_BLOCK - 8) + b"<!DOCTYPE b>"
    with pytest.raises(WorkbookError, match="DOCTYPE"):
        workbook.opened(repacked(**{"xl/a.xml": padded}))


def test_what_lies_about_its_size_is_measured():
    data = bytearray(repacked(**{"xl/media/a.bin": b"\0" * (workbook.FREELY_PACKED_BYTES * 2)}))
    place = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/media/a.bin"))
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    with pytest.raises(WorkbookError):
        workbook.opened(bytes(data))
