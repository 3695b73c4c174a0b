"""What is kept of a cell, in words: the same in the ledger, in what an answer rests on, in what was changed."""

from __future__ import annotations

from typing import assert_never

from dangjian_std.assessment import days
from dangjian_std.assessment.facts import (
    DateSpan,
    Day,
    Fact,
    Group,
    Number,
    Options,
    Tick,
    Unknown,
    Value,
    Word,
    Written,
)

EMPTY_WORD = "空"


def said(fact: Fact | None) -> str:
    """Say what is kept of a cell; of an empty one that it is empty."""
    return _value(fact.value) if fact else EMPTY_WORD


def placed(fact: Fact | None) -> str:
    """Say it with the place of the cell; an empty one has none."""
    return f"{said(fact)}（{fact.at}）" if fact else EMPTY_WORD


def _value(said: Value) -> str:  # noqa: PLR0911 one return for each kind
    match said:
        case Day():
            return said.on.isoformat()
        case Number():
            return str(said.is_)
        case Tick():
            return "√" if said.yes else "×"
        case Options():
            return "、".join(said.chosen)
        case Word():
            beside = f" {said.day.isoformat()}" if said.day else "（日期没有年份）" if said.undated else ""
            return said.word + beside
        case DateSpan():
            return days.called(said)
        case Group():
            return said.name
        case Written():
            return f"第 {said.who} 人" if said.who else f"{said.persons}名" if said.persons else "写了"
        case Unknown():
            return "不详"
        case _:
            assert_never(said)
