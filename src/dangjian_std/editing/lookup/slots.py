"""What the value of a key names, told by the kind of file and the path alone: while one types there is no more."""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from dangjian_std.domain.acceptance import Acceptances
from dangjian_std.domain.catalog import Event, System
from dangjian_std.domain.fixed_dates import FixedDates
from dangjian_std.domain.framing import Term
from dangjian_std.domain.holidays import Holidays
from dangjian_std.domain.key_dates import KeyDates
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field, Paper, Record, Slot
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.regulation import Article, Citation, Regulation
from dangjian_std.domain.roles import NotDone, Profile, Role, Roles
from dangjian_std.domain.standard import Annex, Standard, Step, Unread
from dangjian_std.domain.timing import Time
from dangjian_std.domain.withdrawal import Withdrawals
from dangjian_std.editing import uses
from dangjian_std.reading import bind
from dangjian_std.text.places import Path

CLASSES: Mapping[str, type[Node]] = {
    "catalog": System,
    "roles": Roles,
    "withdrawals": Withdrawals,
    "key-dates": KeyDates,
    "acceptances": Acceptances,
    "regulation": Regulation,
    "record": Record,
    "paper": Paper,
    "profile": Profile,
    "holidays": Holidays,
    "dates": FixedDates,
    "standard": Standard,
}
"""What a file of each kind is bound to; the files of a unit that adopts a set are bound to nothing of the set."""


class What(StrEnum):
    """What a value may name."""

    ROLE = "岗位"
    EVENT = "事件"
    STEP = "步骤"
    CODE = "代号"
    FIELD = "栏目"
    LABEL = "栏目名"
    TITLE = "名称"
    TERM = "术语"
    PART = "附录或空白"
    REGULATION = "法规"
    ARTICLE = "条文"
    PROFILE = "单位类型"


CITING = (Citation, NotDone)
"""Kinds of node that name an article of a regulation."""
SELF_NAMING_KEYS: Mapping[tuple[type[Node], str], What] = {
    (Role, "id"): What.ROLE,
    (Event, "name"): What.EVENT,
    (Step, "id"): What.STEP,
    **{(kind, "code"): What.CODE for kind in (Standard, Record, Paper)},
    **{(kind, "title"): What.TITLE for kind in (Standard, Record, Paper)},
    **{(kind, "id"): What.FIELD for kind in (Field, Column)},
    **{(kind, "label"): What.LABEL for kind in (Field, Column)},
    (Term, "term"): What.TERM,
    **{(kind, "id"): What.PART for kind in (Annex, Slot)},
    (Regulation, "name"): What.REGULATION,
    (Article, "number"): What.ARTICLE,
    (Profile, "name"): What.PROFILE,
}
"""Keys under which a thing names itself."""
NAMING_KEYS: Mapping[tuple[type[Node], str], What] = {
    **dict.fromkeys(uses.ROLES, What.ROLE),
    **dict.fromkeys(uses.EVENTS, What.EVENT),
    **{(kind, "regulation"): What.REGULATION for kind in (*CITING, Unread)},
    **{(kind, "article"): What.ARTICLE for kind in CITING},
    (System, "profile"): What.PROFILE,
}
"""Keys that name another thing; those that do so by the type of their value aside."""


def defines(kind: str, path: Path) -> What | None:
    """Return what names itself at a path, of a kind of file."""
    return next(
        (SELF_NAMING_KEYS[each] for each in _holders(kind, keys_on(path)) if each in SELF_NAMING_KEYS), None
    )


@functools.cache
def names(kind: str, keys: tuple[str, ...]) -> frozenset[What]:
    """Return what the value behind these keys may name."""
    found: set[What] = set()
    for holder, key in _holders(kind, keys):
        if (holder, key) in NAMING_KEYS:
            found.add(NAMING_KEYS[holder, key])
        leaves = tuple(_leaves(bind.fields(holder)[key][1]))
        if StepRef in leaves:
            found.add(What.STEP)
        if FieldRef in leaves:
            found.add(What.FIELD)
        if issubclass(holder, Time) and key in {"on", "before", "after"}:
            found.add(What.EVENT)
    return frozenset(found)


def keys_on(path: Path) -> tuple[str, ...]:
    """Return the keys on a path, the indexes of lists left out."""
    return tuple(part for part in path if isinstance(part, str))


@functools.cache
def _holders(kind: str, keys: tuple[str, ...]) -> tuple[tuple[type[Node], str], ...]:
    """Return each class that may hold the last of these keys."""
    classes = [CLASSES[kind]] if kind in CLASSES else []
    for key in keys[:-1]:
        found = [bind.fields(each)[key][1] for each in classes if key in bind.fields(each)]
        classes = [leaf for hint in found for leaf in _leaves(hint) if _is_node(leaf)]
    return tuple((each, key) for key in keys[-1:] for each in classes if key in bind.fields(each))


def _leaves(hint: Any) -> Iterator[Any]:
    """Yield the types of a value, or of the items of a list."""
    if get_origin(hint) in {Union, types.UnionType}:
        for each in get_args(hint):
            yield from _leaves(each)
    elif get_origin(hint) is tuple:
        yield from _leaves(get_args(hint)[0])
    else:
        yield hint


def _is_node(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Node)
