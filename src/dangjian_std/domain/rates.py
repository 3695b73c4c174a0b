"""How often: times as rates a year, in data and in sentences."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise

from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import CountedPer, Period

PER_YEAR = {
    Period.WEEK: 52,
    Period.HALF_MONTH: 24,
    Period.MONTH: 12,
    Period.QUARTER: 4,
    Period.HALF_YEAR: 2,
    Period.YEAR: 1,
}
CHINESE_DIGITS = "零一两三四五六七八九十"
"""Numerals of a count of years."""
SHORTEST_TERM, LONGEST_TERM = 3, 5
"""Years that a term of office lasts, at least and at most."""

NAMES_OF_PERIODS = {
    Period.WEEK: "每周",
    Period.HALF_MONTH: "每半月",
    Period.MONTH: "每月",
    Period.QUARTER: "每季度",
    Period.HALF_YEAR: "每半年",
    Period.YEAR: "每年",
    Period.TERM: "每届任期",
}

PER = {
    CountedPer.UNIT: "本单位",
    CountedPer.BRANCH: "每个党支部",
    CountedPer.GROUP: "每个党小组",
    CountedPer.MEMBER: "每名党员",
    CountedPer.CASE: "每件",
}
"""For whom each time counts."""

_PERIOD = re.compile(r"每个?(周|半月|月|季度|季|半年|年|届)|每([两二三四五])年")
_TIMES = re.compile(r"([0-9]{1,3}|[一二两三四五六七八九十])次")
_WORDS = {"周": 52, "半月": 24, "月": 12, "季度": 4, "季": 4, "半年": 2, "年": 1}
_DIGITS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))


def rate(when: Every, term: int) -> Fraction:
    """How often a year, if a term of office lasts so many years."""
    times = Fraction(when.times or 1)
    if when.every is Period.MONTH and when.months:
        return times * len(set(when.months))
    return times * PER_YEAR[when.every] / (when.years or 1) if when.every in PER_YEAR else times / term


def period_in_words(when: Every) -> str:
    """Say the period: 每月, 每两年."""
    return f"每{CHINESE_DIGITS[when.years]}年" if when.years else NAMES_OF_PERIODS[when.every]


def frequency_in_words(when: Every) -> str:
    """Say how often: 每月1次, 每年（1月、7月）1次."""
    months = f"（{'、'.join(f'{month}月' for month in when.months)}）" if when.months else ""
    return f"{period_in_words(when)}{months}{when.times or 1}次"


def turn(months: tuple[int, ...]) -> int | None:
    """Return how many months come before the turn of the year: 1 of 12, 1, 2; 0 where all are in one year.

    None where they stand in no such order: December goes before January, any other one before a later one.
    """
    breaks = [at for at, (before, after) in enumerate(pairwise(months), 1) if after <= before]
    if not breaks:
        return 0
    over = len(breaks) == 1 and (months[breaks[0] - 1], months[breaks[0]]) == (12, 1) and months[-1] < months[0]
    return breaks[0] if over else None


def frequency_stated(text: str) -> tuple[Fraction, str] | None:
    """How often a year a sentence asks, and in which words; None unless it holds exactly one frequency."""
    found = list(_PERIOD.finditer(text))
    if len(found) != 1 or found[0][1] == "届":
        return None
    (period,) = found
    clause = re.split("[，。；]", text[period.start() :])[0]
    times = _TIMES.search(clause)
    number = 1 if times is None else _DIGITS.get(times[1]) or int(times[1])
    a_year = Fraction(1, _DIGITS[period[2]]) if period[2] else Fraction(_WORDS[period[1]])
    return a_year * number, f"{period[0]}{number}次"


def frequency_asked(floor: Every) -> Fraction:
    """How often a year a floor asks at least."""
    return rate(floor, LONGEST_TERM)
