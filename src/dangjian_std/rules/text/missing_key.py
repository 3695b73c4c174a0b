"""缺少必须有的键。

为什么
------
少了它，这个文件就说不完整，印出来会空着一块。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
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

CODE = "DS013"
SEVERITY = Severity.ERROR
