"""How large the type areas are, and where heads and feet stand: what printers, binders and GB/T 9704 ask."""

from __future__ import annotations

import pytest

from dangjian_std.renderers.layout import page_frame as frames


def test_paper_is_a4_and_a_wall_calendar_two_of_it_side_by_side():
    assert (frames.PAGE_WIDTH, frames.PAGE_HEIGHT) == (210, 297)
    assert (frames.WALL_WIDTH, frames.WALL_HEIGHT) == (2 * frames.PAGE_WIDTH, frames.PAGE_HEIGHT)
    assert frames.WALL_MARGIN == 10
    assert (frames.HEAD_TOP, frames.NUMBER_TOP) == (10, 6)


def test_a_letter_has_the_type_area_of_the_standard():
    """GB/T 9704—2012, 5.2: 156 mm by 225 mm, 37 mm from the upper edge and 28 mm from the binding edge."""
    letter = frames.LETTER
    assert (letter.width, letter.height, letter.top, letter.inner) == (156, 225, 37, 28)
    assert letter.foot == 22


@pytest.mark.parametrize(
    ("frame", "area", "edges"),
    [
        (frames.BOOK, (165, 252), (25, 20, 25, 13, 10)),
        (frames.TYPED_FORM, (165, 257), (25, 15, 25, 13, 8)),
        (frames.BROWSER, (165, 258), (22, 17, 25, 13, 10)),
        (frames.WORKSHEET, (170, 261), (18, 18, 25, 13, 8)),
    ],
)
def test_other_pages_leave_room_to_bind_and_for_head_and_foot(frame, area, edges):
    assert (frame.width, frame.height) == area
    assert (frame.top, frame.bottom, frame.inner, frame.head, frame.foot) == edges
    assert frame.foot < frame.bottom
    assert frame.head < frame.top
