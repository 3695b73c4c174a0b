"""Times and numbers of every kind: how each is said, when it falls due, and how it stands to all the others."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from typing import Any
from zlib import crc32

from dangjian_std.composition import wording
from dangjian_std.domain import rates
from dangjian_std.domain.comparison.numbers import numbers
from dangjian_std.domain.comparison.sentences import sentences
from dangjian_std.domain.comparison.times import times
from dangjian_std.domain.comparison.verdict import Difference
from dangjian_std.domain.due_dates import counted_dates, dates_on, recurring_dates
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.timing import Bounds, Every, When
from dangjian_std.domain.workdays import Calendar
from dangjian_std.reading import bind
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Outline, Source, Span
from support.times import when

STARTS = tuple(dt.date(2027, month, day) for month, day in ((2, 1), (2, 4), (9, 30), (12, 29)))
"""Days from which something is counted: before days off, and before the end of a month and of a year."""
PERIODS = ("week", "half-month", "month", "quarter", "half-year", "year", "term")
DAYS: tuple[dict[str, object], ...] = (
    {"day": 10},
    {"day": 9},
    {"by_day": 10},
    {"by_day": 31, "shift": "previous-workday"},
    {"day": 10, "shift": "next-workday"},
    {"day": 10, "of": "next"},
    {"weekday": "周五"},
    {"weekday": "周五", "nth": "第一个"},
    {"weekday": "周五", "nth": "最后一个"},
    {"weekday": "周一", "nth": "第二个"},
    {"weekday": "工作日", "nth": "最后一个"},
)
MONTHS = ([1], [3, 6, 9, 12], [12, 1, 2], [6, 7, 8, 9], [11])
OFFSETS: tuple[dict[str, int], ...] = (
    {},
    *({f"{{}}_{unit}": number} for unit in ("hours", "workdays", "days", "months") for number in (0, 1, 3)),
    {"{}_workdays": 20},
)


LENGTHS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("hours", (23, 24, 25, 48, 72)),
    ("workdays", (4, 5, 6, 10, 21, 59, 60)),
    ("days", (2, 4, 5, 7, 9, 14, 15, 16, 17, 18, 19, 28, 29, 30, 31, 32, 84, 92, 93, 100, 101, 102, 103, 104)),
)
"""Lengths next to those at which one unit is as long as so many of another."""


def recurring() -> Iterator[dict[str, object]]:
    """Yield times that recur, as the keys of the YAML."""
    for every in PERIODS:
        yield {"every": every}
        yield from ({"every": every, "times": number} for number in (1, 2))
    for every in ("month", "quarter", "half-year", "year"):
        yield from ({"every": every, **day} for day in DAYS)
        yield from ({"every": every, "months": months} for months in MONTHS)
        yield from (
            {"every": every, "months": months, "by_day": 20}
            for months in ([1], [3], [6, 12], [5, 12], [11, 12, 1])
        )
        yield {"every": every, "months": [1], "by_day": 20, "times": 2}
        yield {"every": every, "by_day": 20, "times": 2}
        yield {"every": every, "months": [3, 6, 9, 12], "times": 1}
    yield from ({"every": "week", "weekday": day} for day in ("周五", "工作日"))
    for every, day, shift in itertools.product(
        ("week", "half-month", "month", "quarter"), ("周五", "周日"), ("next-workday", "previous-workday")
    ):
        yield {"every": every, "weekday": day, "nth": "最后一个", "shift": shift}
        yield {"every": every, "weekday": day, "nth": "第一个", "shift": shift}
    yield from ({"every": "month", "day": day, "shift": "next-workday"} for day in (1, 15, 16, 31))
    yield from ({"every": "year", "years": number} for number in (1, 2, 5))
    yield from ({"every": "year", "years": 2, "first_year": year} for year in (2026, 2027))
    yield from ({"every": "month", "modal": verb} for verb in ("宜", "可"))
    yield from ({"every": "month", "per": per} for per in ("unit", "branch", "group", "member", "case"))


def counted() -> Iterator[dict[str, object]]:
    """Yield times that are counted from something."""
    for lead, bound, targets in (
        ("on", "within", ("会开过了",)),
        ("before", "at_least", ("hold", "会开过了")),
        ("after", "within", ("hold", "DJ401.hold")),
    ):
        for target, each in itertools.product(targets, OFFSETS):
            yield {lead: target, **{key.format(bound): number for key, number in each.items()}}
    for unit, numbers_ in LENGTHS:
        yield from ({"after": "hold", f"within_{unit}": number} for number in numbers_)
    for also in (["tell"], ["tell", "sign"], ["vote"]):
        yield {"after": "hold", "within_days": 3, "also": also}
    yield {"after": "hold", "within_days": 3, "modal": "宜"}


def of_times() -> Iterator[str]:
    """How times are said and stand to each other, and on which days they fall."""
    calendar = Calendar()
    for asked in (list(recurring()), list(counted())):
        made = [when(**keys) for keys in asked]
        for place, (keys, time) in enumerate(zip(asked, made, strict=True)):
            yield f"=== {place} {' '.join(f'{key}={value}' for key, value in keys.items())}"
            yield f"{''.join(map(str, wording.when(time, str)))}; {_days(time, calendar)}"
            yield from _stands(lambda one, other: [*times(one, other)], made, place)


def _days(time: When, calendar: Calendar) -> str:
    if isinstance(time, Every):
        dates = [each for year in (2027, 2028) for each in recurring_dates(time, year, calendar)]
        shown = [*dates[:4], *dates[-1:]]
        asked = (
            f"{rates.frequency_in_words(time)} {rates.frequency_asked(time)}; {crc32(str(dates).encode()):08x} "
        )
    else:
        asked, shown = "", [counted_dates(time, dates_on(day), calendar) for day in STARTS]
    return asked + ", ".join(f"{each.bound.name} {each.first}~{each.last}@{each.listed}" for each in shown)


def _stands(compare, made: Sequence, place: int) -> Iterator[str]:
    """Say how one stands to all: each answer once, and to which; to the next one in words, too."""
    answers: dict[str, list[int]] = {}
    for at, other in enumerate(made):
        found = compare(made[place], other)
        answers.setdefault(" ".join(map(_short, found)) or "equal", []).append(at)
    yield from (f"  {answer}: {' '.join(_runs(at))}" for answer, at in answers.items())
    near = compare(made[place], made[(place + 1) % len(made)])
    yield from (f"  {each.verdict} {each.stated}|{each.asked}" for each in near)


def _runs(numbers_: list[int]) -> Iterator[str]:
    """Write numbers that follow each other as 3-9."""
    for _, run in itertools.groupby(enumerate(numbers_), key=lambda pair: pair[1] - pair[0]):
        first, *others = (number for _, number in run)
        yield f"{first}-{others[-1]}" if others else f"{first}"


def _short(each: Difference) -> str:
    return f"{each.verdict}({'.'.join(each.path)}|{'.'.join(each.other_path)})"


SHARES: tuple[dict[str, object], ...] = tuple(
    {limit: part, "of": of, **whom}
    for limit, part in (("at_least", "1/2"), ("more_than", "1/2"), ("at_least", "4/5"), ("more_than", "11/12"))
    for of in ("应到", "实到")
    for whom in ({}, {"whom": "委员"}, {"whom": "选举人"})
)
AMOUNTS: tuple[dict[str, object], ...] = (
    {"at_least": 3},
    {"at_least": 4},
    {"at_most": 4},
    {"at_most": 7},
    {"at_least": 3, "at_most": 3},
    {"at_least": 3, "at_most": 5},
)


def of_numbers() -> Iterator[str]:
    """How bounds are said, and how they stand to each other."""
    asked = [{"quorum": each} for each in SHARES]
    asked += [{"majority": each} for each in SHARES[:2]]
    asked += [{name: each} for name in ("headcount", "term_years", "hours") for each in AMOUNTS]
    asked.append({"quorum": SHARES[0], "majority": SHARES[3], "headcount": AMOUNTS[1]})
    made = [_bound(Bounds, keys) for keys in asked]
    for place, bounds in enumerate(made):
        yield f"=== {place} {asked[place]}"
        yield wording.bounds(bounds)
        yield from _stands(lambda one, other: [*numbers(one, other)], made, place)


FLOORS: tuple[dict[str, object], ...] = (
    {"who": ["党支部书记"], "when": {"every": "month", "times": 1}},
    {"who": ["党支部书记", "组织委员"], "with": ["党员", "群众"], "kinds": ["党课", "谈话"], "modal": "宜"},
    {"who": ["组织委员"], "bounds": {"quorum": SHARES[0], "headcount": AMOUNTS[5]}},
    {"sets_up": {"organ": "支委会", "members": 7}},
    {
        "needs": "机关纪委",
        "who": ["组织委员"],
        "when": {"every": "year", "modal": "可"},
        "bounds": {"hours": AMOUNTS[0]},
    },
)


def of_floors() -> Iterator[str]:
    """How it is said what an article asks at least."""
    yield from (wording.floor(_bound(Floor, keys)) for keys in FLOORS)


def _bound(kind: type, data: dict[str, object]) -> Any:
    return bind.bind(kind, Tree(Source("x", ""), data, Outline(Span("x"))))


PERIODS_SAID = ("周", "半月", "月", "季度", "半年", "年", "两年", "三年", "届")
SENTENCES = (
    *(
        sentence
        for verb in ("", "应", "宜", "可", "不应", "不宜")
        for sentence in (
            f"党员{verb}到会。",
            f"党员{verb}到会，{verb}发言",
            f"党员{verb}到会和发言。",
            f"党员{verb}每月到会1次。",
            f"每两年{verb}到会2次。",
        )
    ),
    *(f"每{period}到会{times}次" for period in PERIODS_SAID for times in (1, 2, 6)),
    *(f"每年到会{times}次" for times in "一二两三四五六七八九十"),
)


def of_sentences() -> Iterator[str]:
    """How sentences stand to each other."""
    for sentence in SENTENCES:
        answers: dict[str, list[int]] = {}
        for at, other in enumerate(SENTENCES):
            answers.setdefault(str(sentences(sentence, other)), []).append(at)
        yield f"=== {sentence}"
        yield from (f"  {answer}: {' '.join(_runs(at))}" for answer, at in answers.items())
