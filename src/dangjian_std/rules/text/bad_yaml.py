"""这里的 YAML 写法读不懂。

为什么
------
引号没有成对、括号没有写完、缩进没有对齐，后面的内容就接不上。先改好报告的这一处，再看下一处。
冒号后面要空一格；合并冲突留下的标记也要先清掉。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: "示例支部
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

CODE = "DS006"
SEVERITY = Severity.ERROR
