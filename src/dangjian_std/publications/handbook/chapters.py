"""One standard as the parts of a book: GB/T 1.1—2020 chapters 1 to 8, annexes, bibliography."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from dangjian_std.composition import annex_blocks, citations, form_blocks, letter_blocks, states
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import TRIAL
from dangjian_std.document.blocks import (
    Annex,
    Block,
    Cell,
    Definition,
    EndRule,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
)
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.forms import Form
from dangjian_std.document.inline import Align, Line, Ref, joined
from dangjian_std.document.tables import cell, column
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CriterionKind, Medium, StandardType, Status
from dangjian_std.publications.handbook import procedure

NO_NORMATIVE = "本文件没有规范性引用文件。"
NORMATIVE = (
    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，"
    "仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。"
)
NO_TERMS = "本文件没有需要界定的术语和定义。"
TERMS = "下列术语和定义适用于本文件。"
"""Fixed sentences of GB/T 1.1—2020, 8.6.2 and 8.7.2."""
COMPLIANCE = "检查要点写“成效”的看成效，其余的是合规项，只答是、否或者不适用，不计分。"
EFFECT_PREFIX = "成效："
"""Before a criterion of effect; the others, which are most, look at compliance."""


STAGES: Mapping[Status, str] = {
    Status.DRAFT: "草案",
    Status.COMMENT: "征求意见稿",
    Status.WITHDRAWN: "废止",
}
"""What stands on each page of a standard that asks for nothing."""


def called(catalog: Catalog, standard: Standard) -> str:
    """Return the number of a standard as page heads bear it, with its stage where it asks for nothing."""
    stage = STAGES.get(standard.status)
    return catalog.number(standard.code) + (f"（{stage}）" if stage else "")


def parts(unit: Unit, standard: Standard, *, alone: bool = False) -> Iterator[Part]:
    """Yield the body of a standard, then a part for each annex.

    One that stands alone starts on a right-hand page, as do its forms with an overleaf, and closes with its own
    bibliography, which runs on behind the last annex, and the 终结线; a bound book has one of each for all.
    """
    catalog = unit.catalog
    numbering = Clauses(catalog, standard, alone)
    number = called(catalog, standard)
    head = number if alone else f"{number}　{standard.short_title}"
    annexes = list(_annexes(numbering) if alone else _joined(_annexes(numbering)))
    closing = (*citations.bibliography(catalog, (standard,)), EndRule()) if alone else ()
    body = tuple(_body(unit, numbering))
    if not alone and annexes and _runs_on(annexes[0]):
        (annex, blocks, _), *annexes = annexes
        body = (*body, annex, *blocks)
    yield Part(
        id=f"part-{standard.code}",
        title=standard.title,
        head=head,
        number=number,
        folio=Folio.ARABIC,
        recto=alone,
        blocks=body if annexes else (*body, *closing),
    )
    for index, (annex, blocks, overleaf) in enumerate(annexes, 1):
        yield Part(
            id=f"part-{annex.anchor}",
            title=annex.title,
            head=head,
            number=number,
            folio=Folio.ARABIC,
            recto=alone and overleaf,
            listed=False,
            blocks=(annex, *blocks, *(closing if index == len(annexes) else ())),
        )


def _body(unit: Unit, numbering: Clauses) -> Iterator[Block]:
    standard = numbering.standard
    specification = standard.type is StandardType.SPECIFICATION
    yield Heading(level=0, text=standard.title, anchor=standard.code)
    if standard.status is Status.TRIAL and not numbering.alone:
        yield Paragraph(text=(TRIAL,))
    chapters: tuple[tuple[str, Callable[[Clauses], Iterator[Block]]], ...] = (
        ("范围", _scope),
        ("规范性引用文件", _normative),
        ("术语和定义", _terms),
        ("工作依据", citations.chapter),
        ("职责", partial(procedure.duties, unit)),
        ("程序", partial(procedure.chapter, unit)),
        ("要求", _requirements)
        if specification
        else ("追溯方法和要求" if standard.requirements else "追溯方法", _tracing),
        ("检查要点", _criteria),
    )
    for number, (title, blocks) in enumerate(chapters, 1):
        yield Heading(level=1, number=str(number), text=title, anchor=f"{standard.code}-{number}")
        yield from blocks(numbering)


def _scope(numbering: Clauses) -> Iterator[Block]:
    standard = numbering.standard
    verb = "规定" if standard.type is StandardType.SPECIFICATION else "确立"
    yield Paragraph(text=(f"本文件{verb}了{standard.scope.covers}。",))
    yield Paragraph(text=(f"本文件适用于{standard.scope.applies_to}。",))


def _normative(numbering: Clauses) -> Iterator[Block]:
    titles = numbering.standard.normative
    yield Paragraph(text=(NORMATIVE if titles else NO_NORMATIVE,))
    yield from (Paragraph(text=(title,)) for title in titles)


def _terms(numbering: Clauses) -> Iterator[Block]:
    terms = numbering.standard.terms
    yield Paragraph(text=(TERMS if terms else NO_TERMS,))
    for index, term in enumerate(terms, 1):
        anchor = f"{numbering.code}-3.{index}"
        yield Definition(number=f"3.{index}", term=term.term, text=(term.definition,), anchor=anchor)


def _requirements(numbering: Clauses) -> Iterator[Block]:
    """Chapter 7 of a 规范: each requirement with its 证实方法."""
    for index, requirement in enumerate(numbering.standard.requirements, 1):
        clause = numbering.requirement(index)
        rests = (f"（{procedure.BASIS_WORD}{numbering.table('工作依据')[0]}）",) if requirement.basis else ()
        proof = ("　证实方法：", *numbering.text(requirement.proof))
        yield Paragraph(
            number=clause.text,
            text=joined((*numbering.text(requirement.text), states.mark(requirement), *rests, *proof)),
            anchor=clause.target,
        )


def _tracing(numbering: Clauses) -> Iterator[Block]:
    """Chapter 7 of a 规程: which form keeps what was done (GB/T 20001.6, 6.5.3); then its requirements, if any.

    A clause stands beside others only with a number (GB/T 1.1—2020, 7.4: no 悬置段).
    """
    number = "7.1" if numbering.standard.requirements else ""
    said = "办理过程由下列记录追溯：" if numbering.forms else "本文件不另设记录。"
    yield Paragraph(number=number, text=(said,), anchor=f"{numbering.code}-{number}" if number else "")
    if numbering.forms:
        yield Items(items=tuple(_records(numbering)))
    yield from _requirements(numbering)


def _records(numbering: Clauses) -> Iterator[Line]:
    for index, record in enumerate(numbering.forms, 1):
        users = [step for step in numbering.standard.steps if record.code in {step.opens, step.record}]
        clauses = "、".join(numbering.clauses[step.id] for step in users)
        stop = "。" if index == len(numbering.forms) else "；"
        how_long = (
            "无记名，不作标记" if record.medium is Medium.BALLOT else f"保管期限：{form_blocks.retention(record)}"
        )
        verb = {Medium.SYSTEM: "办理", Medium.ISSUED_ABOVE: "使用"}.get(record.medium, "填写")
        yield (f"{record.title}（", *numbering.where(record.code), f"）：在{clauses}{verb}，{how_long}{stop}")


def _criteria(numbering: Clauses) -> Iterator[Block]:
    criteria = numbering.standard.criteria
    if not criteria:
        yield Paragraph(text=("本文件不设检查要点。",))
        return
    number, anchor = numbering.table("检查要点")
    yield Paragraph(text=("检查时逐项查看，检查要点见", Ref(anchor, number), "。"))
    yield Table(
        label=number,
        title="检查要点",
        anchor=anchor,
        columns=(
            column("序", 5, Align.CENTRE),
            column("检查要点", 47),
            column("怎么查", 48),
        ),
        rows=tuple(
            Row(cells=(cell(str(index)), *_criterion(numbering, each))) for index, each in enumerate(criteria, 1)
        ),
        notes=((COMPLIANCE,),) if numbering.alone else (),
        tight=True,
    )


def _criterion(numbering: Clauses, each: Criterion) -> Iterator[Cell]:
    head = (EFFECT_PREFIX,) if each.kind is CriterionKind.EFFECT else ()
    yield Cell(lines=(joined((*head, *numbering.text(each.statement))),))
    yield Cell(lines=(numbering.text(each.by_hand),))


DrawnAnnex = tuple[Annex, tuple[Block, ...], bool]


def _joined(annexes: Iterator[DrawnAnnex]) -> Iterator[DrawnAnnex]:
    """Let all but pages of forms follow one another: letters and ballots are filled in from their own volume."""
    open_: DrawnAnnex | None = None
    for drawn in annexes:
        annex, blocks, _ = drawn
        if open_ and _runs_on(drawn):
            open_ = open_[0], (*open_[1], annex, *blocks), False
            continue
        if open_:
            yield open_
        open_ = drawn if _runs_on(drawn) else None
        if not open_:
            yield drawn
    if open_:
        yield open_


def _runs_on(drawn: DrawnAnnex) -> bool:
    """Whether an annex needs no page of its own."""
    return not any(isinstance(each, Form) and each.per_sheet == 1 for each in drawn[1])


def _annexes(numbering: Clauses) -> Iterator[DrawnAnnex]:
    """Yield each annex, its blocks, and whether it has an overleaf and so must start on a right-hand page."""
    for mark, item in numbering.annexes.items():
        if not isinstance(item, Record | Paper):
            yield *annex_blocks.draw_annex(numbering, mark, item), False
            continue
        drawn = form_blocks.draw_form(item) if isinstance(item, Record) else letter_blocks.draw_letter(item)
        title = item.title if isinstance(item, Record) else f"文书{item.code}"
        anchor, listed = numbering.annex_anchor(mark), f"{item.code}　{item.title}（样式）"
        annex = Annex(letter=mark, nature="资料性", title=f"{title}（样式）", anchor=anchor, listed=listed)
        yield annex, (drawn,), isinstance(item, Record) and any(field.overleaf for field in item.fields)
