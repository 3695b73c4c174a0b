"""What is drawn on a page is known again, whatever the file calls it; a file of some pages has just those."""

from __future__ import annotations

import dataclasses
from io import BytesIO

import pikepdf
import pytest

from dangjian_std.document.blocks import Cover, Heading, PageBreak, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.tables import column, table
from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import drawn_pages


def book(*texts: tuple[str, ...], head: str = "甲") -> bytes:
    """A book of a cover, an opening and parts that begin on a right-hand page, a text a page."""
    cover = Cover(number="", title=("书",), subtitle="", issuer="某局", edition="第1版")
    opening = Part(
        id="opening", title="前言", head="", folio=Folio.ROMAN, blocks=(_text("写在前面。"),), recto=False
    )
    parts = (
        Part(id="cover", title="封面", head="", folio=Folio.NONE, blocks=(cover,), listed=False),
        opening,
        *(
            Part(
                id=f"part-{number}",
                title=f"第{number}件",
                head=head,
                folio=Folio.ARABIC,
                blocks=_pages(number, own),
            )
            for number, own in enumerate(texts, 1)
        ),
    )
    return pdf.render(Document(name="书", title="书", author="某局", subject="试", parts=parts))


def _text(said: str) -> Paragraph:
    return Paragraph(text=(said,))


def _pages(number: int, texts: tuple[str, ...]):
    head = Heading(level=1, text=f"第{number}件", anchor=f"head-{number}")
    rows = iter([("3个工作日", "一")])
    return (
        head,
        dataclasses.replace(
            table(1, "期限", (column("期限", 50), column("谁", 50)), rows), anchor=f"table-{number}"
        ),
        *(block for each in texts for block in (_text(each), PageBreak())),
    )[:-1]


@pytest.fixture(scope="module")
def old():
    return book(("一",), ("二", "三"), ("四",))


def drawn(data):
    return [each.drawn for each in drawn_pages.read(data)]


def differing(one, other):
    return [number for number, (a, b) in enumerate(zip(drawn(one), drawn(other), strict=True)) if a != b]


def test_pages_are_called_by_what_is_printed_on_them(old):
    assert [each.label for each in drawn_pages.read(old)] == ["", "Ⅰ", "1", "", "3", "4", "5"]


def test_only_a_blank_page_has_no_body(old):
    assert [not each.body for each in drawn_pages.read(old)] == [False, False, False, True, False, False, False]
    assert len(set(drawn(old))) == len(drawn(old))


def test_a_file_whose_objects_have_other_numbers_shows_the_same(old):
    with pikepdf.open(BytesIO(old)) as source, pikepdf.new() as other:
        for page in reversed(source.pages):
            other.pages.append(page)
        other.pages.reverse()
        data = BytesIO()
        other.save(data, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert drawn(data.getvalue()) == drawn(old)


def test_a_character_changes_its_page_and_no_other_though_the_fonts_got_a_glyph(old):
    assert differing(old, book(("一",), ("二", "伞"), ("四",))) == [5]


def test_each_face_of_a_book_has_a_name_of_its_own(old):
    """The same face with wider advances is another one: the gap behind a character is drawn by it."""
    with pikepdf.open(BytesIO(old)) as found:
        names = [str(font.BaseFont) for font in found.pages[2].Resources.Font.values()]
    assert len({name.rpartition("+")[2] for name in names}) < len(set(names)) == len(names)


def test_a_page_on_another_place_has_another_number_and_the_same_body(old):
    before, after = drawn_pages.read(old), drawn_pages.read(book(("一",), ("二", "三", "加"), ("四",)))
    assert [each.label for each in after] == ["", "Ⅰ", "1", "", "3", "4", "5", "", "7"]
    assert after[-1].body == before[-1].body
    assert after[-1].drawn != before[-1].drawn


def test_another_head_is_another_page_of_the_same_body(old):
    before, after = drawn_pages.read(old), drawn_pages.read(book(("一",), ("二", "三"), ("四",), head="乙"))
    assert [one.body == other.body for one, other in zip(before, after, strict=True)] == [True] * 7
    assert [one.drawn == other.drawn for one, other in zip(before, after, strict=True)][2:] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_a_part_on_the_other_side_of_the_leaf_has_the_same_body():
    before, after = (drawn_pages.read(pdf.render(_run_on(texts))) for texts in (("一", "二"), ("零", "一", "二")))
    assert [each.body for each in after[-2:]] == [each.body for each in before[-2:]]
    assert not {each.drawn for each in after[-2:]} & {each.drawn for each in before}


def _run_on(texts: tuple[str, ...]) -> Document:
    """Parts that begin on whatever side comes next."""
    parts = tuple(
        Part(id=f"part-{each}", title=each, head="", folio=Folio.ARABIC, blocks=(_text(each),), recto=False)
        for each in texts
    )
    return Document(name="书", title="书", author="某局", subject="试", parts=parts)


def test_a_file_of_some_pages_shows_just_those(old):
    some = drawn_pages.extract(old, (4, 5, 1), "换")
    assert [each.drawn for each in drawn_pages.read(some)] == [drawn(old)[number] for number in (4, 5, 1)]
    with pikepdf.open(BytesIO(some)) as found:
        assert [page.label for page in found.pages] == ["3", "4", "Ⅰ"]
        assert str(found.docinfo.Title) == "换"
        assert "/StructTreeRoot" not in found.Root
    assert some == drawn_pages.extract(old, (4, 5, 1), "换")


def test_anchors_are_found_on_their_pages(old):
    found = drawn_pages.anchors(old)
    assert {name: found[name] for name in ("part-1", "part-2", "part-3")} == {
        "part-1": 2,
        "part-2": 4,
        "part-3": 6,
    }
