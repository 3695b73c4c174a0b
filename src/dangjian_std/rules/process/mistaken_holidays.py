"""放假安排里有不可能的日子。

为什么
------
工作日照放假安排数。一个日子打错，挪动的会期、提前几个工作日的通知都跟着错，而且看不出来。
所以放假不能少了法定节日，上班的必须是星期六、星期日，日子要在当年（元旦连着的，可以在上年12月）。
每一次放假都要有法定节日；星期一至星期五一共放几天，是法定节日的天数加上调休上班的天数（2008年以来的通知，至多差1天）。

反例
----
    # 文件 standards/holidays/2026-放假安排.yaml
    kind: holidays
    year: 2026
    source: 国务院办公厅的通知
    off:
      - {first: 2026-01-01, last: 2026-01-03}
      - {first: 2026-02-15, last: 2026-02-23}
      - {first: 2026-04-04, last: 2026-04-06}
      - {first: 2026-05-01, last: 2026-05-05}
      - {first: 2026-06-19, last: 2026-06-21}
      - {first: 2026-09-25, last: 2026-09-27}
      - {first: 2026-10-01, last: 2026-10-07}
    worked: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09, 2026-09-20, 2026-10-12]

正例
----
    # 文件 standards/holidays/2026-放假安排.yaml
    kind: holidays
    year: 2026
    source: 国务院办公厅的通知
    off:
      - {first: 2026-01-01, last: 2026-01-03}
      - {first: 2026-02-15, last: 2026-02-23}
      - {first: 2026-04-04, last: 2026-04-06}
      - {first: 2026-05-01, last: 2026-05-05}
      - {first: 2026-06-19, last: 2026-06-21}
      - {first: 2026-09-25, last: 2026-09-27}
      - {first: 2026-10-01, last: 2026-10-07}
    worked: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09, 2026-09-20, 2026-10-10]

依据
----
本工具的约定。
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due_dates import DECEMBER
from dangjian_std.domain.holidays import DaysOff, Holidays
from dangjian_std.domain.workdays import SATURDAY, statutory
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS215"
SEVERITY = Severity.ERROR
MOST_DAYS_OFF = 15
"""Days off in a row that were never exceeded."""
TOLERANCE = 1
"""Days by which an arrangement was ever out of balance."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each day of an arrangement that cannot be, and each statutory holiday that it lacks."""
    for each in catalog.holidays.values():
        found = [*_off(each), *_worked(each)]
        yield from found or [*_lacking(each), *_made_up(each)] or _unbalanced(each)


def _off(arranged: Holidays) -> Iterator[Problem]:
    for span in arranged.off:
        last = span.last or span.first
        if last < span.first:
            yield Problem(place=span.at("last"), message=f"末日 {last} 早于首日 {span.first}", help="改正其中一个")
        elif _long(span):
            message = f"从 {span.first} 到 {last}，一次放假超过{MOST_DAYS_OFF}天"
            yield Problem(place=span.at("last"), message=message, help="核对月份和日子")
        else:
            for key, day in (("first", span.first), ("last", last)):
                if not _inside(arranged, day):
                    yield _outside(arranged, span, key, day)
                    break


def _long(span: DaysOff) -> bool:
    return sum(1 for _ in span.days) > MOST_DAYS_OFF


def _outside(arranged: Holidays, span: DaysOff, key: str, day: dt.date) -> Problem:
    message = f"{day} 不在{arranged.year}年"
    return Problem(place=span.at(key), message=message, help="改正年份；元旦连着的，可以是上年12月")


def _inside(arranged: Holidays, day: dt.date) -> bool:
    return day.year == arranged.year or (day.year, day.month) == (arranged.year - 1, DECEMBER)


def _worked(arranged: Holidays) -> Iterator[Problem]:
    spans = {day: span for span in arranged.off if not _long(span) for day in span.days}
    for index, day in enumerate(arranged.worked):
        place = arranged.at("worked", index)
        if not _inside(arranged, day):
            yield Problem(place=place, message=f"{day} 不在{arranged.year}年", help="改正年份")
        elif day.weekday() < SATURDAY:
            weekday = "一二三四五"[day.weekday()]
            yield Problem(place=place, message=f"{day} 是星期{weekday}，不是调休上班的日子", help="核对日子")
        elif day in spans:
            yield Problem(
                place=place,
                message=f"{day} 又放假又上班",
                help="核对日子，只留一处",
                related=(Related(spans[day].at("first"), "放假写在这里"),),
            )


def _lacking(arranged: Holidays) -> Iterator[Problem]:
    """Yield each statutory holiday, by its name, that has a day which is not off."""
    off = {day for span in arranged.off for day in span.days}
    missing = {name: day for day, name in reversed(tuple(statutory(arranged.year))) if day not in off}
    for name, day in reversed(missing.items()):
        message = f"放假里没有{name}（{day}）"
        yield Problem(place=arranged.key("off"), message=message, help="照通知补上这个节日的放假日子")


def _made_up(arranged: Holidays) -> Iterator[Problem]:
    """Yield each span without a statutory holiday."""
    holidays = {day for day, _ in statutory(arranged.year)}
    for span in arranged.off:
        if holidays.isdisjoint(span.days):
            message = f"从 {span.first} 起的放假里没有法定节日"
            yield Problem(place=span.at("first"), message=message, help="照通知核对，不是放假的删去")


def _unbalanced(arranged: Holidays) -> Iterator[Problem]:
    """Yield the span with the most days off that no holiday and no day worked in exchange accounts for."""
    holidays = {day for day, _ in statutory(arranged.year)}
    spare = {span: sum(day.weekday() < SATURDAY for day in {*span.days} - holidays) for span in arranged.off}
    total = sum(day.weekday() < SATURDAY for span in arranged.off for day in span.days)
    over = total - len(holidays) - len(arranged.worked)
    if abs(over) > TOLERANCE and spare:
        span = max(spare, key=lambda each: spare[each])
        more = f"多放了{over}天" if over > 0 else f"多上了{-over}天班"
        yield Problem(
            place=span.at("last") if over > 0 else arranged.key("worked"),
            message=f"放假和调休对不上：法定节日{len(holidays)}天，调休上班{len(arranged.worked)}天，算下来{more}",
            help="照通知核对放假的首日、末日和调休上班的日子，都要写全",
        )
