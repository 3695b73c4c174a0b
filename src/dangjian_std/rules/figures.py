"""Numbers in sentences: deadlines, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dangjian_std.domain.timing import Offset
from dangjian_std.domain.vocabulary import TimeUnit

DIGITS_FROM_ONE = "一二三四五六七八九十"
TIME_UNIT_OF_WORD = {
    "小时": TimeUnit.HOURS,
    "个工作日": TimeUnit.WORKDAYS,
    "天": TimeUnit.DAYS,
    "日": TimeUnit.DAYS,
    "个月": TimeUnit.MONTHS,
}
WORDS_FOR_TIME_UNITS = {
    TimeUnit.HOURS: "小时",
    TimeUnit.WORKDAYS: "个工作日",
    TimeUnit.DAYS: "天",
    TimeUnit.MONTHS: "个月",
}
"""How a number of each unit is written."""
COUNTED_NUMBER = re.compile(
    rf"(?<![0-9.月年第])(?P<number>[0-9]{{1,3}}|[{DIGITS_FROM_ONE}])(?P<unit>{'|'.join(TIME_UNIT_OF_WORD)})(?P<end>以?内|前)?"
)
LIMIT_BEFORE_NUMBER = re.compile("(?:不少于|至少|提前|不超过|满)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of days or months that a sentence states."""

    found: re.Match[str]
    offset: Offset

    @property
    def limit(self) -> bool:
        """Whether it says by when or how long before: 5个工作日内, 提前3个工作日; not 外出6个月以上."""
        return self.found["end"] is not None or bool(
            LIMIT_BEFORE_NUMBER.search(self.found.string, 0, self.found.start())
        )


def figures(text: str) -> Iterator[Figure]:
    """Yield each number of hours, days or months in a text; a date is none."""
    for found in COUNTED_NUMBER.finditer(text):
        number = DIGITS_FROM_ONE.find(found["number"]) + 1 or int(found["number"])
        yield Figure(found, Offset(number, TIME_UNIT_OF_WORD[found["unit"]]))


def said(offset: Offset) -> str:
    """Say it as a sentence does: 5个工作日."""
    return f"{offset.number}{WORDS_FOR_TIME_UNITS[offset.unit]}"


CHINESE_NUMBERS = dict(zip("半一二两三四五六七八九十", (0.5, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
COUNTED_ALIKE = {"日": "天", "周岁": "岁", "名": "个", "人": "个"}
"""What is counted under another name; persons and things are one."""
COUNTS = re.compile(
    r"(?<![0-9.第那这同一二三四五六七八九十百])(?<![0-9][月年])(?<!最后)"
    r"(?P<number>(?!(?:19|20)[0-9]{2}年)[0-9]{1,6}(?:[.][0-9]+)?|(?<!每)半(?=年)|[一二两三四五六七八九十])"
    r"(?P<unit>个?工作日|小时|天|(?<!月[0-9])(?<!月[0-9]{2})日|个月|年(?!度)|周?岁|名|人|次|个?学时|%|元|个)"
    rf"|(?P<half>半数)|(?P<whole>[{DIGITS_FROM_ONE}])分之(?P<part>[{DIGITS_FROM_ONE}])"
)
RANGE = re.compile(rf"([0-9]+)(?:至|—|-)(?={COUNTS.pattern})")
EXAMPLE = re.compile("(?:例：|[：；，。]应[到选]|^应[到选])[^。]*")
"""What is only reckoned from a number that stands elsewhere."""
SHARE_UNIT = "份"

Quantity = tuple[float, str]
"""How many of what: 6 months, 2 persons, half of those who vote."""


@lru_cache(maxsize=8192)
def counts(text: str) -> frozenset[Quantity]:
    """Return all that a text counts; a range counts at both ends, a year as twelve months too."""
    found = {count(each) for each in COUNTS.finditer(text)}
    for each in RANGE.finditer(text):
        ahead = COUNTS.match(text, each.end())
        found |= {(float(each[1]), count(ahead)[1])} if ahead else set()
    return frozenset(found | {(number * 12, "月") for number, kind in found if kind == "年"})


def count(found: re.Match[str]) -> Quantity:
    """Return what one match of `COUNTS` counts."""
    if found["unit"] is None:
        numbers = (1, 2) if found["half"] else (_number(found["part"]), _number(found["whole"]))
        return numbers[0] / numbers[1], SHARE_UNIT
    unit = found["unit"].removeprefix("个") or "个"
    return _number(found["number"]), COUNTED_ALIKE.get(unit, unit)


LIMIT_WORDS = {
    "most": ("不[得能]?超过|不多于|不高于|至多", "以?内|以下|之内"),
    "over": ("(?<!不)(?<!不[得能])(?:超过|多于)|(?<![不没超通经])过", "(?!)"),
    "least": ("不少于|至少|满|达到|不低于", "的?以上"),
}
"""What stands before and after a number that is a limit. 不足 is none: it says when a least is not reached."""


@lru_cache(maxsize=8192)
def limits(text: str) -> tuple[tuple[re.Match[str], str], ...]:
    """Return each number of a text that is a limit, and of which kind; of a part, whose is said between."""
    return tuple(_limits(text))


def _limits(text: str) -> Iterator[tuple[re.Match[str], str]]:
    for found in COUNTS.finditer(text):
        between = "[^，。；、（）]{0,16}" if count(found)[1] in {SHARE_UNIT, "%"} else ""
        for kind, (before, after) in LIMIT_WORDS.items():
            said = re.search(f"(?:{before}){between}$", text[: found.start()])
            if said or re.match(after, text[found.end() :]):
                yield found, kind


def _number(text: str) -> float:
    return CHINESE_NUMBERS[text] if text in CHINESE_NUMBERS else float(text)
