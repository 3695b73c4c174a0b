"""示例逐项列出标准，却有漏列的，或者列了两次。

为什么
------
督查、学习一类的表，示例常把全部标准排进各月；草案、征求意见稿不用排。新增或者废止了标准，示例没有跟着改，照着填的人就会漏掉一项。
一列示例只写标准代号、写了半数以上，就看作要列全；只举几项作例子的，不在其内。

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
            what: 组织志愿服务
            how: [选定项目。]
            when: {every: quarter, times: 1}
            local: [step]
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
    # R211 items
    columns:
      - {id: done-on, label: 日期, type: date, sample: [2027年1月11日, 2027年2月18日]}
      - {id: standards, label: 看哪几项标准, sample: [DJ401、DJ402, DJ401]}

正例
----
    # R211 items
    columns:
      - {id: done-on, label: 日期, type: date, sample: [2027年1月11日, 2027年2月18日]}
      - {id: standards, label: 看哪几项标准, sample: [DJ401, —]}

依据
----
GB/T 20001.6—2017 6.5.3.2：过程记录要写明记录的内容。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS406"
SEVERITY = Severity.WARNING

STANDARD = re.compile(r"DJ[0-9]{3}")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each column of a sample that names most standards, and not each of them once."""
    kept = [code for code, each in catalog.standards.items() if each.status.binding and _of_set(each)]
    for record in catalog.records.values():
        for column in (column for field in record.fields for column in field.columns):
            named = Counter(code for text in column.sample if text != "—" for code in text.split("、"))
            if len(named) <= max(1, len(kept) / 2) or not all(map(STANDARD.fullmatch, named)):
                continue
            missing = [code for code in kept if code not in named]
            twice = [code for code, count in named.items() if count > 1]
            said = [
                *([f"没有列 {'、'.join(missing)}"] if missing else []),
                *([f"{'、'.join(twice)} 列了不止一次"] if twice else []),
            ]
            if said:
                message = f"“{column.label}”列的示例逐项列出标准，{'，'.join(said)}"
                yield Problem(
                    place=column.key("sample"), message=message, help="每项标准列一次；不再列全的，只留几项作例子"
                )


def _of_set(standard: Standard) -> bool:
    """Whether a standard is of the set itself, and not one that a unit added to it."""
    return standard.anchor.outline.file.path.startswith("standards/")
