"""值的种类不对。

为什么
------
该写列表的写成了一个词，该写文字的写成了数字，后面就没法用。不加引号的 1.0 是数字，"1.0" 才是文字。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: 支委会
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

CODE = "DS014"
SEVERITY = Severity.ERROR
