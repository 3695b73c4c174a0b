"""标准多年没有复审。

为什么
------
上级的规定在变，办事的人在变，几年没有人看过的标准，多半已经和做的不一样。
catalog.yaml 写了 review_years（几年复审一次）的，变更记录最后一条过了这么多年，就提醒一次。
不用改的，也在变更记录里写一条“复审，继续有效”。

反例
----
    # catalog
    review_years: 3
    year: 2030

正例
----
    # catalog
    review_years: 3
    year: 2029

依据
----
本工具的约定。几年复审一次由本单位定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS236"
SEVERITY = Severity.WARNING
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard in force that nobody has looked at for more years than the set says."""
    years = catalog.system.review_years
    if years is None:
        return
    for code, standard in catalog.standards.items():
        last = max((entry.on for entry in standard.history), default=standard.issued)
        if standard.status.binding and catalog.system.year - last.year > years:
            yield Problem(
                place=standard.history[-1].at("on") if standard.history else standard.at("issued"),
                message=f"{code} 从 {last:%Y-%m-%d} 起没有复审，已经过了 {years} 年",
                help="复审以后在 history 加一条：改了的写改了什么，不用改的写“复审，继续有效”",
            )
