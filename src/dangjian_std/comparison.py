"""Weaker or stricter: the one comparison of times, numbers and sentences.

Rules compare a standard with the floor of its article by it, and `dstd diff` compares two revisions of a standard.
Only what is certain counts: what may be done on fewer days, more often or by more people is stricter, and what
cannot be ordered is `UNLIKE`. Comparing the other way round gives the opposite verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from dangjian_std.cadence import LONGEST_TERM, SHORTEST_TERM, is_step, rate, say_rate, stated_rate
from dangjian_std.model import Amount, Base, Bounds, Modal, Of, Period, Share, Shift, When

UNITS = {"workdays": "个工作日", "days": "日", "months": "个月"}
MODALS = (Modal.MAY, Modal.SHOULD, Modal.SHALL)
"""Modal verbs, the weakest first."""
SHIFTS = (Shift.PREVIOUS, Shift.NONE, Shift.NEXT)
"""What becomes of a last day that is no working day, the earliest first."""
LEADS = (("on", "within", "内"), ("after", "within", "内"), ("before", "at_least", "前"))
SHARES = ("quorum", "majority")
AMOUNTS = ("headcount", "term_years", "hours")
LAST_DAY, LAST_MONTH = 31, 12


class Verdict(StrEnum):
    """How what is stated stands to what it is compared with."""

    EQUAL = "equal"
    WEAKER = "weaker"
    STRICTER = "stricter"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which two values differ: the deciding key on either side, and both in words."""

    verdict: Verdict
    path: tuple[str, ...]
    other_path: tuple[str, ...]
    stated: str
    """Empty where nothing is stated."""
    asked: str
    """Empty where nothing is asked."""


def order(mine: object, other: object) -> Verdict:
    """Compare two values of which the greater is the stricter."""
    if mine == other:
        return Verdict.EQUAL
    return Verdict.STRICTER if mine > other else Verdict.WEAKER  # type: ignore[operator]


