"""A cell of 单位.xlsx: its value as unit.yaml would have it, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from dangjian_std.document.inline import InputKind
from dangjian_std.reading.unit_columns import NO_WORD, YES_WORD, Head
from dangjian_std.reading.workbook import Cell, MergedCell
from dangjian_std.text import ds0
from dangjian_std.text.characters import refused
from dangjian_std.text.diagnostic import Rule

SEVERAL_SEPARATOR = re.compile(r"[、，,；;\s]+")
"""What stands between several things in one cell."""
TOTALS = frozenset({"合计", "总计", "小计", "共计"})
"""Where a name would stand, they begin a row that sums up the others."""
LONGEST_CELL_SHOWN = 20
"""Characters of a cell that a message repeats."""

Spot = Cell | MergedCell
Time = dt.date | dt.time | dt.timedelta


class CellError(ValueError):
    """A cell that is not taken: the rule, what is wrong, and what to do."""

    def __init__(self, rule: Rule, message: str, help_: str) -> None:
        """Keep the rule and the help beside the message."""
        super().__init__(message)
        self.rule, self.help = rule, help_


def value(head: Head, cell: Spot) -> Any:
    """Return the value of a cell; None where there is none."""
    if cell.data_type == "f":
        raise CellError(ds0.WRONG_TYPE, f"{head.word}是算式，不读", "复制这一格，选择性粘贴为数值；或者直接写上")
    if cell.data_type == "e":
        raise CellError(ds0.WRONG_TYPE, f"{head.word}是算错的算式（{cell.value}）", "删去算式，直接写上")
    if not word(cell):
        if head.needed:
            raise CellError(ds0.MISSING_KEY, f"没有写{head.word}", head.hint)
        return None
    if odd := next((char for char in str(cell.value) if char != "\n" and refused(char)), ""):
        message = f"{head.word}里有看不见的{refused(odd)} U+{ord(odd):04X}"
        raise CellError(ds0.BAD_CHARACTER, message, "删去这一格，重新打一遍")
    return _taken(head, cell.value)


def word(cell: Spot) -> str:
    """Return what stands in a cell, without any space, to see whether it is there and what it is called."""
    return "" if cell.value is None else "".join(str(cell.value).split())


def _taken(head: Head, said: Any) -> Any:
    number = isinstance(said, int | float) and not isinstance(said, bool)
    match head.kind:
        case InputKind.NUMBER if number:
            return int(said) if float(said).is_integer() else said
        case InputKind.NUMBER:
            help_ = f"只写数，不写单位，如 {head.example}；这一格是文本格式的，先改成“常规”，再写一遍"
            raise CellError(ds0.WRONG_TYPE, f"{head.word}要写成数字，这里是{_called(said)}", help_)
        case InputKind.DATE if isinstance(said, dt.date):
            return said.isoformat()[:10]
        case InputKind.DATE:
            help_ = "单元格格式改成“日期”，再写一遍，如 2027-03-01"
            raise CellError(ds0.WRONG_TYPE, f"{head.word}要写成日期，这里是{_called(said)}", help_)
        case _ if isinstance(said, Time):
            help_ = "单元格格式改成“文本”，再写一遍；几个月份用顿号隔开，如 6、12"
            raise CellError(ds0.WRONG_TYPE, f"{head.word}变成了{_called(said)}", help_)
        case _ if head.several:
            return _several(head, str(said) if head.lines else _text(said))
        case InputKind.CHOICE if head.options == (YES_WORD, NO_WORD):
            return _yes(head, _text(said))
        case _:
            return _text(said).split()[0] if head.coded else _text(said)


def _several(head: Head, text: str) -> list[Any]:
    """Return several texts or numbers of one cell."""
    parts = [
        each.strip()
        for each in (text.splitlines() if head.lines else SEVERAL_SEPARATOR.split(text))
        if each.strip()
    ]
    if head.several is str:
        return parts
    numbers = [each.removesuffix("月") for each in parts]
    if not all(each.isascii() and each.isdecimal() for each in numbers):
        help_ = f"写数，用顿号隔开，如 {head.example}"
        raise CellError(ds0.WRONG_FORM, f"{head.word}的写法不对：“{text[:LONGEST_CELL_SHOWN]}”", help_)
    return [int(each) for each in numbers]


def _yes(head: Head, text: str) -> bool | None:
    if text not in head.options:
        raise CellError(
            ds0.WRONG_VALUE, f"{head.word}不能是“{text[:LONGEST_CELL_SHOWN]}”", f"写{YES_WORD}，或者空着"
        )
    return True if text == YES_WORD else None


def _text(said: Any) -> str:
    """Return the text of a cell; a line break in it is none of its words."""
    if isinstance(said, float) and said.is_integer():
        said = int(said)
    return "".join(part.strip() for part in str(said).splitlines())


def _called(said: Any) -> str:
    """Say what a cell holds."""
    if isinstance(said, Time):
        return f"日期、时间“{said}”"
    return f"数字 {said}" if isinstance(said, int | float) else f"文字“{_text(said)[:LONGEST_CELL_SHOWN]}”"
