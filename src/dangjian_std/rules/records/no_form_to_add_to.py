"""有的单位要记入一张表，却从来不填这张表。

为什么
------
不设支委会的支部没有支委会会议，也就没有支委会会议记录。步骤写“记入 R204”，那里的人找不到这张表。
设有某个机构才填的表，写 `needs` 和 `instead`：没有这个机构的单位改记在哪张表，一路改下去，最后那张要有步骤启用。
这一步在那里本来就不用做的，写进单位类型的 `not_applicable`。

反例
----
    # R201
    archive: 10年
    needs: 支委会
    instead: R211

正例
----
    # DJ401 hold
    opens: R201

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS413"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form with one of two keys that go together, then each form that a unit is sent to in vain."""
    for record in catalog.records.values():
        if (record.needs is None) is not (record.instead is None):
            key, other = ("needs", "instead") if record.needs else ("instead", "needs")
            message = f"写了 {key}，没有写 {other}"
            yield Problem(place=record.key(key), message=message, help=f"加上 {other}，或者删去 {key}")
    wrong: dict[tuple[Place, str], list[Unit]] = {}
    for unit in Unit.all(catalog):
        for use in _in_vain(unit):
            wrong.setdefault(use, []).append(unit)
    for (place, form), units in wrong.items():
        yield Problem(
            place=place,
            message=f"这样的单位不填 {form}：{'、'.join(unit.profile.name for unit in units)}",
            help=f"在 {form} 写 needs 和 instead；或在单位类型的 not_applicable 写明这一步不适用",
            related=tuple(Related(unit.profile.at("name"), "这样的单位") for unit in units),
        )


def _in_vain(unit: Unit) -> Iterator[tuple[Place, str]]:
    """Yield each place where a step that a unit does uses a form that others fill in and it does not.

    A form that only a standard opens which the unit does not have is `missed-standard`.
    """
    opened = {step.opens for standard in unit.adopted().catalog.standards.values() for step in standard.steps}
    for code, standard in unit.catalog.standards.items():
        for step in standard.steps:
            moved = step.opens and unit.form(step.opens) != step.opens
            lost = step.record and step.record in opened and unit.form(step.record) not in unit.forms
            if not (moved or lost) or not unit.does(code, step):
                continue
            if moved and step.opens:
                yield step.at("opens"), step.opens
            if lost and step.record:
                yield step.at("record"), step.record
