"""What a day's answers are printed from: the unit, its branches, the findings, and the head of the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dangjian_std.assessment import chain
from dangjian_std.assessment.answers import Answer, Finding, State
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.composition import wording
from dangjian_std.document.blocks import Block, Heading, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Line, Mark, Shape, joined
from dangjian_std.domain.measures import Criterion, Hand
from dangjian_std.domain.unit import Unit

SHAPE_OF_STATE: Mapping[State, Shape] = {
    State.DONE: Shape.DISC,
    State.LATE: Shape.RINGS,
    State.MISSING: Shape.CROSS,
    State.UNSURE: Shape.SQUARE,
    State.COMING: Shape.DOT,
}
OPEN = "待核实"
"""What is printed for 无法判断."""
SHEET_DISCLAIMER = "本表只反映记录的有无和时间，不代表工作好坏，不作为考核得分。"
SIGNATURE_LINE = "核对人签名：　　　　　　　　　　日期："


@dataclass(frozen=True)
class Assessment:
    """The answers of a unit on a day."""

    unit: Unit
    facts: Facts
    findings: tuple[Finding, ...]
    branches: tuple[str, ...]
    as_of: dt.date
    known: dt.date | None = None
    """Only what was handed in up to this day is known; None where all is."""

    @property
    def criteria(self) -> Mapping[str, Criterion]:
        """Every criterion by its name, as DJ401.closed."""
        return self.unit.catalog.criteria

    def of(self, branch: str) -> tuple[Finding, ...]:
        """Return the answers for a branch that a machine could give."""
        return tuple(each for each in self.findings if each.branch == branch and not self.by_hand(each))

    def hands(self, branch: str) -> tuple[Finding, ...]:
        """Return the criteria of a branch that only people can answer."""
        return tuple(each for each in self.findings if each.branch == branch and self.by_hand(each))

    def by_hand(self, finding: Finding) -> bool:
        """Whether nobody but a person can answer."""
        return isinstance(self.criteria[finding.criterion].measure, Hand)

    def name(self, branch: str) -> str:
        """Return what a branch is called; the unit where it is one branch, or all of it."""
        return branch or self.unit.catalog.system.issuer

    def covered(self, branch: str) -> str:
        """Say up to when a branch has handed in."""
        until = (self.facts.covered or {}).get(branch)
        return f"报到{wording.chinese_date(until)}" if until else "没有报到"

    @property
    def month(self) -> str:
        """The month of the day: 2027年9月."""
        return f"{self.as_of.year}年{self.as_of.month}月"

    def document(self, name: str, title: str, blocks: Iterator[Block]) -> Document:
        """Return a sheet: its title, what it is and is not, its blocks, and what the ledger was."""
        system = self.unit.catalog.system
        head = chain.shown(self.facts.head) if self.facts.head else "（空）"
        known = f"，照{wording.chinese_date(self.known)}以前收到的" if self.known else ""
        foot = f"台账{self.facts.lines}行，末行校验值{head}{known}。{SIGNATURE_LINE}"
        part = Part(
            id="part-assessed",
            title=title,
            head="",
            folio=Folio.TALLY,
            blocks=(
                Heading(level=0, text=title),
                Paragraph(text=(SHEET_DISCLAIMER,)),
                *map(_limited, blocks),
                Paragraph(text=(foot,)),
            ),
            recto=False,
        )
        return Document(name=name, title=title, author=system.issuer, subject=title, parts=(part,))


def _limited(block: Block) -> Block:
    """Say below a table too what it is not: in a workbook it stands alone."""
    if not isinstance(block, Table):
        return block
    *notes, last = block.notes or ((),)
    return replace(block, notes=(*notes, (*last, SHEET_DISCLAIMER)))


def legend(told: Iterable[tuple[Shape, str]], after: str) -> Line:
    """Say below a table what its marks are, and what else there is to say."""
    pieces = [piece for shape, words in told for piece in ("　", Mark(shape, words), words)]
    return joined((*pieces[1:], after))


def said(answer: Answer) -> str:
    """Return an answer as it is printed."""
    return OPEN if answer is Answer.UNKNOWN else answer
