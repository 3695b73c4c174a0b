"""做这件事的人，不是所依据的条文写的人。

为什么
------
条文写明由谁做的，换了人做就不合规定。谁来做没有标为自己定的（local），印出来就是条文的话，所以要同条文一样。
条文写的是某人召集的机构（支部委员会由支部书记召集），写那个机构也可以。引了几条的，合得上其中一条就行。
讲的不是条文那件事的，把 who 标为自己定的；那样它就不能代替条文要求的那一步。
引的各条都读过原文，哪一条也没有写到这个岗位的，谁来做就是自己定的，也要标。

反例
----
    # DJ401 hold
    who: 组织委员

正例
----
    # DJ401 hold
    who: 支部书记

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison.acts import admits
from dangjian_std.domain.regulation import Citation, Floor
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.rules.claims import full_text
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS310"
SEVERITY = Severity.ERROR
SECRETARY_FOR_SHORT = "书记"
"""Articles call the secretary of the branch so for short."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step, its actor not marked as our own, that none of the articles which it cites gives to him."""
    roles = catalog.roles
    for standard in catalog.standards.values():
        for step in standard.steps:
            if {"who", "step"} & {*step.local, *step.unread_places}:
                continue
            acts = list(_acts(catalog, step))
            named = [(citation, floor) for citation, floor in acts if floor.who]
            if named and not any(admits(floor, step.who, roles) for _, floor in acts):
                citation, first = named[0]
                yield Problem(
                    place=step.at("who"),
                    message=f"{citation.regulation}{citation.article}写的是由{'、'.join(first.who)}做，不是“{step.who}”",
                    help="改成条文写的岗位；做的是另一件事的，在 local 里写 who",
                    related=tuple(
                        Related(floor.at("who"), f"{each.regulation}{each.article}") for each, floor in named
                    ),
                )
            elif not named and _unnamed(catalog, step):
                cited = full_text(catalog, step.basis)
                yield Problem(
                    place=step.at("who"),
                    message=f"{'、'.join(cited)}没有写到“{step.who}”",
                    help="改成条文写的岗位；自己定的，在 local 里写 who",
                    related=tuple(Related(each.at("gist"), name) for name, each in cited.items()),
                )


def _unnamed(catalog: Catalog, step: Step) -> bool:
    """Whether articles, all of them read in full, give nothing to an actor, nor to who convenes it.

    Members stand in nearly every sentence, as those for whom it is done: they act only where a floor says so.
    """
    role, cited = catalog.roles.get(step.who), full_text(catalog, step.basis).values()
    names: set[str] = {step.who, *((role.convener,) if role and role.convener else ())}
    asked = {each for article in cited for floor in article.floor for each in floor.who}
    asked |= {each for floor in _meetings(catalog, step) for each in floor.who}
    if not cited or not names.isdisjoint(asked):
        return False
    said = "" if role and role.everyone else "。".join(article.gist for article in cited)
    short = {SECRETARY_FOR_SHORT for name in names if name.endswith(SECRETARY_FOR_SHORT)}
    return not any(name in said for name in names | short)


def _meetings(catalog: Catalog, step: Step) -> Iterator[Floor]:
    """Yield what articles, cited or not, say of the kinds of meeting of a step: who convenes them is known."""
    for regulation in catalog.regulations.values():
        for article in regulation.articles if step.kinds else ():
            yield from (floor for floor in article.floor if not {*floor.kinds}.isdisjoint(step.kinds))


def _acts(catalog: Catalog, step: Step) -> Iterator[tuple[Citation, Floor]]:
    """Yield the acts of each cited article that names for one of them who does it."""
    for citation in step.basis:
        article = catalog.article(citation)
        if article and article.checked.level is Trust.FULL_TEXT and any(floor.who for floor in article.floor):
            yield from ((citation, floor) for floor in article.floor)
