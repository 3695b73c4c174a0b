"""写的召集人，召集不了这个机构。

为什么
------
条文写由支部书记做的，写支部书记召集的机构也算做到。召集人写错一个（机关纪委由支部书记召集），
不该由它做的事就都算它做了。召集人只写在机构里，是同一层的一个岗位。

反例
----
    # roles 支部委员会
    convener: 党员

正例
----
    # roles 支部委员会
    convener: 支部书记

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import RoleKind
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS220"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each convener of what is no organ, and each that is no post of the same level as its organ."""
    for role in catalog.vocabulary.roles:
        other = catalog.roles.get(role.convener or "")
        if role.convener and role.kind is not RoleKind.ORGAN:
            message = f"“{role.id}”不是机构，没有召集人"
            yield Problem(place=role.key("convener"), message=message, help="删去 convener")
        elif other and (other.kind is not RoleKind.POST or other.level is not role.level or other.everyone):
            yield Problem(
                place=role.at("convener"),
                message=f"“{role.id}”在{role.level}一层，“{other.id}”不是这一层的岗位，召集不了",
                help="写这个机构的书记；没有的，删去 convener",
                related=(Related(other.at("level"), f"“{other.id}”写在这里"),),
            )
