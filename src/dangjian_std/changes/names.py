"""What is called what: pairs of everything that has a name, and renamings followed through the old state."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from dangjian_std.changes import renamed
from dangjian_std.changes.pairs import Pairs, keyed, pair
from dangjian_std.domain.acceptance import Acceptance
from dangjian_std.domain.catalog import Catalog, Event, Goal
from dangjian_std.domain.fixed_dates import FixedDate
from dangjian_std.domain.framing import Term
from dangjian_std.domain.key_dates import KeyDate
from dangjian_std.domain.measures import Criterion
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Column, Field, HistoryEntry, Paper, Record, Slot
from dangjian_std.domain.regulation import Article, Aside, Citation, Regulation
from dangjian_std.domain.roles import Doubling, NotApplicable, NotDone, Profile, Role
from dangjian_std.domain.standard import Annex, Outcome, Requirement, Stage, Standard, Step
from dangjian_std.domain.withdrawal import Withdrawal
from dangjian_std.reading import bind

T = TypeVar("T", bound=Node)

KEY_OF_LISTED: Mapping[type[Node], Callable[[Any], str]] = {
    Stage: lambda each: each.id,
    Requirement: lambda each: each.id,
    Criterion: lambda each: each.id,
    Term: lambda each: each.id,
    Outcome: lambda each: each.label,
    Annex: lambda each: each.id,
    Field: lambda each: each.id,
    Column: lambda each: each.id,
    Slot: lambda each: each.id,
    Role: lambda each: each.id,
    Event: lambda each: each.name,
    Goal: lambda each: each.name,
    Article: lambda each: each.number,
    Aside: lambda each: "、".join(each.articles),
    Citation: lambda each: f"{each.regulation}{each.article}",
    Doubling: lambda each: each.role,
    NotApplicable: lambda each: str(each.step),
    NotDone: lambda each: f"{each.regulation}{each.article}",
    HistoryEntry: lambda each: each.version,
    Withdrawal: lambda each: each.code,
    Acceptance: lambda each: each.finding,
    KeyDate: lambda each: each.name,
    FixedDate: lambda each: f"{each.step} {each.on}",
}
"""What things in a list go by. A list of anything else is compared as a whole."""
CONTENT: Mapping[type[Node], tuple[str, ...]] = {
    Stage: ("title",),
    Requirement: ("text",),
    Criterion: ("statement",),
    Term: ("term",),
    Annex: ("title",),
    Field: ("label", "type"),
    Column: ("label", "type"),
    Slot: ("label",),
    Role: ("kind", "level", "needs", "convener", "absent"),
    Event: ("note",),
    Goal: ("parts",),
    Article: ("gist",),
    Aside: ("reason",),
    Regulation: ("title",),
    Record: ("title",),
    Paper: ("title",),
    Profile: ("title",),
    Standard: ("title",),
}
"""By what a thing is known again under another name."""


def alike(old: Node, new: Node) -> bool:
    """Whether two things with different names are most likely the same."""
    if isinstance(old, Step) and isinstance(new, Step):
        agree: list[bool] = [getattr(old, key) == getattr(new, key) for key in ("what", "who", "how", "when")]
        return (agree[0] or agree[2]) and agree.count(True) > 1
    keys = CONTENT.get(type(new), ())
    return type(old) is type(new) and bool(keys) and all(getattr(old, key) == getattr(new, key) for key in keys)


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A step and where it stands."""

    code: str
    standard: Standard
    stage: Stage
    step: Step


def steps(catalog: Catalog, codes: Mapping[str, str]) -> dict[tuple[str, int], StepPlace]:
    """Return every step by its name; `codes` are the new codes of standards that have one."""
    return keyed(
        (
            StepPlace(code, standard, stage, step)
            for code, standard in catalog.standards.items()
            for stage in standard.stages
            for step in stage.steps
        ),
        lambda place: f"{codes.get(place.code, place.code)}.{place.step.id}",
    )


class Names:
    """Pairs between two states of a set."""

    def __init__(self, old: Catalog, new: Catalog) -> None:
        """Pair everything; then let the old state use the new names of renamed things where the new one does."""
        self.new = new
        self.old = old
        self._pair()
        self.renamed = {was: is_ for was, is_ in self._renamed() if was != is_}
        if self.renamed:
            self.old = renamed.follow(old, self.renamed, self._twins())
            self._pair()

    def _twins(self) -> Iterator[tuple[Node, Node]]:
        """Yield everything that has a name of its own with what it has become."""
        waiting: list[tuple[Node, Node]] = [
            (self.old.system, self.new.system),
            (self.old.vocabulary, self.new.vocabulary),
            *((was.step, is_.step) for was, is_ in self.steps.both_values),
        ]
        others = (self.profiles, self.holidays, self.dates)
        for pairs in (self.standards, self.records, self.papers, self.regulations, *others):
            waiting += pairs.both_values
        while waiting:
            was, is_ = waiting.pop()
            yield was, is_
            for name, _ in bind.fields(type(was)).values():
                before, after = getattr(was, name), getattr(is_, name)
                if isinstance(before, tuple) and before and after and isinstance(before[0], renamed.NAMED_TYPES):
                    waiting += listed(before, after).both_values

    def _pair(self) -> None:
        old, new = self.old, self.new
        self.standards = pair(old.standards, new.standards, alike)
        self.records = pair(old.records, new.records, alike)
        self.papers = pair(old.papers, new.papers, alike)
        self.regulations = pair(old.regulations, new.regulations, alike)
        self.profiles = pair(old.profiles, new.profiles, alike)
        self.holidays = pair(old.holidays, new.holidays, alike)
        self.dates = pair(old.dates, new.dates, alike)
        codes = {was: is_ for was, is_, *_ in self.standards.both}
        self.steps: Pairs[tuple[str, int], StepPlace] = pair(
            steps(old, codes), steps(new, {}), lambda one, two: alike(one.step, two.step)
        )

    def _renamed(self) -> Iterator[tuple[str, str]]:
        """Yield every name, and what it has become."""
        for pairs in (self.standards, self.records, self.papers, self.regulations):
            yield from ((was, is_) for was, is_, *_ in pairs.both)
        for role, now in listed(self.old.vocabulary.roles, self.new.vocabulary.roles).both_values:
            yield role.id, now.id
        for event, after in listed(self.old.system.events, self.new.system.events).both_values:
            yield event.name, after.name
        for _, _, was, is_ in self.steps.both:
            yield f"{was.code}.{was.step.id}", f"{is_.code}.{is_.step.id}"
        for _, code, form, form_now in self.records.both:
            for field, field_now in listed(form.fields, form_now.fields).both_values:
                yield f"{form.code}.{field.id}", f"{code}.{field_now.id}"


def listed(old: tuple[T, ...], new: tuple[T, ...]) -> Pairs[tuple[str, int], T]:
    """Pair two lists of things that have names."""
    return pair(named(old), named(new), alike)


def named(items: tuple[T, ...]) -> dict[tuple[str, int], T]:
    """Key a list of things by what they go by."""
    return keyed(items, KEY_OF_LISTED[type(items[0])]) if items else {}
