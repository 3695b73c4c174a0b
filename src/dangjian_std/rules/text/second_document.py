"""一个文件里写了两份内容。

为什么
------
一个文件只写一项标准、一张表、一份文书，文件名就是它的名字。--- 之后的第二份没有名字可叫。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会]
    counts: {branches: 1, groups: 0, members: 9}
    ---
    kind: profile
    name: 示例二

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
本工具的约定：一个文件一份内容。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS009"
SEVERITY = Severity.ERROR
