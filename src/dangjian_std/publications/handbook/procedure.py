"""Chapters 5 and 6: the table 谁来做 / 做什么 / 怎么做, stage by stage, and the duties that it implies."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.composition import actors, step_items, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import UNREAD_MARK
from dangjian_std.composition.role_duties import absence_note
from dangjian_std.composition.states import extent
from dangjian_std.composition.step_items import mark
from dangjian_std.document.blocks import Band, Block, Cell, Items, Paragraph, Row, Table
from dangjian_std.document.inline import Align, Column, Inline, Line, Ref, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Medium, Organ
from dangjian_std.publications.handbook import flow_chart

OWN_RULES_NOTE = "没有写“据”{}的步骤是本单位的规定；写“据”的照表1办，括号里除去的、没有限到的是本单位的。"
NOR_UNREAD = f"、也没有标{UNREAD_MARK}"
"""Where there are such marks: what bears them is neither the unit's own nor told by a basis."""
ARROWS = "箭头表示先后；没有箭头通到的，照表里写的时间办"
STEPS_LEFT_OUT_NOTE = "；本单位不办的步骤没有画"
"""Added to it in a book of a unit's own that does not do all."""
LEAVES_PREFIX = "留："
"""Before the forms and papers that a step leaves."""
BASIS_WORD = "据"
"""Before the table of the articles that a step rests on."""
NOT_DONE_SEE_CHAPTER = "本单位不办，见第5章"
"""Below the time of a step that the unit does not do: why is told where the duties are."""
UNREAD_NOTE = f"标有{UNREAD_MARK}的，上位规定有要求，本套还没有读到条文，以原文为准"
UNREAD_KEPT = "没有读过原文的，不应改动。"
"""Said after the note: what nobody has read, nobody may change."""


def duties(unit: Unit, numbering: Clauses) -> Iterator[Block]:
    """Yield 职责: what each role does, from the steps."""
    by_role: dict[str, list[Step]] = {}
    for step in numbering.standard.steps:
        by_role.setdefault(actors.doer(unit, numbering.code, step), []).append(step)
    lines = [_duty(unit, numbering, role, steps) for role, steps in by_role.items()]
    lines += _taking_part(unit, numbering)
    yield Paragraph(text=(f"{actors.note(unit, numbering.standard)}各方职责如下：",))
    yield Items(items=(*((*line, "；") for line in lines[:-1]), (*lines[-1], "。")))


def _duty(unit: Unit, numbering: Clauses, role: str, steps: list[Step]) -> Line:
    line: list[Inline] = [f"{role}{absence_note(unit, role)}："]
    excuses = [unit.excuse(numbering.code, step) for step in steps]
    same = excuses[0] if len(steps) > 1 and len({*excuses}) == 1 else None
    for step, excuse in zip(steps, excuses, strict=True):
        said = f"，本单位不适用：{excuse}）" if excuse and not same else "）"
        line += [f"{step.what}（", numbering.step(step), said, "，"]
    return (*line[:-1], f"，本单位都不适用：{same}") if same else tuple(line[:-1])


def _taking_part(unit: Unit, numbering: Clauses) -> Iterator[Line]:
    """Yield who takes part in place of the roles that the steps name and the unit lacks."""
    steps = numbering.standard.steps
    code = numbering.code
    acting = {actors.doer(unit, code, step) for step in steps}
    joining = {step.id: actors.partners(unit, code, step) for step in steps}
    for role in dict.fromkeys(role for step in steps for role in joining[step.id] if role not in acting):
        if instead := absence_note(unit, role):
            line: list[Inline] = [f"{role}{instead}：参加"]
            for step in steps:
                line += [numbering.step(step), "、"] if role in joining[step.id] else []
            yield tuple(line[:-1])


def chapter(unit: Unit, numbering: Clauses) -> Iterator[Block]:
    """Yield 程序: the table of steps, and their swim-lane chart where the steps are no straight line."""
    standard = numbering.standard
    number, anchor = numbering.table("程序")
    subject = standard.subject
    figure = f"{standard.code}-figure-1"
    drawn: Line = ()
    if flow_chart.is_drawn(unit, standard):
        missing = "" if flow_chart.of_unit(unit, standard) is standard else STEPS_LEFT_OUT_NOTE
        drawn = ("，流程见", Ref(figure, "图1"), f"（{ARROWS}{missing}）")
    yield Paragraph(text=("谁来做、做什么、怎么做见", Ref(anchor, number), *drawn, "。"))
    yield Table(
        label=number,
        title=f"{subject}：谁来做、做什么、怎么做",
        anchor=anchor,
        columns=(
            column("条号", 8.5, Align.CENTRE),
            Column(head="谁来做", width=12, align=Align.CENTRE, strong=True),
            column("做什么", 11.5),
            column("怎么做、留什么", 53),
            column("何时", 15),
        ),
        rows=tuple(_rows(unit, numbering)),
        tight=True,
        notes=tuple((note,) for note in _notes(numbering)),
    )
    if drawn:
        yield flow_chart.flow(unit, numbering, f"{subject}流程", figure)


