"""数字太大或太小，文字太长或是空的，列表的项数不合适。

为什么
------
每个值都有合理的范围。超出的多半是笔误，也可能撑破印出来的版面。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 0}

正例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 9}

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS017"
SEVERITY = Severity.ERROR
