"""Words for times and numbers in documents. Names of periods: `domain.rates`; of limits: `domain.comparison`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from dangjian_std.document.inline import Inline, Line, Ref
from dangjian_std.domain import rates
from dangjian_std.domain.comparison import amount_in_words
from dangjian_std.domain.references import Target
from dangjian_std.domain.regulation import Floor
from dangjian_std.domain.timing import (
    After,
    Amount,
    Before,
    Bounds,
    ByDay,
    Every,
    Offset,
    On,
    OnDay,
    Share,
    When,
)
from dangjian_std.domain.vocabulary import (
    Modal,
    Period,
    PeriodOffset,
    Shift,
    TimeUnit,
    Voters,
    Weekday,
)

WORDS_FOR_SHIFTS: Mapping[Shift, str] = {
    Shift.NEXT: "遇非工作日顺延",
    Shift.PREVIOUS: "遇非工作日提前",
    Shift.NONE: "",
}
VOTERS: Mapping[Voters, str] = {
    Voters.MEMBERS: "有表决权党员",
    Voters.COMMITTEE: "委员",
    Voters.ELECTORS: "会人数",
}
OPTIONAL_PREFIX = "可不办；办的，"
"""Before the time of what need not be done."""
IF_ANY_SUFFIX = "有的才办"
"""Of what is done for each case: there may be none."""
ON_THAT_DAY, IMMEDIATELY = "当日", "立即"
_DIGITS = "零一二三四五六七八九"
WORDS_FOR_UNITS: Mapping[TimeUnit, str] = {
    TimeUnit.HOURS: "小时",
    TimeUnit.WORKDAYS: "个工作日",
    TimeUnit.DAYS: "日",
    TimeUnit.MONTHS: "个月",
}

Name = Callable[[Target], Inline]
"""What a step or event is called in print: a clause number that links, or the event's own words."""


def when(time: When, name: Name) -> Line:
    """Print a time with its bound, such as 每月25日前 or 6.2.2后3个工作日内; optional ones say so."""
    if time.modal is Modal.MAY:
        return (OPTIONAL_PREFIX, *when(replace(time, modal=Modal.SHALL), name))
    verb = "" if time.modal is Modal.SHALL else time.modal.value
    match time:
        case Every():
            return (verb + _recurring(time),)
        case On():
            return _on(_within(time.within), name(time.on or ""), verb)
        case Before():
            return _before(time.at_least, name(time.before), verb)
        case After():
            return (*_after(time, name), f"后{_bound(_within(time.within), verb)}")
        case _:
            assert_never(time)


def listed(names: Iterable[Inline]) -> Iterator[Inline]:
    """Yield names one after the other: nothing stands between two in quotes (GB/T 15834)."""
    before = ""
    for each in names:
        if before and not (before.endswith("”") and str(each).startswith("“")):
            yield "、"
        yield each
        before = str(each)


def _after(time: After, name: Name) -> Iterator[Inline]:
    """Yield what is waited for: 6.1.2, or 6.1.2、6.1.3都办完."""
    yield from listed(map(name, (time.after, *time.also)))
    if time.also:
        yield "都办完"


def _recurring(time: Every) -> str:
    period = rates.period_in_words(time)
    times = f"{time.times}次" if time.times else ""
    months = months_in_words(time.months)
    if months and time.every is Period.QUARTER and _thirds(time.months):
        period, months = f"每季度第{time.months[0]}个月", ""
    elif months and time.every in {Period.QUARTER, Period.HALF_YEAR}:
        period, times = "每年", f"各{times}" if times else ""
    words = period + months
    day = _day(time)
    if times and day:
        words += f"{day}{times}" if time.months else f"{times}，{day}"
    elif day and time.every is Period.WEEK and not (time.nth or times):
        words = f"每{day}"
    else:
        words += times + day
    return "，".join(part for part in (words, WORDS_FOR_SHIFTS[time.shift]) if part)


def _day(time: Every) -> str:
    """Print the day of a period: 次月5日, 25日前, 第一个周五; nothing where the period is all that is said."""
    of = ("次月" if time.every is Period.MONTH else "下期") if time.of is PeriodOffset.NEXT else ""
    match time.day:
        case OnDay(number=number):
            return f"{of}{number}日"
        case ByDay(number=number):
            return f"{of}{number}日前"
        case Weekday():
            return f"{of}{time.nth or ''}{time.day}"
        case None:
            return ""
        case _:
            assert_never(time.day)


def _thirds(months: tuple[int, ...]) -> bool:
    """Whether the months are the same one of every quarter."""
    return months == tuple(range(months[0], 13, 3))


