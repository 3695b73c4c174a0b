"""文件不是 UTF-8 编码。

为什么
------
同一串字节，按不同的编码读出来是不同的字。全套文件统一用 UTF-8，在哪台电脑上打开都一样。

反例
----
    # 文件 standards/profiles/示例.yaml（按 GBK 保存）
    kind: profile
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

CODE = "DS002"
SEVERITY = Severity.ERROR
