"""政审、处分的表没有标为不入库。

为什么
------
填好的政审、处分材料，只在管档案的人手里，不该进电子的库，也不该公开。把“不入库”改成别的，要有人说得出理由。

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
from dangjian_std.domain.vocabulary import Sensitivity
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS409"
SEVERITY = Severity.WARNING
GUARDED = re.compile("政治审查|政审|处分")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form whose filled copies others could come to see."""
    for record in catalog.records.values():
        if GUARDED.search(record.title) and record.sensitivity is not Sensitivity.NOT_STORED:
            yield Problem(
                place=record.at("sensitivity"),
                message=f"《{record.title}》谁能看写了“{record.sensitivity}”",
                help="写 sensitivity: 不入库",
            )
