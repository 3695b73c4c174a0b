"""重要时间节点写错了：没有这一天，写了两遍，或者没有说依据什么。

为什么
------
节点印在每月提示和年历上，全单位都看得到，错一天、来一遍又一遍都不好看。有依据的写条文，没有读到条文、由本单位选定的写
local: true，看的人才知道哪些是规定的、哪些可以改。

反例
----
    # 文件 standards/节点.yaml
    kind: key-dates
    days:
      - {name: 建军节, month: 8, day: 1}

正例
----
    # 文件 standards/节点.yaml
    kind: key-dates
    days:
      - {name: 建军节, month: 8, day: 1, local: true}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain import workdays
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.key_dates import KeyDate
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS228"
SEVERITY = Severity.ERROR
ANY_YEAR = 2028
"""A leap year: 29 February is a day of some years."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each key date on a day that no year has, of a name that is taken, or of an unclear basis."""
    known: dict[str, KeyDate] = {}
    for each in catalog.key_dates.days if catalog.key_dates else ():
        last = workdays.last_of(ANY_YEAR, each.month).day
        if each.day and each.day > last:
            yield Problem(
                place=each.at("day"), message=f"{each.month}月没有{each.day}日", help=f"写 1 到 {last} 之间的一天"
            )
        if each.name in known:
            first = Related(known[each.name].at("name"), "前面已经写了")
            yield Problem(place=each.at("name"), message=f"“{each.name}”写了两遍", help="留一个", related=(first,))
        known.setdefault(each.name, each)
        if bool(each.basis) == each.local:
            wrong = "写了依据，又写了 local: true" if each.local else "没有写依据"
            yield Problem(
                place=each.at("local") if each.local else each.at("name"),
                message=f"“{each.name}”{wrong}",
                help="有条文的写 basis，本单位选定的写 local: true，只写一个",
            )
