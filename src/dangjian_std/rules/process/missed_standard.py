"""不用一项标准，别的标准却要靠它。

为什么
------
整项不用的标准，成品里没有。别的标准写着照它办、填它的表，看的人就找不到。

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

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.rules.references import codes_named
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS232"
SEVERITY = Severity.WARNING


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each standard that some unit does not have, while one that it has rests on it."""
    for unit in Unit.all(catalog):
        uses: dict[str, list[tuple[str, Place]]] = {}
        for code, place, user in _named(unit.adopted().catalog) if unit.profile.without else ():
            uses.setdefault(code, []).append((user, place))
        for each in unit.profile.without:
            found = uses.get(each.standard, [])
            if found:
                users = "、".join(dict.fromkeys(user for user, _ in found))
                yield Problem(
                    place=each.at("standard"),
                    message=f"{each.standard} 不用了，{users} 还要靠它",
                    help=f"在 local/ 里改 {users} 的这几处；或者不写不适用",
                    related=tuple(Related(place, f"{user} 在这里") for user, place in found),
                )


def _named(catalog: Catalog) -> Iterator[tuple[str, Place, str]]:
    """Yield each code of a standard that another one names, or in the annex of which its form stands."""
    for user, standard in catalog.standards.items():
        yield from ((code, place, user) for code, place in codes_named(standard))
        for step in standard.steps:
            if form := catalog.records.get(step.form or ""):
                yield form.home, step.at("opens" if step.opens else "record"), user
