"""工作安排: the steps of a case in order, each with its last day, who acts, and what it leaves; a box to tick."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.short_names import left
from dangjian_std.composition.wording import Name
from dangjian_std.document import words
from dangjian_std.document.blocks import Band, Cell, Heading, Row, Table
from dangjian_std.document.document import CalendarDay, Document, Folio, Part
from dangjian_std.document.inline import Align, Line
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.countdown import Turn
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal

SCHEDULE_COLUMNS = (
    column("", 4, Align.CENTRE),
    column("最迟何时", 26),
    column("谁来做", 14),
    column("做什么", 28),
    column("用什么", 14),
    column("见", 14, Align.CENTRE),
)
SAME_DAY = "同一天"
LATEST = "日期是最迟的一天：每一步都办到这一天，后面的仍来得及；提前办成的，后面几步从办成那天算起。"
UNDATED_NOTE = "没有写日期的，等前面写明的那件事发生以后再算。"
ESTIMATED_WORKDAYS_NOTE = "{years}的放假安排没有收入，工作日照周末和法定节假日推算。"


def schedule(unit: Unit, case: Case, day: dt.date, turns: Sequence[Turn], stage: str = "") -> Document:
    """《换届工作安排》: the whole case on as few pages as it takes."""
    title = f"{case.name}{f'（{stage}）' if stage else ''}工作安排"
    start = counted_from(unit.catalog, case, turns if stage else ())
    blocks = (
        Heading(level=0, text=title),
        Table(
            label=f"{wording.chinese_date(day)}{start}",
            title="",
            columns=SCHEDULE_COLUMNS,
            rows=tuple(_rows(unit, case, turns)),
            notes=tuple((each,) for each in (*case.notes, *_notes(unit, turns))),
        ),
    )
    part = Part(id="part-schedule", title=title, head="", folio=Folio.TALLY, blocks=blocks, recto=False)
    issuer = unit.catalog.system.issuer
    days = tuple(_calendar(case, day, turns))
    return Document(name=title, title=title, author=issuer, subject=title, parts=(part,), days=days)


def counted_from(catalog: Catalog, case: Case, turns: Sequence[Turn] = ()) -> str:
    """Say what the given day is: 任期届满; for the steps of a stage, what the first of them waits for."""
    if turns:
        told = Clauses(catalog, turns[0].standard).told
        when = turns[0].step.when
        awaited = references(when)
        done = "办完" if isinstance(when, After) and any(isinstance(each, StepRef) for each in awaited) else ""
        named = "".join(str(told(each)) for each in awaited) or turns[0].step.what
        return f"{named}{'都' if len(awaited) > 1 else ''}{done}"
    start = case.start
    if isinstance(start, StepRef):
        standard = catalog.standards.get(start.standard)
        return next(
            (step.what for step in (standard.steps if standard else ()) if step.id == start.step), case.from_
        )
    return str(start)


def day_in_words(turn: Turn, name: Name) -> tuple[Line, ...]:
    """Say when a step has to be done: its last day, 同一天 where it goes with another; else what it waits for."""
    if turn.latest is None:
        return (wording.when(turn.step.when, name),)
    if turn.together:
        return ((f"{wording.chinese_date(turn.latest)}{SAME_DAY}",),)
    weekday = wording.weekday(turn.latest)
    if turn.meeting:
        return ((f"{wording.chinese_date(turn.latest)}{weekday}{turn.meeting}",),)
    return ((f"{wording.chinese_date(turn.latest)}{weekday}{'' if turn.exact else '前'}",),)


def _rows(unit: Unit, case: Case, turns: Sequence[Turn]) -> Iterator[Row | Band]:
    """Yield the steps below their stages; the condition of a stage stands where the case has the whole of it."""
    for stage, found in groupby(turns, lambda turn: turn.place):
        own = list(found)
        gate = own[0].stage.gate if stage in case.parts else ""
        yield Band(text=(f"{own[0].stage.title}{f'　（{gate}，才开始）' if gate else ''}",), anchor=str(stage))
        for turn in _in_order(own):
            yield Row(cells=_cells(unit, case, turn))


def _in_order(turns: Sequence[Turn]) -> list[Turn]:
    """Put steps in the order of their days; one without a day stays before the one that is printed after it."""
    days: list[dt.date] = []
    for turn in reversed(turns):
        days.append(turn.latest or (days[-1] if days else dt.date.max))
    return [turn for _, turn in sorted(zip(reversed(days), turns, strict=True), key=lambda each: each[0])]


def _cells(unit: Unit, case: Case, turn: Turn) -> tuple[Cell, ...]:
    book = Clauses(unit.catalog, turn.standard)
    step = dataclasses.replace(
        turn.step, papers=tuple(each for each in turn.step.papers if each not in case.without)
    )
    modal = "" if turn.step.when.modal is Modal.SHALL else turn.step.when.modal
    return (
        cell(words.EMPTY_BOX),
        Cell(lines=day_in_words(turn, book.told)),
        cell(turn.who),
        cell(f"{modal}{turn.step.what}"),
        Cell(lines=tuple((text,) for _, text in left(unit, step))),
        cell(f"{turn.standard.code} {book.clauses[turn.step.id]}"),
    )


def _notes(unit: Unit, turns: Sequence[Turn]) -> Iterator[str]:
    dated = [turn.latest for turn in turns if turn.latest]
    if dated:
        yield LATEST
    if len(dated) < len(turns):
        yield UNDATED_NOTE
    years = sorted({day.year for day in dated if not unit.catalog.calendar.published(day.year)})
    if years:
        yield ESTIMATED_WORKDAYS_NOTE.format(years="、".join(f"{year}年" for year in years))


def _calendar(case: Case, day: dt.date, turns: Sequence[Turn]) -> Iterator[CalendarDay]:
    """Yield the days for a calendar; what goes on at one meeting is one entry."""
    for turn in turns:
        if turn.latest and not turn.together:
            yield CalendarDay(
                id=f"{case.name}-{day}-{turn.key}",
                day=turn.latest,
                title=f"{'' if turn.exact else '最迟：'}{turn.step.what}",
                note=f"{turn.who}，{case.name}，见{turn.standard.code}",
            )
