"""Places: how a person finds them."""

import pytest

from dangjian_std.text.places import Span


def test_a_place_in_a_text_is_its_line_and_column():
    span = Span("standards/a.yaml", 3, 5, 3, 9)
    assert (span.file, span.where) == ("standards/a.yaml", "standards/a.yaml:3:5")


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_a_place_in_a_workbook_is_its_worksheet_and_cell(column, letters):
    span = Span.cell("base/单位.xlsx", "日期", 12, column)
    assert (span.file, span.where) == ("base/单位.xlsx", f"base/单位.xlsx:日期:{letters}12")
    assert (span.line, span.column, span.end_line, span.end_column) == (12, column, 12, column + 1)
