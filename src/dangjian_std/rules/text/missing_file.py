"""缺少必须有的文件。

为什么
------
standards/catalog.yaml 说明全套叫什么、分哪几组，standards/roles.yaml 登记岗位。少了它们，别的都无从说起。

反例
----
    # 删去 standards/roles.yaml

正例
----
    # 留着 standards/roles.yaml

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS018"
SEVERITY = Severity.ERROR
