"""标准的状态是废止，没有登记它的材料到哪里去了。

为什么
------
废止一项标准，照它办过的事、填过的表还在。不写明归档、并入还是销毁，换了人就没有人知道怎么处置。

反例
----
    # DJ401
    status: 废止

正例
----
    # DJ401
    status: 试行

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import Status
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS216"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("duplicate-code",)


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each withdrawn standard that does not stand among what was withdrawn."""
    for standard in catalog.standards.values():
        if standard.status is Status.WITHDRAWN and standard.code not in catalog.withdrawn:
            yield Problem(
                place=standard.at("status"),
                message=f"{standard.code} 废止了，没有登记日期、理由和材料去向",
                help="在 standards/废止.yaml 登记；还没有到废止的日子，状态不改，写 withdrawn",
            )
