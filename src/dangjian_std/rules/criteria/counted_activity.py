"""检查要点数会议、数材料、数照片。

为什么
------
数了份数，就有人多开会、多填表、多拍照，事情没有办好，留痕倒多了。所以没有 count 这种看法：
该定期做的看每个周期做了没有（recurs），多做的不多算；成效看办成了多少（share）。

反例
----
    # DJ401 monthly
    measure: {count: 12}

正例
----
    # DJ401 monthly
    measure: {recurs: hold}

依据
----
减负若干规定三（改进方式方法）；本工具的约定：数会议、数材料、数照片不算成效。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS510"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each measure that counts filings."""
    for standard in catalog.standards.values():
        for criterion in standard.criteria:
            if "count" in dict(criterion.measure.unfit):
                yield Problem(
                    place=criterion.measure.key("count"),
                    message="不数份数：数会议、数材料、数照片，只会多攒会、多留痕",
                    help="看按期没有写 recurs，看办成多少写 share，看数字对不对写 agrees",
                )
