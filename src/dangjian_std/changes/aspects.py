"""What each key is about, and what a change of it does.

A key that is not listed is 改动, under the title that its schema gives it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from dangjian_std.changes import value_words
from dangjian_std.changes.change import KIND_OF_VERDICT, ChangeKind
from dangjian_std.domain import comparison
from dangjian_std.domain.catalog import Event, System
from dangjian_std.domain.comparison import Verdict
from dangjian_std.domain.framing import Parameter, Scope, Term
from dangjian_std.domain.holidays import Holidays
from dangjian_std.domain.measures import Criterion, MeasuredShare, Writes
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field, HistoryEntry, Paper, Record, Slot
from dangjian_std.domain.regulation import Article, Checked, Floor, Regulation
from dangjian_std.domain.roles import Absent, NotApplicable, NotDone, Profile, Role
from dangjian_std.domain.standard import (
    Annex,
    Outcome,
    Requirement,
    Stage,
    Standard,
    Step,
)
from dangjian_std.domain.timing import When
from dangjian_std.domain.vocabulary import Archive, CountedPer, Sensitivity, Status
from dangjian_std.reading import bind

DAY_OF_NONE = dt.date.max
"""The day of what has none."""
Judge = Callable[[Any, Any], ChangeKind]
"""Judges what was and what is."""


def changed(_old: Any, _new: Any) -> ChangeKind:
    """Say that nobody can tell which asks more."""
    return ChangeKind.CHANGED


def editorial(_old: Any, _new: Any) -> ChangeKind:
    """Say that no duty hangs on it."""
    return ChangeKind.WORDING


def prose(old: Any, new: Any) -> ChangeKind:
    """Judge two sentences."""
    return KIND_OF_VERDICT[comparison.sentences(str(new), str(old))] if old and new else ChangeKind.CHANGED


def wider(old: Any, new: Any) -> ChangeKind:
    """Judge by who or what is asked for: all of the old and more is stricter."""
    before, after = _several(old), _several(new)
    if before == after:
        return ChangeKind.WORDING
    return ChangeKind.STRICTER if before < after else ChangeKind.WEAKER if before > after else ChangeKind.CHANGED


def some(old: Any, new: Any) -> ChangeKind:
    """Judge papers by whether there are any: one more or less of several is for another case, or for none."""
    return ChangeKind.CHANGED if old and new else wider(old, new)


def _several(value: Any) -> frozenset[Any]:
    if isinstance(value, tuple):
        return frozenset(value)
    return frozenset() if value in {None, False, ""} else frozenset({value})


def rank(*values: Any) -> Judge:
    """Judge by the place in a row, the weakest first; what stands in no row is only another value."""
    row: Sequence[Any] = values

    def judge(old: Any, new: Any) -> ChangeKind:
        if old not in row or new not in row:
            return ChangeKind.CHANGED
        return KIND_OF_VERDICT[comparison.order(row.index(new), row.index(old))]

    return judge


def amount(old: Any, new: Any) -> ChangeKind:
    """Judge a number of which more is stricter, and none the least."""
    verdict = comparison.order(-1 if new is None else new, -1 if old is None else old)
    return ChangeKind.CHANGED if verdict is Verdict.EQUAL else KIND_OF_VERDICT[verdict]


def stage(old: Any, new: Any) -> ChangeKind:
    """Judge the stage of a standard: a draft does not ask for anything yet, a withdrawn one no more."""
    before, after = Status(old).binding, Status(new).binding
    return ChangeKind.CHANGED if before is after else ChangeKind.ADDED if after else ChangeKind.GONE


def earlier(old: Any, new: Any) -> ChangeKind:
    """Judge the first day of something that is asked for, or the last one of what is not."""
    return KIND_OF_VERDICT[comparison.order(old or DAY_OF_NONE, new or DAY_OF_NONE)]


def later(old: Any, new: Any) -> ChangeKind:
    """Judge the first day on which something is asked for no more."""
    return KIND_OF_VERDICT[comparison.order(new or DAY_OF_NONE, old or DAY_OF_NONE)]


_ARCHIVE = rank(None, *reversed(tuple(Archive)))
_PER = rank(CountedPer.UNIT, CountedPer.BRANCH, CountedPer.GROUP, CountedPer.MEMBER)

ASPECTS: Mapping[type[Node], Mapping[str, tuple[str, Judge]]] = {
    Step: {
        "who": ("责任主体", changed),
        "with": ("参加", wider),
        "what": ("做什么", prose),
        "how": ("做法", prose),
        "opens": ("留痕（开新表）", wider),
        "record": ("留痕（记入）", wider),
        "papers": ("留痕（文书）", some),
        "leaves": ("留痕（其他材料）", wider),
        "clear": ("单独看得懂", editorial),
        "writes": ("日期在哪", editorial),
    },
    **{kind: {"modal": ("程度", rank(*comparison.MODALS)), "per": ("按什么算", _PER)} for kind in get_args(When)},
    Stage: {"title": ("阶段名称", editorial), "gate": ("门槛", wider), "parallel": ("先后", changed)},
    Requirement: {"text": ("要求", prose), "proof": ("检查办法", prose)},
    Criterion: {
        "statement": ("检查要点", prose),
        "by_hand": ("检查办法", prose),
        "kind": ("性质", changed),
        "measure": ("怎样看", changed),
        "weight": ("权重", changed),
        "decides": ("机器能答", editorial),
    },
    Outcome: {"to": ("结果的去向", changed), "ends": ("到此为止", changed)},
    Annex: {
        "title": ("附录名称", editorial),
        "informative": ("附录的性质", changed),
        "text": ("附录的文字", prose),
        "columns": ("附录的表头", changed),
        "rows": ("附录的表", changed),
    },
    MeasuredShare: {
        "at_least": ("检查要点的比例（%）", amount),
        "row": ("算一行的", editorial),
        "unless": ("不算的行", editorial),
        "due": ("到期的列", editorial),
    },
    Writes: {key: (value_words.title(Writes, key), editorial) for key in bind.fields(Writes)},
    Term: {"term": ("术语", changed), "definition": ("术语的定义", prose)},
    Standard: {
        "title": ("名称", editorial),
        "short": ("简称", editorial),
        "custom": ("印在第几部分", editorial),
        "version": ("版本", editorial),
        "status": ("状态", stage),
        "effective": ("实施日期", earlier),
        "withdrawn": ("废止日期", later),
        "origin": ("来历", editorial),
        "goals": ("对应目标", changed),
        "parameters": ("可定时限", editorial),
    },
    Parameter: {key: (value_words.title(Parameter, key), editorial) for key in bind.fields(Parameter)},
    Scope: {"covers": ("范围", prose), "applies_to": ("适用对象", changed)},
    HistoryEntry: {
        "on": ("变更日期", editorial),
        "change": ("变更内容", editorial),
        "reason": ("变更理由", editorial),
    },
    Record: {
        "title": ("名称", editorial),
        "version": ("版本", editorial),
        "per": ("按什么填", _PER),
        "archive": ("保管期限", _ARCHIVE),
        "sensitivity": ("知悉范围", rank(*Sensitivity)),
        "minutes": ("填写分钟", changed),
        "copies": ("一式几份", changed),
        "signed_by": ("签名", wider),
        "keeper": ("谁保管", changed),
        "per_sheet": ("一张纸印几张", editorial),
        "needs": ("哪种单位才填", changed),
        "instead": ("没有这个机构的改记在", changed),
        "key": ("认作一份", editorial),
        "agree": ("应当相符", editorial),
    },
    Field: {
        "label": ("栏目名称", editorial),
        "hint": ("提示", editorial),
        "width": ("宽度", editorial),
        "rows": ("行数", editorial),
        "overleaf": ("印在背面", editorial),
        "apart": ("印在另页", editorial),
        "fill": ("预先填写", editorial),
        "other": ("其他选项", editorial),
        "continues": ("接续表格", editorial),
        "compute": ("计算", editorial),
        "screen": ("只在电子表", editorial),
        "sample": ("示例", editorial),
    },
    Column: {
        "label": ("列名称", editorial),
        "width": ("列宽", editorial),
        "fill": ("预先填写", editorial),
        "given": ("印好的", editorial),
        "compute": ("计算", editorial),
        "screen": ("只在电子表", editorial),
        "sample": ("示例", editorial),
    },
    Paper: {
        "title": ("名称", editorial),
        "version": ("版本", editorial),
        "body": ("正文", prose),
        "direction": ("行文方向", changed),
        "addressee": ("主送", changed),
        "filed": ("归档", wider),
    },
    Slot: {"label": ("空白的名称", editorial)},
    Role: {"kind": ("类别", changed), "needs": ("要有什么才设", changed), "convener": ("召集人", changed)},
    Absent: {"acts": ("没有时由谁办", changed), "reason": ("没有时的理由", editorial)},
    NotApplicable: {"reason": ("不适用的理由", editorial)},
    Profile: {"title": ("说明", editorial), "has": ("设有", changed)},
    Regulation: {"title": ("名称", editorial), "status": ("现状", changed)},
    Article: {
        "gist": ("条文大意", changed),
        "floor": ("条文的下限", wider),
        "floorless": ("条文没有下限", changed),
    },
    Floor: {"who": ("条文的下限（谁来做）", changed), "with": ("条文的下限（参加）", wider)},
    NotDone: {"reason": ("不做的理由", editorial)},
    Checked: {"level": ("核对级别", changed), "on": ("核对日期", editorial), "source": ("核对来源", changed)},
    Event: {"note": ("事件的意思", prose)},
    Holidays: {"source": ("来源", editorial)},
    System: {
        "title": ("书名", editorial),
        "edition": ("年版", editorial),
        "issuer": ("编制单位", editorial),
        "prefix": ("编号前缀", editorial),
    },
}


def aspect(cls: type[Node], key: str) -> tuple[str, Judge]:
    """Return what a key is called and how a change of it is judged."""
    return ASPECTS.get(cls, {}).get(key) or (value_words.title(cls, key), changed)
