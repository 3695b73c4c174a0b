from __future__ import annotations

from dangjian_std.document.document import Folio
from dangjian_std.renderers.layout import page_margins, page_numbers
from dangjian_std.renderers.layout.page_margins import MarginLine, MarginLook
from dangjian_std.renderers.layout.page_rules import PartPages


def part(folio, head="", **said):
    its = {"name": "p", "id": "i", "recto": True, "restarts": False, "covered": False, **said}
    return PartPages(head=head, folio=folio, **its)


def sheets(*parts_and_counts, mark=""):
    parts, counts = zip(*parts_and_counts, strict=True)
    return page_margins.sheets(parts, page_numbers.places(parts, counts), mark)


def shown(found):
    return [[(each.line.kind.value, each.line.text) for each in sheet.standing] for sheet in found]


def test_a_cover_and_a_blank_page_show_nothing():
    book = sheets((part(Folio.ARABIC, head="甲", covered=True), 3), (part(Folio.NONE, head="乙"), 1))
    pages = [[("number", "2"), ("head", "甲")], [("number", "3"), ("head", "甲")]]
    assert shown(book) == [[], *pages, [], [("head", "乙")]]


def test_a_tally_counts_blank_pages_and_shows_it():
    tally = sheets((part(Folio.TALLY), 1), (part(Folio.TALLY), 1))
    assert shown(tally) == [[("number", f"第{page}页　共3页")] for page in (1, 2, 3)]


def test_a_proof_is_marked_everywhere():
    marked = sheets((part(Folio.ROMAN, covered=True), 1), (part(Folio.ROMAN), 1), mark="校样")
    assert shown(marked) == [[("mark", "校样")], [("mark", "校样")], [("mark", "校样"), ("number", "Ⅲ")]]


def test_lines_stand_at_the_outer_side_of_a_page():
    right, left = sheets((part(Folio.ARABIC, head="甲"), 2), mark="校样")
    places = {each.line.kind: (each.x, each.y, each.part) for each in right.standing}
    assert places == {
        MarginLook.HEAD: (190, 10, 1),
        MarginLook.MARK: (107.5, 283, 0.5),
        MarginLook.NUMBER: (190, 283, 1),
    }
    places = {each.line.kind: (each.x, each.y, each.part) for each in left.standing}
    assert places == {
        MarginLook.HEAD: (20, 10, 0),
        MarginLook.MARK: (102.5, 283, 0.5),
        MarginLook.NUMBER: (20, 283, 0),
    }


def test_a_sheet_for_the_wall_is_wider_and_its_margins_narrow():
    (wall,) = sheets((part(Folio.NONE, wall=True), 1), mark="校样")
    assert (wall.width, wall.height) == (420, 297)
    assert [(each.x, each.y) for each in wall.standing] == [(210, 293)]


def test_numbers_are_set_by_the_hundred_whatever_the_document_is():
    own, first, second = page_margins.together(sheets((part(Folio.ARABIC, head="甲"), 101)))
    assert own == (MarginLine(MarginLook.HEAD, "甲"),)
    assert [line.text for line in (first[0], first[-1], second[0], second[-1])] == ["1", "100", "101", "200"]
    assert {len(first), len(second)} == {page_margins.NUMBERS_PER_RUN}


def test_other_numbers_are_set_with_the_document():
    (own,) = page_margins.together(sheets((part(Folio.ROMAN), 1), (part(Folio.TALLY), 1)))
    assert [line.text for line in own] == ["Ⅰ", "第2页　共3页", "第3页　共3页"]
