"""Marks and bars: one drawing for the page and for the screen, told apart without colour, and said in words."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from dangjian_std.document.blocks import Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Bar, Inline, Mark, Shape
from dangjian_std.renderers import html
from dangjian_std.renderers.html import bars, blocks
from dangjian_std.renderers.layout import plain_text

MARKS = tuple(Mark(shape, f"是{shape.value}") for shape in Shape)


def document(*line: Inline) -> Document:
    paragraph = Paragraph(text=line)
    part = Part(id="part-one", title="一", head="", folio=Folio.ARABIC, blocks=(paragraph,))
    return Document(name="one", title="一", author="", subject="", parts=(part,))


def drawings(text: str) -> list[str]:
    return re.findall("<svg.*?</svg>", text, re.DOTALL)


def test_the_page_and_the_screen_have_the_same_drawings():
    made = document(*MARKS, Bar(((MARKS[0], 1), (MARKS[2], 2)), 3))
    on_screen = drawings(html.render(made).decode())
    assert len(on_screen) == len(MARKS) + 1
    assert on_screen == drawings(blocks.page(made))


def test_every_shape_is_drawn_in_its_own_way_in_black_and_white():
    found = [etree.fromstring(each) for each in drawings(html.render(document(*MARKS)).decode())]
    drawn = []
    for mark, each in zip(MARKS, found, strict=True):
        title, *rest = each
        assert title.text == mark.name
        drawn.append(b"".join(map(etree.tostring, rest)))
        colours = {part.get(key, "none") for part in each.iter() for key in ("fill", "stroke")}
        assert colours <= {"none", "#000"}
    assert all(drawn)
    assert len({*drawn}) == len(MARKS)


def test_whoever_cannot_see_a_mark_is_told_what_it_is_and_more():
    (drawn,) = drawings(html.render(document(Mark(Shape.CROSS, "缺<", "时限3月31日"))).decode())
    assert [(each.tag, each.text) for each in etree.fromstring(drawn)][:2] == [
        ("title", "缺<"),
        ("desc", "时限3月31日"),
    ]


def test_in_plain_text_a_mark_is_a_character_and_a_bar_is_nothing():
    assert plain_text.line((*MARKS, "有", Bar(((MARKS[0], 1),), 1))) == "●◎×□◇·有"


@pytest.mark.parametrize(("wide", "width"), [(True, 1650), (False, 250)])
def test_shares_stand_side_by_side_and_fill_the_bar(wide: bool, width: int):
    drawn = bars.drawing(Bar(tuple(zip(MARKS, (5, 0, 3, 1, 0, 1), strict=True)), 10, wide))
    assert drawn.width == width
    assert [each.shape for each in drawn.shares] == [Shape.DISC, Shape.CROSS, Shape.SQUARE, Shape.DOT]
    assert [each.x for each in drawn.shares] == [width * part for part in (0, 0.5, 0.8, 0.9)]
    assert sum(each.width for each in drawn.shares) == width
    assert [each.fill for each in drawn.shares] == ["#000", "none", "none", "none"]


def test_a_share_shows_its_mark_in_its_middle_where_there_is_room():
    one, two, three = bars.drawing(Bar(((MARKS[0], 50), (MARKS[1], 1), (MARKS[2], 49)), 100, wide=True)).shares
    assert (one.mark, two.mark) == ("", "")
    assert three.mark == "translate(1230.8 5.0) scale(3.0)"


def test_a_bar_says_its_numbers_and_one_of_nothing_is_empty():
    bar = Bar(((Mark(Shape.DISC, "有"), 0), (Mark(Shape.CROSS, "缺"), 0)), 0, wide=True)
    (drawn,) = drawings(html.render(document(bar)).decode())
    title, *rest = etree.fromstring(drawn)
    assert title.text == "有0，缺0"
    assert len(rest) == 1
