"""表里的一档同所引的条文不一样，或者少了一档。

为什么
------
一档多少钱、按几成交，是一对：把“10000元以上，2%”写成0.5%，两个数条文里都有，一个一个比看不出来；
删去一档，剩下的也都对。所以分档的比例，一行的金额和比例要在条文的同一分句里，以上、以下也一样；
一部法规一条里的几档，列了一档的，都要列。没有标▲的做法、要求提到的附录才比。

反例
----
    # 文件 standards/regulations/党费规定.yaml
    kind: regulation
    name: 党费规定
    title: 关于中国共产党党费收缴、使用和管理的规定
    issuer: 中共中央组织部
    effective: 2008-04-01
    status: 现行有效
    articles:
      - number: 第二条
        gist: 3000元以下（含）交0.5%；3000元以上至5000元（含）1%；5000元以上至10000元（含）1.5%；10000元以上2%。
        checked: {level: 摘引, on: 2026-11-22, source: 新闻摘引}
    # DJ401 fixed-day
    text: 每名党员应按〔tiers〕的比例交纳党费。
    basis:
      - {regulation: 党费规定, article: 第二条}
    # DJ401
    annexes:
      - id: tiers
        title: 交纳党费的比例
        columns: [每月计算基数, 每月交纳]
        rows:
          - [3000元以下（含3000元）, 0.5%]
          - [3000元以上至5000元（含5000元）, 1%]
          - [5000元以上至10000元（含10000元）, 1.5%]
          - [10000元以上, 0.5%]

正例
----
    # 文件 standards/regulations/党费规定.yaml
    kind: regulation
    name: 党费规定
    title: 关于中国共产党党费收缴、使用和管理的规定
    issuer: 中共中央组织部
    effective: 2008-04-01
    status: 现行有效
    articles:
      - number: 第二条
        gist: 3000元以下（含）交0.5%；3000元以上至5000元（含）1%；5000元以上至10000元（含）1.5%；10000元以上2%。
        checked: {level: 摘引, on: 2026-11-22, source: 新闻摘引}
    # DJ401 fixed-day
    text: 每名党员应按〔tiers〕的比例交纳党费。
    basis:
      - {regulation: 党费规定, article: 第二条}
    # DJ401
    annexes:
      - id: tiers
        title: 交纳党费的比例
        columns: [每月计算基数, 每月交纳]
        rows:
          - [3000元以下（含3000元）, 0.5%]
          - [3000元以上至5000元（含5000元）, 1%]
          - [5000元以上至10000元（含10000元）, 1.5%]
          - [10000元以上, 2%]

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Article
from dangjian_std.domain.standard import Annex
from dangjian_std.rules import claims
from dangjian_std.rules.figures import Quantity, counts
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS317"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "mistaken-annex", "foreign-number")

SENTENCE_PART = re.compile("[^，。；：]+")
TIER_LIMIT = re.compile("元(?:（[^）]*）)?(以上|以下)")
RATED = {"元", "%"}
"""What the two sides of a tier count: an amount, and the part that is paid of it."""


@dataclass(frozen=True, slots=True)
class Tier:
    """An amount with its rate, as a row or a clause says it."""

    text: str
    numbers: frozenset[Quantity]
    limits: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Tier | None:
        """Return the tier that a text states, or None where it has not both sides."""
        numbers = frozenset(each for each in counts(text) if each[1] in RATED)
        both = {unit for _, unit in numbers} == RATED
        return cls(text, numbers, frozenset(TIER_LIMIT.findall(text))) if both else None

    def same(self, other: Tier) -> bool:
        """Whether two are one tier; what says it without 以上 and 以下 is compared by its numbers."""
        alike = not self.limits or not other.limits or self.limits == other.limits
        return alike and self.numbers == other.numbers


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each row that is no tier of the articles that its annex stands for, and each tier left out."""
    for standard in catalog.standards.values():
        basis = claims.annex_basis(claims.claims(standard))
        for annex in standard.annexes:
            sources = claims.sources(catalog, basis.get(annex.id, ()))
            asked = {name: _tiers(article) for name, article in sources.items()}
            yield from _unlike(annex, sources, {name: tiers for name, tiers in asked.items() if tiers})


def _tiers(article: Article) -> list[Tier]:
    return [tier for part in SENTENCE_PART.findall(article.gist) if (tier := Tier.of(part))]


def _unlike(annex: Annex, sources: Mapping[str, Article], asked: Mapping[str, list[Tier]]) -> Iterator[Problem]:
    rows = [(index, tier) for index, row in enumerate(annex.rows) if (tier := Tier.of("，".join(row)))]
    related = tuple(Related(sources[name].at("gist"), name) for name in asked)
    known = [tier for tiers in asked.values() for tier in tiers]
    wrong = [index for index, tier in rows if not any(map(tier.same, known))]
    for index in wrong if known else ():
        yield Problem(
            place=annex.at("rows", index),
            message=f"这一档的金额和比例，同{'、'.join(asked)}的哪一档都不一样",
            help="照条文改；自己定的，用到它的句子标为自己定的（local）",
            related=related,
        )
    for name, tiers in asked.items():
        there = [any(tier.same(each) for _, tier in rows) for each in tiers]
        if any(there) and not all(there) and not wrong:
            missing = "；".join(tier.text for tier, is_there in zip(tiers, there, strict=True) if not is_there)
            yield Problem(
                place=annex.at("rows"),
                message=f"少了{name}的一档：{missing}",
                help="补上这一档",
                related=(Related(sources[name].at("gist"), name),),
            )
