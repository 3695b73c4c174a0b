"""督查情况一览表: all branches by standard, what many of them have in common, and what to go and look at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dangjian_std.assessment import looking
from dangjian_std.assessment.answers import Answer, Finding
from dangjian_std.composition import wording
from dangjian_std.document.blocks import Block, Paragraph
from dangjian_std.document.document import Document
from dangjian_std.document.inline import Align, Bar, Inline, Mark, Shape
from dangjian_std.document.tables import Rows, cell, column, table
from dangjian_std.domain.measures import Criterion
from dangjian_std.publications.assessed import inspection_tables
from dangjian_std.publications.assessed.assessment import Assessment, legend

OVERVIEW_TITLE = "督查情况一览表"
SHAPE_OF_ANSWER = {
    Answer.NO: Shape.CROSS,
    Answer.UNKNOWN: Shape.DIAMOND,
    Answer.YES: Shape.DISC,
    Answer.NOTHING_DUE: Shape.DOT,
}
"""The worst of the answers of a standard stands for it, in this order."""
WORDS_FOR_ANSWERS = {
    Answer.NO: "有答“否”的",
    Answer.UNKNOWN: "有待核实的",
    Answer.YES: "答得了的都是“是”",
    Answer.NOTHING_DUE: "没有要办的",
}
ANSWER_LEGEND = legend(
    ((shape, WORDS_FOR_ANSWERS[answer]) for answer, shape in SHAPE_OF_ANSWER.items()), "。只有人看的没有算在内。"
)
MOST_BRANCHES_ACROSS = 10
"""Branches side by side in a table."""
COMMON_PERCENT, LEAST_BRANCHES_REPORTED = 20, 5
"""Percent of the branches from which on something is common to them, of at least so many that have reported."""
CRITERIA_PER_BRANCH = 3
"""Criteria that are drawn for each branch."""
COMMON_COLUMNS = (
    column("标准", 46),
    column("答“否”的党支部", 27, Align.CENTRE),
    column("占报到的", 27),
)
CHECK_LIST_COLUMNS = (
    column("党支部", 12),
    column("看什么", 31),
    column("怎样看", 32),
    column("看到的", 25),
)
TICK_BOXES = "□是　□否　□不适用"
CHECK_LIST_TITLE = "现场核查清单"
LIST_COLUMNS = (
    column(looking.BRANCH_HEAD, 12),
    column(looking.CRITERION_HEAD, 14),
    column("看什么", 24),
    column("怎样看", 24),
    column(looking.SEEN_HEAD, 8, Align.CENTRE),
    column(looking.POST_HEAD, 10, Align.CENTRE),
    column(looking.DATE_HEAD, 8, Align.CENTRE),
)


def page(assessed: Assessment) -> Document:
    """Return the sheet of all branches."""
    title = f"{assessed.unit.catalog.system.issuer}　{assessed.month}{OVERVIEW_TITLE}"
    return assessed.document(f"{assessed.month}{OVERVIEW_TITLE}", title, _blocks(assessed))


def _blocks(assessed: Assessment) -> Iterator[Block]:
    reported = [each for each in assessed.branches if each in (assessed.facts.covered or {})]
    counted = f"{len(assessed.branches)}个党支部，报到的{len(reported)}个。没有报到的不算没有办。"
    yield Paragraph(text=(f"截至{wording.chinese_date(assessed.as_of)}；{counted}",))
    number = 0
    for at in range(0, len(assessed.branches), MOST_BRANCHES_ACROSS):
        number += 1
        own = assessed.branches[at : at + MOST_BRANCHES_ACROSS]
        width = 62 / len(own)
        heads = (column("标准", 38), *(column(assessed.name(each), width, Align.CENTRE) for each in own))
        yield table(number, "各党支部", heads, _standards(assessed, own), ANSWER_LEGEND)
    yield table(
        number + 1,
        "共性问题",
        COMMON_COLUMNS,
        _common(assessed, reported),
        "先看标准和办法，再看党支部。",
        empty=f"没有（两成以上的党支部都有的才列；报到的不到{LEAST_BRANCHES_REPORTED}个的不列）。",
    )
    yield table(
        number + 2,
        f"{assessed.month}{CHECK_LIST_TITLE}",
        CHECK_LIST_COLUMNS,
        _looks(assessed),
        "随机抽的；只列机器看不了的。",
    )
    yield from inspection_tables.tables(assessed, number + 3)


def look_list(assessed: Assessment) -> Document:
    """Return the list of what to look at, to be filled in and taken."""
    name = f"{assessed.month}{CHECK_LIST_TITLE}"
    rows: Rows = (
        (assessed.name(branch), found.criterion, criterion.statement, criterion.by_hand, "", "", "")
        for branch, found, criterion in _drawn(assessed)
    )
    note = "看到的写是、否或者不适用；没有看的空着。写岗位，不写姓名。填好的用 dstd take 收。"
    return assessed.document(name, name, iter((table(1, CHECK_LIST_TITLE, LIST_COLUMNS, rows, note),)))


def _standards(assessed: Assessment, branches: tuple[str, ...]) -> Rows:
    for code, standard in sorted(assessed.unit.catalog.standards.items()):
        marks = [_mark(_of(assessed, code, branch)) for branch in branches]
        if any(marks):
            yield (f"{code}　{standard.short_title}", *marks)


def _of(assessed: Assessment, code: str, branch: str) -> list[Finding]:
    """Return the answers of a standard that a machine could give: those of a branch, and those of the unit."""
    found = (*assessed.of(branch), *(assessed.of("") if branch else ()))
    return [each for each in found if each.criterion.partition(".")[0] == code]


def _mark(findings: list[Finding]) -> Inline:
    answers = {each.answer for each in findings}
    return next(
        (Mark(SHAPE_OF_ANSWER[each], WORDS_FOR_ANSWERS[each]) for each in SHAPE_OF_ANSWER if each in answers), ""
    )


def _common(assessed: Assessment, reported: list[str]) -> Rows:
    if len(reported) < LEAST_BRANCHES_REPORTED:
        return
    counted = []
    for code, standard in assessed.unit.catalog.standards.items():
        bad = sum(any(f.answer is Answer.NO for f in _of(assessed, code, branch)) for branch in reported)
        if bad * 100 >= COMMON_PERCENT * len(reported):
            counted.append((-bad, code, f"{code}　{standard.short_title}"))
    for bad, _, name in sorted(counted):
        share = Bar(((Mark(Shape.DISC, "答“否”的"), -bad),), len(reported))
        yield name, f"{-bad}个", cell(share, f"{100 * -bad // len(reported)}%")


def _looks(assessed: Assessment) -> Rows:
    """Draw what to look at in each branch; the same month of the same branch always draws the same."""
    for branch, each, criterion in _drawn(assessed):
        code = each.criterion.partition(".")[0]
        yield assessed.name(branch), f"{code}　{criterion.statement}", criterion.by_hand, TICK_BOXES


def _drawn(assessed: Assessment) -> Iterator[tuple[str, Finding, Criterion]]:
    for branch in assessed.branches:
        hands = assessed.hands(branch)
        drawn = sorted(hands, key=lambda each: _lot(assessed, each))[:CRITERIA_PER_BRANCH]
        for each in sorted(drawn, key=lambda finding: finding.criterion):
            yield branch, each, assessed.criteria[each.criterion]


def _lot(assessed: Assessment, finding: Finding) -> bytes:
    """Return the lot of a criterion in a month, which nobody can choose and everybody can draw again."""
    return hashlib.sha256(f"{assessed.as_of:%Y-%m} {finding.branch} {finding.criterion}".encode()).digest()
