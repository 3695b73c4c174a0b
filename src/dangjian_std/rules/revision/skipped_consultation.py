"""没有征求过意见，或者没有试行过，就发布了。

为什么
------
一项标准一次研讨：草案先征求意见，改好了试行，行得通再发布。跳过一步，照做的人第一次看见它，就已经要照办了。
有的确实不用（照上级的文件改写、只换名称），写一句理由，审的人就知道不是漏了。

反例
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

正例
----
    # 文件 standards/4-党员活动/DJ402-志愿服务规程.yaml
    kind: standard
    code: DJ402
    title: 志愿服务规程
    group: 党员活动
    type: 规程
    version: 1.0.0
    status: 征求意见
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
      - {version: 1.0.0, on: 2026-12-01, change: 征求意见稿}

依据
----
本工具的约定，照来源文章“一个标准一次研讨”：见 docs/征求意见.md。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.changes.reasons import given
from dangjian_std.domain.vocabulary import Status
from dangjian_std.rules.gate import Revision
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS712"
SEVERITY = Severity.ERROR
WAY = (Status.DRAFT, Status.COMMENT, Status.TRIAL, Status.ISSUED)
"""What a standard goes through, one after the other."""


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each standard that went over a stage of its life, where no new entry of its history says why."""
    for code, new in revision.new.standards.items():
        old = revision.old.standards.get(code)
        was = old.status if old else Status.DRAFT
        if was not in WAY or new.status not in WAY or given(revision.old, revision.new, code).get("status"):
            continue
        skipped = WAY[WAY.index(was) + 1 : WAY.index(new.status)]
        if skipped:
            yield Problem(
                place=new.at("status"),
                message=f"{code} 没有经过{'、'.join(each.value for each in skipped)}，就成了{new.status.value}",
                help=f"先写成{skipped[0].value}；确实不用的，在 history 新加的那一条里写 "
                "reasons: [{at: status, why: 为什么}]",
            )
