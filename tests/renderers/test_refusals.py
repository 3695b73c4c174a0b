"""What cannot be written in a format, said in a whole sentence."""

from __future__ import annotations

import pytest
import xlsxwriter

from dangjian_std import renderers
from dangjian_std.renderers import xlsx
from dangjian_std.text.errors import DstdError


def test_a_format_that_is_none_names_those_that_are():
    with pytest.raises(DstdError) as refused:
        renderers.renderer("doc")
    assert str(refused.value) == f"不认识格式“doc”，可用的有：{'、'.join(renderers.formats())}。"


def test_a_cell_holds_so_much_and_no_more(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        xlsx._write(sheet, 0, 0, "字" * 32767, None)
        with pytest.raises(DstdError) as refused:
            xlsx._write(sheet, 1, 0, "字" * 32768, None)
    assert str(refused.value) == "有一格的文字太长，XLSX 放不下；请改用 --format json。"
