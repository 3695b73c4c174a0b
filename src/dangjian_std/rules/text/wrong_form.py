"""代号、标识或日期的写法不对。

为什么
------
代号、标识、日期都有固定的写法。写法统一，才能查、能比、能排序；日历上没有的日子也写不得。

反例
----
    # DJ401
    effective: 2027-02-30

正例
----
    # DJ401
    effective: 2027-03-01

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS016"
SEVERITY = Severity.ERROR
