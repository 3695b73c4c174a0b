"""标准是旧版格式。

为什么
------
格式随程序改进：有的键改了名，有的键是新加的。旧格式的标准照新格式检查，处处都像是错的，所以只说这一条。
dstd migrate 把整套标准升到新格式，注释和排版不动；dstd migrate --diff 先看要改哪些。

反例
----
    # catalog
    format: 1

正例
----
    # 留着 standards/catalog.yaml

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS023"
SEVERITY = Severity.ERROR
