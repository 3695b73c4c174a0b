"""提到的标准、记录表或者文书已经废止。

为什么
------
废止的表还在填，废止的标准还说照它办，办的人拿到的是旧规定。步骤里的引用和文字里写的代号都看；
变更记录和来历说的是过去的事，不看。

反例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R202
        title: 党员大会记录
        on: 2026-11-01
        reason: 几种会议合用一张会议活动记录。
        replaced_by: R201
        papers: 已经填的照原保管期限归档。
    # DJ401 assign
    how:
      - 对照 R202 逐项列入。

正例
----
    # 文件 standards/废止.yaml
    kind: withdrawals
    withdrawals:
      - code: R202
        title: 党员大会记录
        on: 2026-11-01
        reason: 几种会议合用一张会议活动记录。
        replaced_by: R201
        papers: 已经填的照原保管期限归档。
    # DJ401 assign
    how:
      - 对照 R201 逐项列入。

依据
----
GB/T 1.1—2020 8.3：前言说明代替、废除了哪些文件。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import codes_named, living
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS124"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each withdrawn code that something still names, once however often it does."""
    places: dict[str, list[Place]] = {}
    for code, place in _uses(catalog) if catalog.withdrawn else ():
        places.setdefault(code, []).append(place)
    taken = {each.code for each in living(catalog)}
    for code, found in places.items():
        if code not in taken and (withdrawal := catalog.withdrawn.get(code)):
            related = [Related(place, "这里也用到") for place in found[1:]]
            yield Problem(
                place=found[0],
                message=f"{code}“{withdrawal.title}”已经在 {withdrawal.on} 废止",
                help=f"{withdrawal.instead}；不再要的，把这里也删去",
                related=(*related, Related(withdrawal.at("code"), "登记为废止")),
            )


def _uses(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    """Yield every code in what says what is to be done: not in what is withdrawn, nor in what the law says."""
    for node in (catalog.system, catalog.vocabulary, *catalog.profiles.values(), *living(catalog)):
        yield from codes_named(node)
