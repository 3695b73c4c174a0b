"""报批发布: the papers for whoever signs an edition, and for whom it is sent to."""

from __future__ import annotations

from dangjian_std.composition import book_divisions
from dangjian_std.composition.request import Request, document_of_set
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication
from dangjian_std.publications.release import adoption_note, approval, edition_letters


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the note of one page, to print or to change, then the letters, to be filled in and sent."""
    catalog = unit.catalog
    books = book_divisions.in_order(catalog)
    note = document_of_set(catalog, "报批说明", "报批说明", (approval.part(unit, books),))
    yield note, ("pdf", "docx")
    if catalog.adoption:
        page = adoption_note.part(unit, catalog.adoption)
        yield (
            document_of_set(
                catalog, adoption_note.ADOPTION_NOTE_TITLE, adoption_note.ADOPTION_NOTE_TITLE, (page,)
            ),
            ("pdf", "docx"),
        )
    for name, parts in (
        ("发布公告", edition_letters.announcement(catalog, books)),
        ("印发通知", edition_letters.circular(catalog, books)),
    ):
        yield document_of_set(catalog, name, name, parts), ("docx",)


PUBLICATION = Publication(
    name="approval", words=("报批发布",), folder="01手册", compose=compose, large=False, as_book=True
)
