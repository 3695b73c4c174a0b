"""同一处写了两个相同的键。

为什么
------
两个相同的键，只有一个能生效，另一个悄悄丢掉。丢的是哪一个，写的人和读的人未必想的一样。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    title: 示例党支部
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

CODE = "DS007"
SEVERITY = Severity.ERROR
