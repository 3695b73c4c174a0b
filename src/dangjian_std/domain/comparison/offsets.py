"""Two lengths of time in hours, working days, days or months: which one is longer, where that is certain."""

from __future__ import annotations

from typing import assert_never

from dangjian_std.domain.comparison.verdict import Verdict, order
from dangjian_std.domain.timing import Offset
from dangjian_std.domain.vocabulary import TimeUnit

NAMES_OF_TIME_UNITS = {
    TimeUnit.HOURS: "小时",
    TimeUnit.WORKDAYS: "个工作日",
    TimeUnit.DAYS: "日",
    TimeUnit.MONTHS: "个月",
}
SHORTEST_MONTH, LONGEST_MONTH = 28, 31
"""Days of a month."""
WEEK, WORKING_WEEK = 7, 5
"""Days and working days of a week."""
MOST_HOLIDAYS, DAYS_OF_HOLIDAY_SPELL = 10, 60
"""So many days of holidays, at most, fall into each spell of so many working days."""


def longer(here: Offset, there: Offset) -> Verdict:
    """Compare two lengths, taking the longer one for the stricter; `UNLIKE` where it hangs on the calendar."""
    if here.unit is there.unit:
        return order(here.number, there.number)
    edge = 1 if TimeUnit.HOURS in {here.unit, there.unit} else 0
    (least, most), (other_least, other_most) = _days(here, edge), _days(there, edge)
    shorter, reaches = most <= other_least, least >= other_most
    if shorter is reaches:
        return Verdict.UNLIKE
    return Verdict.WEAKER if shorter else Verdict.STRICTER


def _days(offset: Offset, edge: int) -> tuple[float, float]:
    """Return how many days it is at least and at most.

    Beside hours, each end may be a day off (`edge`): nobody knows at which hour days begin or end.
    """
    number = offset.number
    match offset.unit:
        case TimeUnit.HOURS:
            return number / 24, number / 24
        case TimeUnit.DAYS:
            least, most = number, number
        case TimeUnit.WORKDAYS:
            least, most = number, _with_days_off(number)
        case TimeUnit.MONTHS:
            least, most = SHORTEST_MONTH * number, LONGEST_MONTH * number
        case _:
            assert_never(offset.unit)
    return max(0, least - edge), most + edge


def _with_days_off(workdays: int) -> int:
    """Return how many days so many working days reach over at most."""
    weekends = (workdays // WORKING_WEEK + 1) * (WEEK - WORKING_WEEK)
    return workdays + weekends + (workdays // DAYS_OF_HOLIDAY_SPELL + 1) * MOST_HOLIDAYS if workdays else 0


def offset_in_words(offset: Offset | None, word: str) -> str:
    """Say a length before `前` or within `内` which something is done; nothing where there is none."""
    return f"{offset.number}{NAMES_OF_TIME_UNITS[offset.unit]}{word}" if offset else ""
