"""A fact of the ledger in words."""

from __future__ import annotations

from typing import assert_never

from dangjian_std.assessment import days
from dangjian_std.assessment.facts import (
    Day,
    Group,
    Number,
    Options,
    Span,
    Tick,
    Unknown,
    Value,
    Word,
    Written,
)


def value(said: Value) -> str:  # noqa: PLR0911 one return for each kind
    """Say what is kept of a cell."""
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
        case Span():
            return days.called(said)
        case Group():
            return said.name
        case Written():
            return f"第 {said.who} 人" if said.who else "写了"
        case Unknown():
            return "不详"
        case _:
            assert_never(said)
