"""对应的目标没有在 catalog.yaml 登记。

为什么
------
每项标准写明服务于哪个目标，目标的叫法要与总表一字不差，才能汇总出哪个目标由哪些标准落实。
写法是“目标.方面”，如 两个促进.优质服务。

反例
----
    # DJ401
    goals: [两个促进.优秀服务]

正例
----
    # DJ401
    goals: [两个促进.优质服务]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS110"
SEVERITY = Severity.ERROR
GOALS_FILE = "standards/catalog.yaml"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each goal that is named and not registered, then each part of a registered goal that is not."""
    goals = {goal.name: goal for goal in reversed(catalog.system.goals)}
    uses = list(_uses(catalog))
    known = {name: goal.at("name") for name, goal in goals.items()}
    yield from dangling(((name, place) for name, _, place in uses), known, what="目标", register=GOALS_FILE)
    for name, goal in goals.items():
        parts = {part: goal.at("parts", index) for index, part in enumerate(goal.parts)}
        named = ((part, place) for other, part, place in uses if other == name)
        yield from dangling(named, parts, what=f"“{name}”的方面", register=GOALS_FILE)


def _uses(catalog: Catalog) -> Iterator[tuple[str, str, Place]]:
    for standard in catalog.standards.values():
        for index, goal in enumerate(standard.goals):
            name, _, part = goal.partition(".")
            yield name, part, standard.at("goals", index)
