"""没有写哪个岗位是每名党员，写成了别的岗位，或者由每名党员代行。

为什么
------
程序凭 everyone 知道哪一步是召集全体党员：签到、口袋本、合开的会都照它。删去它，检查和清单都不说话，只是少了人。
它只写在党员这一层的岗位上。别的岗位缺位，也不能由每名党员代行：人人有责，就没有人做。

反例
----
    # roles 删去 党员.everyone

正例
----
    # roles 党员
    everyone: true

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import Role
from dangjian_std.domain.vocabulary import Level, RoleKind
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS221"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield a missing or misplaced `everyone`, and each role for which every member would act."""
    for role in catalog.vocabulary.roles:
        acting = role.absent.acts if role.absent else ""
        if role.everyone and not _member(role):
            yield Problem(
                place=role.at("everyone"),
                message=f"“{role.id}”不是每名党员",
                help=f"everyone 写在{Level.MEMBER}一层的岗位里",
            )
        elif _member(role) and not catalog.everyone:
            yield Problem(
                place=role.at("id"),
                message="没有写哪个岗位是每名党员",
                help=f"“{role.id}”是每名党员的，写 everyone: true",
            )
        if role.absent and acting in catalog.everyone:
            yield Problem(
                place=role.absent.at("acts"),
                message=f"“{role.id}”由每名“{acting}”代行，等于没有人做",
                help="写一个人或者一个机构；由党员大会定的，写召集它的支部书记",
                related=(Related(catalog.roles[acting].at("everyone"), f"“{acting}”是每名党员"),),
            )


def _member(role: Role) -> bool:
    """Whether a role can be that of every member."""
    return role.kind is RoleKind.POST and role.level is Level.MEMBER
