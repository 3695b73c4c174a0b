"""记录表或文书所属的标准不存在。

为什么
------
每张表、每份文书印在一项标准后面，别的标准只引用它。所属的标准不存在，它就没有地方印。

反例
----
    # R211
    home: DJ402

正例
----
    # R211
    home: DJ401

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.references import coded_places, dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS114"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each home of a form or a paper that is no standard."""
    kept: dict[str, Record | Paper] = {**catalog.records, **catalog.papers}
    uses = [(each.home, each.at("home")) for each in kept.values()]
    known = coded_places(catalog, catalog.standards)
    for problem in dangling(uses, known, what="标准", register="standards/ 下它那一组的文件夹"):
        places = {problem.place, *(each.place for each in problem.related)}
        lost = {code for code, each in kept.items() if each.at("home") in places}
        using = "、".join(code for code, each in catalog.standards.items() if lost & _used(each))
        home = f"用到它们的是 {using}，所属改成其中一项；" if using else ""
        yield replace(problem, help=f"误删的，恢复这项标准；{home}不再用的，删去这里列出的文件")


def _used(standard: Standard) -> set[str]:
    """Return the codes of the forms and papers that its steps use."""
    steps = tuple(standard.steps)
    return {code for step in steps for code in (step.opens, step.record, *step.papers) if code}
