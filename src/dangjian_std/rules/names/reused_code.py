"""废止了的代号又给了别的用，或者登记了两次。

为什么
------
旧材料上印着 R202，档案里查得到。代号给了另一张表，就分不清哪些材料是照哪张表填的。

反例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R211
        title: 督查记录
        on: 2026-11-01
        reason: 督查不另填表。
        papers: 已经填的照原保管期限归档。

正例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R202
        title: 督查记录
        on: 2026-11-01
        reason: 督查不另填表。
        papers: 已经填的照原保管期限归档。

依据
----
GB/T 1.1—2020 8.1：文件编号由代号、顺序号和年份组成，用来认定一个文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import living
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS125"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each file that has a withdrawn code and is not what was withdrawn, and each code withdrawn twice."""
    for node in living(catalog):
        if withdrawal := catalog.withdrawn.get(node.code):
            yield Problem(
                place=node.at("code"),
                message=f"{node.code} 是废止了的“{withdrawal.title}”的代号",
                help="换一个没有用过的代号，文件名也跟着改；没有废止的，从 standards/废止.yaml 删去",
                related=(Related(withdrawal.at("code"), "登记为废止"),),
            )
    for each in catalog.withdrawals.withdrawals if catalog.withdrawals else ():
        if (first := catalog.withdrawn[each.code]) is not each:
            yield Problem(
                place=each.at("code"),
                message=f"{each.code} 登记了两次废止",
                help="删去一项",
                related=(Related(first.at("code"), "先登记在这里"),),
            )
