"""有不认识的键。

为什么
------
键写错一个字母，写的内容就没有人读，印出来也不会有。所以不认识的键一律指出来，不悄悄跳过。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    titel: 示例支部
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

CODE = "DS012"
SEVERITY = Severity.ERROR
