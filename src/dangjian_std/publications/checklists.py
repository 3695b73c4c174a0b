"""责任清单: what each person of a unit does and when, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from dangjian_std.composition import clauses, contents_list, duty_times, frequency, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import Duty, duties_by_person
from dangjian_std.document import words
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Column, Strong, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Period
from dangjian_std.publications.publication import Outputs, Publication

CHECKLISTS_TITLE = "责任清单"
MOST_DUTIES_OF_SHORT_LIST = 12
"""Duties of a list that takes no page of its own."""
MOST_DUTIES_LINED = 200
"""Most duties of a list that has a line for each; those of a longer one run on, so that four pages hold them."""
SHORT_LISTS_TITLE = "事不多的"
"""Bookmark of the short lists."""
DUTY_COLUMNS = (column("办什么（何时；留什么；怎么做见）。“办前”“办后”从本句头一件算起，“其后”从前一件算起", 100),)
SHEET_COLUMNS = (
    column("周期", 6, Align.CENTRE),
    column("何时", 21),
    column("办什么", 23),
    column("留什么", 8),
    column("怎么做见", 8),
    column("谁的责任", 6),
    Column(head="办完打勾", width=28, id="done"),
)
"""Columns of a sheet of the workbook."""
WORDS_BEFORE_BOXES: Mapping[Period, tuple[str, ...]] = {
    Period.MONTH: tuple(str(month) for month in range(1, 13)),
    Period.QUARTER: ("一", "二", "三", "四"),
    Period.HALF_YEAR: ("上", "下"),
}
"""What stands before the boxes of a duty that comes several times a year: its months, quarters or halves."""


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the lists of all roles as one document: each list on pages of its own; and as a workbook to sort."""
    books = clauses.all_clauses(unit.catalog)
    lists = tuple(_lists(unit, books))
    yield _document(unit, (contents_list.contents(lists, chapters=False), *lists)), ("pdf", "docx")
    sheets = tuple(
        _part(f"part-list-{number}", role, (_sheet(unit, role, own, number),))
        for number, (role, own) in enumerate(_by_length(unit, books), 1)
    )
    yield _document(unit, sheets), ("xlsx",)


def _document(unit: Unit, parts: tuple[Part, ...]) -> Document:
    system = unit.catalog.system
    return Document(
        name=CHECKLISTS_TITLE,
        title=f"{system.title}（{system.edition}）{CHECKLISTS_TITLE}",
        author=system.issuer,
        subject=CHECKLISTS_TITLE,
        parts=parts,
    )


def _by_length(unit: Unit, books: tuple[Clauses, ...]) -> list[tuple[str, list[Duty]]]:
    """Return the persons with their duties, those with few of them last."""
    return sorted(
        duties_by_person(unit, books).items(), key=lambda each: len(each[1]) <= MOST_DUTIES_OF_SHORT_LIST
    )


