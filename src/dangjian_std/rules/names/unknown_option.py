"""步骤写的会议种类，它填的那张表里没有。

为什么
------
步骤的 kinds 说明这是哪几种会：打印时照它在种类栏里打勾，也照它看哪几个会可以合并召开。写的种类表上没有，就勾不上。
栏目的 other 也是这样：它要是这一栏的一个选项。

反例
----
    # R201 kinds
    fill: kinds
    # DJ401 hold
    kinds: [主题党日活动]

正例
----
    # R201 kinds
    fill: kinds
    # DJ401 hold
    kinds: [主题党日]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import Fill
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS117"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each kind of meeting that is no box of the form that a step fills, and each step that fills none."""
    steps = [step for standard in catalog.standards.values() for step in standard.steps if step.kinds]
    for code, record in catalog.records.items():
        known = {
            option: field.at("options", index)
            for field in record.fields_filled(Fill.KINDS)
            for index, option in enumerate(field.options)
        }
        filling = [step for step in steps if (step.opens or step.record) == code]
        if known:
            uses = (*_others(record), *(use for step in filling for use in _kinds(step)))
            yield from dangling(uses, known, what=f"{code} 的种类", register=record.anchor.outline.file.path)
        else:
            yield from (_needless(step, f"{code} 没有要打勾的种类栏") for step in filling)
    yield from (_needless(step, "这一步不填表") for step in steps if not (step.opens or step.record))


def _kinds(step: Step) -> Iterator[tuple[str, Place]]:
    yield from ((kind, step.at("kinds", index)) for index, kind in enumerate(step.kinds))


def _others(record: Record) -> Iterator[tuple[str, Place]]:
    yield from ((field.other, field.at("other")) for field in record.fields_filled(Fill.KINDS) if field.other)


def _needless(step: Step, why: str) -> Problem:
    help_ = "删去 kinds，或在那张表的种类栏写 fill: kinds"
    return Problem(place=step.key("kinds"), message=f"{why}，用不着 kinds", help=help_)
