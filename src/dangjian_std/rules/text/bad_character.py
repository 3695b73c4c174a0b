"""有看不见的字符。

为什么
------
零宽字符、双向控制字符、特殊空格，眼睛看不见，程序却当作内容。看上去一样的两个词，比起来就不一样；
有的还会让显示的顺序与实际的不同。写成 \\u200b 这样的转义，读出来也是它。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: "示例\\u200b支部"
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

CODE = "DS003"
SEVERITY = Severity.ERROR
