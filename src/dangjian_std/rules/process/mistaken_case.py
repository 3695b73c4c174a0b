"""专项工作写的阶段、步骤没有，或者没有一步从写的那一天算起。

为什么
------
`dstd case` 照 catalog.yaml 的 cases 排日期、备材料。步骤改了名、删了，专项工作里就漏了一段，做出来的安排看着完整，
其实少了；没有一步等 `from` 那件事的，一个日期也算不出来。`together` 写的是专项工作里的步骤，`without` 写的是
这些步骤要发的文书，不写别的。`brings` 写的是登记过的事件，和带来它的一步。
`uses` 写的是其中的步骤另外要用的无记名纸票或者文书。

反例
----
    # catalog
    cases:
      - {name: 议定事项, from: 形成议定事项, parts: [DJ401.voting]}

正例
----
    # catalog
    cases:
      - {name: 主题党日, from: DJ401.hold, parts: [DJ401.notify, DJ401.hold, DJ401.tell]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Case, Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import references
from dangjian_std.domain.vocabulary import Medium
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS225"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each part of a case that is not there, and each case that is not counted from its day."""
    if not catalog.standards or not catalog.system.cases:  # the set is only begun
        return
    parts = _parts(catalog)
    steps = {name: place for name, (place, own) in parts.items() if len(own) == 1 and own[0].at("id") == place}
    named = [
        (str(part), case.at("parts", n)) for case in catalog.system.cases for n, part in enumerate(case.parts)
    ]
    yield from dangling(
        named, {name: place for name, (place, _) in parts.items()}, what="阶段或者步骤", register="标准"
    )
    same = [
        (str(step), case.at("together", n))
        for case in catalog.system.cases
        for n, step in enumerate(case.together)
    ]
    yield from dangling(same, steps, what="步骤", register="标准")
    brought = [each for case in catalog.system.cases for each in case.brings]
    events = {each.name: each.at("name") for each in catalog.system.events}
    yield from dangling(
        [(each.event, each.at("event")) for each in brought],
        events,
        what="事件",
        register="catalog.yaml 的 events",
    )
    waited = [(str(each.step), each.at("step")) for each in brought if each.step]
    yield from dangling(waited, steps, what="步骤", register="标准")
    for case in catalog.system.cases:
        sent = {
            code: step.at("papers")
            for part in case.parts
            for step in parts.get(str(part), (None, ()))[1]
            for code in step.papers
        }
        unused = [(code, case.at("without", n)) for n, code in enumerate(case.without)]
        yield from dangling(unused, sent, what="要发的文书", register=f"{case.name}的步骤的 papers")
    for case in catalog.system.cases:
        steps_of = {
            f"{part.standard}.{step.id}": step.at("id")
            for part in case.parts
            for step in parts.get(str(part), (None, ()))[1]
        }
        known = {code: each.at("code") for code, each in (*_ballots(catalog), *catalog.papers.items())}
        named = [(str(each.step), each.at("step")) for each in case.uses]
        yield from dangling(named, steps_of, what="步骤", register=f"{case.name}的 parts")
        used = [(each.code, each.at("code")) for each in case.uses]
        yield from dangling(used, known, what="无记名纸票或者文书", register="记录表、文书")
    for case in catalog.system.cases:
        own = [(part, step) for part in case.parts for step in parts.get(str(part), (None, ()))[1]]
        if own and not any(_counted(case, part, step) for part, step in own):
            yield Problem(
                place=case.at("from"),
                message=f"“{case.name}”里没有一步从“{case.from_}”算起，排不出日期",
                help="from 改成其中一步等的事件，或者其中的一步；或者把那一步写进 parts",
            )


def _ballots(catalog: Catalog) -> Iterator[tuple[str, Record]]:
    yield from ((code, each) for code, each in catalog.records.items() if each.medium is Medium.BALLOT)


def _parts(catalog: Catalog) -> dict[str, tuple[Place, tuple[Step, ...]]]:
    """Every stage and step by its name, its place, and the steps that it stands for."""
    found: dict[str, tuple[Place, tuple[Step, ...]]] = {}
    for code, standard in catalog.standards.items():
        for stage in standard.stages:
            found[f"{code}.{stage.id}"] = (stage.at("id"), stage.steps)
            found |= {f"{code}.{step.id}": (step.at("id"), (step,)) for step in stage.steps}
    return found


def _counted(case: Case, part: StepRef, step: Step) -> bool:
    """Whether a step is the one that a case is counted from, or waits for what it is counted from."""
    waits = (
        each.qualified(part.standard) if isinstance(each, StepRef) else each for each in references(step.when)
    )
    return case.start in {StepRef(part.standard, step.id), *waits}
