"""时间写得不完整，或者用了不相配的键。

为什么
------
时间要能印成一句话，也要能算成日子。every、on、before、after 只写一个，各有各的界限：

- every（定期）：times、months，以及 day、by_day、weekday 中的一个，可加 of、shift；
- on（遇事）、after（之后）：within_hours、within_workdays、within_days、within_months 中的一个；
- before（之前）：at_least_hours、at_least_workdays、at_least_days、at_least_months 中的一个。

条款的 floor 里，on 后面可以不写界限：条款只说遇到什么事要办，没有写几日。

第几个周几、第几个工作日，nth 和 weekday 一起写。每周、每半月的，不写 months、day、by_day、of。
几年一次的，years 和 first_year 一起写：不知道从哪一年做起，就排不进哪一年的工作。

months 从小到大写；跨年的从头一个月写起，12后面接着写1，如12月至次年2月写 [12, 1, 2]。

反例
----
    # DJ401 notify
    when: {before: hold, within_workdays: 3}

正例
----
    # DJ401 notify
    when: {before: hold, at_least_workdays: 3}

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明何时记录或者多久记录一次。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.rates import NAMES_OF_PERIODS, turn
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import After, Every, When
from dangjian_std.domain.vocabulary import Nth, Period, Weekday
from dangjian_std.text.diagnostic import Problem, Repair, Severity

CODE = "DS201"
SEVERITY = Severity.ERROR
ALONE = True

WITHIN_KEYS = ("within_hours", "within_workdays", "within_days", "within_months")
AT_LEAST = ("at_least_hours", "at_least_workdays", "at_least_days", "at_least_months")
KEYS_OF_DAY = ("day", "by_day", "weekday")
KEYS_OF_EVERY = ("times", "years", "first_year", "months", "nth", "of", "shift")
KEYS_OF_ALL_TIMES = ("modal", "per")
LIKE_WEEKDAYS_OF_PERIOD = {Period.WEEK: 1, Period.HALF_MONTH: 2}
"""Periods in which days have no number, and how many like weekdays each surely has."""
LEAST_LIKE_WEEKDAYS = 4
"""How many like weekdays a longer period surely has."""
OTHERS = {
    "every": (*KEYS_OF_EVERY, *KEYS_OF_DAY),
    "on": WITHIN_KEYS,
    "before": AT_LEAST,
    "after": (*WITHIN_KEYS, "also"),
}
"""What may stand beside each lead."""
BOUNDS = {"every": (), "on": WITHIN_KEYS, "before": AT_LEAST, "after": WITHIN_KEYS}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with each time of a step or a floor."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            yield from _check(step.when)
            if isinstance(step.when, Every) and step.when.years and not step.when.first_year:
                message, help_ = "没有写明从哪一年做起", "加上 first_year，如 first_year: 2027"
                yield Problem(place=step.when.key("years"), message=message, help=help_)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            for floor in article.floor:
                if floor.when:
                    yield from _check(floor.when, in_floor=True)


def _unfit(when: Every) -> Iterator[tuple[str, str, str]]:
    """Yield each key that does not go with the period or with another key, what is wrong, and what to write."""
    keys = dict(when.stated())
    if when.years and when.every is not Period.YEAR:
        yield "years", "years 只能与 every: year 写在一起", "几年一次的，写 every: year"
    if when.first_year and not when.years:
        yield "first_year", "first_year 要与 years 写在一起", "加上 years，如每两年一次写 2"
    if when.every in LIKE_WEEKDAYS_OF_PERIOD:
        for key in (each for each in ("months", "day", "by_day", "of") if each in keys):
            yield key, f"{key} 不能与 every: {when.every} 写在一起", "写 weekday，或者 every: month"
    if when.nth and not isinstance(when.day, Weekday):
        yield "nth", "nth 要与 weekday 写在一起", "加上 weekday，如 周五、工作日"
    elif when.day is Weekday.WORKDAY and not when.nth:
        yield "weekday", "没有写明第几个工作日", "加上 nth，如 第一个、最后一个"
    elif (
        when.nth
        and when.nth is not Nth.LAST
        and tuple(Nth).index(when.nth) >= LIKE_WEEKDAYS_OF_PERIOD.get(when.every, LEAST_LIKE_WEEKDAYS)
    ):
        yield "nth", f"不是{NAMES_OF_PERIODS[when.every]}都有{when.nth}{when.day}", "往前写，或者写最后一个"


def _check(when: When, *, in_floor: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with one time. An article may name an event alone: then a floor has no number either."""
    keys = when.anchor.outline.keys_of(when.anchor.path)
    leads = [key for key in keys if key in BOUNDS]
    if not leads:
        message = "时间里缺少 every、on、before、after 中的一个"
        yield Problem(place=when.key(), message=message, help="如每月10日写 {every: month, day: 10}")
        return
    lead, *more = leads
    if more:
        message = f"时间里已经写了 {lead}，不能再写 {more[0]}"
        yield Problem(place=when.key(more[0]), message=message, help="只留一个；两个时间拆成两步")
        return
    bounds = BOUNDS[lead]
    allowed = (lead, *KEYS_OF_ALL_TIMES, *OTHERS[lead])
    foreign = [key for key in keys if key not in allowed]
    for key in foreign:
        fitting = f"与 {lead} 相配的是 {'、'.join(OTHERS[lead])}"
        yield Problem(place=when.key(key), message=f"{key} 不能与 {lead} 写在一起", help=fitting)
    stated = [key for key in keys if key in (bounds or KEYS_OF_DAY)]
    if bounds and not stated and not foreign and not (in_floor and lead == "on"):
        message = f"{lead} 后面缺少界限"
        yield Problem(place=when.key(), message=message, help=f"加上 {'、'.join(bounds)} 中的一个")
    if isinstance(when, Every) and turn(when.months) is None:
        message = f"月份没有照先后写：{'、'.join(map(str, when.months))}"
        help_, typed, new = (
            "从小到大写；跨年的，12后面接着写1，如 [12, 1, 2]",
            list(when.months),
            sorted({*when.months}),
        )
        wraps = {1, 12} <= {*typed}  # then the list may also go on into the next year
        repair = None if wraps else Repair((when.at("months"),), f"{typed}", f"{new}")
        yield Problem(place=when.at("months"), message=message, help=help_, repair=repair)
    if isinstance(when, Every) and not foreign:
        for key, message, help_ in _unfit(when):
            yield Problem(place=when.key(key), message=message, help=help_)
    if isinstance(when, After) and when.also and not isinstance(when.after, StepRef):
        message, help_ = "also 只能与 after: 步骤 写在一起", "after 写其中一步，其余的写 also"
        yield Problem(place=when.key("also"), message=message, help=help_)
    for key in stated[1:]:
        message = f"时间里已经写了 {stated[0]}，不能再写 {key}"
        yield Problem(place=when.key(key), message=message, help="只留一个")
