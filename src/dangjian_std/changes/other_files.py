"""Changes of all files but standards: forms, papers, regulations, roles, units, the set itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from dangjian_std.changes import value_words, whom
from dangjian_std.changes.called import default_site
from dangjian_std.changes.change import Change, ChangeKind, ChangeSite, added, gone, moved
from dangjian_std.changes.differ import Differ
from dangjian_std.changes.names import Names, listed
from dangjian_std.changes.pairs import Pairs
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain.catalog import Catalog, Event
from dangjian_std.domain.fixed_dates import FixedDates
from dangjian_std.domain.holidays import Holidays
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.regulation import Article, Regulation
from dangjian_std.domain.roles import NotApplicable, Profile, Role
from dangjian_std.domain.vocabulary import Trust

T = TypeVar("T", bound=Node)

NEW_STEP = "没有这一步"
GONE_STEP = "这一步已经取消"
SEAL_NOT_RENEWED = "核对日期没有变，要重新核对"
MOST_CLAUSES_NAMED = 8
"""Clauses resting on an article that are named; of more the number is told besides."""


def changes(names: Names) -> Iterator[Change]:
    """Yield the changes of everything but standards."""
    yield from _files(names, names.records, "记录表", _form, _sum_record)
    yield from _files(names, names.papers, "文书", _form, lambda paper: paper.title)
    yield from _regulations(names)
    yield from _profiles(names)
    yield from _files(names, names.holidays, "放假安排", _holidays, lambda each: each.source)
    yield from _files(names, names.dates, "已定日期", _dates, lambda each: f"{len(each.dates)}个日子")
    yield from _roles(names)
    yield from _system(names)
    yield from _withdrawals(names)
    yield from _key_dates(names)
    yield from _acceptances(names)


def _files(
    names: Names,
    pairs: Pairs[str, T],
    noun: str,
    site: Callable[[Catalog, T], ChangeSite],
    said: Callable[[T], str],
    *skip: str,
) -> Iterator[Change]:
    """Yield the changes of things that stand one to a file."""
    for was, is_, old, new in pairs.both:
        where = site(names.new, new)
        where = replace(where, affected=whom.both(where.affected, site(names.old, old).affected))
        if was != is_:
            yield moved(where, new, "编号" if isinstance(new, Record | Paper) else "名称", was, is_)
        own = IDENTITY_KEYS if was != is_ else ()
        yield from Differ(names.old, names.new, sites=_within(names)).node(where, old, new, *own, *skip)
    yield from (gone(site(names.old, each), each, noun, said(each)) for each in pairs.gone.values())
    yield from (added(site(names.new, each), each, noun, said(each)) for each in pairs.added.values())


def _form(catalog: Catalog, item: Record | Paper) -> ChangeSite:
    affected = whom.of_form(catalog, item.code)
    return ChangeSite(subject=item.code, title=item.title, affected=affected)


def _sum_record(record: Record) -> str:
    pairs = ((key, getattr(record, key)) for key in ("per", "medium", "archive", "sensitivity"))
    parts = [value_words.word(Record, key, value) for key, value in pairs if value is not None]
    return f"{record.title}（{'，'.join(parts)}，{record.minutes}分钟，{len(record.fields)}栏）"


# -- regulations -----------------------------------------------------------------------------------------


def _regulations(names: Names) -> Iterator[Change]:
    rewritten = set(_rewritten(names))
    for change in _files(names, names.regulations, "规范性文件", _regulation, lambda each: each.title):
        yield replace(change, note=_note(names.new, change, rewritten)) if change.site.clause else change


def _regulation(catalog: Catalog, each: Regulation) -> ChangeSite:
    return ChangeSite(subject=each.name, title=each.title, affected=whom.of_regulation(catalog, each.name))


def _rewritten(names: Names) -> Iterator[tuple[str, str]]:
    """Yield every article of which the day of checking is still the old one."""
    for _, name, old, new in names.regulations.both:
        for was, is_ in listed(old.articles, new.articles).both_values:
            if was.checked.on == is_.checked.on:
                yield name, is_.number


def _note(catalog: Catalog, change: Change, rewritten: set[tuple[str, str]]) -> str:
    """Say of an article which reads otherwise whether it has to be read again, and what rests on it."""
    if change.key not in {"gist", "floor", "floorless", "who", "with", "when", "bounds", "level", "modal", "per"}:
        return change.note
    article = (change.site.subject, change.site.clause)
    cited = tuple(whom.citing(catalog, *article))
    said = (
        f"{'、'.join(cited[:MOST_CLAUSES_NAMED])}{f'等{len(cited)}处' if len(cited) > MOST_CLAUSES_NAMED else ''}"
    )
    return "；".join(
        (SEAL_NOT_RENEWED,) * (article in rewritten) + (f"引用它的有 {said}" if cited else "没有条款引用它",)
    )


# -- units -----------------------------------------------------------------------------------------------


def _profiles(names: Names) -> Iterator[Change]:
    yield from _files(names, names.profiles, "单位类型", _unit, lambda each: each.title, "not_applicable")
    for _, _, old, new in names.profiles.both:
        pairs = listed(old.not_applicable, new.not_applicable)
        site = _unit(names.new, new)
        for was, is_ in pairs.both_values:
            where = _excused(names.new, site, is_)
            yield from Differ(names.old, names.new).node(where, was, is_, "step")
        for each in pairs.added.values():
            where = _excused(names.new, site, each)
            change = gone(where, each, "适用", "本单位要办", _still(names.new, each))
            change = replace(change, after=f"不办：{each.reason}", old=False)
            yield change if _has(names.old, each) else replace(change, kind=ChangeKind.CHANGED, before=NEW_STEP)
        for each in pairs.gone.values():
            where = _excused(names.new, site, each)
            change = replace(added(where, each, "适用", "本单位要办"), before=f"不办：{each.reason}", old=True)
            yield change if _has(names.new, each) else replace(change, kind=ChangeKind.CHANGED, after=GONE_STEP)
        if not (pairs.added or pairs.gone) and [each.step for each in old.not_applicable] != [
            each.step for each in new.not_applicable
        ]:
            yield moved(site, new, "不适用的先后", *(_in_order(each) for each in (old, new)))


def _has(catalog: Catalog, entry: NotApplicable) -> bool:
    """Whether a set has the step that a unit does not do."""
    standard = catalog.standards.get(entry.step.standard)
    return any(step.id == entry.step.step for step in (standard.steps if standard else ()))


def _still(catalog: Catalog, entry: NotApplicable) -> str:
    """Say by which articles, read in full, a step is asked for that a unit does not do."""
    standard = catalog.standards.get(entry.step.standard)
    steps = (step for step in (standard.steps if standard else ()) if step.id == entry.step.step)
    articles = [
        f"{each.regulation}{each.article}"
        for step in steps
        for each in step.basis
        if (article := catalog.article(each)) and article.checked.level is Trust.FULL_TEXT
    ]
    return f"这一步依据的{'、'.join(articles)}读过原文，要看本单位是否真的不用办" if articles else ""


def _in_order(profile: Profile) -> str:
    return "、".join(str(each.step) for each in profile.not_applicable)


def _unit(_catalog: Catalog, profile: Profile) -> ChangeSite:
    return ChangeSite(subject=f"单位类型 {profile.name}", title=profile.title)


def _holidays(_catalog: Catalog, each: Holidays) -> ChangeSite:
    return ChangeSite(subject=f"{each.year}年放假安排", title="")


def _dates(_catalog: Catalog, each: FixedDates) -> ChangeSite:
    return ChangeSite(subject=f"{each.year}年已定日期", title="")


def _excused(catalog: Catalog, site: ChangeSite, entry: NotApplicable) -> ChangeSite:
    """Return the site of a step that a unit does or does not do."""
    standard = catalog.standards.get(entry.step.standard)
    for step in standard.steps if standard else ():
        if standard and step.id == entry.step.step:
            clause = f"{entry.step.standard} {Clauses(catalog, standard).clauses[step.id]}"
            return replace(site.inside(clause, step.what), who=step.who, affected=whom.of_step(step))
    return site.inside(str(entry.step), "")


# -- lists -----------------------------------------------------------------------------------------------


def _roles(names: Names) -> Iterator[Change]:
    site = ChangeSite(subject="岗位", title="")
    old, new = names.old.vocabulary, names.new.vocabulary
    yield from Differ(names.old, names.new, sites=_within(names)).node(site, old, new)


def _system(names: Names) -> Iterator[Change]:
    site = ChangeSite(subject="体系", title=names.new.system.title)
    yield from Differ(names.old, names.new, sites=_within(names)).node(site, names.old.system, names.new.system)


def _withdrawals(names: Names) -> Iterator[Change]:
    old, new = names.old.withdrawals, names.new.withdrawals
    if node := new or old:
        was, is_ = (each.withdrawals if each else () for each in (old, new))
        site = ChangeSite(subject="废止", title="")
        yield from Differ(names.old, names.new).items(site, node, "withdrawals", was, is_)


def _key_dates(names: Names) -> Iterator[Change]:
    old, new = names.old.key_dates, names.new.key_dates
    if node := new or old:
        was, is_ = (each.days if each else () for each in (old, new))
        yield from Differ(names.old, names.new).items(ChangeSite(subject="节点", title=""), node, "days", was, is_)


def _acceptances(names: Names) -> Iterator[Change]:
    old, new = names.old.acceptances, names.new.acceptances
    if node := new or old:
        was, is_ = (each.accepted if each else () for each in (old, new))
        yield from Differ(names.old, names.new).items(
            ChangeSite(subject="已接受", title=""), node, "accepted", was, is_
        )


def _within(names: Names) -> Callable[[ChangeSite, Node], ChangeSite]:
    """Return how parts of a file are placed: whom an article, an event or a role concerns."""

    def site(whole: ChangeSite, node: Node) -> ChangeSite:
        match node:
            case Article():
                where = whole.inside(node.number, "")
                return replace(where, affected=_both(names, whom.of_regulation, whole.subject, node.number))
            case Event():
                return replace(default_site(whole, node), affected=_both(names, whom.of_event, node.name))
            case Role():
                return replace(default_site(whole, node), affected=(node.id,))
            case _:
                return default_site(whole, node)

    return site


def _both(names: Names, who: Callable[..., tuple[str, ...]], *about: str) -> tuple[str, ...]:
    """Return whom something concerns now, and whom it did."""
    return whom.both(who(names.new, *about), who(names.old, *about))
