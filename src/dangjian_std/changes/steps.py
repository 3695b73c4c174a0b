"""Changes of steps: found by name in the whole set, so that a step that moves is one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar, cast

from dangjian_std.changes import lost_floors, value_words, whom
from dangjian_std.changes.change import Change, added, gone, moved
from dangjian_std.changes.differ import Differ
from dangjian_std.changes.names import Names, StepPlace, listed
from dangjian_std.changes.pairs import Pairs, out_of_order
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.changes.standards import Chapters
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard
from dangjian_std.reading import bind

T = TypeVar("T")
Pair = tuple[tuple[str, int], tuple[str, int], StepPlace, StepPlace]


def changes(names: Names) -> Iterator[Change]:
    """Yield the changes of all steps."""
    codes = {was: is_ for was, is_, *_ in names.standards.both}
    pairs = names.steps.both_values
    became = {StepRef(was.code, was.step.id): StepRef(is_.code, is_.step.id) for was, is_ in pairs}
    for _, _, old, new in names.steps.both:
        before, after = Chapters(names.old, old.standard), Chapters(names.new, new.standard)
        yield from _moves(codes, before, after, old, new)
        differ = Differ(names.old, names.new, before.numbering, after.numbering)
        site = after.step(new.step)
        site = replace(site, affected=whom.both(site.affected, whom.of_step(old.step)))
        states = old.step, new.step
        if codes.get(old.code) != new.code:
            states = _in_full(old.step, old.code, became), _in_full(new.step, new.code, {})
        found = tuple(differ.node(site, *states, *IDENTITY_KEYS))
        for change in lost_floors.judged((names.old, old.step), (names.new, new.step), found):
            yield _along(names.new, new, change) if change.key == "when" else change
    for place in names.steps.gone.values():
        chapters = Chapters(names.old, place.standard)
        yield gone(chapters.step(place.step), place.step, "步骤", value_words.step(chapters.numbering, place.step))
    for place in names.steps.added.values():
        chapters = Chapters(names.new, place.standard)
        yield added(
            chapters.step(place.step), place.step, "步骤", value_words.step(chapters.numbering, place.step)
        )
    for standard in names.new.standards.values():
        yield from _order(names, standard)


def _moves(
    codes: Mapping[str, str], before: Chapters, after: Chapters, old: StepPlace, new: StepPlace
) -> Iterator[Change]:
    """Yield whether a step is in another standard or stage than it was, or called otherwise."""
    was, is_ = before.numbering.clauses[old.step.id], after.numbering.clauses[new.step.id]
    site = after.step(new.step)
    if codes.get(old.code) != new.code:
        change = moved(site, new.step, "位置", f"{old.code} {was}", f"{new.code} {is_}")
        yield replace(change, left=old.code)
        return
    stages = {id(now): stage for stage, now in listed(old.standard.stages, new.standard.stages).both_values}
    if stages.get(id(new.stage)) is not old.stage:
        yield moved(site, new.step, "位置", f"{was}（{old.stage.title}）", f"{is_}（{new.stage.title}）")
    if old.step.id != new.step.id:
        yield moved(site, new.step, "标识", old.step.id, new.step.id)


def _in_full(value: T, home: str, became: Mapping[StepRef, StepRef]) -> T:
    """Return a part of a step with every step it names in full, so that it says the same in any standard."""
    if isinstance(value, StepRef):
        whole = value.qualified(home)
        return cast("T", became.get(whole, whole))
    if isinstance(value, tuple):
        return cast("T", tuple(_in_full(each, home, became) for each in value))
    if isinstance(value, Node):
        names = (name for name, _ in bind.fields(type(value)).values())
        return replace(value, **{name: _in_full(getattr(value, name), home, became) for name in names})
    return value


def _order(names: Names, standard: Standard) -> Iterator[Change]:
    """Yield the steps that stand in another order than they did in the stage from which they come."""
    after = Chapters(names.new, standard)
    origins: dict[tuple[str, int], list[Pair]] = {}
    for pair in names.steps.both:
        if pair[3].standard is standard:
            origins.setdefault((pair[3].stage.id, id(pair[2].stage)), []).append(pair)
    for pairs in origins.values():
        places = {id(step): index for index, step in enumerate(pairs[0][2].stage.steps)}
        was = [key for key, *_ in sorted(pairs, key=lambda each: places[id(each[2].step)])]
        old = {id(now): before for _, _, before, now in pairs}
        for now, _, _ in out_of_order(Pairs(tuple(pairs), {}, {}), was):
            before = old[id(now)]
            first = Chapters(names.old, before.standard).numbering.clauses[before.step.id]
            second = after.numbering.clauses[now.step.id]
            yield moved(after.step(now.step), now.step, "先后", first, second)


def _along(catalog: Catalog, place: StepPlace, change: Change) -> Change:
    """Return a change of time with all steps that go along with it."""
    steps = tuple(whom.along(catalog, place.code, place.step))
    affected = dict.fromkeys((*change.site.affected, *(step.who for _, step in steps)))
    site = replace(change.site, affected=tuple(affected), along=tuple(clause for clause, _ in steps))
    return replace(change, site=site)
