"""Chapters 5 and 6: the table 谁来做 / 做什么 / 怎么做, stage by stage, and the duties that it implies."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.document import (
    Align,
    Band,
    Block,
    Cell,
    Column,
    Flow,
    FlowStage,
    FlowStep,
    Inline,
    Items,
    Line,
    Paragraph,
    Ref,
    Row,
    Table,
)
from dangjian_std.model import Step
from dangjian_std.publications import wording
from dangjian_std.publications.numbering import Numbering, cell

LOCAL = "▲"
NOTHING = "—"
LOCAL_NOTE = (
    f"标有{LOCAL}的，是本单位在上位规定之外的规定；标在条号后的，整条都是。"
    "各阶段开始的条件，除引用的条款写明的以外，也是本单位的规定。"
)


def duties(numbering: Numbering) -> Iterator[Block]:
    """Yield 职责: what each role does, from the steps."""
    by_role: dict[str, list[Step]] = {}
    for step in numbering.standard.steps:
        by_role.setdefault(step.who, []).append(step)
    items: list[Line] = []
    for role, steps in by_role.items():
        line: list[Inline] = [f"{role}："]
        for step in steps:
            line += [f"{step.what}（", numbering.step(step), "），"]
        items.append((*line[:-1], "）。" if len(items) == len(by_role) - 1 else "）；"))
    yield Paragraph(text=("各方职责如下：",))
    yield Items(items=tuple(items))


def chapter(numbering: Numbering) -> Iterator[Block]:
    """Yield 程序: the table of steps and the chart that it draws."""
    standard = numbering.standard
    number, anchor = numbering.table("程序")
    subject = standard.title.removesuffix(standard.type.value)
    local = any(step.local for step in standard.steps)
    figure = f"{standard.code}-figure-1"
    yield Paragraph(text=("谁来做、做什么、怎么做见", Ref(anchor, number), "，流程见", Ref(figure, "图1"), "。"))
    yield Table(
        number=number,
        title=f"{subject}：谁来做、做什么、怎么做",
        anchor=anchor,
        columns=(
            Column(head="条号", width=9, align=Align.CENTRE),
            Column(head="谁来做", width=12, align=Align.CENTRE, strong=True),
            Column(head="做什么", width=13),
            Column(head="怎么做", width=37),
            Column(head="何时", width=14.5),
            Column(head="留什么", width=14.5),
        ),
        rows=tuple(_rows(numbering)),
        notes=((LOCAL_NOTE,),) if local else (),
    )
    yield flow(numbering, f"{subject}流程", figure)


def flow(numbering: Numbering, title: str, anchor: str) -> Flow:
    """Draw the steps as a swim-lane chart: a lane for each actor, in order of first appearance."""
    lanes = tuple(dict.fromkeys(step.who for step in numbering.standard.steps))
    stages = tuple(
        FlowStage(
            title=f"{numbering.clauses[stage.id]}　{stage.title}",
            parallel=stage.parallel,
            steps=tuple(
                FlowStep(
                    lane=lanes.index(step.who),
                    number=numbering.clauses[step.id],
                    text=step.what,
                    when=wording.when(step.when, numbering.plain),
                    target=numbering.anchor(step.id),
                )
                for step in stage.steps
            ),
        )
        for stage in numbering.standard.stages
    )
    return Flow(number="图1", title=title, anchor=anchor, lanes=lanes, stages=stages)


def _rows(numbering: Numbering) -> Iterator[Row | Band]:
    for stage in numbering.standard.stages:
        gate = f"　只准许在{stage.gate}后开始。" if stage.gate else ""
        text = f"{numbering.clauses[stage.id]}　{stage.title}{gate}"
        yield Band(text=(text,), anchor=f"{numbering.code}-{numbering.clauses[stage.id]}")
        yield from (_row(numbering, step) for step in stage.steps)


def _row(numbering: Numbering, step: Step) -> Row:
    who: list[Line] = [(step.who + _mark(step, "who"),)]
    if step.with_:
        who.append((f"参加：{'、'.join(step.with_)}{_mark(step, 'with')}",))
    how = tuple((text + _mark(step, f"how.{index}"),) for index, text in enumerate(step.how, 1))
    if step.bounds:
        how += ((wording.bounds(step.bounds) + _mark(step, "bounds"),),)
    clause = numbering.clauses[step.id] + _mark(step, "step")
    return Row(
        cells=(
            Cell(lines=((clause,),), anchor=numbering.anchor(step.id)),
            Cell(lines=tuple(who)),
            cell(step.what + _mark(step, "what")),
            Cell(lines=how, numbered=len(how) > 1),
            Cell(lines=((*wording.when(step.when, numbering.name), _mark(step, "when")),)),
            Cell(lines=tuple(_kept(numbering, step)) or ((NOTHING,),)),
        )
    )


def _kept(numbering: Numbering, step: Step) -> Iterator[Line]:
    """What a step leaves behind: the form that it opens or adds to, the papers that it sends."""
    for verb, key, code in (("填", "opens", step.opens), ("记入", "record", step.record)):
        if code:
            title = numbering.catalog.records[code].title
            yield (f"{verb}{title}（", *numbering.where(code), f"）{_mark(step, key)}")
    for code in step.papers:
        title = numbering.catalog.papers[code].title
        yield (f"发《{title}》（", *numbering.where(code), f"）{_mark(step, 'papers')}")


def _mark(step: Step, key: str) -> str:
    """▲ where a value, or anything inside it, goes beyond the regulations (`when.day` marks the time)."""
    return (
        LOCAL if any(f"{path}.".startswith(f"{key}.") or key.startswith(f"{path}.") for path in step.local) else ""
    )
