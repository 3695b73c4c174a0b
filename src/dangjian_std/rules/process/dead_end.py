"""一步的结果没有写去哪里，或者转来转去没有了结。

为什么
------
写了“不通过”，就要写不通过的怎么办：回到哪一步，接着办哪一步，或者到此为止。没有写，办到这里的人就停住了。
几步之间可以退回重办，但是总要有一个结果走得出去。

反例
----
    # DJ401 vote
    outcomes:
      - {label: 通过, to: assign}
      - {label: 不通过}

正例
----
    # DJ401 vote
    outcomes:
      - {label: 通过, to: assign}
      - {label: 不通过, ends: true}

依据
----
GB/T 20001.6—2017 6.3、6.4.2：程序按先后次序确立，写明转换条件和结束条件。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS213"
SEVERITY = Severity.ERROR

END_OF_STEPS = StepRef("", "")
"""What follows where nothing is left to do."""
Ways = Mapping[StepRef, frozenset[StepRef]]


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each outcome that leads nowhere or to two places, and the first step of a circle without a way out."""
    found = [problem for each in catalog.standards.values() for step in each.steps for problem in _outcomes(step)]
    yield from found
    if not found:
        yield from _circles(catalog)


def _outcomes(step: Step) -> Iterator[Problem]:
    for outcome in step.outcomes:
        if bool(outcome.to) == outcome.ends:
            message = "又写了下一步，又写了到此为止" if outcome.ends else "没有写接着办哪一步"
            yield Problem(
                place=outcome.at("label"),
                message=f"结果“{outcome.label}”{message}",
                help="写 to: 步骤的标识；以后没有要办的，写 ends: true",
            )
    if len(step.outcomes) == 1:
        yield Problem(
            place=step.at("outcomes"),
            message=f"只写了“{step.outcomes[0].label}”一种结果",
            help="把别的结果也写上；没有别的结果的，不写 outcomes，次序写在 when",
        )


def _circles(catalog: Catalog) -> Iterator[Problem]:
    if not any(map(_parts, catalog.standards.values())):
        return
    ways = {name: next_ for each in catalog.standards.values() for name, next_ in _ways(each)}
    out = _leading_out(ways)
    for code, standard in catalog.standards.items():
        caught = (step for step in standard.steps if step.outcomes and StepRef(code, step.id) not in out)
        if step := next(caught, None):
            yield Problem(
                place=step.key("outcomes"),
                message=f"从“{step.what}”往下，哪个结果都转回来，没有了结",
                help="让其中一个结果接着办后面的步骤，或写 ends: true",
            )


@asked_once
def _parts(standard: Standard) -> bool:
    """Whether a step has outcomes; without any, each leads to the one after it, and so to the end."""
    return any(step.outcomes for step in standard.steps)


def _ways(standard: Standard) -> Iterator[tuple[StepRef, frozenset[StepRef]]]:
    """Yield each step and what may be next: where its outcomes lead, else the step after it."""
    for step, after in pairwise((*standard.steps, None)):
        if step:
            plain = StepRef(standard.code, after.id) if after else END_OF_STEPS
            leads = (each.to.qualified(standard.code) if each.to else END_OF_STEPS for each in step.outcomes)
            yield StepRef(standard.code, step.id), frozenset(leads) or frozenset({plain})


def _leading_out(ways: Ways) -> set[StepRef]:
    """Return the steps from which one comes to an end."""
    before: dict[StepRef, list[StepRef]] = {}
    for name, next_ in ways.items():
        for each in next_:
            before.setdefault(each, []).append(name)
    out, waiting = {END_OF_STEPS}, [END_OF_STEPS]
    while waiting:
        more = [name for name in before.get(waiting.pop(), ()) if name not in out]
        out.update(more)
        waiting += more
    return out
