"""定下来的日子办不到：过了时限，不上班，或者程序不知道是哪一次。

为什么
------
standards/dates 里的日子是单位自己定的，程序照着排，不改它。过了时限的、落在休息日的、年份写错的，要当时就知道。
没有过时限的，照单位定的，不再提。只有按时间办的步骤才定日子，等事情发生才办的不在这里定。

反例
----
    # 文件 standards/dates/2027-已定.yaml
    kind: dates
    year: 2027
    dates:
      - {step: DJ401.hold, on: 2027-10-02}

正例
----
    # 文件 standards/dates/2027-已定.yaml
    kind: dates
    year: 2027
    dates:
      - {step: DJ401.hold, on: 2027-10-12}

依据
----
本工具的约定。
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.domain import workdays
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.due import Due
from dangjian_std.domain.due_dates import Bound
from dangjian_std.domain.fixed_dates import FixedDate
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import Before
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS227"
SEVERITY = Severity.WARNING
REQUIRES = ("names", "malformed-when", "circular-when", "no-meeting", "mistaken-holidays")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each fixed day that is no working day, breaks a limit, or cannot be told for which time it is."""
    for year in catalog.dates.values():
        fixed: dict[tuple[StepRef, dt.date], Due] = {}
        for unit in Unit.all(catalog):
            for due in year_agenda(unit, year.year):
                if due.limits:
                    fixed[StepRef(due.standard.code, due.step.id), due.dates.last] = due
        for entry in year.dates:
            if wrong := _wrong(catalog, year.year, entry, fixed.get((entry.step, entry.on))):
                yield Problem(
                    place=entry.at("on"), message=f"{entry.on} {wrong}", help="改日期；确实要这样定的，可以不改"
                )


def _wrong(catalog: Catalog, year: int, entry: FixedDate, due: Due | None) -> str:
    if entry.on.year != year:
        return f"不在{year}年"
    if due is None or due.limits is None:
        return "没有用上：这一步不按时间办，或者这一次已经另外定了日子"
    if late := _late(due):
        return late
    if catalog.calendar.is_workday(entry.on):
        return ""
    off = "放假" if entry.on.weekday() < workdays.SATURDAY else ""
    beside = dict(workdays.statutory(year)).get(entry.on, off)
    weekday = f"星期{'一二三四五六日'[entry.on.weekday()]}"
    return f"是休息日（{'，'.join(filter(None, (weekday, beside)))}）"


def _late(due: Due) -> str:
    """Say how a fixed day breaks the limit of its step; a day of its own may be moved within its month."""
    dates, day = due.limits, due.dates.last
    if dates is None:
        return ""
    last = dates.last
    if dates.bound is Bound.DAY:
        return "" if (dates.last.year, dates.last.month) == (day.year, day.month) else f"不在{last.month}月"
    if day > last:
        return f"过了时限，最迟{last.month}月{last.day}日"
    if day < dates.first and not isinstance(due.step.when, Before):
        return f"早了，要从{dates.first.month}月{dates.first.day}日起"
    return ""
