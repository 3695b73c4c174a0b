"""单位表里两个党支部同名，或者日期对不上。

为什么
------
份数、名单都照支部的名称分。两个支部同名，谁的表就分不清；撤销的日子早于成立的日子，数目就算错。

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
      - {name: 机关第一党支部, members: 9, groups: [第一党小组]}

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
from dangjian_std.domain.unit_sheet import Branch
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS230"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each name of a branch or group that is there twice, and each branch that ends before it begins."""
    sheet = catalog.adoption.sheet if catalog.adoption else None
    seen: dict[str, Branch] = {}
    for each in sheet.branches if sheet else ():
        if each.name in seen:
            yield Problem(
                place=each.at("name"),
                message=f"有两个党支部叫“{each.name}”",
                help="改成各自的全称",
                related=(Related(seen[each.name].at("name"), "另一个在这里"),),
            )
        seen.setdefault(each.name, each)
        yield from _groups(each)
        if each.from_ and each.until and each.until < each.from_:
            message = f"“{each.name}”从 {each.from_} 起，却到 {each.until} 为止"
            yield Problem(place=each.at("until"), message=message, help="改正其中一个日期")
    if sheet and all(each.temporary for each in sheet.standing):
        yield Problem(
            place=sheet.at("branches"),
            message="只有临时党支部；它不换届、不收党费、一般不发展党员（支部条例第八条第二款），不能照整套标准做",
            help="把它写进批准它成立的单位的单位表；组织关系已经转来的，不是临时党支部，删去“临时”",
        )


def _groups(branch: Branch) -> Iterator[Problem]:
    for index, name in enumerate(branch.groups):
        if name in branch.groups[:index]:
            message = f"“{branch.name}”有两个党小组叫“{name}”"
            yield Problem(place=branch.at("groups", index), message=message, help="改成各自的名称")