def opposite(verdict: Verdict) -> Verdict:
    """Return the verdict of the comparison the other way round."""
    return {Verdict.WEAKER: Verdict.STRICTER, Verdict.STRICTER: Verdict.WEAKER}.get(verdict, verdict)


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Sum up: weaker in one point and stricter in another is neither."""
    found = {each for each in verdicts if each is not Verdict.EQUAL}
    return found.pop() if len(found) == 1 else Verdict.UNLIKE if found else Verdict.EQUAL


# -- times -----------------------------------------------------------------------------------------------


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
        yield Difference(verdict, (key,), (other_key,), say_rate(mine), say_rate(other))
    elif mine.every != other.every:
        yield Difference(Verdict.UNLIKE, ("every",), ("every",), say_rate(mine), say_rate(other))
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
    if start >= other_start and end <= other_end:
        return Verdict.STRICTER
    return Verdict.WEAKER if start <= other_start and end >= other_end else Verdict.UNLIKE


def _window(when: When) -> tuple[Day, Day]:
    """Return the first and the last day of a period on which it may be done."""
    first, last = (min(when.months), max(when.months)) if when.months else (1, LAST_MONTH)
    if when.every is not Period.YEAR:
        first = last = 0
    number = when.day or when.by_day
    end = (when.of is Of.NEXT, last, number or LAST_DAY, SHIFTS.index(when.shift))
    return (end if when.day else (False, first, 1, 0)), end


def _day_key(when: When) -> str:
    return next((key for key in ("day", "by_day", "weekday", "months") if getattr(when, key)), "every")


def _say_days(when: When) -> str:
    """Say on which days of a period: 3月15日前, 周五."""
    months = f"{'、'.join(map(str, when.months))}月" if when.months else ""
    of = "次期" if when.of is Of.NEXT else ""
    day = f"{when.day}日" if when.day else f"{when.by_day}日前" if when.by_day else ""
    return f"{of}{months}{day}{when.weekday or ''}"


# -- numbers ---------------------------------------------------------------------------------------------


def numbers(mine: Bounds | None, other: Bounds | None) -> Iterator[Difference]:
    """Yield each number in which two bounds differ. What is not stated asks for nothing."""
    for name in (*SHARES, *AMOUNTS):
        here, there = getattr(mine, name, None), getattr(other, name, None)
        if here is None or there is None:
            if here is not there:
                verdict = Verdict.WEAKER if here is None else Verdict.STRICTER
                yield Difference(verdict, (name,), (name,), _say(here), _say(there))
        elif name in SHARES:
            yield from _share(name, here, there)
        else:
            yield from _amount(name, here, there)


def _share(name: str, mine: Share, other: Share) -> Iterator[Difference]:
    """Compare shares. Those entitled are more than those present, so which of them counts decides first."""
    here, there = _part(mine), _part(other)
    if mine.whom is not other.whom:  # members and committee vote on different things
        verdict, key, other_key = Verdict.UNLIKE, "whom", "whom"
    elif not (_sound(mine) and _sound(other)):
        verdict = Verdict.EQUAL if mine == other else Verdict.UNLIKE
        key = other_key = "of"
    elif mine.of is not other.of:
        verdict = Verdict.STRICTER if mine.of is Base.ENTITLED else Verdict.WEAKER
        key = other_key = "of"
    else:
        verdict, key, other_key = order(here, there), _operator(mine), _operator(other)
    if verdict is not Verdict.EQUAL:
        yield Difference(verdict, (name, key), (name, other_key), _say(mine), _say(other))


def _sound(share: Share) -> bool:
    """Whether a share has exactly one operator."""
    return (share.at_least is None) != (share.more_than is None)


def _part(share: Share) -> tuple[Fraction, bool]:
    """Return the part, and whether it has to be exceeded."""
    return (
        share.more_than if share.more_than is not None else share.at_least or Fraction(),
        share.more_than is not None,
    )


def _operator(share: Share) -> str:
    return "more_than" if share.more_than is not None else "at_least"


def _amount(name: str, mine: Amount, other: Amount) -> Iterator[Difference]:
    for key, sign in (("at_least", 1), ("at_most", -1)):
        here, there = getattr(mine, key), getattr(other, key)
        if here == there:
            continue
        if here is None or there is None:
            verdict = Verdict.WEAKER if here is None else Verdict.STRICTER
        else:
            verdict = order(here * sign, there * sign)
        yield Difference(verdict, (name, key), (name, key), _say_one(mine, key), _say_one(other, key))


def _say(value: Share | Amount | None) -> str:
    if isinstance(value, Share):
        word = "超过" if value.more_than is not None else "不少于"
        return f"{word}{value.of}的{_part(value)[0]}"
    return "，".join(filter(None, (_say_one(value, "at_least"), _say_one(value, "at_most")))) if value else ""


def _say_one(amount: Amount, key: str) -> str:
    number = getattr(amount, key)
    return "" if number is None else f"{'不少于' if key == 'at_least' else '不多于'}{number:g}"


# -- sentences -------------------------------------------------------------------------------------------

_MODAL = re.compile("[应宜可]")
_SILENT = re.compile(r"[\s，。；：、（）“”！？,.;:()\"'!?]")


def sentences(mine: str, other: str) -> Verdict:
    """Compare two sentences: by the one frequency that each names, or by their modal verbs where all else is one.

    Marks and spaces do not count.
    """
    here, there = stated_rate(mine), stated_rate(other)
    mine, other = _SILENT.sub("", mine), _SILENT.sub("", other)
    if mine == other:
        return Verdict.EQUAL
    if here and there and here[0] != there[0]:
        return order(here[0], there[0])
    if _MODAL.sub("", mine) != _MODAL.sub("", other):
        return Verdict.UNLIKE
    ranks = {modal.value: rank for rank, modal in enumerate(MODALS)}
    pairs = zip(_MODAL.findall(mine), _MODAL.findall(other), strict=False)
    same = len(_MODAL.findall(mine)) == len(_MODAL.findall(other))
    return together(order(ranks[one], ranks[two]) for one, two in pairs) if same else Verdict.UNLIKE
