"""有的单位没有这个岗位，也没有写由谁代行。

为什么
------
不足7名正式党员的支部不设支委会，没有组织委员。步骤写“组织委员通知”，在那里就没有人做。
岗位要写明缺位时由谁代行；确实不用做的，在单位画像里写不适用和理由。

反例
----
    # roles 删去 党小组组长.absent

正例
----
    # roles 党小组组长
    absent: {acts: 组织委员}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import Profile
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS202"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each role that somebody must be and nobody is, once, at the first step that needs it."""
    idle: dict[str, list[tuple[Step, Profile]]] = {}
    units = Unit.all(catalog)
    lacking = {role: [unit for unit in units if unit.actor(role) is None] for role in catalog.roles}
    for code, standard in catalog.standards.items():
        for step in standard.steps:
            for unit in lacking.get(step.who, ()):
                if unit.excuse(code, step) is None:
                    idle.setdefault(step.who, []).append((step, unit.profile))
    for role, found in idle.items():
        profiles = {profile.name: profile for _, profile in found}
        steps = {step.at("who"): step for step, _ in found}
        first, *more = steps
        related = [Related(catalog.roles[role].at("id"), "这个岗位没有写缺位时由谁代行")]
        related += [Related(profile.at("name"), "这样的单位没有人做") for profile in profiles.values()]
        related += [Related(place, "这一步也没有人做") for place in more]
        yield Problem(
            place=first,
            message=f"“{role}”在这些单位没有人担任：{'、'.join(profiles)}",
            help="在 roles.yaml 给这个岗位写 absent: {acts: …}；或在单位画像的 not_applicable 里写明这一步不适用",
            related=tuple(related),
        )
