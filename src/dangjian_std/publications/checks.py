"""对照检查表: every 检查要点 of the standards in force on a few pages, to answer and to set beside other lists."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import moved_forms
from dangjian_std.document.blocks import Band, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication

TITLE = "对照检查表"
USE = (
    "在“是”“否”栏打勾，不适用的两格都划掉；只答做了没有，不计分。"
    "上级另有检查条目、分值的，编号和分值写在末两栏，不用另做一份材料。"
)


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the list as one document."""
    books = tuple(book for book in all_clauses(unit.catalog) if book.standard.criteria)
    system = unit.catalog.system
    blocks = (
        Heading(level=0, text=TITLE, anchor="checks"),
        Paragraph(text=("".join((USE, *moved_forms(unit))),)),
        _table(books),
    )
    part = Part(id="part-checks", title=TITLE, head="", folio=Folio.TALLY, blocks=blocks)
    document = Document(
        name=TITLE,
        title=f"{system.title}（{system.edition}）{TITLE}",
        author=system.issuer,
        subject=TITLE,
        parts=(part,),
    )
    yield document, ("pdf", "xlsx")


def _table(books: tuple[Clauses, ...]) -> Table:
    return Table(
        label="表1",
        title=TITLE,
        anchor="checks-table",
        columns=(
            column("序", 4, Align.CENTRE),
            column("检查要点", 33.5),
            column("看哪里", 44.5),
            column("是", 3.8, Align.CENTRE),
            column("否", 3.8, Align.CENTRE),
            column("上级", 5.6, Align.CENTRE),
            column("分值", 4.8, Align.CENTRE),
        ),
        rows=tuple(_rows(books)),
        tight=True,
    )


def _rows(books: tuple[Clauses, ...]) -> Iterator[Row | Band]:
    for book in books:
        yield Band(text=(f"{book.code}　{book.standard.title}",))
        for number, each in enumerate(book.standard.criteria, 1):
            said = (book.text(text, within=False) for text in (each.statement, each.by_hand))
            empty = (Cell(lines=()),) * 4
            yield Row(cells=(cell(str(number)), *(Cell(lines=(line,)) for line in said), *empty))


PUBLICATION = Publication(name="checks", words=(TITLE,), folder="02清单", compose=compose)
