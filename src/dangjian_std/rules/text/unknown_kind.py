"""没有写 kind，或者没有这一种文件。

为什么
------
kind 说明这是标准、记录表还是别的，工具按它决定这个文件该有哪些键。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: unit
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

CODE = "DS011"
SEVERITY = Severity.ERROR
