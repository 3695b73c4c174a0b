"""在实施的标准要靠不在实施的：草案，还没有实施的，先废止的。

为什么
------
草案、征求意见稿不派事，也不印进手册。发布的标准把时间挂在它的步骤上，填的表印在它的附录里，或者文字里说照它办，
那段时间就没有地方可以照着办。

反例
----
    # DJ401
    withdrawn: 2028-07-01
    # 文件 standards/4-党员活动/DJ402-志愿服务规程.yaml
    kind: standard
    code: DJ402
    title: 志愿服务规程
    group: 党员活动
    type: 规程
    version: 1.0.0
    status: 发布
    issued: 2026-12-01
    effective: 2027-01-01
    origin: 新增
    scope: {covers: 志愿服务的程序, applies_to: 各党支部}
    stages:
      - id: do
        title: 办理
        steps:
          - id: serve
            who: 组织委员
            what: 通报志愿服务情况
            how: [说明参加的人数。]
            when: {after: DJ401.hold, within_days: 0}
            local: [step]
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}

正例
----
    # 文件 standards/4-党员活动/DJ402-志愿服务规程.yaml
    kind: standard
    code: DJ402
    title: 志愿服务规程
    group: 党员活动
    type: 规程
    version: 1.0.0
    status: 发布
    issued: 2026-12-01
    effective: 2027-01-01
    origin: 新增
    scope: {covers: 志愿服务的程序, applies_to: 各党支部}
    stages:
      - id: do
        title: 办理
        steps:
          - id: serve
            who: 组织委员
            what: 通报志愿服务情况
            how: [说明参加的人数。]
            when: {after: DJ401.hold, within_days: 0}
            local: [step]
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}

依据
----
本工具的约定。
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.timing import reference
from dangjian_std.domain.vocabulary import Status
from dangjian_std.domain.workdays import ONE_DAY
from dangjian_std.rules.references import codes_named
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS217"
SEVERITY = Severity.ERROR
CONSULTED = "；已经发布、为修改它征求意见的，状态仍写发布，改动留在合并请求里"
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard on which one in force rests on some day on which it is itself not in force."""
    for standard in catalog.standards.values():
        places: dict[str, list[Place]] = {}
        for code, place in _uses(catalog, standard) if standard.status.binding else ():
            if code != standard.code:
                places.setdefault(code, []).append(place)
        for code, (place, *more) in places.items():
            other = catalog.standards[code]
            if not _lasts(standard, other):
                related = (Related(each, "这里也要靠它") for each in dict.fromkeys(more) if each != place)
                yield Problem(
                    place=place,
                    message=f"{standard.code} {_since(standard)}，要靠的 {code} {_since(other)}",
                    help=f"等 {code} 实施了再用它；它不再实施的，改用别的，或者一同废止"
                    + (CONSULTED if other.status is Status.COMMENT else ""),
                    related=(*related, Related(other.at("status"), f"{code} 的状态和日期")),
                )


def _uses(catalog: Catalog, standard: Standard) -> Iterator[tuple[str, Place]]:
    """Yield the standards whose steps one counts its times from, or that print what it uses; and named drafts."""
    for step in standard.steps:
        target = reference(step.when)
        if isinstance(target, StepRef) and target.standard:
            yield target.standard, step.when.at(step.when.lead)
        kept = [(key, code) for key, code in (("opens", step.opens), ("record", step.record)) if code]
        yield from ((catalog.records[code].home, step.at(key)) for key, code in kept)
        yield from ((catalog.papers[code].home, step.at("papers")) for code in step.papers)
    for code, place in codes_named(standard):
        if (named := catalog.standards.get(code)) and not named.status.binding:
            yield code, place


def _lasts(standard: Standard, other: Standard) -> bool:
    """Whether another standard is in force as long as this one."""
    last = standard.withdrawn - ONE_DAY if standard.withdrawn else dt.date.max
    return other.in_force_throughout(standard.effective, last)


def _since(standard: Standard) -> str:
    if not standard.status.binding:
        return "已经废止" if standard.status is Status.WITHDRAWN else f"还是{standard.status}"
    return f"{standard.effective}起实施" + (f"、{standard.withdrawn}废止" if standard.withdrawn else "")
