"""政审、处分、谈话的表和票没有标为不入库，或者写了党员姓名和钱数的表写成公开。

为什么
------
填好的政审、处分材料，谈心谈话、提醒谈话、约谈的记录，只在管的人手里，不该进电子的库，也不该公开；
无记名的票录进电脑就认得出人。一人一份的表，写着姓名和金额的，也不公开。把“不入库”改成别的，要有人说得出理由。

反例
----
    # R211
    title: 政治审查清单

正例
----
    # R211
    title: 政治审查清单
    sensitivity: 不入库
    # DJ401 closed
    measure: {hand: 翻看}

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import FieldType, Medium, Sensitivity
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS409"
SEVERITY = Severity.WARNING
ALONE = True
GUARDED = re.compile("政治审查|政审|处分|谈话|谈心|约谈")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form whose filled copies others could come to see, and each ballot that is no ballot."""
    for record in catalog.records.values():
        if record.title.endswith("票") and record.medium is not Medium.BALLOT:
            yield Problem(
                place=record.at("medium"),
                message=f"《{record.title}》怎样保存写了“{record.medium}”，认得出是谁填的",
                help="写 medium: 无记名纸票",
            )
        guarded = GUARDED.search(record.title) or record.medium is Medium.BALLOT
        if guarded and record.sensitivity is not Sensitivity.NOT_STORED:
            yield Problem(
                place=record.at("sensitivity"),
                message=f"《{record.title}》谁能看写了“{record.sensitivity}”",
                help="写 sensitivity: 不入库",
            )
        elif record.sensitivity is Sensitivity.OPEN and _personal(record):
            yield Problem(
                place=record.at("sensitivity"),
                message=f"《{record.title}》写着姓名，谁能看写了“{record.sensitivity}”",
                help=f"写 sensitivity: {Sensitivity.PERSONAL}；真要公开的，另做一份没有姓名的",
            )


def _personal(record: Record) -> bool:
    """Whether a form is of one member, or names persons beside money."""
    types = {cell.type for cell in record.cells.values()}
    return record.per == "member" or {FieldType.PERSON, FieldType.MONEY} <= types
