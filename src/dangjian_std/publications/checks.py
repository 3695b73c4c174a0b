"""对照检查表: every 检查要点 of the standards in force on a few pages, to answer and to set beside other lists."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import moved_forms
from dangjian_std.document.blocks import Band, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Blank, Column
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.measures import Agrees, Criterion
from dangjian_std.domain.references import CODE_IN_TEXT
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Archive, CriterionKind
from dangjian_std.publications.publication import Outputs, Publication

CHECKS_TITLE = "对照检查表"
CHECKS_INSTRUCTIONS = (
    "做了没有，在“是”“否”栏打勾；不适用的，两格都划掉，遇事才办而没有遇到的也一样；不计分。上级另有条目和分值的，写在“上级”一栏，"
    "不用另做材料。一张表要查哪几条，见表2。"
)
EFFECT_TEMPLATE = "成效：{}"
FILED_PAPERS_TITLE, UNFILED_TITLE, NO_FORM_TITLE = "随所办的事归档的文书", "不归档", "问人、看物"
"""The last lines of the second table: after the boxes of forms, what is asked or seen on the spot."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the list as one document."""
    books = tuple(book for book in all_clauses(unit.catalog) if book.standard.criteria)
    system = unit.catalog.system
    blocks = (
        Heading(level=0, text=CHECKS_TITLE, anchor="checks"),
        Paragraph(text=("党支部：", Blank(12, ""), "　日期：", Blank(8, ""), "　检查人：", Blank(8, ""))),
        Paragraph(text=("".join((CHECKS_INSTRUCTIONS, *moved_forms(unit))),)),
        _criteria(books),
        _forms(unit, books),
    )
    part = Part(id="part-checks", title=CHECKS_TITLE, head="", folio=Folio.TALLY, blocks=blocks)
    document = Document(
        name=CHECKS_TITLE,
        title=f"{system.title}（{system.edition}）{CHECKS_TITLE}",
        author=system.issuer,
        subject=CHECKS_TITLE,
        parts=(part,),
    )
    yield document, ("pdf", "xlsx")


def _numbered(books: tuple[Clauses, ...]) -> Iterator[tuple[int, Clauses, Criterion]]:
    """Yield every criterion with its standard, counted through all standards."""
    pairs = ((book, each) for book in books for each in book.standard.criteria)
    yield from ((number, book, each) for number, (book, each) in enumerate(pairs, 1))


def _criteria(books: tuple[Clauses, ...]) -> Table:
    return Table(
        label="表1",
        title=CHECKS_TITLE,
        anchor="checks-table",
        columns=(
            column("序", 5.2, Align.CENTRE),
            Column(head="检查要点，看哪里", width=79.3, strong=True),
            column("是", 4.25, Align.CENTRE),
            column("否", 4.25, Align.CENTRE),
            column("上级", 7, Align.CENTRE),
        ),
        rows=tuple(_criterion_rows(books)),
        tight=True,
    )


def _criterion_rows(books: tuple[Clauses, ...]) -> Iterator[Row | Band]:
    for code, own in groupby(_numbered(books), lambda each: each[1].code):
        found = tuple(own)
        yield Band(text=(f"{code}　{found[0][1].standard.title}",))
        for number, book, each in found:
            statement = (
                EFFECT_TEMPLATE.format(each.statement) if each.kind is CriterionKind.EFFECT else each.statement
            )
            said = tuple(book.text(text, within=False) for text in (statement, each.by_hand))
            yield Row(cells=(cell(str(number)), Cell(lines=said), *(Cell(lines=()),) * 3))


def _forms(unit: Unit, books: tuple[Clauses, ...]) -> Table:
    """The table that leads from a form to the criteria that look at it, by the box in which it is filed."""
    return Table(
        label="表2",
        title="按档案盒和表查",
        anchor="checks-forms",
        columns=(column("档案盒", 12, Align.CENTRE), column("表和文书的代号：要查的序号", 88)),
        rows=tuple(_form_rows(unit, books)),
        tight=True,
    )


def _form_rows(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[Row]:
    """Yield a line for each box, then one for what no form shows."""
    looked: dict[str | None, list[str]] = {}
    held = {*unit.catalog.records, *unit.catalog.papers}
    for number, _, each in _numbered(books):
        named = filter(held.__contains__, _codes(each))
        for code in dict.fromkeys(map(unit.form, named)) or (None,):
            looked.setdefault(code, []).append(str(number))
    boxes: dict[str, list[str]] = {str(archive): [] for archive in Archive if archive is not Archive.NONE}
    boxes |= {FILED_PAPERS_TITLE: [], UNFILED_TITLE: []}
    for code in sorted(filter(None, looked)):
        form = unit.catalog.records.get(code)
        box = (
            FILED_PAPERS_TITLE
            if form is None
            else UNFILED_TITLE
            if form.archive in {None, Archive.NONE}
            else str(form.archive)
        )
        boxes[box].append(f"{code}：{'、'.join(looked[code])}")
    for box, lines in boxes.items():
        if lines:
            yield Row(cells=(cell(box), cell("；".join(lines) + "。")))
    if None in looked:
        yield Row(cells=(cell(NO_FORM_TITLE), cell("、".join(looked[None]) + "。")))


def _codes(criterion: Criterion) -> Iterator[str]:
    """Yield the codes that a criterion names, and that of the form that has to agree."""
    yield from CODE_IN_TEXT.findall(criterion.by_hand)
    if isinstance(criterion.measure, Agrees):
        yield criterion.measure.agrees.record


PUBLICATION = Publication(name="checks", words=(CHECKS_TITLE,), folder="02清单", compose=compose)
