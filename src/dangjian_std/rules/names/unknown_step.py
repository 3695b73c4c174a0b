"""提到的步骤不存在。

为什么
------
“在哪一步之前、之后”“检查哪一步”“不通过的回到哪一步”，都按步骤的标识找。找不到，时间就算不出来，检查也落了空。
同一标准里的步骤只写标识，如 hold；别的标准里的前面加代号，如 DJ301.vote。

反例
----
    # DJ401 tell.when
    after: held

正例
----
    # DJ401 tell.when
    after: hold

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.domain import measures
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import After, reference
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS109"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step that is referred to and does not exist in its standard, or whose standard does not exist."""
    events = {event.name for event in catalog.system.events}
    uses: dict[str, list[tuple[str, Place]]] = {}
    for name, place in _uses(catalog):
        if name.step not in events:
            uses.setdefault(name.standard, []).append((name.step, place))
    for code, named in uses.items():
        if code in catalog.withdrawn:
            continue
        standard = catalog.standards.get(code)
        known = _known(standard) if standard else {}
        register = standard.anchor.outline.file.path if standard else f"标准 {code}（也还没有）"
        yield from dangling(named, known, what=f"{code} 的步骤", register=register)


def _uses(catalog: Catalog) -> Iterator[tuple[StepRef, Place]]:
    for key, standard in catalog.standards.items():
        yield from ((name.qualified(key), place) for name, place in _said(standard))
    if found := catalog.system.inspection:
        yield found.refer, found.at("refer")
        if found.leader_by:
            yield found.leader_by, found.at("leader_by")
    for year in catalog.dates.values():
        yield from ((entry.step, entry.at("step")) for entry in year.dates)
    for profile in catalog.profiles.values():
        for entry in profile.not_applicable:
            yield entry.step, entry.at("step")


@asked_once
def _said(standard: Standard) -> tuple[tuple[StepRef, Place], ...]:
    """Return what a standard refers to, as it says so."""
    measured = ((each.measure, *found) for each in standard.criteria for found in measures.steps(each.measure))
    return (
        *(use for step in standard.steps for use in _named(step)),
        *((name, measure.at(key)) for measure, key, name in measured),
    )


@asked_once
def _known(standard: Standard) -> Mapping[str, Place]:
    return {step.id: step.at("id") for step in standard.steps}


def _named(step: Step) -> Iterator[tuple[StepRef, Place]]:
    if isinstance(target := reference(step.when), StepRef):
        yield target, step.when.at(step.when.lead)
    also = step.when.also if isinstance(step.when, After) else ()
    yield from ((each, step.when.at("also", index)) for index, each in enumerate(also))
    yield from ((each.to, each.at("to")) for each in step.outcomes if each.to)
    for key, named in (("joins", step.joins), ("at", step.at_), ("prefers", step.prefers), ("after", step.after)):
        yield from ((each, step.at(key, index)) for index, each in enumerate(named))