def _notes(numbering: Clauses) -> Iterator[str]:
    """Explain what is superiors' and what the unit's own, where no 编制说明 does; and what nobody has read."""
    standard, regulations = numbering.standard, numbering.catalog.regulations
    if numbering.alone and any(step.basis for step in standard.steps):
        yield OWN_RULES_NOTE.format(NOR_UNREAD if standard.unread else "")
    if names := dict.fromkeys(name for name, _ in standard.unread):
        titles = "".join(f"《{regulations[name].title}》" for name in names)
        yield f"{UNREAD_NOTE}：{titles}。{UNREAD_KEPT}"


def _rows(unit: Unit, numbering: Clauses) -> Iterator[Row | Band]:
    for stage in numbering.standard.stages:
        gate = f"　应在{stage.gate}后开始。" if stage.gate else ""
        text = f"{numbering.clauses[stage.id]}　{stage.title}{gate}"
        yield Band(text=(text,), anchor=f"{numbering.code}-{numbering.clauses[stage.id]}")
        yield from (_row(unit, numbering, step) for step in stage.steps)


def _row(unit: Unit, numbering: Clauses, step: Step) -> Row:
    who: list[Line] = [(actors.doer(unit, numbering.code, step) + mark(step, "who"),)]
    if partners := actors.partners(unit, numbering.code, step):
        who.append((f"参加：{'、'.join(partners)}{mark(step, 'with')}",))
    how = tuple(step_items.lines(numbering, step, numbering.linked, numbering.name))
    kept = tuple(_kept(numbering, step))
    clause = numbering.clauses[step.id] + mark(step, "step")
    time: list[Line] = [(*wording.when(step.when, numbering.linked), mark(step, "when"))]
    if unit.excuse(numbering.code, step):
        time.append((NOT_DONE_SEE_CHAPTER,))
    return Row(
        cells=(
            Cell(lines=((clause,),), anchor=numbering.anchor(step.id)),
            Cell(lines=tuple(who)),
            cell(step.what + mark(step, "what")),
            Cell(lines=(*how, *kept), numbered=len(how) > 1, closing=len(kept)),
            Cell(lines=tuple(time)),
        )
    )


def _kept(numbering: Clauses, step: Step) -> Iterator[Line]:
    """In one line: what a step leaves behind, and how far it rests on the articles of chapter 4."""
    pieces = tuple(_left(numbering, step))
    commas = (piece for each in pieces[1:] for piece in ("，", *each))
    kept: Line = (LEAVES_PREFIX, *pieces[0], *commas, "。") if pieces else ()
    rests: Line = (f"{BASIS_WORD}{numbering.table('工作依据')[0]}{extent(step)}。",) if step.basis else ()
    if kept or rests:
        yield joined((*kept, *rests))


def _left(numbering: Clauses, step: Step) -> Iterator[Line]:
    for key, code in (("opens", step.opens), ("record", step.record)):
        if code:
            record = numbering.catalog.records[code]
            yield (*_written(numbering, record, opens=key == "opens"), mark(step, key))
            if (
                key == "record"
                and record.needs
                and record.instead
                and _done_without(numbering, step, record.needs)
            ):
                other = numbering.catalog.records[record.instead]
                yield (f"不设{record.needs}的，", *_written(numbering, other, opens=False))
    for code in step.papers:
        title = numbering.catalog.papers[code].title
        yield (f"发《{title}》（", *numbering.where(code), f"）{mark(step, 'papers')}")
    if step.leaves:
        also = "另有" if step.form or step.papers else ""
        yield (f"{also}{'、'.join(step.leaves)}{mark(step, 'leaves')}",)


def _done_without(numbering: Clauses, step: Step, organ: Organ) -> bool:
    """Whether some unit that lacks an organ does a step; where no shape of unit lacks it, one may."""
    lacking = [shape for shape in numbering.catalog.profiles.values() if organ not in shape.has]
    name = StepRef(numbering.code, step.id)
    return not lacking or any(name not in {each.step for each in shape.excused} for shape in lacking)


def _written(numbering: Clauses, record: Record, *, opens: bool) -> Line:
    """Say what is done with a form; one that we do not draw comes from above, or from a system."""
    if record.medium is Medium.SYSTEM:
        return (f"在系统办理：{record.title}（{record.code}）",)
    verb, where = "填" if opens else "记入", numbering.where(record.code)
    if record.medium is Medium.ISSUED_ABOVE:
        verb, where = "用" if opens else "记入", (*where, f"，{record.medium.value}")
    return (f"{verb}《{record.title}》（", *where, "）")
