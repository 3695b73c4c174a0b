"""What a filled form is known again by, and what the days without a year in it lie around."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dangjian_std.assessment import days
from dangjian_std.assessment.doubts import DoubtError, quoted
from dangjian_std.assessment.facts import DateSpan, Day, Fact, Group, Number, Options, Written
from dangjian_std.assessment.typed import dense, plain
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.vocabulary import Fill

ANY_DASH = r"[-—―–_]+"
NUMBER_WITH_YEAR = re.compile(
    rf"(?:([A-Z][0-9]{{3}}){ANY_DASH})?((?:19|20)[0-9]{{2}})(?:{ANY_DASH}([0-9]{{1,3}})?)?"
)
TIME_OF_DAY = re.compile(r"([0-2]?[0-9])[::.]?([0-5][0-9])(?:[-—―–~至到]+([0-2]?[0-9])[::.]?([0-5][0-9]))?")
IDENTITY_SEPARATOR = "/"
Numbered = tuple[int, int]
"""Year and number of a form."""


def number(text: object, code: str) -> Numbered | None:
    """Return year and number of R211—2027—001, the number 0 where only the year is filled in; else nothing."""
    said = dense(text)
    if not re.search("[0-9]", said.removeprefix(code)):
        return None
    found = NUMBER_WITH_YEAR.fullmatch(said)
    if found is None or found[1] not in {None, code}:
        raise DoubtError(f"编号{quoted(said)}的写法不对", f"写成 {code}—2027—001 的样子")
    return int(found[2]), int(found[3] or 0)


def around(record: Record, fields: Mapping[str, Fact], numbered: Numbered | None) -> DateSpan | None:
    """Return what the days of a form lie around: its period, its own day, or the year of its number."""
    for fill in (Fill.QUARTER, Fill.YEAR):
        for each in record.fields_filled(fill):
            if (fact := fields.get(each.id)) and isinstance(fact.value, DateSpan):
                return fact.value
    for name in (*record.key_, *(each.id for each in record.fields_filled(Fill.DATE))):
        if (fact := fields.get(name)) and isinstance(fact.value, Day):
            return DateSpan(fact.value.on, fact.value.on)
    return days.of_year(numbered[0]) if numbered else None


def key(record: Record, fields: Mapping[str, Fact], times: Mapping[str, str], numbered: Numbered | None) -> str:
    """Return what tells a filing from the others of its form; raise DoubtError where nothing does.

    Texts are no part of it, but a time of day is.
    """
    parts = [_part(record, name, fields, times) for name in record.key_]
    if any(parts):
        return IDENTITY_SEPARATOR.join(filter(None, parts))
    for fill in (Fill.QUARTER, Fill.YEAR, Fill.DATE):
        for each in record.fields_filled(fill):
            if said := _said(fields.get(each.id)):
                return said
    if said := serial(numbered):
        return said
    raise DoubtError("没有编号，分不清是哪一份", f"在表头的编号里写上年份和序号，如 {record.code}—2027—001")


def serial(numbered: Numbered | None) -> str:
    """Return a number as it is kept: 2027-003; nothing where only the year is filled in."""
    return f"{numbered[0]}-{numbered[1]:03}" if numbered and numbered[1] else ""


def _part(record: Record, name: str, fields: Mapping[str, Fact], times: Mapping[str, str]) -> str:
    cell, fact = record.cells[name], fields.get(name)
    if fact is None or not isinstance(fact.value, Written):
        return _said(fact)
    if isinstance(cell, Field) and cell.fill is Fill.GROUP:
        raise DoubtError(
            "不知道是哪个党小组", "各党小组的名称写在单位表里；没有单位表的，写在台账里的 党支部.csv", name
        )
    if time := time_of_day(times.get(name, "")):
        return time
    raise DoubtError(f"“{cell.label}”看不出几点到几点，分不清是哪一份", "写成 14:00—17:00 的样子", name)


def time_of_day(text: str) -> str:
    """Return 1400-1700 of 14:00—17:00; nothing of any other text, which may be a name."""
    said = re.sub("[时点](?![0-9])", ":00", dense(text))
    found = TIME_OF_DAY.fullmatch(re.sub("[时点]", ":", said).replace("分", ""))
    if found is None:
        return ""
    hours = [f"{int(hour):02}{minute}" for hour, minute in (found.group(1, 2), found.group(3, 4)) if hour]
    return "-".join(hours)


def _said(fact: Fact | None) -> str:
    match fact and fact.value:
        case Day(on):
            return on.isoformat()
        case DateSpan() as span:
            return days.called(span)
        case Options(chosen):
            return "、".join(chosen)
        case Number(found):
            return str(found)
        case Group(name):
            return name
    return ""


def owned_by_another(text: object, branch: str, branches: frozenset[str]) -> str:
    """Return the other branch that a form says it belongs to; nothing where it says nothing that is known."""
    said = plain(text)
    for each in sorted(branches, key=len, reverse=True):
        if each and each in said:
            if each != branch:
                return each
            said = said.replace(each, "")
    return ""
