"""检查要点的算法写得不完整，或者算不出来。

为什么
------
每个检查要点只有一种算法，并且能从填好的记录里算出来：

- recurs：这一步的表按时间要求填了几份，所以这一步要启用一张表；
- on_time：这一步有没有在界限内做完；
- share：表格里某一列填好的行占百分之几，要同时写 where（哪一列）和 at_least（不少于百分之几）。

反例
----
    # DJ401 删去 closed.measure.where

正例
----
    # DJ401 closed.measure
    where: done-on

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.standard import Measure
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS502"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with each measure, one problem for one measure."""
    openers = {
        StepRef(code, step.id)
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if step.opens
    }
    for code, standard in catalog.standards.items():
        for criterion in standard.criteria:
            measure = criterion.measure
            if problem := _shape(measure):
                yield problem
            elif measure.recurs and measure.recurs.qualified(code) not in openers:
                message = f"“{measure.recurs}”这一步没有启用记录表"
                yield Problem(place=measure.at("recurs"), message=message, help="给这一步写 opens，或换成 on_time")
            elif measure.share and not _is_table(catalog, measure.share):
                message = f"{measure.share} 不是表格，数不出行"
                yield Problem(place=measure.at("share"), message=message, help="换成一个表格栏目")


def _shape(measure: Measure) -> Problem | None:
    leads = [key for key in ("recurs", "on_time", "share") if getattr(measure, key)]
    needed = [key for key in ("where", "at_least") if getattr(measure, key) is None]
    if not leads:
        message = "没有写怎样算"
        return Problem(place=measure.key(), message=message, help="写 recurs、on_time、share 中的一个")
    if leads[1:]:
        message = f"已经写了 {leads[0]}，不能再写 {leads[1]}"
        return Problem(place=measure.key(leads[1]), message=message, help="只留一个；两种算法拆成两条")
    if leads == ["share"] and needed:
        message = f"share 后面缺少 {'、'.join(needed)}"
        return Problem(place=measure.key("share"), message=message, help="where 写哪一列，at_least 写百分之几")
    if leads != ["share"] and len(needed) == 1:
        extra = "at_least" if needed == ["where"] else "where"
        message = f"{extra} 不能与 {leads[0]} 写在一起"
        return Problem(place=measure.key(extra), message=message, help=f"删去 {extra}，或改用 share")
    if leads != ["share"] and not needed:
        message = f"where、at_least 不能与 {leads[0]} 写在一起"
        return Problem(place=measure.key("where"), message=message, help="删去这两个键，或改用 share")
    return None


def _is_table(catalog: Catalog, share: FieldRef) -> bool:
    fields = catalog.records[share.record].fields if share.record in catalog.records else ()
    return any(field.id == share.field and field.type is FieldType.TABLE for field in fields)
