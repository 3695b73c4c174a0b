"""Workbooks (XLSX) that people hand in, opened: the only door to openpyxl.

A workbook comes from anywhere. Before anything in it is parsed, its ZIP is measured by the bytes that really come
out, and what a list or a filled form never has is refused, each in one sentence.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator

import openpyxl
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_std.reading.file_signatures import OLE

__all__ = [
    "Cell",
    "MergedCell",
    "Workbook",
    "WorkbookError",
    "Worksheet",
    "opened",
    "range_boundaries",
    "said",
    "struck",
]

LARGEST_FILE = 20_000_000
"""Bytes of a workbook as it lies on the disk."""
MOST_UNPACKED_BYTES = 50_000_000
"""Bytes of a workbook when unpacked: many times what the longest register has."""
MOST_FILES_IN_WORKBOOK = 2000
"""Files in a workbook: one for each worksheet, and a few more."""
LARGEST_PACKING_RATIO, FREELY_PACKED_BYTES = 200, 2_000_000
"""How far a part may be packed that is larger than the bytes beside it: empty rows pack to a hundredth."""
LAST_FORM_COLUMN = 200
"""The last column that a form reaches."""
LAST_WORKBOOK_ROW = 20_000
"""The last row that a list or a form reaches, however much it grew."""
READ_BLOCK = 1 << 16
FAR_CELL = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{6,7})"(?![^>]*/>)')
"""A cell with something in it, so far down that nobody typed it."""
SAVE_AGAIN_HELP = "请用 WPS 或者 Excel 打开，另存为 .xlsx 再试。"


class WorkbookError(ValueError):
    """A workbook that is not read: what is wrong and what to do, in Chinese."""


def opened(data: bytes, *, values: bool = False, rich: bool = False) -> Workbook:
    """Open a workbook; with `values`, formulas give what they came to when it was saved.

    With `rich`, a text of which a part looks otherwise is no plain text: read it by `said`, and see `struck`.
    """
    require_sound(data)
    try:
        with warnings.catch_warnings(action="ignore"):
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, rich_text=rich)
    except Exception as error:  # whatever a damaged file brings about
        raise WorkbookError(f"这不是完好的 XLSX 文件；{SAVE_AGAIN_HELP}") from error


def said(cell: Cell | MergedCell) -> object:
    """Return what a cell holds; of a text only its characters."""
    return str(cell.value) if isinstance(cell.value, CellRichText) else cell.value


def struck(cell: Cell) -> bool:
    """Whether a cell, or a part of its text, is struck through."""
    parts = cell.value if isinstance(cell.value, CellRichText) else ()
    return bool(cell.font and cell.font.strike) or any(
        isinstance(part, TextBlock) and bool(part.font.strike) for part in parts
    )


def pictured(data: bytes) -> bool:
    """Whether a sound workbook has pictures, which are lost when it is opened and saved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return any(name.startswith(("xl/media/", "xl/charts/")) for name in archive.namelist())


def require_sound(data: bytes) -> None:
    """Refuse what is no workbook, unpacks without end, or holds more than cells."""
    if data.startswith(OLE):
        raise WorkbookError(f"这是旧的 .xls，或者加了密码；请去掉密码，{SAVE_AGAIN_HELP.removeprefix('请')}")
    if len(data) > LARGEST_FILE:
        raise WorkbookError(f"这个文件超过 {LARGEST_FILE // 1_000_000} MB，不像填好的表，没有读。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES_IN_WORKBOOK:
                raise WorkbookError("这个文件里的东西太多，不像填好的表，没有读。")
            _require_harmless(archive, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise WorkbookError(f"这不是完好的 XLSX 文件；{SAVE_AGAIN_HELP}") from error


def _require_harmless(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    total = 0
    for part in parts:
        name, size, begun = part.filename.lower(), 0, b""
        if "vbaproject" in name or "macrosheets/" in name:
            raise WorkbookError("这个文件里有宏；请打开它，另存为不带宏的 .xlsx 再试。")
        if "externallinks/" in name:
            raise WorkbookError(
                "这个文件里的算式引用别的文件；请打开它，把引来的格复制、粘贴为数值，另存为 .xlsx 再试。"
            )
        for block in _blocks(archive, part):
            size += len(block)
            total += len(block)
            if total > MOST_UNPACKED_BYTES or (
                size > FREELY_PACKED_BYTES and size > LARGEST_PACKING_RATIO * max(part.compress_size, 1)
            ):
                raise WorkbookError("这个文件展开以后太大，不像填好的表，没有读。")
            begun = begun[-READ_BLOCK:] + block
            if name.endswith((".xml", ".rels")) and any(mark in begun for mark in _declared()):
                raise WorkbookError("这个文件里写着 XML 的 DOCTYPE，Excel 和 WPS 都不会这样写，没有读。")
            if any(int(row) > LAST_WORKBOOK_ROW for row in FAR_CELL.findall(begun)):
                raise WorkbookError(
                    f"这个文件在第 {LAST_WORKBOOK_ROW} 行以后还有字，不像填好的表；{SAVE_AGAIN_HELP}"
                )


def _declared() -> Iterator[bytes]:
    """Yield a document type as it stands in UTF-8, and in both orders of UTF-16."""
    yield from ("<!DOCTYPE".encode(each) for each in ("utf-8", "utf-16-le", "utf-16-be"))


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        while block := file.read(READ_BLOCK):
            yield block
