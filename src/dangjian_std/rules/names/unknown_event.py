"""用到的事件没有在 catalog.yaml 登记。

为什么
------
“遇到这件事就做那一步”，事件的叫法要全套统一。同一件事两种叫法，日历和检查就对不上。

反例
----
    # DJ401 vote.when
    on: 要表决

正例
----
    # DJ401 vote.when
    on: 有事项需要党员大会表决

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.timing import When, reference
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS107"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each event that is named and not registered. What is written like a step is left to `unknown-step`."""
    known = {event.name: event.at("name") for event in reversed(catalog.system.events)}
    yield from dangling(_uses(catalog), known, what="事件", register="standards/catalog.yaml")


def _uses(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    for standard in catalog.standards.values():
        for step in standard.steps:
            yield from _named(step.when)
    for regulation in catalog.regulations.values():
        for article in regulation.articles:
            for floor in article.floor:
                if floor.when:
                    yield from _named(floor.when)
    for paper in catalog.papers.values():
        yield from ((slot.event, slot.at("event")) for slot in paper.slots if slot.event)


def _named(when: When) -> Iterator[tuple[str, Place]]:
    target = reference(when)
    if target and not isinstance(target, StepRef):
        yield target, when.at(when.lead)
