"""Two times: how strongly, how often, on which days, how soon."""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.comparison.verdict import Difference, Verdict, opposite, order, together
from dangjian_std.domain.rates import LONGEST_TERM, SHORTEST_TERM, frequency_in_words, is_step, rate
from dangjian_std.domain.timing import When
from dangjian_std.domain.vocabulary import Modal, Period, PeriodOffset, Shift

UNITS = {"workdays": "个工作日", "days": "日", "months": "个月"}
MODALS = (Modal.MAY, Modal.SHOULD, Modal.SHALL)
"""Modal verbs, the weakest first."""
SHIFTS = (Shift.PREVIOUS, Shift.NONE, Shift.NEXT)
"""What becomes of a last day that is no working day, the earliest first."""
LEADS = (("on", "within", "内"), ("after", "within", "内"), ("before", "at_least", "前"))
LAST_DAY, LAST_MONTH = 31, 12


def times(mine: When, other: When) -> Iterator[Difference]:
    """Yield in what two times differ: how strongly, how often, on which days, how soon."""
    if mine.modal is not other.modal:
        verdict = order(MODALS.index(mine.modal), MODALS.index(other.modal))
        yield Difference(verdict, ("modal",), ("modal",), mine.modal.value, other.modal.value)
    if mine.every and other.every:
        yield from _recurring(mine, other)
        return
    for lead, bound, word in LEADS:
        here, there = getattr(mine, lead), getattr(other, lead)
        if here is None or there is None:
            if here != there:
                yield Difference(Verdict.UNLIKE, (lead,), (lead,), here or "", there or "")
            continue
        if here != there:
            yield Difference(Verdict.UNLIKE, (lead,), (lead,), here, there)
        if here == there or is_step(here) != is_step(there):  # a step is how we carry out an event of the article
            yield from _offset(mine, other, bound, word)


def _offset(mine: When, other: When, bound: str, word: str) -> Iterator[Difference]:
    """Compare how many days before or after. Days of different kinds are not compared."""
    here, there = _count(mine, bound), _count(other, bound)
    if here == there:
        return
    (key, number), (other_key, asked) = here, there
    if not (key and other_key):
        verdict = Verdict.STRICTER if key else Verdict.WEAKER
    elif key != other_key:
        verdict = Verdict.UNLIKE
    else:
        verdict = order(number, asked) if bound == "at_least" else order(asked, number)
    path, other_path = ((key,) if key else ()), ((other_key,) if other_key else ())
    yield Difference(verdict, path, other_path, _say_count(here, word), _say_count(there, word))


def _count(when: When, bound: str) -> tuple[str, int]:
    """Return the key and the number of what is stated; an empty key where nothing is."""
    keys = (f"{bound}_{unit}" for unit in UNITS)
    return next(((key, number) for key in keys if (number := getattr(when, key)) is not None), ("", 0))


def _say_count(count: tuple[str, int], word: str) -> str:
    key, number = count
    return f"{number}{UNITS[key.rpartition('_')[2]]}{word}" if key else ""


def _recurring(mine: When, other: When) -> Iterator[Difference]:
    verdict = _rates(mine, other)
    if verdict is not Verdict.EQUAL:
        key, other_key = _rate_key(mine, other, verdict), _rate_key(other, mine, opposite(verdict))
        yield Difference(verdict, (key,), (other_key,), frequency_in_words(mine), frequency_in_words(other))
    elif mine.every != other.every:
        yield Difference(
            Verdict.UNLIKE, ("every",), ("every",), frequency_in_words(mine), frequency_in_words(other)
        )
    if mine.every == other.every:
        yield from _days(mine, other)


def _rates(mine: When, other: When) -> Verdict:
    """Compare how often a year. A term lasts three to five years, so some rates cannot be ordered."""
    if mine.every is other.every is Period.TERM:
        return order(mine.times or 1, other.times or 1)
    if rate(mine, SHORTEST_TERM) < rate(other, LONGEST_TERM):
        return Verdict.WEAKER
    if rate(mine, LONGEST_TERM) > rate(other, SHORTEST_TERM):
        return Verdict.STRICTER
    return Verdict.UNLIKE if Period.TERM in {mine.every, other.every} else Verdict.EQUAL


def _rate_key(mine: When, other: When, verdict: Verdict) -> str:
    """Name the key that makes a rate what it is."""
    if mine.every != other.every:
        return "every"
    if mine.times and order(mine.times, other.times or 1) is verdict:
        return "times"
    return "months" if mine.months else "every"


def _days(mine: When, other: When) -> Iterator[Difference]:
    """Compare on which days of a period it may be done: fewer are stricter."""
    key, other_key = _day_key(mine), _day_key(other)
    verdicts = [_months(mine, other), _windows(mine, other)]
    if mine.weekday is not other.weekday:
        added = Verdict.STRICTER if mine.weekday else Verdict.WEAKER
        verdicts.append(Verdict.UNLIKE if mine.weekday and other.weekday else added)
    verdict = together(verdicts)
    if verdict is not Verdict.EQUAL:
        yield Difference(verdict, (key,), (other_key,), _say_days(mine), _say_days(other))


def _months(mine: When, other: When) -> Verdict:
    """Compare months that pick one of a period. Those of a year bound a window; those of a month are counted."""
    here, there = set(mine.months), set(other.months)
    if here == there or mine.every is Period.YEAR:
        return Verdict.EQUAL
    if mine.every is Period.MONTH:
        return Verdict.UNLIKE if _rates(mine, other) is Verdict.EQUAL else Verdict.EQUAL
    if (here and there) or mine.day or mine.by_day or other.day or other.by_day:
        return Verdict.UNLIKE
    return Verdict.STRICTER if here else Verdict.WEAKER


Day = tuple[bool, int, int, int]
"""Whether in the next period, month, day, and what becomes of a day that is no working day."""


def _windows(mine: When, other: When) -> Verdict:
    (start, end), (other_start, other_end) = _window(mine), _window(other)
    if (start, end) == (other_start, other_end):
        return Verdict.EQUAL
    if mine.by_day and other.by_day and _one_deadline(mine, other):
        return order(other_end, end)
    if start >= other_start and end <= other_end:
        return Verdict.STRICTER
    return Verdict.WEAKER if start <= other_start and end >= other_end else Verdict.UNLIKE


def _one_deadline(mine: When, other: When) -> bool:
    """Whether two last days can be ordered: each is the only one of its period, or they are of the same months."""
    return mine.months == other.months or max(len(mine.months), len(other.months)) <= 1


def _window(when: When) -> tuple[Day, Day]:
    """Return the first and the last day of a period on which it may be done."""
    first, last = (min(when.months), max(when.months)) if when.months else (1, LAST_MONTH)
    if when.every is not Period.YEAR:
        first = last = 0
    number = when.day or when.by_day
    end = (when.of is PeriodOffset.NEXT, last, number or LAST_DAY, SHIFTS.index(when.shift))
    return (end if when.day else (False, first, 1, 0)), end


def _day_key(when: When) -> str:
    return next((key for key in ("day", "by_day", "weekday", "months") if getattr(when, key)), "every")


def _say_days(when: When) -> str:
    """Say on which days of a period: 3月15日前, 周五."""
    months = f"{'、'.join(map(str, when.months))}月" if when.months else ""
    of = "次期" if when.of is PeriodOffset.NEXT else ""
    day = f"{when.day}日" if when.day else f"{when.by_day}日前" if when.by_day else ""
    return f"{of}{months}{day}{when.weekday or ''}"
