"""What a change is: its kind, where it stands, what it is about, what was and what is, and for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from dangjian_std.domain.comparison import Verdict
from dangjian_std.domain.nodes import Node
from dangjian_std.text.places import Place


class ChangeKind(StrEnum):
    """What a change does to a duty; the values are for programs, `WORDS_FOR_KINDS` for people."""

    ADDED = "added"
    GONE = "gone"
    WEAKER = "weaker"
    STRICTER = "stricter"
    CHANGED = "changed"
    MOVED = "moved"
    WORDING = "wording"


WORDS_FOR_KINDS = {
    ChangeKind.ADDED: "新增",
    ChangeKind.GONE: "取消",
    ChangeKind.WEAKER: "放宽",
    ChangeKind.STRICTER: "加重",
    ChangeKind.CHANGED: "改动",
    ChangeKind.MOVED: "移动",
    ChangeKind.WORDING: "文字",
}
"""Kinds as a reviewer reads them, in the order in which a summary names them."""
KIND_OF_VERDICT = {
    Verdict.WEAKER: ChangeKind.WEAKER,
    Verdict.STRICTER: ChangeKind.STRICTER,
    Verdict.UNLIKE: ChangeKind.CHANGED,
    Verdict.EQUAL: ChangeKind.WORDING,
}


KEYS_WITHOUT_DUTY = frozenset(
    {"width", "rows", "overleaf", "apart", "per_sheet", "sample", "continues", "clear"}
    | {"writes", "form", "on", "since", "or_since", "ticked", "from", "more_than_0"}
    | {"decides", "row", "unless", "due", "key", "agree"}
    | {"parameters", "said", "follows"}
)
"""Keys on which no duty hangs: the layout, samples, what only programs read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSite:
    """Where a change is: the file, the clause or field in it, and whom it concerns."""

    subject: str
    """Code or name of the standard, form, paper, regulation, unit or list."""
    title: str
    clause: str = ""
    """Number of the clause, the article or the field; empty for the whole."""
    item: str = ""
    """What stands there, in a few words."""
    who: str = ""
    """Who acts."""
    affected: tuple[str, ...] = ()
    """All whom it concerns, who acts included."""
    along: tuple[str, ...] = ()
    """Clauses whose time is counted from this one."""

    def inside(self, clause: str, item: str) -> ChangeSite:
        """Return the site of a part."""
        return replace(self, clause=clause, item=item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change between two states of a set."""

    kind: ChangeKind
    site: ChangeSite
    key: str
    """What it is about, as the YAML names it; empty for the whole of a step, a field or a file."""
    aspect: str
    """What it is about, in Chinese."""
    before: str = ""
    after: str = ""
    note: str = ""
    place: Place
    """In the new state; in the old one where nothing is left."""
    old: bool = False
    """Whether `place` is in the old state."""
    at: str = ""
    """What changed, by its address (`changes.addresses`); only in files with a code."""
    why: str = ""
    """Why it may be so, as the history says of this address, or the unit that makes it so in a set it adopts."""
    owed: bool = False
    """Whether the history has to say why, and does not."""
    left: str = ""
    """Code of the standard in which it was, where that is another one: less stands there now."""

    @property
    def filed(self) -> bool:
        """Whether it follows other changes: the version, an entry in the history, a seal. It is not counted."""
        return self.key in {"history", "seal"} or (self.key == "version" and not self.site.clause)

    @property
    def told_why(self) -> str:
        """Why it may be so, where `after` does not say that already."""
        return "" if self.why and self.after.endswith(self.why) else self.why

    @property
    def apart(self) -> bool:
        """Whether no reader of duties compares it."""
        return self.kind is ChangeKind.WORDING and self.key in KEYS_WITHOUT_DUTY

    @property
    def known_by(self) -> str:
        """What tells it from every other change of its file, wherever that stands now: no number of it counts."""
        at = f"{self.at.removesuffix(self.key)}{self.key.partition('.')[0]}" if self.key else self.at
        states = () if self.kind is ChangeKind.MOVED else (self.before, self.after)
        return "\n".join((self.kind, at, self.aspect.rstrip("0123456789项第"), *states))

    @property
    def order(self) -> tuple[Any, ...]:
        """Key to sort changes by: their places, as the files have them."""
        return (self.place.span, self.key)


def added(site: ChangeSite, node: Node, aspect: str, after: str, note: str = "") -> Change:
    """Return the change that something is new."""
    return Change(kind=ChangeKind.ADDED, site=site, key="", aspect=aspect, after=after, note=note, place=node.at())


def gone(site: ChangeSite, node: Node, aspect: str, before: str, note: str = "") -> Change:
    """Return the change that something is gone."""
    return Change(
        kind=ChangeKind.GONE, site=site, key="", aspect=aspect, before=before, note=note, place=node.at(), old=True
    )


def moved(site: ChangeSite, node: Node, aspect: str, before: str, after: str) -> Change:
    """Return the change that something stands elsewhere or has another name."""
    return Change(
        kind=ChangeKind.MOVED, site=site, key="", aspect=aspect, before=before, after=after, place=node.at()
    )


def counts(changes: Iterable[Change]) -> Counter[ChangeKind]:
    """Count changes by their kinds, those aside that only follow others."""
    return Counter(each.kind for each in changes if not each.filed)


def summary(changes: Iterable[Change]) -> str:
    """Say how many changes there are of each kind."""
    found = counts(changes)
    return "，".join(f"{word} {found[kind]}" for kind, word in WORDS_FOR_KINDS.items() if found[kind])
