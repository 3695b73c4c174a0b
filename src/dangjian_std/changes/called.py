"""What a thing in a list is called, and its site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dangjian_std.changes import value_words
from dangjian_std.changes.change import ChangeSite
from dangjian_std.changes.names import KEY_OF_LISTED
from dangjian_std.domain.acceptance import Acceptance
from dangjian_std.domain.catalog import Event, Goal
from dangjian_std.domain.fixed_dates import FixedDate
from dangjian_std.domain.framing import Term
from dangjian_std.domain.key_dates import KeyDate
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field, HistoryEntry, Slot
from dangjian_std.domain.regulation import Article, Aside
from dangjian_std.domain.roles import Doubling, NotDone, Role
from dangjian_std.domain.standard import Annex, Outcome, Requirement
from dangjian_std.domain.withdrawal import Withdrawal

NOUN_OF_LISTED: Mapping[type[Node], tuple[str, Callable[[Any], str]]] = {
    Field: ("栏目", lambda each: each.label),
    Column: ("列", lambda each: each.label),
    Slot: ("空白", lambda each: each.label),
    Term: ("术语", lambda each: each.term),
    Outcome: ("结果", lambda each: each.label),
    Annex: ("附录", lambda each: each.title),
    Requirement: ("要求", lambda each: each.text),
    Criterion: ("检查要点", lambda each: each.statement),
    Article: ("条款", lambda each: each.number),
    Aside: ("不写进标准的条款", lambda each: "、".join(each.articles)),
    Role: ("岗位", lambda each: each.id),
    Event: ("事件", lambda each: each.name),
    Goal: ("目标", lambda each: each.name),
    NotDone: ("不做的事", lambda each: f"{each.regulation}{each.article}"),
    Doubling: ("兼任", lambda each: f"{each.role}由{each.by}兼任"),
    HistoryEntry: ("变更记录", lambda each: f"{each.version} {each.change}"),
    FixedDate: ("日子", lambda each: f"{each.step} {each.on}"),
    Acceptance: ("接受的问题", lambda each: f"{each.rule} {each.finding}"),
    Withdrawal: ("废止登记", lambda each: f"{each.code} {each.title}"),
    KeyDate: ("节点", lambda each: each.name),
}
"""What a thing in a list is, and how one calls it."""


def noun(each: Node, label: str) -> str:
    """Return what a thing is; `label` where nothing names its kind."""
    return NOUN_OF_LISTED.get(type(each), (label,))[0]


Sites = Callable[[ChangeSite, Node], ChangeSite]
"""The site of a thing in a list, from that of the whole."""


def default_site(site: ChangeSite, node: Node) -> ChangeSite:
    """Return the site of a thing in a list by what it is called."""
    kind, name = NOUN_OF_LISTED.get(type(node), ("", KEY_OF_LISTED.get(type(node), value_words.say)))
    where = f"{kind}“{name(node)}”" if kind != "条款" else name(node)
    return site.inside(f"{site.clause}的{where}" if site.clause else where, site.item)
