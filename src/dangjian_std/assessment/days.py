"""Days and periods as people write them. A day without a year has one only where nothing else can be meant."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dangjian_std.assessment.doubts import DoubtError, amiss, quoted, spoken
from dangjian_std.assessment.facts import DateSpan
from dangjian_std.assessment.typed import TypedValue, dense
from dangjian_std.domain.vocabulary import Fill
from dangjian_std.domain.workdays import MONTHS_IN_YEAR

EARLIEST_DAY, LATEST_DAY = dt.date(1921, 1, 1), dt.date(2100, 12, 31)
"""The days that a form takes."""
FURTHEST_LIMIT = dt.timedelta(days=3660)
"""How far a limit may lie behind today: further on a year is mistyped."""
YEARLESS_REACH = dt.timedelta(days=90)
"""How far before its form's period a day without a year may lie that is past, or behind it any other."""
MOVED_REACH = dt.timedelta(days=270)
"""How far before the period of a list something on it may come from: it was moved from quarter to quarter."""
LONGEST_PERIOD = dt.timedelta(days=92)
"""A quarter."""
DATE_WITH_YEAR = r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?"
DATE_WITHOUT_YEAR = r"([0-9]{1,2})月([0-9]{1,2})日"
DATE_IN_DIGITS = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
DATE_IN_TEXT = re.compile(rf"(?<![0-9])(?:{DATE_WITH_YEAR}|{DATE_WITHOUT_YEAR})(?![0-9])")
LOOKS_DATED = re.compile("[0-9]|[一二三四五六七八九十正]月")
CHINESE_PARTS_OF_YEAR = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
YEAR = r"(?:([0-9]{4})年?)?"
QUARTER_TEXT = re.compile(rf"{YEAR}-?(?:第?([1-4一二三四])季度|Q([1-4]))", re.IGNORECASE)
HALF_YEAR_TEXT = re.compile(rf"{YEAR}([上下])半年")
MONTH_TEXT = re.compile(r"(?:([0-9]{4})[年./-])?([0-9]{1,2})月?")
YEAR_TEXT = re.compile(r"([0-9]{4})年?(?:度)?")
QUARTERS_IN_YEAR = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What the days of a form lie around: its period, its meeting, or the year of its number; or nothing known."""

    today: dt.date
    span: DateSpan | None = None

    def years(self, month: int, day: int, *, past: bool) -> Iterator[dt.date]:
        """Yield the days of this name that may be meant: what is past may have been any time since.

        A day in a quarter, or soon after it or after a meeting, is the one that is meant; a year has two ends.
        A limit may lie behind the period, none before it: 12月31日 on a list of spring is the end of that year.
        """
        if self.span is None:
            return
        first = self.span.first - YEARLESS_REACH if past else self.span.first
        last = self.today if past else self.span.last + YEARLESS_REACH
        years = range(first.year, last.year + 1)
        days = [dt.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
        able = [each for each in days if first <= each <= last]
        soon = [each for each in able if self.span.first <= each <= self.span.last + YEARLESS_REACH]
        yield from soon if soon and self.span.last - self.span.first <= LONGEST_PERIOD else able

    def sources(self, month: int, day: int) -> list[dt.date]:
        """Return the days of this name from which a row of a list may come: it was moved there, or is new."""
        if self.span is None:
            return []
        first, last = self.span.first - MOVED_REACH, min(self.today, self.span.last + YEARLESS_REACH)
        years = range(first.year, last.year + 1)
        days = [dt.date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
        return [each for each in days if first <= each <= last]

    @property
    def year(self) -> int | None:
        """The year in which its period lies, if that is one."""
        return self.span.first.year if self.span and self.span.first.year == self.span.last.year else None


def day(said: TypedValue, around: Around, *, past: bool) -> dt.date:
    """Return a date; one that has to be `past` is told from others by that."""
    if isinstance(said, dt.datetime):
        said = said.date()
    text = dense(said)
    if isinstance(said, dt.date):
        found = said
    elif isinstance(said, str) and (short := re.fullmatch(DATE_WITHOUT_YEAR.removesuffix("日") + "日?", text)):
        found = _near(text, int(short[1]), int(short[2]), around, past=past)
    elif full := (
        re.fullmatch(DATE_WITH_YEAR, text) if isinstance(said, str) else None
    ) or DATE_IN_DIGITS.fullmatch(text):
        found = _date(text, *map(int, full.groups()))
    elif isinstance(said, int | float) and not isinstance(said, bool):
        raise DoubtError(f"是数字 {text}，不是日期", "把单元格格式改成“日期”，再写一遍")
    else:
        raise DoubtError(amiss(text, "日期"), "写成 2027-03-10 或者 2027年3月10日 的样子")
    if not EARLIEST_DAY <= found <= LATEST_DAY or found - FURTHEST_LIMIT > around.today:
        raise DoubtError(f"{found.isoformat()} 太早或者太晚", "写错了年份的，改过来")
    return found


def _date(text: str, year: int, month: int, number: int) -> dt.date:
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise DoubtError(f"没有{quoted(text)}这一天", "改成对的日期") from None


def _near(text: str, month: int, number: int, around: Around, *, past: bool) -> dt.date:
    _date(text, 2000, month, number)  # a leap year: no day of any year is refused
    found = list(around.years(month, number, past=past))
    if len(found) != 1:
        raise DoubtError(f"{quoted(text)}没有写年份，不知道是哪一年", "把年份写上")
    return found[0]


def beside(text: str, around: Around) -> tuple[dt.date | None, bool]:
    """Return the day, past, that stands in a cell beside a word, and whether one stands there without a year."""
    found = list(DATE_IN_TEXT.finditer(dense(text)))
    if not found:  # 3.10督查 and 三月十日督查 are days too
        return None, bool(LOOKS_DATED.search(dense(text)))
    if found[1:]:
        return None, True
    year, month, number, other_month, other = found[0].groups()
    if year:
        return _date(found[0][0], int(year), int(month), int(number)), False
    _date(found[0][0], 2000, int(other_month), int(other))
    able = around.sources(int(other_month), int(other))
    return (able[0], False) if len(able) == 1 else (None, True)


def period(said: TypedValue, around: Around, fill: Fill | None) -> DateSpan:
    """Return a year, half a year, a quarter or a month; of a field for a year or a quarter nothing else."""
    text = dense(said)
    if isinstance(said, dt.date) and fill is None and said.day == 1:
        return _months(said.year, said.month, 1)
    found = None if isinstance(said, dt.date) else _period(text, around)
    lengths = {Fill.YEAR: {MONTHS_IN_YEAR}, Fill.QUARTER: {MONTHS_IN_YEAR // QUARTERS_IN_YEAR}}
    if found is None or (fill and _length(found) not in lengths[fill]):
        example = {Fill.YEAR: "2027", Fill.QUARTER: "2027年第一季度"}.get(fill or Fill.DATE, "2027年3月")
        raise DoubtError(f"{spoken(text)}看不出是哪一段时间", f"写成 {example} 的样子")
    if not EARLIEST_DAY <= found.first <= LATEST_DAY or found.first - FURTHEST_LIMIT > around.today:
        raise DoubtError(f"{quoted(text)}太早或者太晚", "写错了年份的，改过来")
    return found


def _period(text: str, around: Around) -> DateSpan | None:
    if match := QUARTER_TEXT.fullmatch(text):
        number = match[2] or match[3]
        return _in_year(match[1], around, 3 * (CHINESE_PARTS_OF_YEAR.get(number) or int(number)) - 2, 3)
    if match := HALF_YEAR_TEXT.fullmatch(text):
        return _in_year(match[1], around, 6 * CHINESE_PARTS_OF_YEAR[match[2]] - 5, 6)
    if match := YEAR_TEXT.fullmatch(text):
        return _in_year(match[1], around, 1, MONTHS_IN_YEAR)
    if (match := MONTH_TEXT.fullmatch(text)) and 1 <= int(match[2]) <= MONTHS_IN_YEAR:
        return _in_year(match[1], around, int(match[2]), 1)
    return None


def _in_year(year: str | None, around: Around, month: int, count: int) -> DateSpan | None:
    found = int(year) if year else around.year
    return _months(found, month, count) if found and EARLIEST_DAY.year <= found <= LATEST_DAY.year else None


def _months(year: int, month: int, count: int) -> DateSpan:
    last = month + count - 1
    return DateSpan(dt.date(year, month, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))


def _length(span: DateSpan) -> int:
    return span.last.month - span.first.month + 1


def of_year(year: int) -> DateSpan:
    """Return a whole year."""
    return _months(year, 1, MONTHS_IN_YEAR)


def called(span: DateSpan) -> str:
    """Return a period as a key has it: 2027, 2027-H1, 2027-Q1, 2027-03."""
    year, month = span.first.year, span.first.month
    match _length(span):
        case 12:
            return f"{year}"
        case 6:
            return f"{year}-H{(month + 5) // 6}"
        case 3:
            return f"{year}-Q{(month + 2) // 3}"
        case _:
            return f"{year}-{month:02}"
