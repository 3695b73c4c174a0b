"""一个月的事太多，党务工作提示一页放不下。

为什么
------
《党务工作提示》每月一页，一眼看完。事情多的月份会自动排紧：先并栏，再不写代号，最后把整月办的移到表下。
排到最紧还放不下，会印成两页；能印，所以只提醒。
按 catalog.yaml 写的年度、照每种单位形态估算，括号里是放不下的形态。

反例
----
    # DJ401 count
    what: 清点到会人数，逐一核对请假的手续、代为转告的人和转告的日期，都记入会议活动记录

正例
----
    # DJ401 count
    what: 清点到会人数

依据
----
本工具的约定：一个月的提示印一页。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS024"
SEVERITY = Severity.WARNING
