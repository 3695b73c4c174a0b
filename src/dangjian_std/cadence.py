"""Comparing times and numbers: is what a standard states less than what an article asks?

Only what is certain counts. Two times with different leads, different units or different events are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from dangjian_std.model import Amount, Bounds, Period, Share, When

PER_YEAR = {Period.MONTH: 12, Period.QUARTER: 4, Period.HALF_YEAR: 2, Period.YEAR: 1}
SHORTEST_TERM, LONGEST_TERM = 3, 5
"""Years that a term of office lasts, at least and at most."""

NAMES = {
    Period.MONTH: "每月",
    Period.QUARTER: "每季度",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
    Period.TERM: "每届任期",
}
UNITS = {"workdays": "个工作日", "days": "日", "months": "个月"}

_PERIOD = re.compile(r"每个?(周|月|季度|季|半年|年|届)")
_TIMES = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十])次")
_WORDS = {"周": 52, "月": 12, "季度": 4, "季": 4, "半年": 2, "年": 1}
_DIGITS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Where a step states less than a floor: the deciding key on either side, and both in words."""

    path: tuple[str, ...]
    floor_path: tuple[str, ...]
    stated: str
    asked: str


def weaker_when(when: When, floor: When) -> Shortfall | None:
    """Return in what `when` asks less than `floor`, or None."""
    if when.every and floor.every:
        return _weaker_rate(when, floor)
    for lead, bound, word in (("on", "within", "内"), ("after", "within", "内"), ("before", "at_least", "前")):
        here, there = getattr(when, lead), getattr(floor, lead)
        if here is None or there is None or (here != there and not is_step(here)):
            continue
        for unit, name in UNITS.items():
            key = f"{bound}_{unit}"
            mine, asked = getattr(when, key), getattr(floor, key)
            if mine is not None and asked is not None and (mine > asked if bound == "within" else mine < asked):
                return Shortfall((key,), (key,), f"{mine}{name}{word}", f"{asked}{name}{word}")
    return None


def is_step(target: str) -> bool:
    """Whether a target of `before` or `after` is written like a step (`hold`, `DJ301.vote`), not an event."""
    return re.fullmatch(r"(DJ[0-9]{3}\.)?[a-z][a-z0-9-]*", target) is not None


def _weaker_rate(when: When, floor: When) -> Shortfall | None:
    if when.every == floor.every == Period.TERM:
        less = (when.times or 1) < (floor.times or 1)
    else:
        less = _rate(when, SHORTEST_TERM) < _rate(floor, LONGEST_TERM)
    if not less:
        return None
    key = "every"
    if when.every == floor.every:
        key = "times" if when.times and when.times < (floor.times or 1) else "months" if when.months else "every"
    floor_key = "times" if floor.times and when.every == floor.every else "every"
    return Shortfall((key,), (floor_key,), say_rate(when), say_rate(floor))


def _rate(when: When, term: int) -> Fraction:
    """How often a year, at most (a step, with the shortest term) or at least (a floor, with the longest)."""
    times = Fraction(when.times or 1)
    if when.every == Period.MONTH and when.months:
        return times * len(set(when.months))
    return times * PER_YEAR[when.every] if when.every in PER_YEAR else times / term


def say_rate(when: When) -> str:
    """Say how often: 每月1次, 每年（1月、7月）1次."""
    months = f"（{'、'.join(f'{month}月' for month in when.months)}）" if when.months else ""
    return f"{NAMES[when.every]}{months}{when.times or 1}次" if when.every else ""


def turn(months: tuple[int, ...]) -> int | None:
    """Return how many months come before the turn of the year: 1 of 12, 1, 2; 0 where all are in one year.

    None where they stand in no such order: December goes before January, any other one before a later one.
    """
    breaks = [at for at, (before, after) in enumerate(pairwise(months), 1) if after <= before]
    if not breaks:
        return 0
    over = len(breaks) == 1 and (months[breaks[0] - 1], months[breaks[0]]) == (12, 1) and months[-1] < months[0]
    return breaks[0] if over else None


def weaker_bounds(bounds: Bounds, floor: Bounds) -> Iterator[Shortfall]:
    """Yield each number in which `bounds` asks less than `floor`. What only one of them states is not compared."""
    for name, mine, asked in (
        ("quorum", bounds.quorum, floor.quorum),
        ("majority", bounds.majority, floor.majority),
    ):
        if mine and asked and (key := _weaker_share(mine, asked)):
            floor_key = key if key == "of" else _operator(asked)
            yield Shortfall((name, key), (name, floor_key), _say_share(mine), _say_share(asked))
    for name, amount, least in (
        ("headcount", bounds.headcount, floor.headcount),
        ("term_years", bounds.term_years, floor.term_years),
        ("hours", bounds.hours, floor.hours),
    ):
        if amount and least and (key := _weaker_amount(amount, least)):
            yield Shortfall((name, key), (name, key), _say_amount(amount, key), _say_amount(least, key))


def _operator(share: Share) -> str:
    return "at_least" if share.at_least is not None else "more_than"


def _weaker_share(mine: Share, asked: Share) -> str:
    """Name the key that decides; a part of those present is less than the same part of all who are entitled."""
    if (mine.at_least is None) == (mine.more_than is None) or (asked.at_least is None) == (
        asked.more_than is None
    ):
        return ""
    if mine.whom is not asked.whom:  # members and committee vote on different things
        return ""
    if mine.of != asked.of:
        return "of" if asked.of == "应到" else ""
    value = (mine.at_least or mine.more_than or 0, mine.more_than is not None)
    least = (asked.at_least or asked.more_than or 0, asked.more_than is not None)
    return _operator(mine) if value < least else ""


def _weaker_amount(mine: Amount, asked: Amount) -> str:
    if mine.at_least is not None and asked.at_least is not None and mine.at_least < asked.at_least:
        return "at_least"
    if mine.at_most is not None and asked.at_most is not None and mine.at_most > asked.at_most:
        return "at_most"
    return ""


def _say_share(share: Share) -> str:
    word = "不少于" if share.at_least is not None else "超过"
    return f"{word}{share.of}的{share.at_least or share.more_than}"


def _say_amount(amount: Amount, key: str) -> str:
    return f"{'不少于' if key == 'at_least' else '不多于'}{getattr(amount, key):g}"


def stated_rate(text: str) -> tuple[Fraction, str] | None:
    """How often a year a sentence asks, and in which words; None unless it holds exactly one frequency."""
    found = list(_PERIOD.finditer(text))
    if len(found) != 1 or found[0][1] not in _WORDS:
        return None
    clause = re.split("[，。；]", text[found[0].start() :])[0]
    times = _TIMES.search(clause)
    number = 1 if times is None else _DIGITS.get(times[1]) or int(times[1])
    return Fraction(_WORDS[found[0][1]] * number), f"{found[0][0]}{number}次"


def asked_rate(floor: When) -> Fraction | None:
    """How often a year a floor asks at least; None where it does not ask for a frequency."""
    return _rate(floor, LONGEST_TERM) if floor.every else None
