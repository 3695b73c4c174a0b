"""catalog.yaml 选的、重要时间节点写的单位画像没有登记。

为什么
------
单位画像说明本单位有没有支委会、分不分党小组。选了不存在的画像，谁来做、填几份都算不出来。
节点的 not_for 写错了，该不提醒的单位照样提醒。

反例
----
    # catalog
    profile: 大支部

正例
----
    # catalog
    profile: 支部

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.references import dangling, listed, registered_places
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS113"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the profile that the set is made for, and those that a key date names, if they are not registered."""
    uses = [(catalog.system.profile, catalog.system.at("profile"))]
    for each in catalog.key_dates.days if catalog.key_dates else ():
        uses += ((name, each.at("not_for", place)) for place, name in enumerate(each.not_for))
    known = registered_places(catalog.profiles, "name")
    yield from dangling(uses, known, what="单位画像", register="standards/profiles/", meant=listed)
