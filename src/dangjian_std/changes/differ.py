"""The walk through two states of one thing, key by key, so that nothing can slip through.

What has no judge of its own is 改动. Lists of things with names are compared thing by thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

from dangjian_std.changes import called, cited, marks, traces, value_words
from dangjian_std.changes.aspects import aspect
from dangjian_std.changes.change import KIND_OF_VERDICT, Change, ChangeKind, ChangeSite, added, gone, moved
from dangjian_std.changes.names import KEY_OF_LISTED, listed, named
from dangjian_std.changes.pairs import aligned, out_of_order
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.measuring import Measuring
from dangjian_std.domain import comparison
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import Verdict
from dangjian_std.domain.measures import Measure, Measured
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.timing import Bounds, When
from dangjian_std.reading import bind

SENTENCES = frozenset({"how", "body", "text", "rows"})
"""Lists of sentences or rows, which are compared one by one."""
ENTRIES = frozenset({"history", "withdrawals", "slots"})
"""Lists of entries that tell of a change, or go along with one, which stands elsewhere."""


@dataclass(frozen=True)
class Differ:
    """Two states, the numbers of the clauses in either, and how parts are placed."""

    old: Catalog
    new: Catalog
    was: Clauses | None = None
    now: Clauses | None = None
    sites: called.Sites = field(default=called.default_site)

    def node(self, site: ChangeSite, old: Node, new: Node, *skip: str) -> Iterator[Change]:
        """Yield every change between two states of a thing, except of the keys that somebody else judges."""
        done = {*skip, *(("local", "unread") if isinstance(new, Step | Requirement) else ())}
        if (
            isinstance(old, Step)
            and isinstance(new, Step)
            and (moved_trace := traces.changed((self.old, self.new), site, old, new))
        ):
            done.update(traces.NAMES_OF_TRACE_KEYS)
            yield moved_trace
        for key, (name, _) in bind.fields(type(new)).items():
            before, after = getattr(old, name), getattr(new, name)
            if key not in done and before != after:
                before, after = value_words.lines(old, new, key) or (before, after)
                yield from self.value(site, new, key, before, after)
        if isinstance(old, Step | Requirement) and isinstance(new, Step | Requirement):
            yield from marks.changes(site, old, new)

    def value(self, site: ChangeSite, node: Node, key: str, before: Any, after: Any) -> Iterator[Change]:
        """Yield the changes of one value: as a whole, or of its parts."""
        if isinstance(before or after, When):
            yield from self._time(site, node, key, before, after)
        elif isinstance(before or after, Bounds):
            yield from self._numbers(site, node, key, before, after)
        elif isinstance(before, Measured) and self._told_apart(node, key, before, after):
            yield self.leaf(site, node, key, before, after)
        elif isinstance(before, Node) and type(before) is type(after):
            yield from self.node(site, before, after)
        elif key == "basis":
            yield from self.basis(site, node, before, after)
        elif key == "floor" and len(before) == len(after):
            for was, is_ in zip(before, after, strict=True):
                yield from self.node(site, was, is_)
        elif isinstance(before, tuple) and type((*before, *after)[0]) in KEY_OF_LISTED:
            yield from self.items(site, node, key, before, after)
        elif key in SENTENCES and isinstance(before, tuple):
            yield from self._sentences(site, node, key, before, after)
        else:
            yield self.leaf(site, node, key, before, after)

    def leaf(self, site: ChangeSite, node: Node, key: str, before: Any, after: Any) -> Change:
        """Return the change of a value that has no parts."""
        label, judge = aspect(type(node), key)
        kind = ChangeKind.MOVED if key in IDENTITY_KEYS else judge(before, after)
        return Change(
            kind=kind,
            site=site,
            key=key,
            aspect=label,
            before=self._say(node, key, before, self.old),
            after=self._say(node, key, after, self.new),
            place=node.at(key),
        )

    def _say(self, node: Node, key: str, value: Any, catalog: Catalog) -> str:
        if key == "floor":
            return "；".join(wording.floor(each) or value_words.EMPTY_TEXT_WORD for each in value)
        if isinstance(value, tuple):
            return "、".join(self._say(node, key, each, catalog) for each in value)
        numbering = self.was if catalog is self.old else self.now
        if isinstance(value, Measured) and numbering and not value.unfit:
            return Measuring(numbering.catalog, numbering.code).told(cast("Measure", value))
        if isinstance(value, str) and (said := traces.form(value, *self._states(catalog))):
            return said
        named = isinstance(value, StepRef)
        return (
            value_words.step_name(value, self.was, self.now) if named else value_words.word(type(node), key, value)
        )

    def _told_apart(self, node: Node, key: str, old: Measured, new: Measured) -> bool:
        """Whether two ways to answer a criterion read differently, and not by the share that is asked."""
        if type(old) is not type(new) or getattr(old, "at_least", None) != getattr(new, "at_least", None):
            return False
        return self._say(node, key, old, self.old) != self._say(node, key, new, self.new)

    def _states(self, first: Catalog) -> tuple[Catalog, Catalog]:
        return (self.old, self.new) if first is self.old else (self.new, self.old)

    # -- times and numbers -------------------------------------------------------------------------------

    def _time(
        self, site: ChangeSite, node: Node, key: str, old: When | None, new: When | None
    ) -> Iterator[Change]:
        """Yield one change for the time, and one for each of how strongly and for whom it counts."""
        label = "何时" if isinstance(node, Step) else "条文的下限（何时）"
        if old is None or new is None:
            kind = ChangeKind.WEAKER if new is None else ChangeKind.STRICTER
            before, after = (value_words.time(each, None) if each else "" for each in (old, new))
            place = node.at(key)
            yield Change(kind=kind, site=site, key=key, aspect=label, before=before, after=after, place=place)
            return
        for name in ("modal", "per"):
            if getattr(old, name) is not getattr(new, name):
                yield self.leaf(site, new, name, getattr(old, name), getattr(new, name))
        had, has = (dict(each.stated()) for each in (replace(old, modal=new.modal, per=new.per), new))
        if had != has:
            points = [each for each in comparison.times(new, old) if each.path not in {("modal",), ("per",)}]
            before, after = value_words.time(old, self.was), value_words.time(new, self.now)
            if before == after:
                before, after = value_words.say(old), value_words.say(new)
            verdict = comparison.together(each.verdict for each in points)
            yield Change(
                kind=ChangeKind.CHANGED if verdict is Verdict.EQUAL else KIND_OF_VERDICT[verdict],
                site=site,
                key=key,
                aspect=label,
                before=before,
                after=after,
                place=next((new.at(each) for each in has if had.get(each) != has[each]), new.at()),
            )

    def _numbers(
        self, site: ChangeSite, node: Node, key: str, old: Bounds | None, new: Bounds | None
    ) -> Iterator[Change]:
        label = "界限" if isinstance(node, Step) else "条文的下限（界限）"
        before, after = (value_words.numbers(each) if each else "" for each in (old, new))
        if before == after:
            before, after = value_words.say(old), value_words.say(new)
        yield Change(
            kind=KIND_OF_VERDICT[comparison.together(each.verdict for each in comparison.numbers(new, old))],
            site=site,
            key=key,
            aspect=label,
            before=before,
            after=after,
            place=node.at(key),
        )

    # -- lists -------------------------------------------------------------------------------------------

    def items(
        self, site: ChangeSite, node: Node, key: str, old: tuple[Any, ...], new: tuple[Any, ...]
    ) -> Iterator[Change]:
        """Yield what is new and gone in a list of things with names, what changed in each, and what moved."""
        pairs = listed(old, new)
        label = value_words.title(type(node), key)
        for was, is_, before, after in pairs.both:
            where = self.sites(site, after)
            if was != is_:
                yield moved(where, after, "名称", was[0], is_[0])
            yield from self.node(where, before, after, *IDENTITY_KEYS)
        for each in pairs.gone.values():
            said = value_words.told(self.old, each, self.was)
            yield self._entry(gone(self.sites(site, each), each, called.noun(each, label), said), key)
        for each in pairs.added.values():
            said = value_words.told(self.new, each, self.now)
            yield self._entry(added(self.sites(site, each), each, called.noun(each, label), said), key)
        for each, first, second in out_of_order(pairs, list(named(old))):
            yield moved(self.sites(site, each), each, f"{label}的先后", f"第{first}项", f"第{second}项")

    def _entry(self, change: Change, key: str) -> Change:
        """Return a change of a list; an entry that only follows another change is one of words."""
        return replace(change, kind=ChangeKind.WORDING, key=key) if key in ENTRIES else change

    def basis(
        self, site: ChangeSite, node: Node, old: tuple[Citation, ...], new: tuple[Citation, ...]
    ) -> Iterator[Change]:
        """Yield which articles are relied on no more, which ones instead, and which ones besides."""
        pairs = listed(old, new)
        lost, found = list(pairs.gone.values()), list(pairs.added.values())
        for index in range(max(len(lost), len(found))):
            was, is_ = (each[index] if index < len(each) else None for each in (lost, found))
            before, after = cited.citations(self.old, was, self.new, is_)
            yield Change(
                kind=ChangeKind.CHANGED,
                site=site,
                key="basis",
                aspect="依据",
                before=before,
                after=after,
                place=(is_ or node).at(*(() if is_ else ("basis",))),
            )
        if not (lost or found) and old != new:
            before, after = ("、".join(f"{each.regulation}{each.article}" for each in all_) for all_ in (old, new))
            yield moved(site, node, "依据的先后", before, after)

    def _sentences(
        self, site: ChangeSite, node: Node, key: str, old: tuple[str, ...], new: tuple[str, ...]
    ) -> Iterator[Change]:
        """Yield what became of each sentence."""
        label, judge = aspect(type(node), key)
        if sorted(old) == sorted(new):
            yield moved(site, node, f"{label}的先后", "，".join(old), "，".join(new))
            return
        for before, after in aligned(old, new):
            index = before if after is None else after
            said = f"{label}第{(index or 0) + 1}项"
            was, is_ = ("" if each is None else lines[each] for each, lines in ((before, old), (after, new)))
            yield Change(
                kind=judge(was, is_),
                site=site,
                key=f"{key}.{(index or 0) + 1}",
                aspect=said,
                before=was,
                after=is_,
                place=node.at(key) if after is None else node.at(key, after),
            )
