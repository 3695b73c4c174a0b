"""这段文字读进来会和写的不一样。

为什么
------
YAML 里一句话分成几行，读进来会在接头处多出空格；没有引号时，“ #”后面的字会被当作注释丢掉。
真要在值的后面写注释，# 前后都空一格：“title: 示例支部 # 备注”是注释，“title: 示例支部 #1”要加引号。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部 #1
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 9}

正例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: "示例支部 #1"
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 9}

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS022"
SEVERITY = Severity.ERROR
