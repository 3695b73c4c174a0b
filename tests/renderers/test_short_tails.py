"""A part that ends a few lines into a page is closed up, alone and with others, where that saves the page."""

from __future__ import annotations

import dataclasses
import io
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pikepdf
import pytest

from dangjian_std.document.blocks import Block, Heading, PageBreak, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.tables import column, table
from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import short_tails, worker_requests
from dangjian_std.renderers.pdf.short_tails import Extent

FULL = 30
"""Rows of such a table that a page holds."""
BROKEN = (PageBreak(), Paragraph(text=("另一页。",)))
"""What stands on a page of its own however close the lines are."""


def part(number: int, lines: int, closing: tuple[Block, ...] = ()) -> Part:
    rows = tuple((f"{number}之{line}",) for line in range(lines))
    listed = dataclasses.replace(table(1, "事项", (column("事", 100),), rows), anchor=f"t-{number}")
    blocks = (Heading(level=0, text=f"第{number}件", anchor=f"h-{number}"), listed, *closing)
    return Part(
        id=f"part-{number}", title=f"第{number}件", head="", folio=Folio.ARABIC, blocks=blocks, recto=False
    )


def starts(parts: tuple[Part, ...], *, whole: bool) -> list[int]:
    """Return where each part begins, and how many pages there are."""
    document = Document(name="短", title="短", author="某局", subject="试", parts=parts)
    data = pdf.run(worker_requests.whole(document)) if whole else pdf.render(document)
    with pikepdf.open(io.BytesIO(data)) as made, made.open_outline() as outline:
        index = {page.obj.objgen: number for number, page in enumerate(made.pages)}
        return [*(index[item.destination[0].objgen] for item in outline.root), len(made.pages)]


@pytest.mark.parametrize("whole", [True, False])
def test_a_short_tail_is_taken_in_where_that_saves_the_page(whole):
    """A few rows beyond a page: on one. Half a page of them, or what no closer lines take in: as it is."""
    parts = (part(1, FULL + 2), part(2, FULL // 2), part(3, FULL + 12), part(4, 1, BROKEN))
    assert starts(parts, whole=whole) == [0, 1, 2, 4, 6]


@pytest.mark.parametrize(
    ("pages", "fill", "tried"),
    [(1, 0.1, False), (2, 0.11, True), (2, 0.13, False), (5, 0.47, True), (5, 0.49, False), (9, 0.51, False)],
)
def test_what_is_tried(pages, fill, tried):
    assert Extent(pages, fill).closes_up is tried


def box(tag: str, *children: object, **more: object) -> SimpleNamespace:
    """A box of the typesetter, as far as it is looked at."""
    return SimpleNamespace(element_tag=tag, children=children, **more)


class Page:
    """A page of HTML whose parts end so far down their sheets, loose and close; text begins at 20 on a sheet."""

    def __init__(self, parts: dict[str, tuple[list[int], list[int]]]) -> None:
        self.etree_element = ET.Element("html")
        for name in parts:
            ET.SubElement(self.etree_element, "main", {"id": name, "class": "part"})
        self.parts = parts

    def render(self) -> SimpleNamespace:
        marks = {each.get("id"): each.get("class").split() for each in self.etree_element.iter("main")}
        closed = {name for name in self.parts if marks[name] == ["part", "close"]}
        ends = [(name, end) for name, lengths in self.parts.items() for end in lengths[name in closed]]
        return SimpleNamespace(pages=[self.sheet(*each) for each in ends], closed=closed)

    def sheet(self, name: str, end: int) -> SimpleNamespace:
        part = box("main", element={"id": name}, position_y=20 + end - 4, margin_height=lambda: 4)
        frame = box("page", box("html", box("head"), box("body", part)), height=100, content_box_y=lambda: 20)
        return SimpleNamespace(_page_box=frame)


@pytest.mark.parametrize(
    ("parts", "closed"),
    [
        ({"a": ([99, 11], [99])}, {"a"}),
        ({"a": ([99, 13], [99])}, set()),
        ({"a": ([11], [10])}, set()),
        ({"a": ([99, 99, 23], [99, 99])}, {"a"}),
        ({"a": ([99, 11], [99, 1])}, set()),
        ({"a": ([99, 11], [99]), "b": ([99, 11], [99])}, {"a", "b"}),
        ({"a": ([99, 11], [99]), "b": ([99, 11], [99, 1]), "c": ([99, 13], [99])}, {"a"}),
    ],
)
def test_only_parts_that_end_a_little_down_a_page_and_save_it_are_closed_up(parts, closed):
    assert short_tails.render(Page(parts)).closed == closed
