"""One cell of a filled form, read: what may be kept of it, or why that is not certain. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from dangjian_std.assessment import boxes, days
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import DoubtError, amiss, quoted, spoken
from dangjian_std.assessment.facts import Day, Group, Number, Tick, Unknown, Value, Word, Written
from dangjian_std.assessment.typed import TypedValue, dense, plain
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.vocabulary import FieldType, Fill

EMPTY_SIGNS = frozenset({"", "-", "--", "—", "——", "/", "\\"})
"""What stands in a cell that is crossed out or left empty."""
WORDS_FOR_NOTHING = EMPTY_SIGNS | {"无", "没有"}
"""The same in words, where a number cannot be meant."""
NOT_KNOWN = frozenset({"不详", "不清楚", "不知道", "?"})
YES_SIGNS, NO_SIGNS = frozenset("√✓✔☑■是对"), frozenset("×✗✘xX否")
MONEY = "元"
NUMBER_VALUE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?")
THOUSANDS = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]{1,6})?")
PERIOD_FILLS = frozenset({Fill.YEAR, Fill.QUARTER})


@dataclass(slots=True)
class Reader:
    """Reads the cells of one filing."""

    around: Around
    groups: frozenset[str]
    """The groups of its branch that are known; nothing where no list names them."""
    _persons: dict[str, int] = field(default_factory=dict)

    def value(  # noqa: PLR0911 one return for each kind
        self, cell: Field | Column, said: TypedValue, *, past: bool = False
    ) -> Value | None:
        """Return what may be kept; a day that has to be `past` is not after today."""
        text = plain(said)
        if text in NOT_KNOWN:
            return Unknown()
        fill = cell.fill if isinstance(cell, Field) else None
        if fill in PERIOD_FILLS or cell.type is FieldType.PERIOD:
            return None if text in WORDS_FOR_NOTHING else days.period(said, self.around, fill)
        if fill is Fill.GROUP and self.groups:
            return None if text in WORDS_FOR_NOTHING else self._group(text)
        if cell.words:
            return None if text in WORDS_FOR_NOTHING else self._word(text, cell.words)
        match cell.type:
            case FieldType.DATE:
                return None if text in WORDS_FOR_NOTHING else self._day(said, past=past)
            case FieldType.NUMBER | FieldType.MONEY:
                unit = MONEY if cell.type is FieldType.MONEY and isinstance(said, str) else ""
                return None if text in EMPTY_SIGNS else Number(number(text.removesuffix(unit) if unit else said))
            case FieldType.CHOICE | FieldType.CHOICES:
                other = cell.other if isinstance(cell, Field) else None
                return boxes.chosen(text, cell.options, other, several=cell.type is FieldType.CHOICES)
            case FieldType.TICK:
                return None if text in EMPTY_SIGNS | {"□"} else tick(said)
            case FieldType.PERSON:
                return None if text in WORDS_FOR_NOTHING else Written(self._person(text))
            case _:
                return None if text in WORDS_FOR_NOTHING else Written()

    def _person(self, text: str) -> int:
        """Return who of this filing it is: equal names are one."""
        return self._persons.setdefault(dense(text), len(self._persons) + 1)

    def _group(self, text: str) -> Group:
        if text not in self.groups:
            known = "、".join(sorted(self.groups))
            raise DoubtError(f"没有登记过{quoted(text)}", f"照登记的写：{known}")
        return Group(text)

    def _day(self, said: TypedValue, *, past: bool) -> Day:
        day = days.day(said, self.around, past=past)
        if past and day > self.around.today:
            raise DoubtError(f"{day.isoformat()} 还没有到", "做过了才写日期；写错的改过来")
        return Day(day)

    def _word(self, text: str, words: Iterable[str]) -> Word:
        longest = sorted(words, key=len, reverse=True)
        found = list(dict.fromkeys(re.findall("|".join(map(re.escape, longest)), text)))
        listed = "、".join(words)
        if len(found) > 1:
            raise DoubtError(f"{quoted(text)}里有 {'、'.join(found)}，不知道算哪一个", "只写一个")
        if not found:
            raise DoubtError(f"{quoted(text)}里没有登记过的词", f"写明是哪一个：{listed}")
        if re.search(f"[非未没无](?:是|有|经|过|通过)?{re.escape(found[0])}", text):
            raise DoubtError(f"{quoted(text)}像是说不是{found[0]}", f"写明是哪一个：{listed}")
        day, undated = days.beside(text, self.around)
        return Word(found[0], day, undated=undated)


def number(said: TypedValue) -> Decimal:
    """Return a number, which may have been typed as text, but not with a unit."""
    if isinstance(said, bool | dt.date | dt.time | dt.timedelta):
        raise DoubtError(f"{spoken(plain(said))}不是数字", "只写数字；把单元格格式改成“常规”，再写一遍")
    text = plain(said)
    if THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    if not NUMBER_VALUE.fullmatch(text):
        raise DoubtError(amiss(text, "数字"), "只写数字，不写单位和别的字；说明写在别处")
    found = Decimal(text)
    return found.to_integral_value() if found == found.to_integral_value() else found.normalize()


def tick(said: TypedValue) -> Tick:
    """Return whether a box is ticked, or crossed out."""
    text = plain(said)
    if said is True or (text and set(text) <= YES_SIGNS | {"□"} and set(text) & YES_SIGNS):
        return Tick(yes=True)
    if said is False or (text and set(text) <= NO_SIGNS):
        return Tick(yes=False)
    raise DoubtError(f"{spoken(text)}看不出是不是打了勾", "打勾写√，不是的写×")
