"""值不在规定的几个里面。

为什么
------
有的键只能从几个值里选。自己另写一个，意思再清楚，工具也不知道该怎么办。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支部委员会]
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

CODE = "DS015"
SEVERITY = Severity.ERROR
