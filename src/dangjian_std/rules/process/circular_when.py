"""步骤的时间互相等待，谁也开始不了。

为什么
------
甲在乙之后，乙又在甲之后，就没有先做的一步。常在改了步骤的次序以后出现。

反例
----
    # DJ401 sign
    when: {after: sign, within_workdays: 5}

正例
----
    # DJ401 sign
    when: {after: hold, within_workdays: 5}

依据
----
GB/T 20001.6—2017 6.3：程序按先后次序确立。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import references
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS209"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first step, in order, of every loop of steps that wait for each other."""
    waiting = [(code, each) for code, each in catalog.standards.items() if not _orderly(each)]
    steps = {StepRef(code, step.id): step for code, each in waiting for step in each.steps}
    said: set[StepRef] = set()
    for name, step in steps.items():
        loop = _waits(name, steps)
        if loop and not said & set(loop):
            said |= set(loop)
            chain = "→".join(f"“{steps[each].what}”" for each in loop)
            help_ = "把其中一步改为等待更早的步骤，或写明日期、事件"
            place = (
                step.when.at(step.when.lead) if references(step.when) else step.at("joins" if step.joins else "at")
            )
            yield Problem(place=place, message=f"这几步的时间互相等待：{chain}", help=help_)


@asked_once
def _orderly(standard: Standard) -> bool:
    """Whether each step waits for steps above it alone: then none of its steps is in a loop."""
    above: set[str] = set()
    for step in standard.steps:
        targets = [each for each in (*references(step.when), *step.joins, *step.at_) if isinstance(each, StepRef)]
        if any(each.standard or each.step not in above for each in targets):
            return False
        above.add(step.id)
    return True


def _waits(start: StepRef, steps: Mapping[StepRef, Step]) -> list[StepRef]:
    """Follow what a step waits for; return the shortest way that comes back to the step, else nothing."""
    ways = [[start]]
    seen: set[StepRef] = set()
    for way in ways:
        last = steps[way[-1]]
        for target in (*references(last.when), *last.joins, *last.at_):
            if not isinstance(target, StepRef):
                continue
            name = target.qualified(way[-1].standard)
            if name == start:
                return way
            if name in steps and name not in seen:
                seen.add(name)
                ways.append([*way, name])
    return []