def _lists(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[Part]:
    """Yield a part for each person with many duties, then one of all short lists, which follow one another."""
    short: list[Block] = []
    for number, (role, own) in enumerate(_by_length(unit, books), 1):
        also = tuple(dict.fromkeys(step.who for _, step in own if step.who != role))
        more = (Paragraph(text=(f"本清单连同{'、'.join(also)}的责任。",)),) if also else ()
        heading = Heading(level=0, text=f"{role}{CHECKLISTS_TITLE}", anchor=f"list-{number}")
        blocks = (heading, *more, duties(unit, role, own, number))
        if len(own) <= MOST_DUTIES_OF_SHORT_LIST:
            short += blocks
        else:
            yield _part(f"part-list-{number}", role, blocks)
    if short:
        yield _part("part-short-lists", SHORT_LISTS_TITLE, tuple(short))


def _part(name: str, title: str, blocks: tuple[Block, ...]) -> Part:
    return Part(id=name, title=title, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def duties(unit: Unit, role: str, own: Sequence[Duty], number: int) -> Table:
    """The list of one person."""
    return Table(
        label=f"表{number}",
        title=role,
        anchor=f"duties-{number}",
        columns=DUTY_COLUMNS,
        rows=tuple(_rows(unit, own, role)),
        tight=True,
    )


def _sheet(unit: Unit, role: str, own: Sequence[Duty], number: int) -> Table:
    """The list of one person as a sheet: a row a duty, which says all of it by itself."""
    rows = (
        Row(
            cells=(
                cell(frequency.occasion(unit, book.code, step)),
                Cell(lines=(joined(wording.when(step.when, book.told)),)),
                cell(step.what),
                cell("、".join(role_duties.left_by(unit, step)) or NOTHING_MARK),
                cell(_where((book, step))),
                cell(step.who),
                cell(_boxes(unit, book, step) or words.EMPTY_BOX),
            )
        )
        for book, step in own
    )
    return Table(
        label=f"表{number}", title=role, anchor=f"duties-{number}", columns=SHEET_COLUMNS, rows=tuple(rows)
    )


def _rows(unit: Unit, own: Sequence[Duty], role: str) -> Iterator[Row | Band]:
    """Yield what brings duties; under it a row of those that come several times, else one a month or standard."""
    lacking = {step.who for _, step in own if unit.actor(step.who) != step.who}
    told = partial(_what, {role, *lacking})
    for occasion, found in groupby(own, lambda each: frequency.occasion(unit, each[0].code, each[1])):
        yield Band(text=(occasion,))
        groups = tuple(duty_times.groups(tuple(found)))
        if _boxes(unit, *groups[0][0]):
            lines = (line for group in groups for line in _lines(unit, group, told))
            yield Row(cells=(Cell(lines=tuple((line,) for line in lines)),))
            continue
        for head, members in groupby(groups, lambda group: duty_times.head(group[0])):
            said = tuple(_block(unit, tuple(members), told))
            first, *others = said if len(own) <= MOST_DUTIES_LINED else ("".join(said),)
            yield Row(cells=(Cell(lines=((Strong(f"【{head}】"), first), *((each,) for each in others))),))


def _lines(unit: Unit, own: Sequence[Duty], told: Callable[[Step], str]) -> Iterator[str]:
    """Yield a line for each duty of a group, a box for each time of the year before it.

    上□下□　主持开讲（1次；R201；DJ602 6.2.1）；
    上□下□　办后处理志愿者的作品（10个工作日内；6.3.1）。
    """
    for place, (duty, (brings, bound)) in enumerate(zip(own, duty_times.times(own), strict=True)):
        follows = place > 0 and _dated(own)
        opening, time = (brings, bound) if follows else ("", duty_times.time(*duty))
        said = _said(unit, duty, told, time, _where(duty, within=follows))
        subject = "" if follows else _subject(*duty)
        yield f"{_boxes(unit, *duty)}　{opening}{subject}{said}{'；' if _dated(own) and duty != own[-1] else '。'}"


def _block(unit: Unit, groups: Sequence[Sequence[Duty]], told: Callable[[Step], str]) -> Iterator[str]:
    """Yield the duties of a month or of a standard, each with its box; before several what brings all of them.

    8日前□核定每名党员当年每月应交的党费（R318；DJ304 6.1.2）；□核对上年党费账目（R211；DJ304 6.4.1）。
    6.1 收到入党申请后□接收入党申请书（3个工作日内；R304）；□派人同入党申请人谈话（1个月内；R304）。
    """
    lead = ""
    for last, own, following in zip(((), *groups), groups, (*groups[1:], ()), strict=False):
        begins, goes_on = not _joined(last, own), _joined(own, following)
        for place, (duty, (brings, bound)) in enumerate(zip(own, duty_times.times(own), strict=True)):
            stage = "" if place or _dated(own) else f"{duty_times.stage(duty).split()[1]} "
            opening = brings if brings != lead or (begins and not place) else ""
            where = _where(duty, within=place > 0) if _dated(own) else ""
            said = _said(unit, duty, told, bound, where)
            subject = _subject(*duty) if _dated(own) and not place else ""
            yield f"{stage}{opening}{words.EMPTY_BOX}{subject}{said}{'；' if goes_on or duty != own[-1] else '。'}"
            lead = brings


def _dated(own: Sequence[Duty]) -> bool:
    """Whether the first duty of a group has a date."""
    return isinstance(own[0][1].when, Every)


def _joined(one: Sequence[Duty], other: Sequence[Duty]) -> bool:
    """Whether two groups stand in one sentence: duties with a date on which nothing hangs."""
    return len(one) == len(other) == 1 and _dated(one) and _dated(other)


def _said(unit: Unit, duty: Duty, told: Callable[[Step], str], time: str, where: str) -> str:
    """Say what is done and in brackets when, what it leaves, and where it stands."""
    _, step = duty
    waits = wording.IF_ANY_SUFFIX if isinstance(step.when, Every) and step.when.per is CountedPer.CASE else ""
    aside = "；".join(filter(None, (waits, time, "、".join(role_duties.left_by(unit, step)), where)))
    return f"{told(step)}{f'（{aside}）' if aside else ''}"


def _subject(book: Clauses, step: Step) -> str:
    """Name the standard before a duty that does not say by itself what it is about: 主题党日：通知到每名党员."""
    return "" if step.clear else f"{book.standard.short_title}："


def _where(duty: Duty, *, within: bool = False) -> str:
    """Return where a step stands, DJ304 6.1.2; within the sentence of another of its standard the number alone."""
    book, step = duty
    return f"{'' if within else f'{book.code} '}{book.clauses[step.id]}"


def _what(known: Container[str], step: Step) -> str:
    """Say what is done; in brackets the other post of the unit that would do it."""
    return f"{step.what}{'' if step.who in known else f'（{step.who}）'}"


def _boxes(unit: Unit, book: Clauses, step: Step) -> str:
    """Return a box for each time of a year, of a duty that comes several times; else nothing."""
    when = unit.recurrence(book.code, step)
    times = WORDS_BEFORE_BOXES.get(when.every, ()) if when else ()
    if when and when.every is Period.MONTH and when.months:
        times = tuple(map(str, when.months))
    return "".join(f"{each}{words.EMPTY_BOX}" for each in times)


PUBLICATION = Publication(name="checklists", words=("清单", "责任清单"), folder="02清单", compose=compose)
