"""用了 YAML 的锚点、别名、合并键或类型标记。

为什么
------
这些写法省了几个字，却让一处改动影响看不见的别处，也能让一个小文件展开成极大的内容。
标准要一处一处写明白。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: &name 示例
    title: *name
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

CODE = "DS008"
SEVERITY = Severity.ERROR
