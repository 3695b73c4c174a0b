"""Sentences that pass for the words of articles, and the numbers that they may say."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison.numbers import SHARES
from dangjian_std.domain.nodes import Node, asked_once
from dangjian_std.domain.regulation import Article, Citation
from dangjian_std.domain.standard import MENTION, Standard
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Bounds, Every, When
from dangjian_std.domain.vocabulary import Period, Trust
from dangjian_std.rules.figures import COUNTS, DIGITS_FROM_ONE, EXAMPLE, WORDS_FOR_TIME_UNITS, Quantity, counts
from dangjian_std.text.places import Path

WORDS_FOR_COUNTS = {"times": "次", **{str(unit): word for unit, word in WORDS_FOR_TIME_UNITS.items()}}
UNITS_OF_AMOUNTS = {"headcount": "人", "term_years": "年", "hours": "学时"}
WORDS_FOR_PERIODS = {Period.HALF_YEAR: "半年", Period.YEAR: "1年", Period.QUARTER: "3个月", Period.MONTH: "1个月"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that passes for the words of articles, and the numbers of the data beside it."""

    holder: Node
    path: Path
    text: str
    basis: tuple[Citation, ...]
    data: str = ""
    gate: bool = False
    """Whether it says when a stage begins: then a number of what no article counts is its own."""


@asked_once
def claims(standard: Standard) -> tuple[Claim, ...]:
    """Return each sentence of a standard that passes for the words of the articles it cites."""
    return tuple(_claims(standard))


def _claims(standard: Standard) -> Iterator[Claim]:
    for step in standard.steps:
        marks = (*step.local, *step.unread_places)
        for index, text in enumerate(step.how if step.basis else ()):
            if not any(overlap(mark, f"how.{index + 1}") for mark in marks):
                yield Claim(
                    step, ("how", index), text, step.basis, in_words(step.when, step.bounds, period(step.when))
                )
    for each in standard.requirements:
        if each.basis and not each.local and not each.unread:
            yield Claim(each, ("text",), each.text, each.basis)


def annex_basis(said: Iterable[Claim]) -> Mapping[str, tuple[Citation, ...]]:
    """Return what the sentences that name an annex cite, by the name of the annex."""
    basis: dict[str, tuple[Citation, ...]] = {}
    for claim in said:
        for found in MENTION.finditer(claim.text):
            basis[found[1]] = (*basis.get(found[1], ()), *claim.basis)
    return basis


def sources(catalog: Catalog, basis: Iterable[Citation]) -> Mapping[str, Article]:
    """Return the registered articles of some citations, by name."""
    return {f"{each.regulation}{each.article}": found for each in basis if (found := catalog.article(each))}


def full_text(catalog: Catalog, basis: Iterable[Citation]) -> Mapping[str, Article]:
    """Return the articles of some citations, by name; none where one of them was not read in full."""
    found = sources(catalog, basis)
    return found if all(each.checked.level is Trust.FULL_TEXT for each in found.values()) else {}


def strange(text: str, known: AbstractSet[Quantity], units: Collection[str] | None = None) -> re.Match[str] | None:
    """Return the first number of a sentence that is none of those known; where units are given, of those alone."""
    for found in COUNTS.finditer(EXAMPLE.sub(lambda each: "□" * len(each[0]), text)):
        said = counts(found[0])
        alike = units is None or any(unit in units for _, unit in said)
        vague = found["unit"] == "个" and not found["number"].isdecimal()  # 一个, 两个 say no number
        if not vague and alike and not said & known:
            return found
    return None


def period(when: When | None) -> str:
    """Say what a period lasts: 3个月; nothing where a time is none."""
    return WORDS_FOR_PERIODS.get(when.every, "") if isinstance(when, Every) else ""


@lru_cache(maxsize=1 << 13)
def in_words(when: When | None, bounds: Bounds | None, *more: str) -> str:
    """Say the numbers of a time and of bounds, as a sentence does."""
    said = [*more]
    for key, value in when.stated() if when else ():
        unit = "times" if key == "times" else key.partition("within_")[2] or key.partition("at_least_")[2]
        said += [f"{value}{WORDS_FOR_COUNTS[unit]}"] if unit in WORDS_FOR_COUNTS else []
    for name, unit in UNITS_OF_AMOUNTS.items():
        amount = getattr(bounds, name, None)
        limits = (amount.at_least, amount.at_most) if amount else ()
        said += [f"{number:g}{unit}" for number in limits if number]
    shares = (getattr(bounds, name, None) for name in SHARES)
    parts = (share.at_least or share.more_than for share in shares if share)
    said += [
        f"{DIGITS_FROM_ONE[each.denominator - 1]}分之{DIGITS_FROM_ONE[each.numerator - 1]}"
        for each in parts
        if each
    ]
    return "，".join(said)
