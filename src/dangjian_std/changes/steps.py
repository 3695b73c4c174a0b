"""Changes of steps: found by name in the whole set, so that a step that moves is one change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dangjian_std.changes import whom, words
from dangjian_std.changes.change import Change, Kind, Site, added, gone, moved
from dangjian_std.changes.differ import Differ
from dangjian_std.changes.names import NAMES, Names, Place, listed
from dangjian_std.changes.pairs import Pairs, aligned, out_of_order
from dangjian_std.changes.standards import Chapters
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard, Step

Pair = tuple[tuple[str, int], tuple[str, int], Place, Place]
TIME = frozenset({"when", "step"})
"""Entries of `local` that end the comparison with the floor of an article."""


def changes(names: Names) -> Iterator[Change]:
    """Yield the changes of all steps."""
    codes = {was: is_ for was, is_, *_ in names.standards.both}
    for _, _, old, new in names.steps.both:
        before, after = Chapters(names.old, old.standard), Chapters(names.new, new.standard)
        yield from _moves(codes, before, after, old, new)
        differ = Differ(names.old, names.new, before.numbering, after.numbering)
        for change in differ.node(after.step(new.step), old.step, new.step, *NAMES, "local"):
            yield _along(names.new, new, change) if change.key == "when" else change
        yield from _local(names.new, after.step(new.step), old.step, new.step)
    for place in names.steps.gone.values():
        chapters = Chapters(names.old, place.standard)
        yield gone(chapters.step(place.step), place.step, "步骤", words.step(chapters.numbering, place.step))
    for place in names.steps.added.values():
        chapters = Chapters(names.new, place.standard)
        yield added(chapters.step(place.step), place.step, "步骤", words.step(chapters.numbering, place.step))
    for standard in names.new.standards.values():
        yield from _order(names, standard)


def _moves(
    codes: Mapping[str, str], before: Chapters, after: Chapters, old: Place, new: Place
) -> Iterator[Change]:
    """Yield whether a step is in another standard or stage than it was, or called otherwise."""
    was, is_ = before.numbering.clauses[old.step.id], after.numbering.clauses[new.step.id]
    site = after.step(new.step)
    if codes.get(old.code) != new.code:
        yield moved(site, new.step, "位置", f"{old.code} {was}", f"{new.code} {is_}")
        return
    stages = {id(now): stage for stage, now in listed(old.standard.stages, new.standard.stages).both_values}
    if stages.get(id(new.stage)) is not old.stage:
        yield moved(site, new.step, "位置", f"{was}（{old.stage.title}）", f"{is_}（{new.stage.title}）")
    if old.step.id != new.step.id:
        yield moved(site, new.step, "标识", old.step.id, new.step.id)


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


def _along(catalog: Catalog, place: Place, change: Change) -> Change:
    """Return a change of time with all steps that go along with it."""
    steps = tuple(whom.along(catalog, place.code, place.step))
    affected = dict.fromkeys((*change.site.affected, *(step.who for _, step in steps)))
    site = replace(change.site, affected=tuple(affected), along=tuple(clause for clause, _ in steps))
    return replace(change, site=site)


# -- what we call our own --------------------------------------------------------------------------------


def _local(catalog: Catalog, site: Site, old: Step, new: Step) -> Iterator[Change]:
    """Yield which places are our own rules from now on, and which no longer."""
    numbers = _numbers(old.how, new.how)
    kept = [name for each in old.local if (name := _renumbered(each, numbers))]
    sentences = {f"how.{index}" for index in range(1, max(len(old.how), len(new.how)) + 1)}
    inserted = sentences - {f"how.{number}" for number in numbers.values()}
    now = [name for name in new.local if name not in inserted]
    lost = [name for name in kept if name not in now]
    gained = [name for name in now if name not in kept]
    for names, note in ((lost, ""), (gained, _unbound(catalog, new) if TIME & set(gained) else "")):
        if names:
            yield Change(
                kind=Kind.CHANGED,
                site=site,
                key="local",
                aspect="自定",
                before=words.places(names) if names is lost else "",
                after=words.places(names) if names is gained else "",
                note=note,
                place=new.at("local"),
            )
    if not (lost or gained) and kept != now:
        yield moved(site, new, "自定的先后", words.places(kept), words.places(now))


def _numbers(old: tuple[str, ...], new: tuple[str, ...]) -> Mapping[int, int]:
    """Return the new number of every sentence that is still there, whole or reworded."""
    if sorted(old) == sorted(new):
        return {index: new.index(text) + 1 for index, text in enumerate(old, 1)}
    changed = list(aligned(old, new))
    gone_, came = {was for was, _ in changed}, {is_ for _, is_ in changed}
    same = zip(
        (index for index in range(len(old)) if index not in gone_),
        (index for index in range(len(new)) if index not in came),
        strict=True,
    )
    pairs = [*same, *((was, is_) for was, is_ in changed if was is not None and is_ is not None)]
    return {was + 1: is_ + 1 for was, is_ in pairs}


def _renumbered(name: str, numbers: Mapping[int, int]) -> str:
    """Return an entry of `local` as it is called now; nothing where its sentence is gone."""
    head, _, rest = name.partition(".")
    if head != "how" or not rest.isdigit():
        return name
    return f"how.{numbers[int(rest)]}" if int(rest) in numbers else ""


def _unbound(catalog: Catalog, step: Step) -> str:
    """Say which articles the time of a step is no longer compared with."""
    articles = ((each, catalog.article(each)) for each in step.basis)
    floors = [
        f"{each.regulation}{each.article}"
        for each, article in articles
        if article and article.floor and article.floor.when
    ]
    return f"时间从此不再同{'、'.join(floors)}比较" if floors else ""
