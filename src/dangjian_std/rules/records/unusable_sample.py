"""填写示例和栏目对不上，印出来会缺字、叠字，或者教人填错。

为什么
------
示例照着栏目填：单选、多选写列出的选项，文字不多于栏目的行数，一行不长于一格，表格各列的项数相同。
日期栏写真有的一天（2月没有30日）；写的是日期的，填写方式也应是日期。
表格整体不写 sample，写在各列上。签名、盖章的示例写姓名、单位，也要虚构。

反例
----
    # R211 source
    type: choice
    options: [第一季度, 第二季度]
    sample: [第五季度]

正例
----
    # R211 source
    type: choice
    options: [第一季度, 第二季度]
    sample: [第一季度]

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明记录的内容。
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import CHOICE_TYPES, Column, Field
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.characters import width
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS407"
SEVERITY = Severity.ERROR
ALONE = True

WIDEST_SAMPLE_LINE = 84
"""Columns of a terminal that a line across a form takes at most: two to a Chinese character."""
SAMPLE_DATE = re.compile(r"(?:([0-9]{4})(?:年|\.))?([0-9]{1,2})(?:月|\.)([0-9]{1,2})日?")
LEAP = 2028
"""A year that has every day, for dates without one."""
EMPTY_SAMPLE = "—"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each sample that its field has no place for."""
    for record in catalog.records.values():
        for field in record.fields:
            yield from _check(field)
            yield from _dates(field)
            for column in field.columns:
                yield from _dates(column)
            most = max((len(column.sample) for column in field.printed), default=0)
            for column in field.printed:
                if len(column.sample) != most:
                    message = f"“{column.label}”列的示例有 {len(column.sample)} 项，别的列有 {most} 项"
                    place = column.key("sample") if column.sample else column.key("label")
                    yield Problem(place=place, message=message, help="各列写同样多，空着的写“—”")
                elif column.options:
                    yield from _ticked(column)
            if field.type is FieldType.TABLE and most > field.lines:
                column = next(each for each in field.columns if each.sample)
                message = f"示例有 {most} 行，表格只有 {field.lines} 行"
                yield Problem(place=column.key("sample"), message=message, help="减少示例，或加大 rows")


def _check(field: Field) -> Iterator[Problem]:
    if not field.sample:
        return
    if field.type is FieldType.TABLE:
        message = f"“{field.label}”是表格，示例要写在各列上"
        yield Problem(place=field.key("sample"), message=message, help="把 sample 移到 columns 的每一列里")
    elif field.type in CHOICE_TYPES:
        yield from _ticked(field)
    else:
        yield from _lines(field)


def _dates(field: Field | Column) -> Iterator[Problem]:
    for index, text in enumerate(field.sample):
        if field.type is FieldType.DATE and text != EMPTY_SAMPLE and not _day(text):
            message = f"“{field.label}”的示例“{text}”不是一天"
            help_ = "写成“2027年3月10日”“3月10日”或“2027.3.10”，并且要真有这一天"
            yield Problem(place=field.at("sample", index), message=message, help=help_)
        elif field.type is FieldType.TEXT and _day(text):
            message = f"“{field.label}”的示例是日期，填写方式写的是文字"
            yield Problem(place=field.at("sample", index), message=message, help="改为 type: date")


def _day(text: str) -> bool:
    found = SAMPLE_DATE.fullmatch(text)
    with contextlib.suppress(ValueError):
        return found is not None and bool(dt.date(int(found[1] or LEAP), int(found[2]), int(found[3])))
    return False


def _ticked(field: Field | Column) -> Iterator[Problem]:
    for index, text in enumerate(field.sample):
        if text not in field.options and (isinstance(field, Field) or text != EMPTY_SAMPLE):
            message = f"“{field.label}”没有“{text}”这个选项"
            yield Problem(
                place=field.at("sample", index), message=message, help=f"改用：{'、'.join(field.options)}"
            )
    if isinstance(field, Field) and field.type is FieldType.CHOICE and len(field.sample) > 1:
        yield Problem(place=field.key("sample"), message=f"“{field.label}”是单选", help="示例只写一个选项")


def _lines(field: Field) -> Iterator[Problem]:
    room = field.lines - (field.type is FieldType.LINES and field.hint is not None)
    if len(field.sample) > room:
        message = f"“{field.label}”的示例有 {len(field.sample)} 行，只放得下 {room} 行"
        yield Problem(place=field.key("sample"), message=message, help="减少示例，或加大 rows；有填写提示的占一行")
    for index, text in enumerate(field.sample):
        if width(text) > WIDEST_SAMPLE_LINE:
            message = f"“{field.label}”的示例有一行超过 {WIDEST_SAMPLE_LINE // 2} 个字"
            yield Problem(place=field.at("sample", index), message=message, help="分成几行写")
