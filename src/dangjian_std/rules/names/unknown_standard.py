"""提到的标准不存在。

为什么
------
每张表、每份文书印在一项标准后面，所属的标准不存在，它就没有地方印。文字里写“照 DJ402 办”，DJ402 废止了、
改了代号，读的人就找不到照什么办。

反例
----
    # DJ401 assign
    how:
      - 照 DJ402 列入落实清单。

正例
----
    # DJ401 assign
    how:
      - 照 DJ401 列入落实清单。

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
from dangjian_std.rules import prose
from dangjian_std.rules.references import coded_places, dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS114"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each home of a form or a paper, and each code in a sentence, that is no standard."""
    kept: dict[str, Record | Paper] = {**catalog.records, **catalog.papers}
    uses = [(each.home, each.at("home")) for each in kept.values()]
    uses += prose.named(catalog, "DJ ?[0-9]+")
    uses += [(each.standard, each.at("standard")) for unit in catalog.profiles.values() for each in unit.without]
    known = coded_places(catalog, catalog.standards)
    for problem in dangling(uses, known, what="标准", register="standards/ 下它那一组的文件夹"):
        places = {problem.place, *(each.place for each in problem.related)}
        lost = {code for code, each in kept.items() if each.at("home") in places}
        using = "、".join(code for code, each in catalog.standards.items() if lost & _used(each))
        home = f"用到它们的是 {using}，所属改成其中一项；" if using else ""
        gone = "删去所属是它的文件，改提到它的文字" if lost else "改提到它的文字"
        yield replace(problem, help=f"误删的，恢复这项标准；{home}不再用的，{gone}")


def _used(standard: Standard) -> set[str]:
    """Return the codes of the forms and papers that its steps use."""
    steps = tuple(standard.steps)
    return {code for step in steps for code in (step.opens, step.record, *step.papers) if code}
