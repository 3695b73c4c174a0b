"""栏目缺了该有的东西，或者多了用不着的。

为什么
------
单选、多选没有选项，表格没有列，印出来就没法填；文字栏写了选项，印出来也不会有。
只有单选、多选写 options，只有表格写 columns，只有多行文字、表格、签到名单写 rows，只有一行文字写 words。
预先填写（fill）要同填写方式相配：年度写在文字、数字、年度季度栏，季度写在文字、年度季度栏，党小组写在文字栏，日期写在日期栏，种类写在多选栏，
每名党员一行的是表格，本人姓名写在姓名栏，党小组和职务写在每名党员一行的表格的文字列上。
无记名纸票不预先填写；只有一面、行数不变的，才写 per_sheet，2、4、8张印在一张纸上。
印在背面（overleaf）和印在另页（apart）只写一个。接续的（continues）两边都是表格，列也一样；接着几个的，都写最前面的那一个。

反例
----
    # R211 source
    type: choice

正例
----
    # R211 source
    type: choice
    options: [主题党日, 党员大会]

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明记录的内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.domain.vocabulary import FieldType, Fill, Medium
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS403"
SEVERITY = Severity.ERROR
ALONE = True

TYPES_FOR_KEY = {
    "options": frozenset({FieldType.CHOICE, FieldType.CHOICES}),
    "columns": frozenset({FieldType.TABLE}),
}
TYPES_FOR_FILL = {
    Fill.YEAR: frozenset({FieldType.TEXT, FieldType.NUMBER, FieldType.PERIOD}),
    Fill.QUARTER: frozenset({FieldType.TEXT, FieldType.PERIOD}),
    Fill.GROUP: frozenset({FieldType.TEXT}),
    Fill.DATE: frozenset({FieldType.DATE}),
    Fill.KINDS: frozenset({FieldType.CHOICES}),
    Fill.MEMBERS: frozenset({FieldType.TABLE}),
    Fill.MEMBER: frozenset({FieldType.PERSON}),
}
"""Fields that can take what is filled in beforehand."""
TABLE_WIDTH_PERCENT, LEAST_COLUMN_PERCENT = 100, 5
"""Percent of a table's width that there are, and that a column needs to be written in."""
PER_SHEET = frozenset({1, 2, 4, 8})
"""Into how many ballots a sheet of paper can be cut."""
TALL_TYPES = frozenset({FieldType.LINES, FieldType.TABLE, FieldType.ROSTER})


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each field or column that cannot be drawn as it is described."""
    for record in catalog.records.values():
        for field in record.fields:
            yield from _check(field)
            if field.rows and field.type not in TALL_TYPES:
                yield _needless(field, "rows")
            if field.overleaf and field.apart:
                message = f"“{field.label}”写了 overleaf，又写了 apart"
                yield Problem(place=field.key("apart"), message=message, help="印在背面还是另页，只留一个")
            yield from _filled(record, field)
            yield from _continued(record, field)
            for column in field.columns:
                yield from _column(column)
                if column.fill and not (column.type is FieldType.TEXT and field.fill is Fill.MEMBERS):
                    yield _needless(column, "fill", f"不能预先填 {column.fill}")
            yield from _widths(field)
        yield from _several(record)


def _several(record: Record) -> Iterator[Problem]:
    grows = record.fields_filled(Fill.MEMBERS) or any(each.overleaf for each in record.fields)
    if record.per_sheet > 1 and (record.medium is not Medium.BALLOT or grows):
        message = f"{record.code} 不能几张印在一张纸上：只有一面、行数不变的无记名纸票才可以"
        yield Problem(place=record.key("per_sheet"), message=message, help="删去 per_sheet")
    elif record.per_sheet not in PER_SHEET:
        message = f"一张纸不能分成 {record.per_sheet} 张票"
        yield Problem(place=record.at("per_sheet"), message=message, help="写 2、4 或 8")


def _check(field: Field | Column) -> Iterator[Problem]:
    for key, types in TYPES_FOR_KEY.items():
        stated = getattr(field, key, ())
        if field.type in types and not stated:
            message = f"“{field.label}”的填写方式是 {field.type}，没有写 {key}"
            yield Problem(place=field.at("type"), message=message, help=f"加上 {key}，或改正填写方式")
        elif stated and field.type not in types:
            yield _needless(field, key)
    if field.words and field.type is not FieldType.TEXT:
        yield _needless(field, "words")


def _filled(record: Record, field: Field) -> Iterator[Problem]:
    if field.fill and field.type not in TYPES_FOR_FILL[field.fill]:
        yield _needless(field, "fill", f"不能预先填 {field.fill}")
    elif field.fill and field.fill is not Fill.MEMBERS and record.medium is Medium.BALLOT:
        message = f"无记名纸票上的“{field.label}”不能预先填写"
        yield Problem(place=field.key("fill"), message=message, help="删去 fill")
    if field.other and field.fill is not Fill.KINDS:
        message = f"“{field.label}”没有写 fill: kinds，用不着 other"
        yield Problem(place=field.key("other"), message=message, help="删去 other，或加上 fill: kinds")


def _continued(record: Record, field: Field) -> Iterator[Problem]:
    first = next((each for each in record.fields if each.id == field.continues), None)
    if field.continues and field.type is not FieldType.TABLE:
        yield _needless(field, "continues")
    elif first and (first is field or first.continues):
        help_ = "写最前面的那个表格的标识；它自己不写 continues"
        yield Problem(place=field.at("continues"), message=f"“{first.label}”不是开头的表格", help=help_)
    elif first and (pair := _unlike(first, field)):
        yield Problem(
            place=pair[1],
            message=f"“{field.label}”的列和它接续的“{first.label}”不一样",
            help="两边写一样的列，标识也一样",
            related=(Related(pair[0], "接续的是这里"),),
        )


def _unlike(first: Field, more: Field) -> tuple[Place, Place] | None:
    """Return where two tables first have other columns; None where they have the same."""
    for mine, other in zip(first.columns, more.columns, strict=False):
        if mine.id != other.id:
            return mine.at("id"), other.at("id")
    same = len(first.columns) == len(more.columns)
    return None if same else (first.key("columns"), more.key("columns"))


def _column(column: Column) -> Iterator[Problem]:
    if column.type in TALL_TYPES:
        message = f"表格的一列不能是 {column.type}"
        yield Problem(place=column.at("type"), message=message, help="改为 text、date、number 等，或移出表格")
    else:
        yield from _check(column)


def _widths(field: Field) -> Iterator[Problem]:
    total = sum(column.width or 0 for column in field.printed)
    free = [column for column in field.printed if column.width is None]
    if total > TABLE_WIDTH_PERCENT - LEAST_COLUMN_PERCENT * len(free):
        message = f"“{field.label}”各列的宽度加起来是 {total}，超出了表格"
        help_ = f"width 是百分比：加起来不超过 100，没有写的每列至少留 {LEAST_COLUMN_PERCENT}"
        yield Problem(place=field.key("columns"), message=message, help=help_)


def _needless(field: Field | Column, key: str, why: str = "") -> Problem:
    message = f"“{field.label}”的填写方式是 {field.type}，{why or f'用不着 {key}'}"
    return Problem(place=field.key(key), message=message, help=f"删去 {key}，或改正填写方式")
