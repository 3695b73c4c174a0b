"""Archives are the same every time, and rows of a worksheet grow where they are said to."""

from __future__ import annotations

import io
import zipfile

from dangjian_std.renderers import zip_files
from dangjian_std.renderers.xlsx import growing_rows
from dangjian_std.renderers.xlsx.growing_rows import Growth

SHEET = (
    b'<sheetData><row r="1" ht="24" customHeight="1"><c/></row><row r="12" spans="1:2" ht="24" customHeight="1">'
)


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, member in members.items():
            made.writestr(name, member)
    return file.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return {name: found.read(name) for name in found.namelist()}


def test_the_order_of_members_does_not_matter():
    parts = {"b": b"2", "a": b"1", zip_files.FIRST_PART: b"0"}
    packed = zip_files.repack(archive(**parts))
    assert list(members(packed)) == [zip_files.FIRST_PART, "a", "b"]
    assert packed == zip_files.repack(archive(**dict(reversed(parts.items()))))


def test_a_member_can_be_changed_by_its_name():
    packed = zip_files.repack(archive(a=b"1", b=b"2"), lambda name, member: b"3" if name == "b" else member)
    assert members(packed) == {"a": b"1", "b": b"3"}


def test_rows_grow_by_their_number_and_on_their_sheet():
    book = archive(**{f"xl/worksheets/sheet{number}.xml": SHEET for number in (1, 2)})
    free = members(growing_rows.let_grow(book, {2: {11: Growth.FREE}}))
    assert free["xl/worksheets/sheet1.xml"] == SHEET
    assert free["xl/worksheets/sheet2.xml"] == SHEET.replace(
        b' spans="1:2" ht="24" customHeight="1"', b' spans="1:2"'
    )
    least = members(growing_rows.let_grow(book, {1: {0: Growth.LEAST}}))
    assert least["xl/worksheets/sheet1.xml"] == SHEET.replace(b' customHeight="1"', b"", 1)
