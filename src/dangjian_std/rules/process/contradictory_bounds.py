"""同一项标准里，依同一条表决，两个步骤写的法定人数或者赞成比例不一样。

为什么
------
一处写超过半数，一处写三分之二，开会的人照哪一个都说得过去。依的是同一条，界限就是同一个。
本单位定得更严的，只对其中一件事这样定，把那一步的 bounds 标为自己定的（local）。

反例
----
    # DJ401 hold
    bounds:
      quorum: {of: 应到, at_least: 2/3}
    basis:
      - {regulation: 支部条例, article: 第十六条第四款}
      - {regulation: 党员教育管理条例, article: 第十六条第二款}
      - {regulation: 支部条例, article: 第十四条}
      - {regulation: 支部条例, article: 第十一条第四款}

正例
----
    # DJ401 vote
    bounds:
      quorum: {of: 应到, at_least: 1/2}
      majority: {of: 应到, more_than: 1/2}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison.numbers import SHARES
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Share
from dangjian_std.domain.vocabulary import Voters
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS218"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-bounds", "weaker-than-floor")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each share of a step that another step of the standard, by the same article, states otherwise."""
    for standard in catalog.standards.values():
        yield from _differing(catalog, standard)


def _differing(catalog: Catalog, standard: Standard) -> Iterator[Problem]:
    first: dict[tuple[Citation, str, Voters], tuple[Step, Share]] = {}
    for step in standard.steps:
        for name in SHARES:
            share: Share | None = getattr(step.bounds, name, None)
            marks = (*step.local, *step.unread_places)
            if share is None or any(overlap(mark, f"bounds.{name}") for mark in marks):
                continue
            cited = [each for each in step.basis if _speaks(catalog, each, name)]
            others = [first.setdefault((each, name, share.whom), (step, share)) for each in cited]
            wrong = next(((other, its) for other, its in others if _value(its) != _value(share)), None)
            if wrong:
                yield Problem(
                    place=share.at(),
                    message=f"“{step.what}”同“{wrong[0].what}”依同一条，界限不一样",
                    help="改成一样的；这一步是自己定得更严的，在 local 里写 bounds",
                    related=(Related(wrong[1].at(), f"“{wrong[0].what}”写在这里"),),
                )


def _speaks(catalog: Catalog, citation: Citation, name: str) -> bool:
    article = catalog.article(citation)
    return any(getattr(floor.bounds, name, None) for floor in (article.floor if article else ()))


def _value(share: Share) -> tuple[object, ...]:
    return share.of, share.at_least, share.more_than
