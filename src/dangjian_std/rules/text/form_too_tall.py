"""记录表一面放不下。

为什么
------
手写的行高要有8毫米，字不小于小五。栏目太多，一面就放不下，会多出一页，或者没法写字。
别的都没有错了才看这一条：一面能放多少，要画出来才知道。

反例
----
    # R211 open-matters
    rows: 30

正例
----
    # R211 open-matters
    rows: 4

依据
----
本工具的约定：手写的行高8—9毫米，装订边25毫米。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS021"
SEVERITY = Severity.ERROR
