"""不用一项标准，别的标准却要靠它。

为什么
------
整项不用的标准，成品里没有。别的标准写着照它办、填它的表，看的人就找不到；要填的表只有它启用的，是错误。

反例
----
    # 文件 unit.yaml
    kind: unit
    name: 某县水利局
    prefix: SLJ
    edition: 2027年版
    year: 2027
    base:
      from: 随程序
      edition: 2027年版
      sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    shape: 总支
    branches:
      - {name: 机关第一党支部, members: 12, groups: [第一党小组]}
      - {name: 机关第二党支部, members: 9, groups: [第一党小组]}
    adopt:
      - {standard: DJ402, stance: 不适用, reason: 本局没有志愿服务队。}
    # 文件 standards/4-党员活动/DJ402-志愿服务规程.yaml
    kind: standard
    code: DJ402
    title: 志愿服务规程
    group: 党员活动
    type: 规程
    version: 1.0.0
    status: 发布
    issued: 2026-12-01
    effective: 2027-01-01
    origin: 新增
    scope: {covers: 志愿服务的程序, applies_to: 各党支部}
    stages:
      - id: do
        title: 办理
        steps:
          - id: serve
            who: 组织委员
            what: 通报志愿服务情况
            how: [说明参加的人数。]
            when: {after: DJ401.hold, within_days: 0}
            local: [step]
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
    # DJ401 count
    how:
      - 请到会党员签名。
      - 有志愿服务的，照 DJ402 办。

正例
----
    # 文件 unit.yaml
    kind: unit
    name: 某县水利局
    prefix: SLJ
    edition: 2027年版
    year: 2027
    base:
      from: 随程序
      edition: 2027年版
      sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    shape: 总支
    branches:
      - {name: 机关第一党支部, members: 12, groups: [第一党小组]}
      - {name: 机关第二党支部, members: 9, groups: [第一党小组]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import LeftOut
from dangjian_std.domain.unit import Unit
from dangjian_std.rules.references import codes_named
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS232"
SEVERITY = Severity.WARNING
REQUIRES = ("names", "unmet-floor")
MOST_STANDARDS_NAMED = 5
"""Standards that a message names; of more it says how many there are."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard that some unit does not have, while one that it has rests on it.

    That is an error where a step is to be written into a form which nobody opens then.
    """
    for unit in Unit.all(catalog):
        if unit.profile.without:
            uses = list(_uses(unit.adopted().catalog))
            for each in unit.profile.without:
                if found := [use for use in uses if use.code == each.standard]:
                    yield _problem(each, found)


@dataclass(frozen=True, slots=True)
class Use:
    """A place in which a standard speaks of another one, or fills a form of it that nobody opens."""

    code: str
    user: str
    place: Place
    form: str = ""


def _uses(catalog: Catalog) -> Iterator[Use]:
    """Yield each code of a standard that another one names, or in the annex of which its form stands."""
    opened = {step.opens for standard in catalog.standards.values() for step in standard.steps}
    for user, standard in catalog.standards.items():
        yield from (Use(code, user, place) for code, place in codes_named(standard))
        for step in standard.steps:
            if form := catalog.records.get(step.form or ""):
                lost = "" if form.code in opened else form.code
                yield Use(form.home, user, step.at("opens" if step.opens else "record"), lost)


def _problem(left: LeftOut, uses: Sequence[Use]) -> Problem:
    users = {use.user: use.place for use in reversed(uses)}
    names = sorted(users)
    said = (
        "、".join(names)
        if len(names) <= MOST_STANDARDS_NAMED
        else f"{'、'.join(names[:MOST_STANDARDS_NAMED])} 等{len(names)}项"
    )
    forms = "、".join(sorted({use.form for use in uses} - {""}))
    return Problem(
        place=left.at("standard"),
        message=f"{left.standard} 不用了，{said} 还要靠它{f'，要填它的 {forms}' if forms else ''}",
        help=f"不写不适用；确实不用的，在 local/ 里改 {said} 的这几处",
        related=tuple(Related(users[user], f"{user} 在这里") for user in names),
        severity=Severity.ERROR if forms else None,
    )
