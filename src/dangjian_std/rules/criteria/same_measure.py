"""两句不同的话，机器看的是同一处。

为什么
------
“认领的任务办结90%”“服务对象提出的事办结90%”，看的都是落实清单的全部各行，答出来的就是同一个数，有一句是错的。
各写各的范围：来源是哪个词（from），看哪一步（step），哪一栏。

反例
----
    # DJ401 told
    measure: {share: R211.items, where: done-on, at_least: 90}
    statement: 落实事项都填了办结日期。

正例
----
    # DJ401 told
    measure: {share: R211.items, where: result, at_least: 90}
    statement: 落实事项都填了结果。

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion, Measure
from dangjian_std.domain.references import StepRef
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS507"
SEVERITY = Severity.ERROR
REQUIRES = ("names", "malformed-measure")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each criterion that states something else than an earlier one with the same measure."""
    first: dict[tuple[tuple[str, str], ...], Criterion] = {}
    for code, criterion in measured_steps.criteria(catalog):
        other = first.setdefault(_read(code, criterion.measure), criterion)
        if other.statement != criterion.statement:
            yield Problem(
                place=criterion.at("measure"),
                message=f"同“{other.id}”看的是同一处，说的却是两件事",
                help="用 from、step、row、where 写明各看哪一部分；分不开的，写 hand",
                related=(Related(other.at("measure"), f"这里说的是“{other.statement}”"),),
            )


def _read(code: str, measure: Measure) -> tuple[tuple[str, str], ...]:
    """Return what a measure reads, so that two can be compared wherever they stand."""
    return tuple(
        (key, str(value.qualified(code) if isinstance(value, StepRef) else value))
        for key, value in measure.stated()
    )
