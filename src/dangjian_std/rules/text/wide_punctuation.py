"""该用半角标点的地方用了全角标点。

为什么
------
键后面的冒号、方括号和花括号里的逗号是 YAML 的记号，要用半角。用了全角，前后就连成了一段文字。

反例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会，党小组]
    counts: {branches: 1, groups: 0, members: 9}

正例
----
    # 文件 standards/profiles/示例.yaml
    kind: profile
    name: 示例
    title: 示例支部
    has: [支委会, 党小组]
    counts: {branches: 1, groups: 0, members: 9}

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS005"
SEVERITY = Severity.ERROR