def months_in_words(months: tuple[int, ...]) -> str:
    """Print months: a run of three or more from first to last, others one by one."""
    turn = rates.turn(months) or 0
    run = all(after == before % 12 + 1 for before, after in pairwise(months))
    if run and len(months) > 2:  # noqa: PLR2004 a run is three
        return f"{months[0]}月至{'次年' if turn else ''}{months[-1]}月"
    years = (part for part in (months[:turn], months[turn:]) if part)
    return "、次年".join("、".join(map(str, part)) + "月" for part in years)


def _on(within: str, event: Inline, verb: str) -> Line:
    if within == ON_THAT_DAY:
        return (event, f"的，{verb}{ON_THAT_DAY}")
    if not within:
        return (*((verb,) if verb else ()), event, "时")
    return (event, f"后{_bound(within, verb)}")


def _bound(within: str, verb: str) -> str:
    """Join a bound to 后: 3个工作日内, ，当日, 立即, ，宜在1个月内."""
    if within == ON_THAT_DAY:
        return f"，{verb}{ON_THAT_DAY}"
    if within == IMMEDIATELY:
        return f"，{verb}{IMMEDIATELY}" if verb else IMMEDIATELY
    return f"，{verb}{'在' if within else ''}{within}" if verb else within


def _before(least: Offset | None, what: Inline, verb: str) -> Line:
    if least is None:
        return (what, f"前{verb}")
    if not least.number:
        return (f"{verb}当日，", what, "开始前")
    return (what, f"前，{verb}至少提前{least.number}{WORDS_FOR_UNITS[least.unit]}")


def _within(most: Offset | None) -> str:
    if most is None:
        return ""
    if not most.number:
        return IMMEDIATELY if most.unit is TimeUnit.HOURS else ON_THAT_DAY
    return f"{most.number}{WORDS_FOR_UNITS[most.unit]}内"


def bounds(limits: Bounds) -> str:
    """Print the numbers that a step states, such as 到会的不少于应到有表决权党员的半数."""
    parts = [
        f"到会的{_share(limits.quorum)}" if limits.quorum else "",
        f"赞成的{_share(limits.majority)}" if limits.majority else "",
        _amount("人数", "人", limits.headcount),
        _amount("任期", "年", limits.term_years),
        _amount("学时", "学时", limits.hours),
    ]
    return "，".join(part for part in parts if part)


def counted(share: Share, number: int) -> str:
    """Say how many a share of so many is, such as 不少于半数是3名."""
    words, part = _limit(share)
    return f"{words}{part}是{share.least(number)}名"


def _share(share: Share) -> str:
    words, part = _limit(share)
    return f"{words}{share.of}{VOTERS[share.whom]}的{part}"


def _limit(share: Share) -> tuple[str, str]:
    words, part = ("超过", share.more_than) if share.more_than is not None else ("不少于", share.at_least)
    return words, _part(part or Fraction())


def _part(part: Fraction) -> str:
    """Print a part as it is said: 半数, 五分之四; a rare one in figures."""
    if part == Fraction(1, 2):
        return "半数"
    if max(part.numerator, part.denominator) < len(_DIGITS):
        return f"{_DIGITS[part.denominator]}分之{_DIGITS[part.numerator]}"
    return str(part)


def _amount(label: str, unit: str, amount: Amount | None) -> str:
    if amount is None:
        return ""
    return f"{label}：{amount_in_words(amount)}{unit}"


def floor(asked: Floor) -> str:
    """Print what an article asks at least: 由支部书记做，党员参加，每月1次."""
    time = when(asked.when, str) if asked.when else ()
    parts = (
        f"支部有{asked.sets_up.members}名正式党员的，设{asked.sets_up.organ}" if asked.sets_up else "",
        f"设{asked.needs}的" if asked.needs else "",
        "或者".join(asked.kinds),
        f"由{'或者'.join(asked.who)}做" if asked.who else "",
        f"{'、'.join(asked.with_)}参加" if asked.with_ else "",
        "".join(each.text if isinstance(each, Ref) else str(each) for each in time),
        bounds(asked.bounds) if asked.bounds else "",
    )
    words = "，".join(filter(None, parts))
    return words if asked.when or asked.modal is Modal.SHALL else f"{asked.modal}：{words}"


def weekday(date: dt.date) -> str:
    """Print the day of the week of a date, as 周五."""
    return str(tuple(Weekday)[date.weekday()])


def chinese_date(date: dt.date) -> str:
    """Print a date as 2026年12月1日."""
    return f"{date.year}年{date.month}月{date.day}日"
