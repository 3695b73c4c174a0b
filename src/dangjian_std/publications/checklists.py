"""责任清单: what each person of a unit does and when, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from dangjian_std.composition import clauses, contents_list, frequency, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.document import words
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period
from dangjian_std.publications.publication import Outputs, Publication

TITLE = "责任清单"
FEW = 8
"""Duties of a list that takes no page of its own."""
FEW_BOXES = 4
"""Boxes that stand beside a time."""
SHORT = "事不多的"
"""Bookmark of the short lists."""
COLUMNS = (
    column("", 3, Align.CENTRE),
    column("何时", 40.6),
    column("做什么", 29),
    column("留什么", 13.8),
    column("怎么做见", 13.6, Align.CENTRE),
)
TIMES: Mapping[Period, tuple[str, ...]] = {
    Period.MONTH: tuple(str(month) for month in range(1, 13)),
    Period.QUARTER: ("一", "二", "三", "四"),
    Period.HALF_YEAR: ("上", "下"),
}
"""What stands before the boxes of a duty that comes several times a year: its months, quarters or halves."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the lists of all roles as one document: a line a duty, each list on pages of its own."""
    lists = tuple(_lists(unit, clauses.all_clauses(unit.catalog)))
    system = unit.catalog.system
    document = Document(
        name=TITLE,
        title=f"{system.title}（{system.edition}）{TITLE}",
        author=system.issuer,
        subject=TITLE,
        parts=(contents_list.contents(lists, chapters=False), *lists),
    )
    yield document, ("pdf", "xlsx", "docx")


def _lists(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[Part]:
    """Yield a part for each person with many duties, then one of all short lists, which follow one another."""
    short: list[Block] = []
    found = sorted(duties_by_person(unit, books).items(), key=lambda each: len(each[1]) <= FEW)
    for number, (role, own) in enumerate(found, 1):
        also = tuple(dict.fromkeys(step.who for _, step in own if step.who != role))
        more = (Paragraph(text=(f"本清单连同{'、'.join(also)}的责任。",)),) if also else ()
        heading = Heading(level=0, text=f"{role}{TITLE}", anchor=f"list-{number}")
        blocks = (heading, *more, duties(unit, role, own, number))
        if len(own) <= FEW:
            short += blocks
        else:
            yield _part(f"part-list-{number}", role, blocks)
    if short:
        yield _part("part-short-lists", SHORT, tuple(short))


def _part(name: str, title: str, blocks: tuple[Block, ...]) -> Part:
    return Part(id=name, title=title, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def duties(unit: Unit, role: str, own: list[tuple[Clauses, Step]], number: int) -> Table:
    """The list of one person."""
    return Table(
        label=f"表{number}",
        title=role,
        anchor=f"table-{number}",
        columns=COLUMNS,
        rows=tuple(_rows(unit, own, role)),
        tight=True,
    )


def _rows(unit: Unit, own: list[tuple[Clauses, Step]], role: str) -> Iterator[Row | Band]:
    """Yield a line a duty, under what brings them; in brackets the other post of the unit that would do it."""
    lacking = {step.who for _, step in own if unit.actor(step.who) != step.who}
    for occasion, duties_ in groupby(own, lambda each: frequency.occasion(unit, each[0].code, each[1])):
        yield Band(text=(occasion,))
        for book, step in duties_:
            acting = f"（{step.who}）" if step.who not in {role, *lacking} else ""
            boxes = _boxes(unit.recurrence(book.code, step))
            when = "".join(map(str, wording.when(step.when, book.told)))
            told = (boxes,) if boxes and when == f"{occasion}1次" else (when, boxes)
            yield Row(
                cells=(
                    cell("" if boxes else words.UNTICKED),
                    _time(tuple(filter(None, told))),
                    cell(f"{step.what}{acting}"),
                    cell("、".join(role_duties.codes_left(unit, step)) or NOTHING),
                    cell(f"{book.code} {book.clauses[step.id]}"),
                )
            )


def _time(told: tuple[str, ...]) -> Cell:
    """Return the cell of a time and its boxes: many boxes stand on a line of their own."""
    many = told[-1].count(words.UNTICKED) > FEW_BOXES
    return Cell(lines=tuple((line,) for line in told)) if many else cell("　".join(told))


def _boxes(when: Every | None) -> str:
    """Return a box for each time of a year, of a duty that comes several times; else nothing."""
    times = TIMES.get(when.every, ()) if when else ()
    if when and when.every is Period.MONTH and when.months:
        times = tuple(map(str, when.months))
    return "".join(f"{each}{words.UNTICKED}" for each in times)


PUBLICATION = Publication(name="checklists", words=("清单", "责任清单"), folder="02清单", compose=compose)
