"""检查要点叫机器看不进电脑的表。

为什么
------
不入库的表、无记名纸票、上级统一印制和系统办理的，填好的不进本单位的电脑，机器没有东西可看。由人翻看，写 hand。

反例
----
    # R211
    sensitivity: 不入库

正例
----
    # R211
    sensitivity: 不入库
    # DJ401 closed
    measure: {hand: 翻看}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS506"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-measure")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form that never comes into a computer and that a criterion has a machine read."""
    for code, criterion in measured_steps.criteria(catalog):
        found = (each for each in _forms(catalog, code, criterion) if not catalog.records[each[0]].stored)
        if each := next(found, None):
            record = catalog.records[each[0]]
            yield Problem(
                place=each[1],
                message=f"{record.code} 是{record.medium}，{record.sensitivity}，填好的不进电脑",
                help="measure 写 {hand: 翻看}、{hand: 询问} 或者 {hand: 看实物}",
                related=(Related(record.at("sensitivity"), "表在这里"),),
            )


def _forms(catalog: Catalog, code: str, criterion: Criterion) -> Iterator[tuple[str, Place]]:
    measure = criterion.measure
    yield from ((part.record, measure.at(key)) for key, part in measures.parts(measure))
    for key, name in measures.steps(measure):
        step = measured_steps.step(catalog, name.qualified(code))
        days: list[str | None] = [code for code, _ in step.days] if step else []
        forms = days or [step.form if step else None]
        yield from ((code, measure.at(key)) for code in forms if code)
