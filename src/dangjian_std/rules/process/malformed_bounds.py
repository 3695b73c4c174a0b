"""数量界限没有写清楚多少。

为什么
------
“半数以上”和“超过半数”差一个人，就是通过与不通过的差别。所以要写准：
比例用 at_least（不少于）或 more_than（超过），只写一个。人数、年数、学时用 at_least（不少于）、at_most（不多于），
两个都写的是从几到几，小的在前。

反例
----
    # DJ401 vote.bounds
    majority: {of: 应到, at_least: 1/2, more_than: 1/2}

正例
----
    # DJ401 vote.bounds
    majority: {of: 应到, more_than: 1/2}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.timing import Amount, Bounds, Share
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS207"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each share without exactly one operator, amount without any, and what no number can meet."""
    for bounds in _bounds(catalog):
        for name in ("quorum", "majority", "headcount", "term_years", "hours"):
            if value := getattr(bounds, name):
                yield from _check(value)


def _bounds(catalog: Catalog) -> Iterator[Bounds]:
    for standard in catalog.standards.values():
        yield from (step.bounds for step in standard.steps if step.bounds)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            for floor in article.floor:
                if floor.bounds:
                    yield floor.bounds


def _check(value: Share | Amount) -> Iterator[Problem]:
    keys = ("at_least", "more_than") if isinstance(value, Share) else ("at_least", "at_most")
    stated = [key for key in keys if getattr(value, key) is not None]
    if not stated:
        yield Problem(place=value.key(), message="没有写多少", help=f"加上 {' 或 '.join(keys)}")
    elif isinstance(value, Amount):
        least, most = value.at_least, value.at_most
        if least is not None and most is not None and least > most:
            yield Problem(
                place=value.at("at_most"),
                message=f"不多于 {most:g}，却又不少于 {least:g}",
                help="两个数对调，或者改正",
                related=(Related(value.at("at_least"), "不少于写在这里"),),
            )
    elif stated[1:]:
        yield Problem(
            place=value.key(stated[1]),
            message=f"已经写了 {stated[0]}，不能再写 {stated[1]}",
            help="只留一个",
            related=(Related(value.key(stated[0]), "写在这里"),),
        )
    elif (value.at_least or 0) > 1 or (value.more_than or 0) >= 1:
        yield Problem(place=value.at(stated[0]), message="比例超过了全体", help="写成不大于 1 的分数，如 2/3")
