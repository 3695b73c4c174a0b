"""责任清单: what each person of a unit does and when, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

import re
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
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.rates import period_in_words
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import After, Every, reference
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Period
from dangjian_std.publications.publication import Outputs, Publication

TITLE = "责任清单"
FEW = 12
"""Duties of a list that takes no page of its own."""
SHORT = "事不多的"
"""Bookmark of the short lists."""
COLUMNS = (
    column("办什么（何时；留什么；怎么做见）。“办前”“办后”从本句头一件算起，“其后”从前一件算起", 100),
)
LEAD = re.compile("([前后时的])，?(.*)")
"""What joins the name of a step or an event to how long before or after it something is done, and the latter."""
LEAST = "至少提前"
"""What a time says before a number that 前 comes before here."""
DONE = "办"
"""What the first duty of a sentence is called in the times of the others."""
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
    """Yield what brings duties; under it one row of all that come several times, else one a month, date, standard."""
    lacking = {step.who for _, step in own if unit.actor(step.who) != step.who}
    told = partial(_what, {role, *lacking})
    for occasion, found in groupby(own, lambda each: frequency.occasion(unit, each[0].code, each[1])):
        yield Band(text=(occasion,))
        groups = tuple(_groups(tuple(found)))
        if _boxes(unit, *groups[0][0]):
            lines = (line for group in groups for line in _lines(unit, group, told))
            yield Row(cells=(Cell(lines=tuple((line,) for line in lines)),))
            continue
        for head, members in groupby(groups, lambda group: _head(group[0])):
            yield Row(cells=(cell(f"【{head}】{_block(unit, tuple(members), told)}"),))


def _groups(own: Sequence[Duty]) -> Iterator[tuple[Duty, ...]]:
    """Yield each duty that has a date with those of its standard that hang on it; then the others, by their stage."""
    left = [duty for duty in own if not isinstance(duty[1].when, Every)]
    for book, step in own:
        if isinstance(step.when, Every):
            kin = tuple(_kin(book, step, left))
            left = [duty for duty in left if duty not in kin]
            yield ((book, step), *kin)
    for _, stage in groupby(left, _stage):
        yield tuple(stage)


def _kin(book: Clauses, step: Step, left: Sequence[Duty]) -> Iterator[Duty]:
    """Yield what hangs on a step, or on what does so, in the order of the standard."""
    near, count = {StepRef("", step.id)}, 0
    own = [duty for duty in left if duty[0].code == book.code]
    while count != len(near):
        count = len(near)
        near |= {StepRef("", each.id) for _, each in own if reference(each.when) in near}
    yield from (duty for duty in own if StepRef("", duty[1].id) in near)


def _head(duty: Duty) -> str:
    """Say what a duty stands under: its month or date; of one without a date, its standard."""
    book, step = duty
    if not isinstance(step.when, Every):
        return f"{book.code} {book.standard.short_title}"
    return f"{step.when.months[0]}月" if step.when.months else _time(book, step)


def _stage(duty: Duty) -> str:
    """Return the number of the stage that a step stands in: DJ401 6.1."""
    book, step = duty
    return next(f"{book.code} {book.clauses[each.id]}" for each in book.standard.stages if step in each.steps)


def _lines(unit: Unit, own: Sequence[Duty], told: Callable[[Step], str]) -> Iterator[str]:
    """Yield a line for each duty of a group, with a box for each time: 上□下□　主持开讲（1次；R201；DJ602 6.2.1）；."""
    for index, (duty, (brings, bound)) in enumerate(zip(own, _times(own), strict=True)):
        family = isinstance(own[0][1].when, Every)
        said = (brings, "", bound) if family and index else ("", _time(*duty), "")
        where = _where(duty, within=bool(family and index))
        text = f"{said[0]}{told(duty[1])}{_bracketed(*said[1:], *_left(unit, duty[1]), where)}"
        yield f"{_boxes(unit, *duty)}　{text}{'；' if family and index < len(own) - 1 else '。'}"


def _block(unit: Unit, groups: Sequence[Sequence[Duty]], told: Callable[[Step], str]) -> str:
    """Say what is done in a month or by a standard: what brings it once for all that follow, each with its box.

    8日前□核定每名党员当年每月应交的党费（R318；DJ304 6.1.2）。
    6.1 收到入党申请后□接收入党申请书（3个工作日内；R304）；□派人同入党申请人谈话（1个月内；R304）。
    """
    text, lead, alone = "", "", False
    for own in groups:
        dated = isinstance(own[0][1].when, Every)
        joins = alone and len(own) == 1 and dated
        text += ("；" if joins else "。") if text else ""
        text += "" if dated else f"{_stage(own[0]).split()[1]} "
        said = []
        for duty, (brings, bound) in zip(own, _times(own), strict=True):
            where = _where(duty, within=duty != own[0]) if dated else ""
            opening = brings if brings != lead or not (said or joins) else ""
            said.append(f"{opening}{words.UNTICKED}{told(duty[1])}{_bracketed(bound, *_left(unit, duty[1]), where)}")
            lead = brings
        text += "；".join(said)
        alone = len(own) == 1 and dated
    return f"{text}。"


def _times(own: Sequence[Duty]) -> Iterator[tuple[str, str]]:
    """Yield of each duty of a group what brings it, and how long before or after that it is done.

    收到入党申请后, 3个工作日内; for what hangs on the first of a dated group: 办前, 至少提前3个工作日; for what comes
    after the duty before it: nothing, 其后3个工作日内.
    """
    first = own[0][1]
    before = ""
    for book, step in own:
        target = reference(step.when)
        if isinstance(step.when, Every):
            time = _time(book, step)
            month = _head((book, step)) if len(step.when.months) <= 1 else ""
            yield time.removeprefix(month), ""
        elif target == StepRef("", before) and (before != first.id or not isinstance(first.when, Every)):
            yield "", _time(book, step, IT).removeprefix(f"{IT}后，")
        elif target == StepRef("", first.id) and not _also(step):
            yield _divided(_time(book, step, DONE), DONE)
        else:
            yield _divided(_time(book, step), str(book.told(target)) if target and not _also(step) else "")
        before = step.id


def _also(step: Step) -> bool:
    return isinstance(step.when, After) and bool(step.when.also)


def _divided(time: str, name: str) -> tuple[str, str]:
    """Divide a time into what brings the duty and how long before or after that; not where it begins otherwise."""
    found = LEAD.fullmatch(time.removeprefix(name)) if name and time.startswith(name) else None
    if not found:
        return "", time
    own = name[1:-1] if name.startswith("“") else name
    return own + found[1].replace("的", "后"), found[2].replace(LEAST, "至少")


def _time(book: Clauses, step: Step, name: str = "") -> str:
    """Return the time of a step within its period; what it hangs on by this name."""
    line = wording.when(step.when, (lambda _: name) if name else book.told)
    said = "".join(map(str, line))
    return said.removeprefix(period_in_words(step.when)) if isinstance(step.when, Every) else said


def _where(duty: Duty, *, within: bool = False) -> str:
    """Return where a step stands, DJ304 6.1.2; within the sentence of another of its standard the number alone."""
    book, step = duty
    return f"{'' if within else f'{book.code} '}{book.clauses[step.id]}"


def _bracketed(*parts: str) -> str:
    """Return what is not empty in brackets."""
    said = "；".join(filter(None, parts))
    return f"（{said}）" if said else ""


def _what(known: Container[str], step: Step) -> str:
    """Say what is done; in brackets the other post of the unit that would do it."""
    return f"{step.what}{'' if step.who in known else f'（{step.who}）'}"


def _left(unit: Unit, step: Step) -> tuple[str, ...]:
    """Return the codes of what a step leaves as one text, or nothing."""
    codes = "、".join(role_duties.codes_left(unit, step))
    return (codes,) if codes else ()


def _boxes(unit: Unit, book: Clauses, step: Step) -> str:
    """Return a box for each time of a year, of a duty that comes several times; else nothing."""
    when = unit.recurrence(book.code, step)
    times = TIMES.get(when.every, ()) if when else ()
    if when and when.every is Period.MONTH and when.months:
        times = tuple(map(str, when.months))
    return "".join(f"{each}{words.UNTICKED}" for each in times)


PUBLICATION = Publication(name="checklists", words=("清单", "责任清单"), folder="02清单", compose=compose)
