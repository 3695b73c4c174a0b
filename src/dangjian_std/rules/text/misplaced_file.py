"""文件放错了文件夹。

为什么
------
每一种文件有它的文件夹：记录表在 records，文书在 papers。放错了，找表的人就找不到它。

反例
----
    # 文件 standards/papers/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 9}

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

CODE = "DS019"
SEVERITY = Severity.ERROR
