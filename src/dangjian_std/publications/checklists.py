"""责任清单: what each person of a unit does and when, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from dangjian_std.composition import clauses, contents_list, frequency, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import Duty, duties_by_person
from dangjian_std.document import words
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Inline
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.rates import period_in_words
from dangjian_std.domain.references import StepRef, Target
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period
from dangjian_std.publications.publication import Outputs, Publication

TITLE = "责任清单"
FEW = 12
"""Duties of a list that takes no page of its own."""
SHORT = "事不多的"
"""Bookmark of the short lists."""
COLUMNS = (column("何时，何事", 13.5, Align.CENTRE), column("办什么（何时；留什么；怎么做见）", 86.5))
IT = "其"
"""What the duty just before is called in the time of the next."""
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


def duties(unit: Unit, role: str, own: Sequence[Duty], number: int) -> Table:
    """The list of one person."""
    return Table(
        label=f"表{number}",
        title=role,
        anchor=f"duties-{number}",
        columns=COLUMNS,
        rows=tuple(_rows(unit, own, role)),
        tight=True,
    )


def _rows(unit: Unit, own: Sequence[Duty], role: str) -> Iterator[Row | Band]:
    """Yield what brings duties; under it a row for each date, then one a standard for duties without a date."""
    lacking = {step.who for _, step in own if unit.actor(step.who) != step.who}
    told = partial(_what, {role, *lacking})
    for occasion, found in groupby(own, lambda each: frequency.occasion(unit, each[0].code, each[1])):
        yield Band(text=(occasion,))
        dated = sorted(found, key=lambda each: not isinstance(each[1].when, Every))
        for _, members in groupby(dated, _date):
            yield _row(unit, tuple(members), told)


def _row(unit: Unit, own: Sequence[Duty], told: Callable[[Step], str]) -> Row:
    """Return the duties of a date, those that come several times a year a line each; or those of a standard."""
    book, step = own[0]
    if not isinstance(step.when, Every):
        stages = groupby(own, lambda each: _stage(*each))
        lines = tuple((_chain(unit, stage, tuple(each), told),) for stage, each in stages)
        return Row(cells=(cell(book.standard.short_title), Cell(lines=lines)))
    said = [_dated(unit, each, told) for each in own]
    lines = tuple((f"{each}。",) for each in said) if _boxes(unit, *own[0]) else ((f"{'；'.join(said)}。",),)
    return Row(cells=(cell(_date(own[0])), Cell(lines=lines)))


def _date(duty: Duty) -> str:
    """Return the date of a duty within its period; of one that hangs on another or an event, its standard."""
    book, step = duty
    if not isinstance(step.when, Every):
        return book.code
    return "".join(map(str, wording.when(step.when, book.told))).removeprefix(period_in_words(step.when))


def _what(known: Container[str], step: Step) -> str:
    """Say what is done; in brackets the other post of the unit that would do it."""
    return f"{step.what}{'' if step.who in known else f'（{step.who}）'}"


def _stage(book: Clauses, step: Step) -> str:
    """Return where the stage of a step stands: DJ401 6.1."""
    return next(f"{book.code} {book.clauses[each.id]}" for each in book.standard.stages if step in each.steps)


def _dated(unit: Unit, duty: Duty, told: Callable[[Step], str]) -> str:
    """Say what is done on a date, what it leaves, and where it stands: □上缴党费（R310；DJ304 6.2.3）."""
    book, step = duty
    where = f"{book.code} {book.clauses[step.id]}"
    return f"{_ticks(unit, duty)}{told(step)}（{'；'.join((*_left(unit, step), where))}）"


def _chain(unit: Unit, stage: str, own: Sequence[Duty], told: Callable[[Step], str]) -> str:
    """Say what is done in a stage, of each duty when, or how long after the one before it, and what it leaves."""

    def said(before: Duty | None, duty: Duty) -> str:
        book, step = duty

        def name(target: Target) -> Inline:
            return IT if before and target == StepRef("", before[1].id) else book.told(target)

        when = "".join(map(str, wording.when(step.when, name))).removeprefix(f"{IT}后，")
        return f"{_ticks(unit, duty)}{told(step)}（{'；'.join((when, *_left(unit, step)))}）"

    return f"{stage}　{'；'.join(map(said, (None, *own), own))}。"


def _left(unit: Unit, step: Step) -> tuple[str, ...]:
    """Return the codes of what a step leaves as one text, or nothing."""
    codes = "、".join(role_duties.codes_left(unit, step))
    return (codes,) if codes else ()


def _ticks(unit: Unit, duty: Duty) -> str:
    """Return the boxes before a duty: one, or one for each time of the year."""
    boxes = _boxes(unit, *duty)
    return f"{boxes}　" if boxes else words.UNTICKED


def _boxes(unit: Unit, book: Clauses, step: Step) -> str:
    """Return a box for each time of a year, of a duty that comes several times; else nothing."""
    when = unit.recurrence(book.code, step)
    times = TIMES.get(when.every, ()) if when else ()
    if when and when.every is Period.MONTH and when.months:
        times = tuple(map(str, when.months))
    return "".join(f"{each}{words.UNTICKED}" for each in times)


PUBLICATION = Publication(name="checklists", words=("清单", "责任清单"), folder="02清单", compose=compose)
