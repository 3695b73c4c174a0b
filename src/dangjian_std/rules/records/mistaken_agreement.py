"""表里该相符的数和日期，写得不完整，或者栏目的填写方式不对。

为什么
------
agree 写明一张表里哪些数、哪些日期该相符：填的时候机器当场提醒，检查的时候照它看。只有四种写法：

- part、of 和 at_least、more_than 之一：实到不少于应到的 4/5，三栏都是数；
- sum、equals：几个数加起来等于另一个；
- first、then：一个日期不在另一个之前，可以写至少几个工作日、几天；
- filled、where：哪一栏填了，另一栏也要填；加上 is，是某个选项的时候才要填。

一栏同自己比，总是相符，不写。

反例
----
    # R201
    agree:
      - {id: quorum, part: present, of: place, at_least: 1/2, say: 实到不少于应到的一半。}

正例
----
    # R201
    agree:
      - {id: quorum, part: present, of: due, at_least: 1/2, say: 实到不少于应到的一半。}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from dangjian_std.domain import agreements
from dangjian_std.domain.agreements import Agreement, Filled, InOrder, PartOf, SumOf
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import CHOICE_TYPES, NUMERIC_TYPES, Record
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS410"
SEVERITY = Severity.ERROR
ALONE = True

DATE_FIELDS = frozenset({FieldType.DATE})
SIGNED_FIELDS = frozenset({FieldType.SIGNATURE, FieldType.SEAL, FieldType.ROSTER})
EXPECTED = {NUMERIC_TYPES: "数字", DATE_FIELDS: "日期", CHOICE_TYPES: "选项"}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each agreement that is not whole, then each cell in one that is of another type."""
    for record in catalog.records.values():
        for each in record.agree:
            if each.unfit:
                key, message = each.unfit[0][0], f"{each.unfit[0][0]} 不能与 {each.lead} 写在一起"
                yield Problem(place=each.key(key), message=message, help=f"删去 {key}；两条的，分开写")
            elif lacking := _lacking(each):
                yield Problem(place=each.at("id"), message=f"{each.id} 缺少 {lacking}", help=f"补上 {lacking}")
            else:
                yield from _repeated(record, each)
                yield from _typed(record, each)


def _lacking(each: Agreement) -> str:
    match each:
        case PartOf():
            known = {"part": each.part_, "of": each.of, "at_least、more_than 中的一个": _one(each)}
        case SumOf():
            known = {"equals": each.equals}
        case InOrder():
            known = {"then": each.then}
        case Filled():
            known = {"where": each.where}
        case _:
            assert_never(each)
    missing = [key for key, value in known.items() if not value]
    lacking_where = ["where"] if each.is_ and not each.where and "where" not in missing else []
    return "、".join([*missing, *lacking_where])


def _repeated(record: Record, each: Agreement) -> Iterator[Problem]:
    """Yield each cell that is compared with itself."""
    met: set[str] = set()
    for path, name in agreements.names(each):
        cell = record.meant(each, name)
        if cell in met and path != ("where",):
            message = f"“{record.cells[cell].label}”同自己比较，总是相符"
            yield Problem(place=each.at(*path), message=message, help="换成要同它相符的另一栏")
        met.add(cell)


def _one(each: PartOf) -> bool:
    return (each.at_least is None) != (each.more_than is None)


def _typed(record: Record, each: Agreement) -> Iterator[Problem]:
    wanted = {
        "part": NUMERIC_TYPES,
        "of": NUMERIC_TYPES,
        "sum": NUMERIC_TYPES,
        "equals": NUMERIC_TYPES,
        "first": DATE_FIELDS,
        "then": DATE_FIELDS,
    }
    if each.is_:
        wanted["where"] = CHOICE_TYPES
    for path, name in agreements.names(each):
        cell = record.cells[record.meant(each, name)]
        types = wanted.get(str(path[0]))
        if types and cell.type not in types:
            message = f"“{cell.label}”的填写方式是 {cell.type}，不是{EXPECTED[types]}"
            yield Problem(place=each.at(*path), message=message, help=f"换成填{EXPECTED[types]}的一栏")
        elif cell.type in SIGNED_FIELDS:
            message = f"“{cell.label}”是手写、手盖的，机器读到的总是空"
            yield Problem(place=each.at(*path), message=message, help="换成打字的一栏")
