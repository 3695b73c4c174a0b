"""A standard as people use it: what for, its steps each with what an inspection asks, its requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from dangjian_std.composition import actors, annex_blocks, step_items, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import TRIAL
from dangjian_std.composition.role_duties import absence_note
from dangjian_std.composition.short_names import article_keys, left
from dangjian_std.composition.states import extent, mark
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align, Column, Inline, Line, Ref, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain import measures
from dangjian_std.domain import standard as domain
from dangjian_std.domain.measures import Criterion, Follows
from dangjian_std.domain.references import Target
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CriterionKind, StandardType, Status

RULE_STATE_NOTES = (
    "没有写“据”、也没有标◇的步骤，全部是本单位的规定，由印发本册的单位修订，使用的人不自行改",
    "写有“据”的步骤，照所写的条款办，不应自己改",
    "“据”后面写“只限”的，那几处是条款的，其余是本单位的；写“除”的，那几处是本单位的，其余是条款的；标◇的都不算在内",
    "括号里的数字指上面的第几条；“只限1、何时的次数”，是第1条和一年几次照条款，定在哪一天是本单位的",
    "写“何时的‘应’”的，条款写“一般”，本单位不留例外；要求里标▲的，也比所写的条款规定得更细",
    "标◇的，上位规定有要求，本套还没有读到条文，以原文为准，谁都不应改动；没有写“据”的步骤里，其余没有标的是本单位的",
)
"""How the three states of a rule are told apart: by what is printed for few, nothing for the many."""
REQUIREMENTS = "要求（第7章）"
"""The table of what other sentences call chapter 7."""
TRACED_BY_FORMS_NOTE = "办理过程由各步填的表追溯：填哪张写在上面的末一栏，保管期限见书末的记录表一览。"
"""What chapter 7 of a 规程 opens with, where requirements follow it: 7.1."""


def part(unit: Unit, book: Clauses) -> Part:
    """Return the pages of a standard."""
    standard = book.standard
    return Part(
        id=f"part-{book.code}",
        title=standard.title,
        head=f"{book.code}　{standard.short_title}",
        number=book.code,
        folio=Folio.ARABIC,
        blocks=tuple(_blocks(unit, book)),
        recto=False,
    )


def _blocks(unit: Unit, book: Clauses) -> Iterator[Block]:
    standard = book.standard
    yield Heading(level=0, text=standard.title, anchor=book.code)
    if standard.status is Status.TRIAL:
        yield Paragraph(text=(TRIAL,))
    yield Paragraph(text=(f"管什么：{standard.scope.covers}。",))
    yield Paragraph(text=(f"用在哪里：{standard.scope.applies_to}。（第{standard.version}版）",))
    checks = _by_step(standard)
    yield _table(unit, book, checks)
    if standard.requirements or checks.get(""):
        yield _rules(book, checks.get("", []))
    for letter, annex in book.annexes.items():
        if isinstance(annex, domain.Annex):
            yield from _annex(book, letter, annex)


def _annex(book: Clauses, letter: str, annex: domain.Annex) -> Iterator[Block]:
    """Yield an annex under a heading of its own size, on the same page."""
    head, blocks = annex_blocks.draw_annex(book, letter, annex)
    yield Heading(level=2, text=f"附录{letter}　{annex.title}", anchor=head.anchor)
    yield from blocks


def _by_step(standard: Standard) -> Mapping[str, list[Criterion]]:
    """Return the criteria by the step that they check; those that check none in particular by an empty name."""
    found: dict[str, list[Criterion]] = {}
    for each in standard.criteria:
        found.setdefault(_checked(standard, each), []).append(each)
    return found


def _checked(standard: Standard, criterion: Criterion) -> str:
    """Return the step that a criterion names, or the only one that fills the form that it reads; else nothing."""
    measure = criterion.measure
    ids = {step.id for step in standard.steps}
    for _, ref in measures.steps(measure):
        if not ref.standard and ref.step in ids:
            return ref.step
    asked = "follows" if isinstance(measure, Follows) else ""
    forms = {ref.record for key, ref in measures.parts(measure) if key != asked}
    users = [step.id for step in standard.steps if {step.opens, step.record} & forms]
    return users[0] if len(users) == 1 else ""


def _table(unit: Unit, book: Clauses, checks: Mapping[str, list[Criterion]]) -> Table:
    return Table(
        label=book.standard.subject,
        title="谁来做、做什么、怎么做",
        anchor=f"{book.code}-steps",
        columns=(
            column("条号", 8.5, Align.CENTRE),
            Column(head="谁来做", width=12.5, align=Align.CENTRE, strong=True),
            column("做什么", 11),
            column("怎么做", 50),
            column("何时、留什么", 18),
        ),
        rows=tuple(_rows(unit, book, checks)),
        tight=True,
    )


def _rows(unit: Unit, book: Clauses, checks: Mapping[str, list[Criterion]]) -> Iterator[Row | Band]:
    for stage in book.standard.stages:
        gate = f"　{stage.gate}后才能开始。" if stage.gate else ""
        yield Band(text=(f"{book.clauses[stage.id]}　{stage.title}{gate}",))
        for step in stage.steps:
            yield _step(unit, book, step, checks.get(step.id, []))


def _step(unit: Unit, book: Clauses, step: Step, checks: list[Criterion]) -> Row:
    """Return the row of a step; a book of one unit says of what it does not do only why."""
    excuse = unit.excuse(book.code, step)
    bare = bool(excuse) and not actors.issued(unit)
    doer, partners = actors.doer(unit, book.code, step), actors.partners(unit, book.code, step)
    who: list[Line] = [(f"{doer}{step_items.mark(step, 'who')}",)]
    if (note := absence_note(unit, doer)) and not excuse:
        who.append((note,))
    if partners:
        who.append((f"参加：{'、'.join(partners)}{step_items.mark(step, 'with')}",))
    how = () if bare else tuple(step_items.lines(book, step, book.told, partial(_called, book)))
    why: tuple[Line, ...] = ((f"本单位不办这一步：{excuse}。",),) if excuse else ()
    closing = (*why, *(() if bare else _basis(step)), *(_check(book, each) for each in checks))
    last: tuple[Line, ...] = (("—",),) if bare else tuple(_when_and_left(unit, book, step))
    return Row(
        cells=(
            Cell(lines=((book.clauses[step.id] + step_items.mark(step, "step"),),), anchor=book.anchor(step.id)),
            Cell(lines=tuple(who)),
            cell(step.what + step_items.mark(step, "what")),
            Cell(lines=(*how, *closing), numbered=len(how) > 1, closing=len(closing)),
            Cell(lines=last),
        )
    )


def _when_and_left(unit: Unit, book: Clauses, step: Step) -> Iterator[Line]:
    """Say when, and which forms and papers."""
    yield joined((*wording.when(step.when, book.told), step_items.mark(step, "when")))
    if kept := tuple(f"{what}{step_items.mark(step, key)}" for key, what in left(unit, step)):
        yield ("，".join(kept),)


def _basis(step: Step) -> Iterator[Line]:
    """Say what a step rests on, and how far."""
    if step.basis:
        yield (f"据：{article_keys(step.basis)}{extent(step)}。",)


def _called(book: Clauses, target: Target) -> Inline:
    """Return the number of a step with what it does: 6.2.1“公示”."""
    name, told = book.name(target), str(book.told(target))
    return Ref(name.target, name.text + told[told.find("“") :]) if isinstance(name, Ref) else name


def _rules(book: Clauses, checks: list[Criterion]) -> Table:
    """Return what holds for all steps: the requirements, then what is checked beside them."""
    standard = book.standard
    rows: list[Row | Band] = []
    if standard.requirements and standard.type is StandardType.CODE_OF_PRACTICE:
        rows.append(Row(cells=tuple(map(cell, ("7.1", TRACED_BY_FORMS_NOTE, "照末一栏写的表逐张找。")))))
    rows += [_requirement(book, index, each) for index, each in enumerate(standard.requirements, 1)]
    if checks and rows:
        rows.append(Band(text=("另外要查的",)))
    rows += [
        Row(
            cells=(
                cell("成效" if each.kind is CriterionKind.EFFECT else "查"),
                Cell(lines=(book.text(each.statement),)),
                Cell(lines=(book.text(each.by_hand),)),
            )
        )
        for each in checks
    ]
    title = REQUIREMENTS if standard.requirements else "另外要查的"
    return Table(
        label=f"{standard.subject}　{title}",
        title="",
        anchor=f"{book.code}-requirements",
        columns=(
            column("条号", 7.5, Align.CENTRE),
            column("要求" if standard.requirements else "检查要点", 56.5),
            column("怎么证实、怎么查", 36),
        ),
        rows=tuple(rows),
        tight=True,
    )


def _requirement(book: Clauses, index: int, each: Requirement) -> Row:
    clause = book.requirement(index)
    basis = f"（据{article_keys(each.basis)}）" if each.basis else ""
    text = joined((*book.text(each.text), f"{mark(each)}{basis}"))
    return Row(
        cells=(
            Cell(lines=((clause.text,),), anchor=clause.target),
            Cell(lines=(text,)),
            Cell(lines=(book.text(each.proof),)),
        )
    )


def _check(book: Clauses, each: Criterion) -> Line:
    look = "查（成效）" if each.kind is CriterionKind.EFFECT else "查"
    return joined((f"{look}：", *book.text(each.statement), "怎么查：", *book.text(each.by_hand)))
