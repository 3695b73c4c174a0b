"""电子表格里算出来的格，写得不完整，或者绕着圈算。

为什么
------
compute 写明电子表格里一格怎样算出来，纸上的这一格照旧由人填。只有六种写法，一格只写一种：

- same：照抄另一格，填写方式一样；
- sum，可以加上 less：几个数相加，再减去几个；
- product、round：两个数相乘，四舍五入到小数几位；
- rate、by、annex：一个数照附录的档次查比例；
- totals，可以加上 of：第一行是第一个列的合计，第二行是第二个的；
- count，可以加上 is：填了几格。

自己不算自己，几格不绕着圈算。只在电子表里有的（screen）都是算出来的，不写示例。

反例
----
    # R201 present
    compute: {sum: [due], round: 1}

正例
----
    # R201 present
    compute: {sum: [due]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import computing
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.computing import Computation, Product, Rate, Same
from dangjian_std.domain.record import Record
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS415"
SEVERITY = Severity.ERROR
ALONE = True

FACTORS = 2


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each computation that is not whole, or that comes back to itself."""
    for record in catalog.records.values():
        for cell, each in record.computed.items():
            lacking = _lacking(each)
            if each.unfit and not (lacking and isinstance(each, Same)):
                key = each.unfit[0][0]
                message = f"{key} 不能与 {each.lead} 写在一起"
                yield Problem(place=each.key(key), message=message, help=f"删去 {key}")
            elif lacking:
                yield _wrong(record, cell, f"缺少 {lacking}", f"补上 {lacking}")
        yield from _circles(record)
        yield from _only_on_screen(record)


def _lacking(each: Computation) -> str:
    match each:
        case Same():
            return "" if each.same else "same、sum、product、rate、totals、count 中的一个"
        case Product():
            return "第二个因数" if len(each.product) < FACTORS else "" if each.round is not None else "round"
        case Rate():
            return "" if each.by and each.annex else "by 和 annex"
        case _:
            return ""


def _circles(record: Record) -> Iterator[Problem]:
    """Yield the first cell of each circle."""
    uses = {
        cell: {record.named(cell.rpartition(".")[0], name) for _, name in computing.names(each)}
        for cell, each in record.computed.items()
    }
    told: set[str] = set()
    for cell, own in uses.items():
        reached, ahead = set(), [*own]
        while ahead:
            other = ahead.pop()
            if other not in reached:
                reached.add(other)
                ahead += uses.get(other, ())
        if cell in reached and not told & reached:
            told |= reached
            yield _wrong(record, cell, "算来算去又用到它自己", "有一处改为由人填，删去 compute")


def _only_on_screen(record: Record) -> Iterator[Problem]:
    for name, cell in record.cells.items():
        if cell.screen and not cell.compute:
            message = f"“{cell.label}”只在电子表里有，却要人填"
            yield Problem(place=cell.key("screen"), message=message, help="加上 compute，或者删去 screen")
        elif cell.screen and cell.sample:
            message = f"“{cell.label}”纸上不印，用不着示例"
            yield Problem(place=record.cells[name].key("sample"), message=message, help="删去 sample")


def _wrong(record: Record, cell: str, why: str, what: str) -> Problem:
    own = record.cells[cell]
    return Problem(place=own.key("compute"), message=f"“{own.label}”{why}", help=what)
