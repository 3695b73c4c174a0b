"""Numbers in sentences: deadlines, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.domain.timing import Offset
from dangjian_std.domain.vocabulary import TimeUnit

DIGITS = "一二三四五六七八九十"
UNITS = {
    "小时": TimeUnit.HOURS,
    "个工作日": TimeUnit.WORKDAYS,
    "天": TimeUnit.DAYS,
    "日": TimeUnit.DAYS,
    "个月": TimeUnit.MONTHS,
}
SAID = {TimeUnit.HOURS: "小时", TimeUnit.WORKDAYS: "个工作日", TimeUnit.DAYS: "天", TimeUnit.MONTHS: "个月"}
"""How a number of each unit is written."""
COUNTED = re.compile(
    rf"(?<![0-9.月年第])(?P<number>[0-9]{{1,3}}|[{DIGITS}])(?P<unit>{'|'.join(UNITS)})(?P<end>以?内|前)?"
)
LIMIT = re.compile("(?:不少于|至少|提前|不超过|满)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of days or months that a sentence states."""

    found: re.Match[str]
    offset: Offset

    @property
    def limit(self) -> bool:
        """Whether it says by when or how long before: 5个工作日内, 提前3个工作日; not 外出6个月以上."""
        return self.found["end"] is not None or bool(LIMIT.search(self.found.string, 0, self.found.start()))


def figures(text: str) -> Iterator[Figure]:
    """Yield each number of hours, days or months in a text; a date is none."""
    for found in COUNTED.finditer(text):
        number = DIGITS.find(found["number"]) + 1 or int(found["number"])
        yield Figure(found, Offset(number, UNITS[found["unit"]]))


def said(offset: Offset) -> str:
    """Say it as a sentence does: 5个工作日."""
    return f"{offset.number}{SAID[offset.unit]}"
