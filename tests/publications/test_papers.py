from __future__ import annotations

from dangjian_std.composition.request import Request, safe_file_name
from dangjian_std.document.blocks import Contents, Row, Table
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Blank
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import papers
from dangjian_std.renderers.layout import plain_text


def blocks(document, kind):
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


def test_every_paper_is_a_file_with_its_blanks(catalog):
    *single, (_, formats) = papers.compose(Unit.of(catalog), Request())
    assert formats == ("pdf",)
    assert [document.name for document, _ in single] == [
        safe_file_name(f"{code}-{paper.title}") for code, paper in sorted(catalog.papers.items())
    ]
    for document, formats in single:
        assert formats == ("docx",)
        (letter,) = blocks(document, Letter)
        paper = catalog.papers[letter.anchor]
        blanks = [piece for line in letter.body for piece in line if isinstance(piece, Blank)]
        assert {blank.label for blank in blanks} == {slot.label for slot in paper.slots}


def test_all_papers_in_one_file_say_to_which_steps_they_belong(catalog):
    *_, (document, _) = papers.compose(Unit.of(catalog), Request())
    assert [letter.anchor for letter in blocks(document, Letter)] == sorted(catalog.papers)
    (contents,), (steps,) = blocks(document, Contents), blocks(document, Table)
    assert [entry.target for entry in contents.entries] == sorted(catalog.papers)
    listed = {
        plain_text.cell(row.cells[0]): plain_text.cell(row.cells[2]) for row in steps.rows if isinstance(row, Row)
    }
    assert "DJ401 6.1.2 组织委员" in listed["W401"].split("\n")
    assert list(listed) == sorted(catalog.papers)


def test_only_the_papers_of_the_standards_that_are_asked_for(catalog):
    found = [document for document, _ in papers.compose(Unit.of(catalog), Request(codes=("DJ401",)))]
    homes = {catalog.papers[letter.anchor].home for one in found for letter in blocks(one, Letter)}
    assert homes == {"DJ401"}
    assert not list(papers.compose(Unit.of(catalog), Request(codes=("DJ000",))))
