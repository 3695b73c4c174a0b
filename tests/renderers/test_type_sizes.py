"""What a book is read in and bound by: sizes of type and margins, as stylesheets and page rules set them."""

from __future__ import annotations

import re

import pytest

from dangjian_std.renderers.layout.page_frame import BOOK
from dangjian_std.text.package_data import shipped

SIZE = re.compile(r"font(?:-size)?:[^;}]*?([0-9.]+)pt")
BODY, TABLE, LARGE = 10.5, 9.0, 10.5


@pytest.mark.parametrize(("sheet", "body", "least"), [("book.css", BODY, TABLE), ("large.css", 14.0, LARGE)])
def test_nothing_that_is_read_is_smaller_than_it_may_be(sheet, body, least):
    """But the mark of a day on a calendar for the wall, whose days are large."""
    rules = re.sub(r"/\*.*?\*/", "", (shipped("templates") / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
    sizes = {
        selector.strip(): float(size)
        for selector, said in re.findall(r"([^{}]+)\{([^{}]*)\}", rules)
        for size in SIZE.findall(said)
    }
    assert sizes["html"] == body
    assert {name: size for name, size in sizes.items() if size < least and not name.startswith(".wall")} == {}


def test_the_margins_leave_room_to_bind():
    assert BOOK.inner >= 25
    assert min(BOOK.outer, BOOK.top, BOOK.bottom) >= 20
