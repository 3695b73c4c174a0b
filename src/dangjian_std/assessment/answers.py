"""What a machine answers to a criterion: 是, 否, 不适用 or 无法判断, each with what it rests on.

No record is not 否: what was not handed in yet, what is in doubt and what no form says are not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dangjian_std.domain.measures import Decides


class Answer(StrEnum):
    """The answer to a criterion, for one branch or for the unit."""

    YES = "是"
    NO = "否"
    NOTHING_DUE = "不适用"
    UNKNOWN = "无法判断"


class State(StrEnum):
    """What is known of one thing that had to be done."""

    DONE = "有"
    LATE = "晚"
    MISSING = "缺"
    UNSURE = "不明"
    COMING = "未到"


FAILING_STATES = frozenset({State.LATE, State.MISSING})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something stands, or ought to stand: a filing, the line of the ledger, a cell, and what it says."""

    filing: str
    line: int
    at: str
    """Worksheet and cell, as 1!G14; nothing where the cell is empty and nobody knows its place."""
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that had to be done: a period, a case, a row."""

    subject: str
    """As people call it: 3月, R304 2027-001, R211 2027-Q1 第3行."""
    state: State
    limit: dt.date | None = None
    """The last day for it."""
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    """Why it is not known, or what does not agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer to a criterion for a branch; `branch` is empty for the whole unit."""

    criterion: str
    """As DJ401.closed."""
    branch: str
    answer: Answer
    reason: str
    items: tuple[Item, ...] = ()

    @property
    def due(self) -> tuple[Item, ...]:
        """What had to be done by now."""
        return tuple(each for each in self.items if each.state is not State.COMING)

    def count(self, state: State) -> int:
        """Return how many items are in a state."""
        return sum(each.state is state for each in self.items)


def of_all(items: Iterable[Item]) -> Answer:
    """Return the answer where everything has to be done: one that is not outweighs what is not known."""
    states = {each.state for each in items} - {State.COMING}
    if states & FAILING_STATES:
        return Answer.NO
    if State.UNSURE in states:
        return Answer.UNKNOWN
    return Answer.YES if states else Answer.NOTHING_DUE


def of_share(items: Iterable[Item], percent: int) -> Answer:
    """Return the answer where a part has to be done: only where what is not known cannot change it."""
    states = [each.state for each in items if each.state is not State.COMING]
    if not states:
        return Answer.NOTHING_DUE
    done, unsure = states.count(State.DONE), states.count(State.UNSURE)
    if done * 100 >= percent * len(states):
        return Answer.YES
    return Answer.UNKNOWN if (done + unsure) * 100 >= percent * len(states) else Answer.NO


def decided(answer: Answer, decides: Decides) -> Answer:
    """Return how far the answer of a machine goes: what it must not say is not known."""
    withheld = {Decides.ONLY_NO: Answer.YES, Decides.ONLY_YES: Answer.NO}.get(decides)
    return Answer.UNKNOWN if answer is withheld else answer
