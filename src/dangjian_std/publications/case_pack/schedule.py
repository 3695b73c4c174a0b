"""工作安排: the steps of a case in order, each with its last day, who acts, and what it leaves; a box to tick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.short_names import left
from dangjian_std.composition.wording import Name
from dangjian_std.document.blocks import Band, Cell, Heading, Row, Table
from dangjian_std.document.document import CalendarDay, Document, Folio, Part
from dangjian_std.document.inline import Align, Line
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.catalog import Case
from dangjian_std.domain.countdown import Turn
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import references
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Modal

BOX = "□"
WEEKDAYS = "一二三四五六日"
COLUMNS = (
    column("", 5, Align.CENTRE),
    column("最迟何时", 22),
    column("谁来做", 14),
    column("做什么", 36),
    column("用什么", 14),
    column("见", 9, Align.CENTRE),
)
SAME = "同一天"
LATEST = "日期是最迟的一天：每一步都办到这一天，后面的仍来得及；提前办成的，后面几步从办成那天算起。"
WAITING = "没有写日期的，等前面写明的那件事发生以后再算。"
ESTIMATE = "{years}的放假安排没有收入，工作日照周末和法定节假日推算。"


def schedule(unit: Unit, case: Case, day: dt.date, turns: Sequence[Turn], stage: str = "") -> Document:
    """《换届工作安排》: the whole case on as few pages as it takes."""
    title = f"{case.name}{f'（{stage}）' if stage else ''}工作安排"
    start = counted_from(unit, case, turns, stage)
    blocks = (
        Heading(level=0, text=title),
        Table(
            label=wording.chinese_date(day),
            title=start,
            columns=COLUMNS,
            rows=tuple(_rows(unit, turns)),
            notes=tuple((each,) for each in _notes(unit, turns)),
        ),
    )
    part = Part(id="part-schedule", title=title, head="", folio=Folio.TALLY, blocks=blocks, recto=False)
    issuer = unit.catalog.system.issuer
    days = tuple(_calendar(case, day, turns))
    return Document(name=title, title=title, author=issuer, subject=title, parts=(part,), days=days)


def counted_from(unit: Unit, case: Case, turns: Sequence[Turn], stage: str) -> str:
    """Say what the day is that was given: 任期届满, or what the first step of a stage waits for."""
    if stage and turns:
        told = Clauses(unit.catalog, turns[0].standard).told
        return "、".join(str(told(each)) for each in references(turns[0].step.when)) or stage
    start = case.start
    if isinstance(start, StepRef):
        standard = unit.catalog.standards[start.standard]
        return next(step.what for step in standard.steps if step.id == start.step)
    return str(start)


def day_in_words(turn: Turn, name: Name) -> tuple[Line, ...]:
    """Say when a step has to be done: its last day; 同一天 at another's time; else what it waits for."""
    if turn.latest is None:
        return (wording.when(turn.step.when, name),)
    if turn.together:
        return ((SAME,),)
    weekday = f"周{WEEKDAYS[turn.latest.weekday()]}"
    return ((wording.chinese_date(turn.latest),), (weekday if turn.exact else f"{weekday}前",))


def _rows(unit: Unit, turns: Sequence[Turn]) -> Iterator[Row | Band]:
    for stage, found in groupby(turns, lambda turn: (turn.standard.code, turn.stage.id)):
        own = list(found)
        gate = own[0].stage.gate
        yield Band(
            text=(f"{own[0].stage.title}{f'　（{gate}，才开始）' if gate else ''}",), anchor="-".join(stage)
        )
        for turn in sorted(own, key=lambda each: each.latest or dt.date.max):
            yield Row(cells=_cells(unit, turn))


def _cells(unit: Unit, turn: Turn) -> tuple[Cell, ...]:
    book = Clauses(unit.catalog, turn.standard)
    modal = "" if turn.step.when.modal is Modal.SHALL else turn.step.when.modal
    return (
        cell(BOX),
        Cell(lines=day_in_words(turn, book.told)),
        cell(turn.who),
        cell(f"{modal}{turn.step.what}"),
        Cell(lines=tuple((text,) for _, text in left(unit, turn.step))),
        Cell(lines=((turn.standard.code,), (book.clauses[turn.step.id],))),
    )


def _notes(unit: Unit, turns: Sequence[Turn]) -> Iterator[str]:
    dated = [turn.latest for turn in turns if turn.latest]
    if dated:
        yield LATEST
    if len(dated) < len(turns):
        yield WAITING
    years = sorted({day.year for day in dated if not unit.catalog.calendar.published(day.year)})
    if years:
        yield ESTIMATE.format(years="、".join(f"{year}年" for year in years))


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
