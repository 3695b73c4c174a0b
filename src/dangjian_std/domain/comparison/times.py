"""Two times: how strongly, how often, on which days, how soon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dangjian_std.domain.comparison.offsets import longer, offset_in_words
from dangjian_std.domain.comparison.verdict import Difference, Verdict, opposite, order, together
from dangjian_std.domain.rates import LONGEST_TERM, PER, SHORTEST_TERM, frequency_in_words, rate
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Before, ByDay, Every, Offset, On, OnDay, When, reference
from dangjian_std.domain.vocabulary import CountedPer, Modal, Nth, Period, PeriodOffset, Shift, Weekday

MODALS = (Modal.MAY, Modal.SHOULD, Modal.SHALL)
"""Modal verbs, the weakest first."""
PERS = (CountedPer.UNIT, CountedPer.BRANCH, CountedPer.GROUP, CountedPer.MEMBER)
"""For whom each time counts, the fewest first; a case stands in no row."""
SHIFT_ORDER = (Shift.PREVIOUS, Shift.NONE, Shift.NEXT)
"""What becomes of a last day that is no working day, the earliest first."""
LAST_DAY_OF_MONTH, LAST_MONTH = 31, 12


def times(mine: When, other: When) -> Iterator[Difference]:
    """Yield in what two times differ: how strongly, for whom, how often, on which days, how soon."""
    if mine.modal is not other.modal:
        verdict = order(MODALS.index(mine.modal), MODALS.index(other.modal))
        yield Difference(verdict, ("modal",), ("modal",), mine.modal.value, other.modal.value)
    if mine.per is not other.per:
        said = (PER[each.per] if each.per else "没有写按什么算" for each in (mine, other))
        yield Difference(_per(mine.per, other.per), ("per",), ("per",), *said)
    match mine, other:
        case Every(), Every():
            yield from _recurring(mine, other)
        case (On(within=here), On(within=there)) | (After(within=here), After(within=there)):
            yield from _counted(mine, other, here, there)
        case Before(at_least=here), Before(at_least=there):
            yield from _counted(mine, other, here, there)
        case _:
            yield Difference(Verdict.UNLIKE, (mine.lead,), (other.lead,), _say_lead(mine), _say_lead(other))


def _per(here: CountedPer | None, there: CountedPer | None) -> Verdict:
    """Compare for whom each time counts; where that is not written, a branch does it once for all."""
    if here is None or there is None:
        return Verdict.STRICTER if here else Verdict.WEAKER
    if {here, there} - {*PERS}:
        return Verdict.UNLIKE
    return order(PERS.index(here), PERS.index(there))


def _say_lead(when: When) -> str:
    return frequency_in_words(when) if isinstance(when, Every) else str(reference(when) or "")


def _counted(mine: When, other: When, here: Offset | None, there: Offset | None) -> Iterator[Difference]:
    """Compare what two times of one kind are counted from; where that can be one thing, how many days too."""
    ours, theirs = reference(mine), reference(other)
    yield from _joined(mine, other)
    if ours != theirs:
        yield Difference(Verdict.UNLIKE, (mine.lead,), (other.lead,), _say_lead(mine), _say_lead(other))
    if ours == theirs or isinstance(ours, StepRef) != isinstance(theirs, StepRef):  # a step carries out an event
        yield from _offset(here, there, "at_least" if isinstance(mine, Before) else "within")


def _joined(mine: When, other: When) -> Iterator[Difference]:
    """Compare which steps have to be done as well: what waits for more of them may be done later."""
    if isinstance(mine, After) and isinstance(other, After) and {*mine.also} != {*other.also}:
        more, less = {*mine.also} > {*other.also}, {*mine.also} < {*other.also}
        verdict = Verdict.WEAKER if more else Verdict.STRICTER if less else Verdict.UNLIKE
        said = ("、".join(map(str, each.also)) for each in (mine, other))
        yield Difference(verdict, ("also",), ("also",), *said)


def _offset(here: Offset | None, there: Offset | None, bound: str) -> Iterator[Difference]:
    """Compare how long before or after."""
    if here == there:
        return
    if here is None or there is None:
        verdict = Verdict.STRICTER if here else Verdict.WEAKER
    else:
        verdict = longer(here, there)
        verdict = verdict if bound == "at_least" else opposite(verdict)
    path, other_path = ((f"{bound}_{each.unit}",) if each else () for each in (here, there))
    word = "前" if bound == "at_least" else "内"
    yield Difference(verdict, path, other_path, *(offset_in_words(each, word) for each in (here, there)))


def _recurring(mine: Every, other: Every) -> Iterator[Difference]:
    verdict = _rates(mine, other)
    if verdict is not Verdict.EQUAL:
        key, other_key = _rate_key(mine, other, verdict), _rate_key(other, mine, opposite(verdict))
        yield Difference(verdict, (key,), (other_key,), frequency_in_words(mine), frequency_in_words(other))
    elif (mine.every, mine.years) != (other.every, other.years):
        key, other_key = ("years" if each.years else "every" for each in (mine, other))
        yield Difference(Verdict.UNLIKE, (key,), (other_key,), frequency_in_words(mine), frequency_in_words(other))
    if mine.every == other.every:
        yield from _days(mine, other)


def _rates(mine: Every, other: Every) -> Verdict:
    """Compare how often a year. A term lasts three to five years, so some rates cannot be ordered."""
    if mine.every is other.every is Period.TERM:
        return order(mine.times or 1, other.times or 1)
    if rate(mine, SHORTEST_TERM) < rate(other, LONGEST_TERM):
        return Verdict.WEAKER
    if rate(mine, LONGEST_TERM) > rate(other, SHORTEST_TERM):
        return Verdict.STRICTER
    return Verdict.UNLIKE if Period.TERM in {mine.every, other.every} else Verdict.EQUAL


def _rate_key(mine: Every, other: Every, verdict: Verdict) -> str:
    """Name the key that makes a rate what it is."""
    if mine.every != other.every:
        return "every"
    if mine.years != other.years:
        return "years" if mine.years else "every"
    if mine.times and order(mine.times, other.times or 1) is verdict:
        return "times"
    return "months" if mine.months else "every"


def _days(mine: Every, other: Every) -> Iterator[Difference]:
    """Compare on which days of a period it may be done: fewer are stricter."""
    key, other_key = _day_key(mine), _day_key(other)
    verdicts = [_months(mine, other), _windows(mine, other)]
    verdicts += [_weekdays(mine, other), _years(mine, other)]
    verdict = together(verdicts)
    if verdict is not Verdict.EQUAL:
        yield Difference(verdict, (key,), (other_key,), _say_days(mine), _say_days(other))


def _weekdays(mine: Every, other: Every) -> Verdict:
    """Compare weekdays: one of them is stricter than any, and any of them than any day."""
    here, there = ((each.day, each.nth) if isinstance(each.day, Weekday) else () for each in (mine, other))
    if here == there:
        return Verdict.EQUAL
    if here and there and (here[0] is not there[0] or (here[1] and there[1])):
        return Verdict.UNLIKE
    return Verdict.STRICTER if here and (not there or here[1]) else Verdict.WEAKER


def _years(mine: Every, other: Every) -> Verdict:
    """Compare from which year those are counted in which it comes: an article leaves that to us."""
    here, there = mine.first_year, other.first_year
    if here == there:
        return Verdict.EQUAL
    return Verdict.UNLIKE if here and there else Verdict.STRICTER if here else Verdict.WEAKER


def _months(mine: Every, other: Every) -> Verdict:
    """Compare months that pick one of a period. Those of a year bound a window; those of a month are counted."""
    here, there = set(mine.months), set(other.months)
    if here == there or mine.every is Period.YEAR:
        return Verdict.EQUAL
    if mine.every is Period.MONTH:
        return Verdict.UNLIKE if _rates(mine, other) is Verdict.EQUAL else Verdict.EQUAL
    if (here and there) or any(isinstance(each.day, OnDay | ByDay) for each in (mine, other)):
        return Verdict.UNLIKE
    return Verdict.STRICTER if here else Verdict.WEAKER


Day = tuple[bool, int, int, int]
"""Whether in the next period, month, day, and what becomes of a day that is no working day."""


def _windows(mine: Every, other: Every) -> Verdict:
    (start, end), (other_start, other_end) = _window(mine), _window(other)
    if (start, end) == (other_start, other_end):
        return Verdict.EQUAL
    if isinstance(mine.day, ByDay) and isinstance(other.day, ByDay) and _one_deadline(mine, other):
        return order(other_end, end)
    if start >= other_start and end <= other_end:
        return Verdict.STRICTER
    return Verdict.WEAKER if start <= other_start and end >= other_end else Verdict.UNLIKE


def _one_deadline(mine: Every, other: Every) -> bool:
    """Whether two last days can be ordered: each is the only one of its period, or they are of the same months."""
    return mine.months == other.months or max(len(mine.months), len(other.months)) <= 1


def _window(when: Every) -> tuple[Day, Day]:
    """Return the first and the last day of a period on which it may be done."""
    first, last = (min(when.months), max(when.months)) if when.months else (1, LAST_MONTH)
    if when.every is not Period.YEAR:
        first = last = 0
    number = when.day.number if isinstance(when.day, OnDay | ByDay) else LAST_DAY_OF_MONTH
    next_, shift = when.of is PeriodOffset.NEXT, SHIFT_ORDER.index(when.shift)
    end = (next_, last, number, shift)
    if weekday := _nth_of_month(when):
        return (next_, last, weekday[0], shift), (next_, last, weekday[1], shift)
    return (end if isinstance(when.day, OnDay) else (False, first, 1, 0)), end


def _nth_of_month(when: Every) -> tuple[int, int] | None:
    """Return between which days of a month its first, second … weekday falls; None where that is not asked."""
    month = when.every is Period.MONTH or len(when.months) == 1
    if not month or when.nth is None or when.day in {Weekday.WORKDAY, Weekday.REST}:
        return None
    last = 7 * (tuple(Nth).index(when.nth) + 1)
    return (22, LAST_DAY_OF_MONTH) if when.nth is Nth.LAST else (last - 6, last)


def _day_key(when: Every) -> str:
    """Name the key that says on which day, or else in which months."""
    match when.day:
        case OnDay():
            return "day"
        case ByDay():
            return "by_day"
        case Weekday():
            return "nth" if when.nth else "weekday"
        case None:
            return "months" if when.months else "first_year" if when.first_year else "every"
        case _:
            assert_never(when.day)


def _say_days(when: Every) -> str:
    """Say on which days of a period: 3月15日前, 周五."""
    months = f"{'、'.join(map(str, when.months))}月" if when.months else ""
    of = "次期" if when.of is PeriodOffset.NEXT else ""
    match when.day:
        case OnDay(number=number):
            day = f"{number}日"
        case ByDay(number=number):
            day = f"{number}日前"
        case Weekday():
            day = f"{when.nth or ''}{when.day}"
        case None:
            day = f"{when.first_year}年起" if when.first_year else ""
        case _:
            assert_never(when.day)
    return f"{of}{months}{day}"
