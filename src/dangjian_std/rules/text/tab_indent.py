"""缩进里有制表符。

为什么
------
制表符在不同的编辑器里宽窄不一，看上去对齐了，其实没有对齐。YAML 也不允许。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    counts:
    ␉branches: 1

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
本工具的约定：缩进只用空格。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS004"
SEVERITY = Severity.ERROR
