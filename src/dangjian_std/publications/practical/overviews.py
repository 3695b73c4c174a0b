"""What stands first: the meetings of a year, who works by which standard, and the limits that superiors set."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import actors, frequency, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import LOCAL_MARK, NOTHING_MARK
from dangjian_std.composition.short_names import article_keys
from dangjian_std.document.blocks import Block, Cell, Paragraph, Row, Table
from dangjian_std.document.inline import Align, Line, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ, Period

Books = tuple[Clauses, ...]


def blocks(unit: Unit, books: Books) -> Iterator[Block]:
    """Yield the three tables."""
    yield Paragraph(
        text=(
            "会议和活动能合并的合并召开，只填一份记录；下面按不合并列，在会上一并办的事、不写成会的活动不都列，见各项标准。",
        )
    )
    yield _meetings(unit, books)
    yield _roles(unit, books) if unit.has(Organ.COMMITTEE) else _of_one(unit, books)
    yield _limits(unit, books)


def _done(unit: Unit, books: Books) -> Iterator[tuple[Clauses, Step]]:
    return ((book, step) for book in books for step in book.standard.steps if unit.does(book.code, step))


def _meetings(unit: Unit, books: Books) -> Table:
    """Every meeting and activity that comes round, by what brings it; one with a name goes by it."""
    own = [(book, step) for book, step in _done(unit, books) if _comes_round(unit, step)]
    own.sort(key=lambda each: frequency.occasion_order(unit, each[0].code, each[1]))
    rows = (
        Row(
            cells=(
                cell(step.meeting or step.what),
                Cell(lines=(wording.when(step.when, book.told),)),
                cell(unit.holder(step.who) or step.who),
                cell("、".join(actors.partners(unit, book.code, step)) or NOTHING_MARK),
                Cell(lines=(role_duties.step_reference(book, step),)),
            )
        )
        for book, step in own
    )
    return Table(
        label="表1",
        title="一年里的会议和活动",
        anchor="overview-meetings",
        columns=(
            column("会议、活动", 20),
            column("多久一次、何时", 29),
            column("召集、主持", 15),
            column("谁参加", 18),
            column("见", 18),
        ),
        rows=tuple(rows),
        tight=True,
    )


def _comes_round(unit: Unit, step: Step) -> bool:
    """Whether a step that recurs has the name of a meeting, or is held as one."""
    return role_duties.is_meeting(unit, step) or bool(step.meeting and isinstance(step.when, Every))


RECURRING_COLUMNS = (
    ("每周、每月", 16, frozenset({Period.WEEK, Period.HALF_MONTH, Period.MONTH})),
    ("每季、每半年", 16, frozenset({Period.QUARTER, Period.HALF_YEAR})),
    ("每年、每届", 24, frozenset({Period.YEAR, Period.TERM})),
    ("遇事", 30, frozenset({None})),
)
"""The columns of what comes round: head, share of the width in percent, and which periods each holds."""


COUNTED_STEPS_NOTE = (
    "括号里是要办的步骤一共几件，代做别的岗位、机构的也算；一件一件列在责任清单里；代号和页码见目次。"
)
COUNTED_OF_ONE = "连同代做的别的岗位、机构的；一件一件列在责任清单里，别人办的也在那里；页码见目次。"


def _roles(unit: Unit, books: Books) -> Table:
    """Each post, and by which standards it acts regularly and by occasion."""
    rows = []
    for role, own in role_duties.duties_by_person(unit, books).items():
        cells = [cell(f"{role}（{len(own)}件）")]
        for _, _, periods in RECURRING_COLUMNS:
            found = sorted({book.code for book, step in own if _period(unit, book, step) in periods})
            names = (unit.catalog.standards[code].short_title for code in found)
            cells.append(cell("、".join(names) or NOTHING_MARK))
        rows.append(Row(cells=tuple(cells)))
    return Table(
        label="表2",
        title="谁按哪几项标准做事",
        anchor="overview-roles",
        columns=(
            column("岗位", 14),
            *(column(head, width) for head, width, _ in RECURRING_COLUMNS),
        ),
        rows=tuple(rows),
        tight=True,
        notes=((COUNTED_STEPS_NOTE,),),
    )


def _of_one(unit: Unit, books: Books) -> Table:
    """Where one person does nearly all: in which standards, and how often; who does it needs no saying."""
    role, own = max(role_duties.duties_by_person(unit, books).items(), key=lambda each: len(each[1]))
    rows = []
    for book in books:
        found = [_period(unit, *duty) for duty in own if duty[0].code == book.code]
        if found:
            counts = (sum(each in periods for each in found) for _, _, periods in RECURRING_COLUMNS)
            counted = (cell(f"{count}件" if count else NOTHING_MARK) for count in counts)
            rows.append(Row(cells=(cell(f"{book.code}　{book.standard.short_title}"), *counted)))
    return Table(
        label="表2",
        title=f"{role}在哪几项标准里办几件（一共{len(own)}件）",
        anchor="overview-roles",
        columns=(
            column("标准", 40),
            *(column(head, 15, Align.CENTRE) for head, _, _ in RECURRING_COLUMNS),
        ),
        rows=tuple(rows),
        tight=True,
        notes=((COUNTED_OF_ONE,),),
    )


def _period(unit: Unit, book: Clauses, step: Step) -> Period | None:
    recurrence = unit.recurrence(book.code, step)
    return recurrence.every if recurrence else None


def _limits(unit: Unit, books: Books) -> Table:
    """Every time that a superior text sets: whose it is, and what it rests on."""
    own = [(book, step) for book, step in _done(unit, books) if role_duties.is_set_above(step)]
    own.sort(key=lambda each: frequency.occasion_order(unit, each[0].code, each[1]))
    rows = (
        Row(
            cells=(
                Cell(lines=(joined((*wording.when(step.when, book.told), _partly(step))),)),
                cell(step.what),
                cell(unit.holder(step.who) or step.who),
                Cell(lines=(_keys(step),)),
                Cell(lines=(role_duties.step_reference(book, step),)),
            )
        )
        for book, step in own
    )
    return Table(
        label="表3",
        title="上位规定写明的次数和时限",
        anchor="overview-limits",
        columns=(
            column("次数、时限", 23),
            column("做什么", 20),
            column("谁来做", 12),
            column("依据", 27),
            column("见", 18),
        ),
        rows=tuple(rows),
        tight=True,
        notes=((PARTLY_OURS,), (ONLY_TIMES,)),
    )


PARTLY_OURS = (
    f"标{LOCAL_MARK}的，上位规定写了多久一次或者先后；哪几个月、哪一天、提前几天，以及把“一般”改成“应”，"
    "是本单位定的。"
)


ONLY_TIMES = "只列步骤的时间；要求里写的次数和时限，见各项标准的要求。"


def _partly(step: Step) -> str:
    """Mark a time of which a part is the unit's own."""
    return LOCAL_MARK if role_duties.is_partly_ours(step) else ""


def _keys(step: Step) -> Line:
    return (article_keys(step.basis),)
