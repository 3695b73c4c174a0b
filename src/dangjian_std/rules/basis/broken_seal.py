"""条文核对以后又改过，或者还没有封签。

为什么
------
条号、大意、最低要求和核对程度，是有人对照原文看过的。封签记下看的时候它们是什么样；改了一个字，封签就对不上，
要再看一遍原文，不能顺手改了了事。标“原文”的改了是错误，没有封签的提醒；摘引、待核的改了只提醒，可以没有封签。
封签由 dstd seal 写，一次一条。

反例
----
    # 支部条例 第十一条第四款
    gist: 党员大会表决前要充分讨论；有表决权的党员三分之一以上到会方可表决。

正例
----
    # 支部条例 第十一条第四款.checked
    on: 2026-11-29

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dangjian_std.domain import seals
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article, Regulation
from dangjian_std.domain.vocabulary import Trust
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS309"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each article that is other than it was sealed, then what of a regulation was read and not sealed."""
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            data, seal = article.anchor.data, article.checked.seal
            if seal and (parts := seals.changed(data, seal)):
                yield _broken(regulation, article, parts)
        read = (each for each in regulation.articles if each.checked.level is Trust.FULL_TEXT)
        if bare := [each for each in read if not each.checked.seal]:
            yield _bare(regulation, bare)


def _broken(regulation: Regulation, article: Article, parts: Sequence[str]) -> Problem:
    foreign = len(parts) == len(seals.PARTS)
    names = "、".join(seals.PARTS[part] for part in parts)
    number = f"{regulation.name}{article.number}"
    checked = article.checked
    return Problem(
        place=checked.at("seal") if foreign else _place(article, parts[0]),
        message=f"封签不是{number}的" if foreign else f"{number}的{names}同封签对不上：核对以后改过",
        help=f"不该改的，改回来；要改的，对照原文再看一遍，然后运行 {_command(regulation, article)}",
        related=() if foreign else (Related(checked.at("seal"), f"{checked.on} 核对时的封签"),),
        severity=Severity.ERROR if checked.level is Trust.FULL_TEXT else Severity.WARNING,
    )


def _place(article: Article, part: str) -> Place:
    match part:
        case "level":
            return article.checked.at("level")
        case "floor":
            return article.key(next(iter(seals.demands(article.anchor.data)), "floor"))
        case _:
            return article.at(part)


def _bare(regulation: Regulation, bare: Sequence[Article]) -> Problem:
    first = bare[0]
    more = f"等{len(bare)}条" if len(bare) > 1 else ""
    return Problem(
        place=first.checked.at("level"),
        message=f"{regulation.name}{first.number}{more}标了原文，还没有封签",
        help=f"对照原文看过的，逐条运行 {_command(regulation, first)}",
        severity=Severity.WARNING,
    )


def _command(regulation: Regulation, article: Article) -> str:
    return f"dstd seal {regulation.name} {article.number} --source 材料 --on 核对日期"
