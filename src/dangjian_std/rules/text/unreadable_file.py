"""文件读不了。

为什么
------
标准只从普通文件里读。链接可能指到别的地方，管道和设备会一直读不完，太大的文件不会是一项标准，
所以都不读，也不跟着链接走。

反例
----
    # 文件 standards/profiles/示例.yaml（这是一个链接）

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

CODE = "DS001"
SEVERITY = Severity.ERROR
