"""支部月度情况表: what one branch had to do by now, what is there, what is missing, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dangjian_std.assessment.answers import Answer, Finding, Item, State
from dangjian_std.assessment.ledger_entries import LookEntry
from dangjian_std.composition import wording
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document import words
from dangjian_std.document.blocks import Block, Paragraph, Table
from dangjian_std.document.document import Document
from dangjian_std.document.inline import Align, Bar, Column, Line, Mark
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.measures import OnTime, Recurs
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications.assessed.assessment import OPEN, SHAPE_OF_STATE, Assessment, legend, said

CALENDAR_COLUMNS = (
    column("检查要点", 44),
    *(column(str(month), 4, Align.CENTRE) for month in MONTH_NUMBERS),
    column("答", 8, Align.CENTRE),
)
COUNTED_STATES = (State.DONE, State.LATE, State.MISSING, State.UNSURE)
CASE_COLUMNS = (
    column("检查要点", 57),
    *(column(str(state), 8, Align.CENTRE) for state in COUNTED_STATES),
    column("答", 11, Align.CENTRE),
)
LOOK_COLUMNS = (column("检查要点", 42), column("情况", 58))
SEEN_COLUMNS = (
    column("检查要点", 49),
    column("机器答", 12, Align.CENTRE),
    column("看到的", 11, Align.CENTRE),
    column("谁看的", 16, Align.CENTRE),
    column("哪天", 12, Align.CENTRE),
)
TO_DO = {
    State.LATE: "晚的，写明原因",
    State.MISSING: "缺的，办了没有交的补交，没有办的如实写，不补造，能补办的另定日子",
    State.UNSURE: "不明的，对照原表，漏写的写上，还没有办到那一步的不用管",
}
ONE_WAY_NOTE = f"有记录仍{OPEN}的，内容要人看；有缺仍{OPEN}的，别的材料也可能算，要看。"
"""Why a criterion that a machine may answer only one way is not answered by what is there, or by what is not."""
STATE_LEGEND = legend(
    ((shape, str(state)) for state, shape in SHAPE_OF_STATE.items()), f"；写在时限的那个月。{ONE_WAY_NOTE}"
)
MOST_ITEMS_OF_STATE = 6
"""Items of one criterion and state that are named one by one."""


def page(assessed: Assessment, branch: str) -> Document:
    """Return the sheet of a branch."""
    name = f"{assessed.name(branch)}{assessed.month}情况表"
    return assessed.document(name, f"{assessed.name(branch)}　{assessed.month}情况表", _blocks(assessed, branch))


def _blocks(assessed: Assessment, branch: str) -> Iterator[Block]:
    findings = assessed.of(branch)
    day = wording.chinese_date(assessed.as_of)
    told = f"截至{day}；{assessed.covered(branch)}。{_counted(assessed, branch)}"
    yield Paragraph(text=(told, _bar(findings)))
    calendar = [each for each in findings if _by_calendar(assessed, each)]
    yield _tight(1, "按月、按季、按年的", CALENDAR_COLUMNS, _months(assessed, calendar), STATE_LEGEND)
    cases = [each for each in findings if not _by_calendar(assessed, each) and each.due]
    yield _tight(2, "遇事的、逐项的", CASE_COLUMNS, _cases(assessed, cases), "没有要办的，没有列。")
    notes = f"{'；'.join(TO_DO.values())}。"
    yield _tight(3, "要看一眼的", LOOK_COLUMNS, _looks(assessed, findings), notes)
    if seen := tuple(_seen(assessed, branch)):
        yield _tight(4, "人看过的", SEEN_COLUMNS, iter(seen), "写在机器答的旁边，不改机器答的“否”。")
    yield Paragraph(text=(_coming(assessed, findings),))


def _tight(number: int, title: str, columns: Sequence[Column], rows: Rows, note: str | Line) -> Table:
    return replace(table(number, title, columns, rows, note, empty="没有。"), tight=True)


def _by_calendar(assessed: Assessment, finding: Finding) -> bool:
    """Whether the items of a finding are times of the year: those stand in the calendar."""
    measure = assessed.criteria[finding.criterion].measure
    return isinstance(measure, Recurs | OnTime) and any(" " not in each.subject for each in finding.items)


def _counted(assessed: Assessment, branch: str) -> str:
    found = assessed.of(branch)
    states = Counter(item.state for each in found for item in each.items)
    told = "，".join(f"{state}{states[state]}" for state in State)
    hands = assessed.hands(branch)
    looked = sum(_look(assessed, each) is not None for each in hands)
    rest = f"，看了{looked}项。" if looked else "，没有看。"
    return f"机器看得了{len(found)}项（{told}），只能由人看的{len(hands)}项{rest}"


def _bar(findings: Sequence[Finding]) -> Bar:
    """Show how the items stand, as parts of all of them."""
    states = Counter(item.state for each in findings for item in each.items)
    parts = tuple((Mark(shape, state), states[state]) for state, shape in SHAPE_OF_STATE.items())
    return Bar(parts, states.total(), wide=True)


def _look(assessed: Assessment, finding: Finding) -> LookEntry | None:
    return assessed.facts.looked(finding.criterion, finding.branch, assessed.as_of)


def _seen(assessed: Assessment, branch: str) -> Rows:
    """Yield what people saw, beside what a machine answers; of what only people can answer it says nothing."""
    for each in (*assessed.of(branch), *assessed.hands(branch)):
        if look := _look(assessed, each):
            answer = NOTHING_MARK if assessed.by_hand(each) else said(each.answer)
            yield _statement(assessed, each), answer, look.seen, look.post, f"{look.on.month}月{look.on.day}日"


def _statement(assessed: Assessment, finding: Finding) -> str:
    code = finding.criterion.partition(".")[0]
    return f"{code}　{assessed.criteria[finding.criterion].statement}"


def _months(assessed: Assessment, findings: list[Finding]) -> Rows:
    for each in findings:
        marks = {item.limit.month: _mark(item, item.limit) for item in each.items if item.limit}
        yield (_statement(assessed, each), *(marks.get(month, "") for month in MONTH_NUMBERS), said(each.answer))


def _mark(item: Item, limit: dt.date) -> Mark:
    """Return the mark of an item; whoever asks is told its day, and why it is not known."""
    more = f"{item.subject}，时限{limit.month}月{limit.day}日"
    return Mark(SHAPE_OF_STATE[item.state], item.state, "，".join(filter(None, (more, item.note))))


def _cases(assessed: Assessment, findings: list[Finding]) -> Rows:
    for each in findings:
        counts = (each.count(state) for state in COUNTED_STATES)
        yield (_statement(assessed, each), *(str(number or "") for number in counts), said(each.answer))


def _looks(assessed: Assessment, findings: tuple[Finding, ...]) -> Rows:
    for each in findings:
        told = []
        for state in TO_DO:
            found = [item for item in each.items if item.state is state]
            if found:
                more = f"等{len(found)}件" if found[MOST_ITEMS_OF_STATE:] else ""
                told.append(
                    f"{state}：{'、'.join(_item(item, each.branch) for item in found[:MOST_ITEMS_OF_STATE])}{more}"
                )
        if told:
            yield _statement(assessed, each), "；".join(told)


def _item(item: Item, branch: str) -> str:
    """Name an item of a branch, with what its cells say, or why it is not known."""
    says = "、".join(each.says for each in item.evidence if each.at)
    subject = item.subject.replace(f" {branch} ", " ") if branch else item.subject
    return f"{subject}{words.bracketed(item.note or says)}"


def _coming(assessed: Assessment, findings: tuple[Finding, ...]) -> str:
    """Say what has its limit in the next month."""
    first = assessed.as_of.replace(day=1) + dt.timedelta(days=32)
    following = (first.year, first.month)
    found = sorted(
        (item.limit, f"{item.limit.month}月{item.limit.day}日前，{assessed.criteria[each.criterion].statement}")
        for each in findings
        if each.answer is not Answer.NOTHING_DUE or each.items
        for item in each.items
        if item.state is State.COMING and item.limit and (item.limit.year, item.limit.month) == following
    )
    return f"下个月：{'；'.join(text.rstrip('。') for _, text in found) or '没有有时限的'}。"
