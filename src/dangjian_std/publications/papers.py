"""文书: every paper as a file of its own to write on, and all of them as one file to look at."""

from __future__ import annotations

from dataclasses import replace

from dangjian_std.composition import clauses, letter_blocks
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.composition.request import Request, document_of_set
from dangjian_std.document.blocks import Block, Cell, Contents, ContentsEntry, Heading, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Line
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Paper
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication


def compose(unit: Unit, request: Request) -> Outputs:
    """Yield every paper, then all of them behind a list that says which step each belongs to."""
    catalog = unit.catalog
    for paper in _asked(catalog, request):
        part = replace(_part(paper, first=True), head="")
        yield document_of_set(catalog, f"{paper.code}-{paper.title}", paper.title, (part,)), ("docx",)
    if found := volume(unit, request):
        yield found, ("pdf",)


def _asked(catalog: Catalog, request: Request) -> tuple[Paper, ...]:
    found = (paper for _, paper in sorted(catalog.papers.items()))
    return tuple(paper for paper in found if not request.codes or paper.home in request.codes)


def volume(unit: Unit, request: Request) -> Document | None:
    """Return all papers behind their list; where there is none, there is no volume."""
    catalog = unit.catalog
    papers = _asked(catalog, request)
    if not papers:
        return None
    parts = (_list(catalog, papers), *(_part(paper, first=not at) for at, paper in enumerate(papers)))
    return document_of_set(catalog, "文书汇编", "文书汇编", parts)


def _part(paper: Paper, *, first: bool) -> Part:
    return Part(
        id=f"part-{paper.code}",
        title=f"{paper.code}　{paper.title}",
        head=f"{paper.code}　{paper.title}",
        folio=Folio.ARABIC,
        blocks=(letter_blocks.draw_letter(paper),),
        recto=first,
    )


def _list(catalog: Catalog, papers: tuple[Paper, ...]) -> Part:
    entries = tuple(
        ContentsEntry(level=1, text=f"{paper.code}　{paper.title}", target=paper.code) for paper in papers
    )
    blocks: tuple[Block, ...] = (
        Contents(title="文书汇编", entries=entries),
        Heading(level=1, text="哪一步发哪一件", anchor="steps"),
        _steps(catalog, papers),
    )
    return Part(id="part-list", title="目录", head="", folio=Folio.ROMAN, blocks=blocks)


def _steps(catalog: Catalog, papers: tuple[Paper, ...]) -> Table:
    books = clauses.all_clauses(catalog)
    columns = (
        column("编号", 8, Align.CENTRE),
        column("名称", 30),
        column("用在", 34),
        column("主送", 18),
        column("盖章", 10, Align.CENTRE),
    )
    rows: Rows = (
        (
            paper.code,
            paper.title,
            Cell(lines=_used(books, paper)),
            paper.addressee or NOTHING_MARK,
            "盖章" if paper.seal else NOTHING_MARK,
        )
        for paper in papers
    )
    return table(1, "文书和步骤", columns, rows)


def _used(books: tuple[Clauses, ...], paper: Paper) -> tuple[Line, ...]:
    """Name the steps that send a paper and who does them, one a line, such as DJ401 6.1.2 组织委员."""
    used = tuple(
        (f"{book.code} {book.clauses[step.id]} {step.who}",)
        for book in books
        for step in book.standard.steps
        if paper.code in step.papers
    )
    return used or ((NOTHING_MARK,),)


PUBLICATION = Publication(name="papers", words=("文书",), folder="04文书", compose=compose)
