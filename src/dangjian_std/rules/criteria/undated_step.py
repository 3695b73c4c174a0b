"""检查要点要看的步骤，没有说日子记在哪一栏。

为什么
------
一张表有几个日期栏的，机器不知道哪一个是这一步的：拿起草日期当会议日期，答出来的就是错的。步骤写明 writes，
机器、检查的人、填表的人说的才是同一格。一张表几个步骤都填的，再写勾选哪一项（ticked）、来源是哪个词（from）。

反例
----
    # DJ401 删去 hold.writes

正例
----
    # DJ401 hold
    writes: {on: held-on, ticked: [主题党日]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS504"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-measure")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step that a criterion asks about and that does not say where its day stands."""
    for each in measured_steps.asked(catalog):
        code, days = each.step.written_in, [writes.on for _, writes in each.step.days]
        if code and not (days and (all(days) or each.key == "step")):
            yield Problem(
                place=each.place,
                message=f"“{each.name.step}”这一步没有写日子记在 {code} 的哪一栏{_dates(catalog, code)}",
                help="给这一步写 writes: {on: 栏目}；没有这样一栏的，换成 hand",
                related=(Related(each.step.at("id"), "要看的是这一步"),),
            )


def _dates(catalog: Catalog, code: str) -> str:
    cells = catalog.records[code].cells.items()
    dates = [f"{name}（{cell.label}）" for name, cell in cells if cell.type is FieldType.DATE]
    return f"：它有 {len(dates)} 个日期栏，{'、'.join(dates)}" if dates else "：它没有日期栏"
