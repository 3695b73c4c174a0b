"""Rows that grow with what is typed in them. XlsxWriter fixes every height, so attributes of rows are deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from dangjian_std.renderers.zip_files import repack

ROW = re.compile(rb'<row r="([0-9]+)"[^>]*>')


class Growth(Enum):
    """Pattern of the row attributes to delete so that the row can grow."""

    FREE = re.compile(rb' (?:ht|customHeight)="[^"]*"')
    """The height and that it is fixed: a program measures the row."""
    LEAST = re.compile(rb' customHeight="[^"]*"')
    """Only that it is fixed: the height stays until a program measures the row."""


Growing = dict[int, Growth]
"""The rows of a worksheet that grow, counted from 0."""


def let_grow(workbook: bytes, sheets: Mapping[int, Growing]) -> bytes:
    """Return an XLSX file whose rows grow, by the numbers of its worksheets, counted from 1."""
    members = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in sheets.items()}
    return repack(workbook, lambda name, member: _grown(member, members.get(name, {})))


def _grown(sheet: bytes, rows: Growing) -> bytes:
    def row(found: re.Match[bytes]) -> bytes:
        growth = rows.get(int(found[1]) - 1)
        return growth.value.sub(b"", found[0]) if growth else found[0]

    return ROW.sub(row, sheet) if rows else sheet
