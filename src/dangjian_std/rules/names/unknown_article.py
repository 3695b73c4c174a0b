"""引用的条文没有在那部依据下登记。

为什么
------
条款号写错一个字，引的就是另一条规定。登记过的条文有大意、有核对日期，引用时才放心。

反例
----
    # DJ401 fixed-day
    basis:
      - {regulation: 支部条例, article: 第十六条第九款}

正例
----
    # DJ401 fixed-day
    basis:
      - {regulation: 支部条例, article: 第十六条第四款}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dangjian_std.domain import article_numbers
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.roles import NotDone
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Repair, Severity
from dangjian_std.text.places import Place

CODE = "DS104"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each article that is cited and not registered under its (registered) regulation."""
    cited: dict[str, list[tuple[str, Place]]] = {}
    for each in _uses(catalog):
        cited.setdefault(each.regulation, []).append((each.article, each.at("article")))
    for name, uses in cited.items():
        if regulation := catalog.regulations.get(name):
            known = {article.number: article.at("number") for article in reversed(regulation.articles)}
            path = regulation.anchor.outline.file.path
            what, meant = f"“{name}”的条文", article_numbers.meant
            for problem in dangling(uses, known, what=what, register=path, meant=meant):
                yield replace(problem, repair=_spelt(problem, uses, known))


def _spelt(problem: Problem, uses: Iterable[tuple[str, Place]], known: Collection[str]) -> Repair | None:
    """Return the repair of a number that only is written in another way."""
    (number,) = {each for each, place in uses if place == problem.place}
    spelt = article_numbers.spelt(number)
    return (
        Repair(tuple(place for each, place in uses if each == number), number, spelt) if spelt in known else None
    )


def _uses(catalog: Catalog) -> Iterator[Citation | NotDone]:
    for standard in catalog.standards.values():
        yield from standard.citations
    for day in catalog.key_dates.days if catalog.key_dates else ():
        yield from day.basis
    for profile in catalog.profiles.values():
        yield from profile.not_done
