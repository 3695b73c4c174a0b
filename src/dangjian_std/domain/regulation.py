"""Regulations, their articles, and citations of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dangjian_std.domain.nodes import Node
from dangjian_std.domain.timing import Bounds, When
from dangjian_std.domain.vocabulary import Modal, Organ, RegulationStatus, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Node):
    """How, when and in what kind of source an article was read."""

    level: Trust
    on: dt.date
    source: str
    seal: str | None = None
    """Fingerprint of what was checked, which `dstd seal` writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsUp(Node):
    """What a branch of so many members has to have."""

    organ: Organ
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor(Node):
    """One act that an article asks at least. A standard may be stricter, never weaker."""

    needs: Organ | None = None
    """What a unit has to have for the act to be asked of it."""
    sets_up: SetsUp | None = None
    """What a branch has to set up; the shape of a unit is asked, no step."""
    who: tuple[str, ...] = ()
    """Roles of which one acts; where the article names none, the unit decides."""
    with_: tuple[str, ...] = ()
    """Roles that all take part."""
    kinds: tuple[str, ...] = ()
    """Kinds of meeting, by the boxes of a form, of which it speaks: of each such meeting, not of one."""
    modal: Modal = Modal.SHALL
    """How strongly an act is asked that has no time; one that has a time says it there."""
    when: When | None = None
    bounds: Bounds | None = None

    def speaks_of(self, kinds: tuple[str, ...]) -> bool:
        """Whether what ticks these kinds of meeting can be the act."""
        return not self.kinds or not {*self.kinds}.isdisjoint(kinds)

    @property
    def acts(self) -> bool:
        """Whether somebody does it; else the shape of a unit answers it."""
        return self.sets_up is None

    @property
    def strength(self) -> Modal:
        """How strongly the act is asked."""
        return self.when.modal if self.when else self.modal


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Node):
    """One article (or paragraph) of a regulation, its gist in our own words."""

    number: str
    gist: str
    checked: Checked
    floor: tuple[Floor, ...] = ()
    """What it asks at least, an act an entry."""
    floorless: str | None = None
    """Why nothing that it asks can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Node):
    """不适用: whole articles (第一条, 第九条至第十五条) that no standard is meant to cover, and why."""

    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation(Node):
    """A party regulation or other document that standards rest on."""

    name: str
    title: str
    issuer: str
    issued: dt.date | None = None
    """Left out where the day is not known for certain."""
    effective: dt.date
    status: RegulationStatus
    replaced_by: str | None = None
    length: int | None = None
    """How many articles it has; said of a regulation of which every article is to be accounted for."""
    aside: tuple[Aside, ...] = ()
    articles: tuple[Article, ...]

    def article(self, number: str) -> Article | None:
        """Return the article registered under `number`, or None."""
        return next((article for article in self.articles if article.number == number), None)

    def covered(self, citations: Iterable[Citation]) -> frozenset[int]:
        """Return which of its articles are cited, whole or in part: 第十一条第四款 covers 11."""
        return frozenset(
            number for each in citations if each.regulation == self.name for number in ordinals(each.article)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Node):
    """A reference to one article of one regulation."""

    regulation: str
    article: str


_DIGITS = "零一二三四五六七八九"


def ordinal(number: int) -> str:
    """Name an article by its number, from 1 to 999: 16 is 第十六条."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    text += "零" if hundreds and ones and not tens else ""
    text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十" if tens else ""
    return f"第{text}{_DIGITS[ones] if ones else ''}条"


_ORDINALS = {ordinal(number): number for number in range(1, 1000)}


_ARTICLES = re.compile(f"(第[{_DIGITS}十百]+条)(?:至(第[{_DIGITS}十百]+条))?")


def ordinals(text: str) -> tuple[int, ...]:
    """Return which whole articles `text` names or stands in: 第十一条第四款 in 11, 第九条至第十五条 in seven."""
    found: list[int] = []
    for first, last in _ARTICLES.findall(text):
        start = _ORDINALS.get(first, 0)
        found += range(start, _ORDINALS.get(last, start) + 1) if start else ()
    return tuple(found)
