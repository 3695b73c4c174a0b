"""条文核对以后又改过，或者还没有封签。

为什么
------
条号、大意、最低要求和核对程度，是有人对照原文看过的。封签记下看的时候它们是什么样；改了一个字，封签就对不上，
要再看一遍原文，不能顺手改了了事。标“原文”的，或者封的时候是原文的，改了是错误；摘引、待核的改了只提醒，可以没有封签。
有一条封过的一套标准里，标“原文”的、写了最低要求的没有封签，也是错误：删掉封签，改什么都没有人知道。
一条都还没有封过的（刚升级的），只提醒。封签、最低要求、核对程度一起改掉的，看 git 的差别。
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
    articles = [each for regulation in catalog.regulations.values() for each in regulation.articles]
    sealing = any(each.checked.seal for each in articles)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            data, seal = article.anchor.data, article.checked.seal
            if seal and (parts := seals.changed(data, seal)):
                yield _broken(regulation, article, parts)
        if bare := [each for each in regulation.articles if not each.checked.seal and _decides(each)]:
            yield _bare(regulation, bare, Severity.ERROR if sealing else Severity.WARNING)


def _decides(article: Article) -> bool:
    """Whether standards are judged by an article."""
    judged = article.checked.level is Trust.EXCERPT and article.floor
    return article.checked.level is Trust.FULL_TEXT or bool(judged)


def _broken(regulation: Regulation, article: Article, parts: Sequence[str]) -> Problem:
    foreign = len(parts) == len(seals.SEALED_PARTS)
    names = "、".join(seals.SEALED_PARTS[part] for part in parts)
    number = f"{regulation.name}{article.number}"
    checked = article.checked
    return Problem(
        place=checked.at("seal") if foreign else _place(article, parts[0]),
        message=f"封签不是{number}的" if foreign else f"{number}的{names}同封签对不上：核对以后改过",
        help=f"不该改的，改回来；要改的，对照原文再看一遍，然后运行 {_command(regulation, article)}",
        related=() if foreign else (Related(checked.at("seal"), f"{checked.on} 核对时的封签"),),
        severity=Severity.ERROR if _was_read(article) else Severity.WARNING,
    )


def _was_read(article: Article) -> bool:
    """Whether an article is marked as read in full, or was when it was sealed."""
    levels = {article.checked.level, seals.level(article.checked.seal or "")}
    return Trust.FULL_TEXT in levels


def _place(article: Article, part: str) -> Place:
    match part:
        case "level":
            return article.checked.at("level")
        case "floor":
            return article.key(next(iter(seals.demands(article.anchor.data)), "floor"))
        case _:
            return article.at(part)


def _bare(regulation: Regulation, bare: Sequence[Article], severity: Severity) -> Problem:
    first = bare[0]
    more = f"等{len(bare)}条" if len(bare) > 1 else ""
    return Problem(
        place=first.checked.at("level"),
        message=f"{regulation.name}{first.number}{more}标了{first.checked.level}，没有封签",
        help=f"对照原文看过的，逐条运行 {_command(regulation, first)}",
        severity=severity,
    )


def _command(regulation: Regulation, article: Article) -> str:
    return f"dstd seal {regulation.name} {article.number} --source 材料 --on 核对日期"
