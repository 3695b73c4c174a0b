"""Places: how a person finds them."""

import pytest

from dangjian_std.text.places import Outline, Place, SoughtPlace, Span


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


def test_what_no_holder_states_stands_at_the_file():
    file, head = Span("a.yaml"), Span("a.yaml", 2, 1, 2, 4)
    outline = Outline(file, values={("a",): Span("a.yaml", 2, 4, 3, 1)}, keys={("a",): head})
    assert outline.value(("a",)) == Place(Span("a.yaml", 2, 4, 3, 1), ("a",))
    assert outline.value(("a", "b")) == Place(head, ("a", "b"))
    assert outline.value(("c", 0)) == Place(file, ("c", 0))
    assert Place(file, ("a/b", 0, "~")).pointer == "/a~1b/0/~0"


def test_a_place_that_is_sought_is_found_once_and_is_the_same_as_one_that_is_known():
    span, asked = Span("a.yaml", 2, 4, 3, 1), []

    def find(*how):
        asked.append(how)
        return span

    outline = Outline(Span("a.yaml"))
    sought, known = SoughtPlace(find, outline, ("a",), "党员", 0, 2), Place(span, ("a",))
    assert asked == []
    assert sought == known == sought
    assert len({sought, known}) == 1
    assert sought != Place(span, ("b",))
    assert (sought.span, sought.pointer) == (span, "/a")
    assert asked == [(outline, ("a",), "党员", 0, 2)]
    assert not hasattr(sought, "line")
