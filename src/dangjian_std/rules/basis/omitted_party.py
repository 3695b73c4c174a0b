"""条文要求的会，换了人召集，或者少了要参加的人。

为什么
------
条文写明党员大会由谁召集、由谁参加的，每一次都要这样，不是有一次这样就行；把 who、with 标成自己定的也一样要比。
照勾的种类（kinds）认是哪一种会：一步引了写这种会的条文，就同写这种会的各条都比。
别的事，一步的时间、数量都合条文，只差谁来做或者谁参加的，也报：做的就是那件事。
做的是另一件事的，what 标为自己定的。

反例
----
    # DJ401 hold
    with: [支部委员会]

正例
----
    # DJ401 hold
    with: [支部委员会, 党小组组长, 党员]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.comparison.acts import absent, admits
from dangjian_std.domain.comparison.floors import ArticleDuty, ArticleUse
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS313"
SEVERITY = Severity.ERROR
REQUIRES = ("names", "weaker-than-floor", "wrong-actor", "omitted-bounds")

Named = tuple[str, Floor]
"""An article by its name, and one of its acts."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield, once for each place, who is wrong or missing at a meeting, or in what is an act but for that."""
    found: dict[Place, Problem] = {}
    for problem in (*_meetings(catalog), *_acts(catalog)):
        found.setdefault(problem.place, problem)
    yield from found.values()


def _meetings(catalog: Catalog) -> Iterator[Problem]:
    asked = [
        (f"{regulation.name}{article.number}", floor)
        for regulation in catalog.regulations.values()
        for article in regulation.articles
        if article.checked.level is Trust.FULL_TEXT
        for floor in article.floor
        if floor.kinds
    ]
    for standard in catalog.standards.values():
        for step in standard.steps:
            cited = {f"{each.regulation}{each.article}" for each in step.basis}
            same = [(name, floor) for name, floor in asked if not {*floor.kinds}.isdisjoint(step.kinds)]
            if any(name in cited for name, _ in same):
                for name, floor in same:
                    yield from _parties(catalog, step, (name, floor))
            if {"what", "step"}.isdisjoint((*step.local, *step.unread_places)):
                for name, floor in asked:
                    if name in cited and not admits(floor, step.who, catalog.roles):
                        yield _convener(step, (name, floor), floor.kinds[0])


def _parties(catalog: Catalog, step: Step, asked: Named) -> Iterator[Problem]:
    name, floor = asked
    kind = next(each for each in step.kinds if each in floor.kinds)
    if not admits(floor, step.who, catalog.roles):
        yield _convener(step, asked, kind)
    if missing := absent(step, floor):
        yield Problem(
            place=step.at("with") if step.with_ else step.at("id"),
            message=f"{name}要求{kind}由{'、'.join(missing)}参加，这一步没有写",
            help=f"在 with 里加上 {'、'.join(missing)}；不是这种会的，改 kinds",
            related=(Related(floor.at("with"), name),),
        )


def _convener(step: Step, asked: Named, kind: str) -> Problem:
    name, floor = asked
    return Problem(
        place=step.at("who"),
        message=f"{name}写的是{kind}由{'、'.join(floor.who)}召集，不是“{step.who}”，标为自己定的也一样",
        help="改成条文写的岗位；做的是另一件事的，不引这一条，或者把 what 标为自己定的",
        related=(Related(floor.at("who"), name),),
    )


def _acts(catalog: Catalog) -> Iterator[Problem]:
    for duty in floors.duties(catalog):
        for use in duty.uses if isinstance(duty.floor.when, Every) or duty.floor.bounds else ():
            keys = {lack.key for lack in use.lacks}
            if isinstance(use.user, Step) and keys in ({"who"}, {"with"}) and not _other(catalog, duty, use):
                lack = use.lacks[0]
                who = duty.floor.who if "who" in keys else absent(use.user, duty.floor)
                does = f"由{'或者'.join(who)}做" if "who" in keys else f"{'、'.join(who)}参加"
                stated = f"写的是“{lack.stated}”" if lack.stated else "没有写"
                yield Problem(
                    place=use.user.at(*lack.path),
                    message=f"{duty.name}要求的事{does}，这一步{stated}",
                    help="照条文改；做的是另一件事的，what 标为自己定的",
                    related=(Related(duty.floor.at(), duty.name),),
                )


def _other(catalog: Catalog, duty: ArticleDuty, use: ArticleUse) -> bool:
    """Whether what a step does is another act of the article, or marked as one."""
    step = use.user
    if not isinstance(step, Step) or not {"what", "step"}.isdisjoint((*step.local, *step.unread_places)):
        return True
    others = [each for each in duty.article.floor if each is not duty.floor]
    return any(
        admits(each, step.who, catalog.roles) and not absent(step, each) and each.speaks_of(step.kinds)
        for each in others
    )
