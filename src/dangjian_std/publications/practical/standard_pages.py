"""A standard as people use it: what for, its steps each with what an inspection asks, its requirements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from dangjian_std.composition import annex_blocks, occasions, outcomes, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import LOCAL, UNREAD
from dangjian_std.composition.role_duties import absence_note
from dangjian_std.document.blocks import Band, Block, Cell, Heading, Paragraph, Row, Table
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align, Column, Inline, Line, Ref, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain import measures
from dangjian_std.domain import standard as domain
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.references import Target
from dangjian_std.domain.standard import Requirement, Standard, Step
from dangjian_std.domain.step_places import covers
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.practical.short_names import article_keys, left
from dangjian_std.publications.practical.states import extent

MARKS = (
    "表里写有“据”的步骤，照所写的条款办；括号里写明只限哪几处，或者除了哪几处，数字指上面的第几条，其余是本单位的规定。"
    "没有写“据”的，全部是本单位的规定。要求一节标有▲的，比所写的条款规定得更细，细的部分是本单位的规定。"
    "本单位的规定，本单位可以改。标有◇的，上位规定有要求，本套还没有读到条文，以原文为准，不应改动。"
)
"""How the three states of a rule are told apart: by what is printed for few, nothing for the many."""


def part(unit: Unit, book: Clauses) -> Part:
    """Return the pages of a standard."""
    standard = book.standard
    return Part(
        id=f"part-{book.code}",
        title=standard.title,
        head=book.code,
        folio=Folio.ARABIC,
        blocks=tuple(_blocks(unit, book)),
        recto=False,
    )


def _blocks(unit: Unit, book: Clauses) -> Iterator[Block]:
    standard = book.standard
    yield Heading(level=0, text=standard.title, anchor=book.code)
    yield Paragraph(text=(f"管什么：{standard.scope.covers}。",))
    yield Paragraph(text=(f"用在哪里：{standard.scope.applies_to}。",))
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
    ids = {step.id for step in standard.steps}
    found: dict[str, list[Criterion]] = {}
    for each in standard.criteria:
        named = (ref.step for _, ref in measures.steps(each.measure) if not ref.standard)
        forms = {ref.record for _, ref in measures.parts(each.measure)}
        kept = (step.id for step in standard.steps if {step.opens, step.record} & forms)
        own = next((step for step in (*named, *kept) if step in ids), "")
        found.setdefault(own, []).append(each)
    return found


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
    )


def _rows(unit: Unit, book: Clauses, checks: Mapping[str, list[Criterion]]) -> Iterator[Row | Band]:
    for stage in book.standard.stages:
        gate = f"　{stage.gate}后才能开始。" if stage.gate else ""
        yield Band(text=(f"{book.clauses[stage.id]}　{stage.title}{gate}",))
        for step in stage.steps:
            yield _step(unit, book, step, checks.get(step.id, []))


def _step(unit: Unit, book: Clauses, step: Step, checks: list[Criterion]) -> Row:
    who: list[Line] = [(f"{step.who}{_unread(step, 'who')}",)]
    if note := absence_note(unit, step.who):
        who.append((note,))
    if step.with_:
        who.append((f"参加：{'、'.join(step.with_)}{_unread(step, 'with')}",))
    excuse = unit.excuse(book.code, step)
    how = tuple(_how(book, step))
    closing = (*_basis(step), *(_check(book, each) for each in checks))
    return Row(
        cells=(
            Cell(lines=((book.clauses[step.id] + _unread(step, "step"),),), anchor=book.anchor(step.id)),
            Cell(lines=tuple(who)),
            cell(step.what + _unread(step, "what") + (f"（本单位不适用：{excuse}）" if excuse else "")),
            Cell(lines=(*how, *closing), numbered=len(how) > 1, closing=len(closing)),
            Cell(lines=tuple(_when_and_left(book, step))),
        )
    )


def _how(book: Clauses, step: Step) -> Iterator[Line]:
    for index, text in enumerate(step.how, 1):
        yield joined((*book.text(text), _unread(step, f"how.{index}")))
    for key, line in occasions.sentences(book, step, book.told):
        yield joined((*line, _unread(step, key)))
    if step.bounds:
        yield (wording.bounds(step.bounds) + _unread(step, "bounds"),)
    if step.outcomes:
        yield joined((*outcomes.sentence(book, step, partial(_called, book)), _unread(step, "outcomes")))


def _when_and_left(book: Clauses, step: Step) -> Iterator[Line]:
    """Say when, and which forms and papers."""
    yield joined((*wording.when(step.when, book.told), _unread(step, "when")))
    if kept := tuple(f"{what}{_unread(step, key)}" for key, what in left(book.catalog, step)):
        yield ("，".join(kept),)


def _basis(step: Step) -> Iterator[Line]:
    """Say what a step rests on, and how far."""
    if step.basis:
        yield (f"据：{article_keys(step.basis)}{extent(step)}。",)


def _called(book: Clauses, target: Target) -> Inline:
    """Return the number of a step with what it does: 6.2.1“公示”."""
    name, told = book.name(target), str(book.told(target))
    return Ref(name.target, name.text + told[told.find("“") :]) if isinstance(name, Ref) else name


def _unread(step: Step, key: str) -> str:
    return UNREAD if any(covers(place, key) for place in step.unread_places) else ""


def _rules(book: Clauses, checks: list[Criterion]) -> Table:
    """Return what holds for all steps: the requirements, then what is checked beside them."""
    rows: list[Row | Band] = [
        _requirement(book, index, each) for index, each in enumerate(book.standard.requirements, 1)
    ]
    if checks:
        rows.append(Band(text=("另外要查的",)))
        rows += [
            Row(
                cells=(
                    cell("查"),
                    Cell(lines=(book.text(each.statement),)),
                    Cell(lines=(book.text(each.by_hand),)),
                )
            )
            for each in checks
        ]
    return Table(
        label=book.standard.subject,
        title="要求",
        anchor=f"{book.code}-requirements",
        columns=(
            column("条号", 8.5, Align.CENTRE),
            column("要求", 56.5),
            column("怎么证实、怎么查", 35),
        ),
        rows=tuple(rows),
    )


def _requirement(book: Clauses, index: int, each: Requirement) -> Row:
    clause = book.requirement(index)
    basis = f"（据{article_keys(each.basis)}）" if each.basis else ""
    local = LOCAL if each.local and (each.basis or each.unread) else ""
    text = joined((*book.text(each.text), f"{local}{UNREAD if each.unread else ''}{basis}"))
    return Row(
        cells=(
            Cell(lines=((clause.text,),), anchor=clause.target),
            Cell(lines=(text,)),
            Cell(lines=(book.text(each.proof),)),
        )
    )


def _check(book: Clauses, each: Criterion) -> Line:
    return joined(("查：", *book.text(each.statement), "怎么查：", *book.text(each.by_hand)))
