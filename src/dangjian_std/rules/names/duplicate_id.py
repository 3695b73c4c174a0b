"""同一个文件里，两样东西用了同一个标识。

为什么
------
步骤、栏目、岗位、条文都按标识来找。标识重复，“在 hold 之后”就不知道是哪一个 hold。
阶段和步骤合在一起不能重复；要求、检查要点、术语、附录、栏目、相符、空白各自不能重复，一步的各个结果也不能重名。

反例
----
    # DJ401 session
    id: theme

正例
----
    # DJ401 session
    id: session

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS112"
SEVERITY = Severity.ERROR
ALONE = True

Names = list[tuple[str, Place]]


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each id that its namespace already holds, at its second use."""
    for names in _namespaces(catalog):
        first: dict[str, Place] = {}
        for name, place in names:
            if first.setdefault(name, place) != place:
                yield Problem(
                    place=place,
                    message=f"“{name}”重复了，第 {first[name].span.line} 行已经用过",
                    help="换一个没有用过的",
                    related=(Related(first[name], "第一次用在这里"),),
                )


def _namespaces(catalog: Catalog) -> Iterator[Names]:
    system = catalog.system
    yield [(group, system.at("groups", index)) for index, group in enumerate(system.groups)]
    yield [(goal.name, goal.at("name")) for goal in system.goals]
    for goal in system.goals:
        yield [(part, goal.at("parts", index)) for index, part in enumerate(goal.parts)]
    yield [(event.name, event.at("name")) for event in system.events]
    yield [(role.id, role.at("id")) for role in catalog.vocabulary.roles]
    for regulation in catalog.regulations.values():
        yield [(article.number, article.at("number")) for article in regulation.articles]
    for record in catalog.records.values():
        yield [(field.id, field.at("id")) for field in record.fields]
        yield [(each.id, each.at("id")) for each in record.agree]
        for field in record.fields:
            yield [(column.id, column.at("id")) for column in field.columns]
    for paper in catalog.papers.values():
        yield [(slot.id, slot.at("id")) for slot in paper.slots]
    for standard in catalog.standards.values():
        stages = [(stage.id, stage.at("id")) for stage in standard.stages]
        yield _as_they_stand([*stages, *((step.id, step.at("id")) for step in standard.steps)])
        yield [(requirement.id, requirement.at("id")) for requirement in standard.requirements]
        yield [(criterion.id, criterion.at("id")) for criterion in standard.criteria]
        yield [(term.id, term.at("id")) for term in standard.terms]
        yield [(annex.id, annex.at("id")) for annex in standard.annexes]
        for step in standard.steps:
            yield [(outcome.label, outcome.at("label")) for outcome in step.outcomes]


def _as_they_stand(names: Names) -> Names:
    """Return ids in the order of their places, where that matters: where one is repeated."""
    return names if len(dict(names)) == len(names) else sorted(names, key=lambda name: name[1].span)
