"""单位情况里设了什么，同有几个对不上。

为什么
------
设没有设党小组、支委会、总支，决定哪些条文对这个单位有要求。写错一个，一串法定的事就没有人做了，而且看不出来。
所以比：设党小组的，小组数不是0；有小组的，设党小组；几个党支部，要有总支或者机关党委；机关纪委设在机关党委里。
条文要求到多少名党员就设的（floor 的 sets_up），平均每个支部到了这个数，还没有设，也报；
这个数里有预备党员，实际不到的，在 not_done 写明那一条和理由。

反例
----
    # 总支
    has: [总支, 支委会]

正例
----
    # 总支
    has: [总支, 支委会, 党小组]

依据
----
本工具的约定；设支委会的人数见支部条例第二十条第一款。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.roles import Profile
from dangjian_std.domain.vocabulary import Organ
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS219"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield, for each shape of unit, the organs that go with its numbers and are not there, or the other way."""
    for profile in catalog.profiles.values():
        yield from _groups(profile)
        yield from _above(profile)
        yield from _asked(catalog, profile)


def _has(profile: Profile) -> Place:
    """Place where it is written what a unit has, or would be."""
    return profile.key("has") if "has" in profile.anchor.data else profile.at("name")


def _groups(profile: Profile) -> Iterator[Problem]:
    number = profile.counts.groups
    if (number > 0) is not (Organ.GROUPS in profile.has):
        has = "设了" if Organ.GROUPS in profile.has else "没有设"
        yield Problem(
            place=_has(profile),
            message=f"{has}党小组，党小组数却是{number}",
            help="设党小组的，has 里写党小组，groups 写几个；不设的，两处都改",
            related=(Related(profile.counts.at("groups"), f"写的是{number}"),),
        )


def _above(profile: Profile) -> Iterator[Problem]:
    number = profile.counts.branches
    if number > 1 and {Organ.GENERAL_BRANCH, Organ.BUREAU_COMMITTEE}.isdisjoint(profile.has):
        yield Problem(
            place=_has(profile),
            message=f"有{number}个党支部，没有设总支，也没有设机关党委",
            help="has 里写总支或者机关党委；只有一个支部的，branches 写1",
            related=(Related(profile.counts.at("branches"), "写在这里"),),
        )
    if Organ.DISCIPLINE in profile.has and Organ.BUREAU_COMMITTEE not in profile.has:
        message = "设了机关纪委，没有设机关党委"
        yield Problem(place=_has(profile), message=message, help="加上机关党委，或者删去机关纪委")


def _asked(catalog: Catalog, profile: Profile) -> Iterator[Problem]:
    excused = {(entry.regulation, entry.article) for entry in profile.not_done}
    for regulation, article, asked in floors.unset(catalog, profile):
        if (regulation.name, article.number) not in excused:
            yield Problem(
                place=_has(profile),
                message=f"每个支部平均有{asked.members}名以上党员，{regulation.name}{article.number}要求设{asked.organ}",
                help=f"has 里写{asked.organ}；正式党员不到{asked.members}名的，在 not_done 写这一条和理由",
                related=(Related(asked.at(), f"{regulation.name}{article.number}"),),
            )
